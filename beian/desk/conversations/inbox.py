"""Which conversations are in which of the console's lists, and in which order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any, Protocol

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.sql import Select
from sqlalchemy.sql.elements import ColumnElement

from beian.desk.conversations.reach import Reader, open_to
from beian.desk.storage.enumerations import State, View, Word
from beian.desk.storage.handoff_tables import tags, tickets, transitions
from beian.desk.storage.records import Ticket
from beian.desk.storage.tables import conversations, messages

PAGE = 50
MOST_TAGS = 200
_ESCAPE = "/"
_SHOWN_NAME = re.compile(r"(?:(?:访客|visitor)\s*)?([a-z0-9_-]{4})", re.IGNORECASE)
"""What the console calls a visitor without an account, with the end of the conversation's id
(web/src/console/visitor-name.ts)."""
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


class Sort(Word):
    """What a list is sorted by, where its own order is not wanted."""

    NEWEST = "newest"
    """By the last change."""
    OLDEST = "oldest"
    BEGAN = "began"
    """By when they began, the last first."""


@dataclass(frozen=True)
class Wanted:
    """Which conversations of a view are wanted; None and nothing: no matter which.

    `text`: what they hold. `agent_id`: who has or had them. `state`, `tag`, `language`: theirs.
    `topic`: an intent that a message in them had. `since`, `until`: they were last changed from
    the one on, and before the other.
    """

    text: str = ""
    state: State | None = None
    agent_id: str | None = None
    tag: str | None = None
    topic: str | None = None
    language: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    sort: Sort | None = None


class Holding(Protocol):
    """What knows which conversations hold a text."""

    def holding(self, text: str) -> ColumnElement[bool]: ...


def page_of(
    connection: Connection,
    view: View,
    agent: Reader,
    wanted: Wanted,
    *,
    cursor: str | None,
    index: Holding,
) -> Page:
    """Return the part of an agent's view that follows `cursor`, of what is wanted. Raises
    BadCursor.

    A cursor holds what the last conversation was sorted by, and its id, so that none is passed
    over when others leave the list meanwhile.
    """
    sort_key, newest_first = _order(view, wanted.sort)
    query = _in_view(view, agent, conversations.c.id, sort_key.label("sort_key"))
    query = query.order_by(sort_key.desc() if newest_first else sort_key, conversations.c.id)
    query = query.where(*_conditions(wanted))
    if wanted.text:
        query = query.where(_contains(wanted.text, index))
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


def tags_in_use(connection: Connection, agent: Reader) -> list[str]:
    """Return the tags of the conversations that are open to an agent."""
    query = (
        select(tags.c.tag)
        .select_from(tags.join(conversations, conversations.c.id == tags.c.conversation_id))
        .where(open_to(agent))
        .distinct()
        .order_by(tags.c.tag)
        .limit(MOST_TAGS)
    )
    return list(connection.execute(query).scalars())


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


def _order(view: View, sort: Sort | None) -> tuple[ColumnElement, bool]:
    """Return what a view is ordered by, and whether the newest comes first."""
    if sort is not None:
        by = conversations.c.began_at if sort == Sort.BEGAN else conversations.c.changed_at
        return by, sort != Sort.OLDEST
    if view == View.QUEUE:
        return conversations.c.waiting_since, False
    if view == View.TICKETS:
        return tickets.c.due_at, False
    return conversations.c.changed_at, True


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    of_this = conversations.c.id
    conditions: list[ColumnElement[bool]] = [
        column == value
        for column, value in (
            (conversations.c.state, wanted.state),
            (conversations.c.language, wanted.language),
        )
        if value is not None
    ]
    if wanted.agent_id is not None:
        had = select(transitions.c.conversation_id).where(
            transitions.c.to_agent_id == wanted.agent_id
        )
        conditions.append(of_this.in_(had))
    if wanted.tag is not None:
        tagged = select(tags.c.conversation_id).where(tags.c.tag == wanted.tag)
        conditions.append(of_this.in_(tagged))
    if wanted.topic is not None:
        about = exists().where(
            messages.c.conversation_id == of_this, messages.c.intent == wanted.topic
        )
        conditions.append(about)
    if wanted.since is not None:
        conditions.append(conversations.c.changed_at >= wanted.since)
    if wanted.until is not None:
        conditions.append(conversations.c.changed_at < wanted.until)
    return conditions


def _contains(text: str, index: Holding) -> ColumnElement:
    """Return whether people wrote the words of a text in a conversation, or its account, ticket
    number or the name that agents see for a visitor without an account is the one."""
    conditions = [index.holding(text), _within(conversations.c.account_id, text)]
    if text.isdecimal() and len(text) <= _LONGEST_NUMBER:
        numbered = select(tickets.c.conversation_id).where(tickets.c.id == Ticket.id_of(text))
        conditions.append(conversations.c.id.in_(numbered))
    named = _SHOWN_NAME.fullmatch(text)
    if named:
        unknown = conversations.c.account_id.is_(None)
        conditions.append(and_(unknown, _within(conversations.c.id, named[1], at_end=True)))
    return or_(*conditions)


def _within(column: ColumnElement, text: str, *, at_end: bool = False) -> ColumnElement:
    """Both sides are folded by the database alone: SQLite knows the case of ASCII letters only,
    and what it does not fold must not be folded in the text either."""
    for special in (_ESCAPE, "%", "_"):
        text = text.replace(special, _ESCAPE + special)
    return column.ilike(f"%{text}" if at_end else f"%{text}%", escape=_ESCAPE)


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
