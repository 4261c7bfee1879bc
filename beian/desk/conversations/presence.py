"""Who is there: visitors at their pages, agents at their consoles."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.selectable import Select

from beian.base.clock import utc_now
from beian.desk.rights import Right, may
from beian.desk.storage.agents import PRESENT, Agent
from beian.desk.storage.enumerations import State
from beian.desk.storage.handoff_tables import agents
from beian.desk.storage.tables import conversations

VISITOR_PRESENT = timedelta(seconds=45)
"""A visitor of whom no desk process has had a connection within it has left."""
_SEEN_AGAIN = timedelta(seconds=12)
"""How old the note about a visitor may be; it is written only now and then."""
_AT_ONCE = 500
_MATTERS = conversations.c.state.in_((State.WAITING, State.WITH_AGENT))


def visitor_is_there() -> ColumnElement:
    """Return whether the visitor of a conversation in which a person is waited for is there."""
    return conversations.c.visitor_seen_at > utc_now() - VISITOR_PRESENT


def is_there(row: Row) -> bool:
    """Return the same of a row of desk_conversations."""
    seen = row.visitor_seen_at
    return seen is not None and seen > utc_now() - VISITOR_PRESENT


def somebody_can_take(connection: Connection) -> bool:
    """Return whether an agent is there who takes conversations, and whose roles allow it."""
    return bool(serving(connection.execute(taking()).all()))


def taking() -> Select:
    """Return the query for the agents who are there and take conversations, as far as they say."""
    return (
        select(agents)
        .where(agents.c.available.is_(True), agents.c.disabled.is_not(True))
        .where(agents.c.seen_at > utc_now() - PRESENT)
    )


def serving(rows: Iterable[Row]) -> list[Row]:
    """Return those agents of these rows whose roles let them serve visitors."""
    return [row for row in rows if may(Agent.of_row(row).roles, Right.SERVE)]


def visitors_there(connection: Connection) -> dict[str, bool]:
    """Return the conversations for which it matters whether the visitor is there, in the queue or
    with an agent, and whether they are."""
    there = visitor_is_there().label("there")
    query = select(conversations.c.id, there).where(_MATTERS)
    return {row.id: bool(row.there) for row in connection.execute(query)}


def unnoted(connection: Connection) -> set[str]:
    """Return those of them of which it was not noted lately."""
    old = or_(
        conversations.c.visitor_seen_at.is_(None),
        conversations.c.visitor_seen_at < utc_now() - _SEEN_AGAIN,
    )
    return set(connection.execute(select(conversations.c.id).where(_MATTERS, old)).scalars())


def note_visitors(connection: Connection, conversation_ids: Collection[str]) -> None:
    """Note that the visitors of these conversations are there."""
    ids = sorted(conversation_ids)
    for start in range(0, len(ids), _AT_ONCE):
        connection.execute(
            update(conversations)
            .where(conversations.c.id.in_(ids[start : start + _AT_ONCE]))
            .values(visitor_seen_at=utc_now())
        )
