"""Tickets: questions that a person answers later, within a transaction of their conversation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from beian.base.clock import utc_now
from beian.desk.storage.handoff_tables import tickets
from beian.desk.storage.records import Ticket


def open_ticket(
    connection: Connection,
    conversation_id: str,
    *,
    topic: str | None,
    contact: str | None,
    due_at: datetime,
) -> Ticket:
    """Return the open ticket of the conversation: a new one, or the one it has, brought up to
    date."""
    known = newest(connection, conversation_id)
    if known is not None and known.answered_at is None:
        change(connection, conversation_id, topic=topic or known.topic)
        if contact is not None:
            change(connection, conversation_id, contact=contact)
    else:
        row = {
            "conversation_id": conversation_id,
            "topic": topic,
            "contact": contact,
            "opened_at": utc_now(),
            "due_at": due_at,
        }
        connection.execute(insert(tickets), row)
    found = newest(connection, conversation_id)
    assert found is not None
    return found


def newest(connection: Connection, conversation_id: str) -> Ticket | None:
    query = (
        select(tickets)
        .where(tickets.c.conversation_id == conversation_id)
        .order_by(tickets.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Ticket.of_row(row)


def change(connection: Connection, conversation_id: str, **values: object) -> None:
    """Change the open ticket of the conversation, if it has one."""
    connection.execute(
        update(tickets)
        .where(tickets.c.conversation_id == conversation_id, tickets.c.answered_at.is_(None))
        .values(**values)
    )
