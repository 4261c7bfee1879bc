"""Tickets: questions that a person answers later, within a transaction of their conversation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection

from beian.base.clock import utc_now
from beian.desk.storage.handoff_tables import tickets

_FIRST_NUMBER = 1000


@dataclass(frozen=True)
class Ticket:
    """A ticket; `contact`: the e-mail or phone to come back to, if one was left."""

    number: str
    topic: str | None
    contact: str | None
    opened_at: datetime
    due_at: datetime
    answered_at: datetime | None

    @staticmethod
    def number_of(ticket_id: int) -> str:
        return str(_FIRST_NUMBER + ticket_id)

    @staticmethod
    def id_of(number: str) -> int:
        return int(number) - _FIRST_NUMBER

    @classmethod
    def of_row(cls, row: Any) -> Ticket:
        return cls(
            cls.number_of(row.id),
            row.topic,
            row.contact,
            row.opened_at,
            row.due_at,
            row.answered_at,
        )


def open_ticket(
    connection: Connection,
    conversation_id: str,
    *,
    topic: str | None,
    contact: str | None,
    due_at: datetime,
) -> Ticket:
    """The open ticket of the conversation: a new one, or the one it has, brought up to date."""
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
    """Changes the open ticket of the conversation, if it has one."""
    connection.execute(
        update(tickets)
        .where(tickets.c.conversation_id == conversation_id, tickets.c.answered_at.is_(None))
        .values(**values)
    )
