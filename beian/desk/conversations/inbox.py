"""Which conversations are in which of the console's lists, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select
from sqlalchemy.sql.elements import ColumnElement

from beian.desk.conversations.reach import Reader, open_to
from beian.desk.storage.enumerations import State, View
from beian.desk.storage.handoff_tables import tickets
from beian.desk.storage.records import Ticket
from beian.desk.storage.tables import conversations, messages

PAGE = 50
_ESCAPE = "/"
_LONGEST_NUMBER = 9
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_MICROSECOND = timedelta(microseconds=1)
# A conversation has one open ticket at most (beian.desk.conversations.tickets.open_ticket).
_OPEN_TICKETS = conversations.join(
    tickets, and_(tickets.c.conversation_id == conversations.c.id, tickets.c.answered_at.is_(None))
)


class BadCursor(ValueError):
    """A cursor that no page has returned."""


@dataclass(frozen=True)
class Page:
    """A part of a list; `next` is the cursor of the following one, None at the end."""

    ids: list[str]
    next: str | None


def page_of(
    connection: Connection, view: View, agent: Reader, text: str, cursor: str | None
) -> Page:
    """Return the part of an agent's view that follows `cursor`; `text`: only what contains it.
    Raises BadCursor.

    A cursor holds what the last conversation was sorted by, and its id, so that none is passed
    over when others leave the list meanwhile.
    """
    sort_key, newest_first = _order(view)
    query = _in_view(view, agent, conversations.c.id, sort_key.label("sort_key"))
    query = query.order_by(sort_key.desc() if newest_first else sort_key, conversations.c.id)
    if text:
        query = query.where(_contains(text))
    if cursor is not None:
        moment, last_id = _read_cursor(cursor)
        later = sort_key < moment if newest_first else sort_key > moment
        query = query.where(or_(later, and_(sort_key == moment, conversations.c.id > last_id)))
    found = connection.execute(query.limit(PAGE + 1)).all()
    more = len(found) > PAGE
    return Page(
        [row.id for row in found[:PAGE]],
        _cursor(found[PAGE - 1].sort_key, found[PAGE - 1].id) if more else None,
    )


def counts(connection: Connection, agent: Reader) -> dict[str, int]:
    """Return how many conversations are in each view that the agent works off."""
    return {
        view: int(connection.execute(_in_view(view, agent, func.count())).scalar_one())
        for view in (View.QUEUE, View.MINE, View.TICKETS)
    }


def _in_view(view: View, agent: Reader, *columns: Any) -> Select:
    query = select(*columns).select_from(_OPEN_TICKETS if view == View.TICKETS else conversations)
    query = query.where(open_to(agent))
    if view == View.QUEUE:
        return query.where(conversations.c.state == State.WAITING)
    if view == View.MINE:
        return query.where(
            conversations.c.state == State.WITH_AGENT, conversations.c.agent_id == agent.id
        )
    return query if view == View.TICKETS else query.where(conversations.c.last_seq > 0)


def _order(view: View) -> tuple[ColumnElement, bool]:
    """Return what a view is ordered by, and whether the newest comes first."""
    if view == View.QUEUE:
        return conversations.c.waiting_since, False
    if view == View.TICKETS:
        return tickets.c.due_at, False
    return conversations.c.changed_at, True


def _contains(text: str) -> ColumnElement:
    """Return whether a conversation's transcript, topic, account or ticket number contains a
    text."""
    has_message = exists().where(messages.c.conversation_id == conversations.c.id)
    conditions = [
        has_message.where(_within(messages.c.text, text)),
        _within(conversations.c.topic, text),
        _within(conversations.c.account_id, text),
    ]
    if text.isdecimal() and len(text) <= _LONGEST_NUMBER:
        numbered = select(tickets.c.conversation_id).where(tickets.c.id == Ticket.id_of(text))
        conditions.append(conversations.c.id.in_(numbered))
    return or_(*conditions)


def _within(column: ColumnElement, text: str) -> ColumnElement:
    """Both sides are folded by the database alone: SQLite knows the case of ASCII letters only,
    and what it does not fold must not be folded in the text either."""
    for special in (_ESCAPE, "%", "_"):
        text = text.replace(special, _ESCAPE + special)
    return column.ilike(f"%{text}%", escape=_ESCAPE)


def _cursor(moment: datetime, conversation_id: str) -> str:
    return f"{(moment - _EPOCH) // _MICROSECOND}.{conversation_id}"


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    micros, dot, conversation_id = cursor.partition(".")
    try:
        moment = _EPOCH + int(micros) * _MICROSECOND
    except (ValueError, OverflowError) as error:
        raise BadCursor(cursor) from error
    if not dot:
        raise BadCursor(cursor)
    return moment, conversation_id
