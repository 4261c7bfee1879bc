"""Leases: who is getting answers for a conversation from the bot.

A lease that is not renewed ends by itself, so that a killed process holds nothing for long.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta, timezone

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from desk.storage.tables import conversations

LEASE = timedelta(seconds=20)


_GIVE_BACK = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation"))
    .where(conversations.c.lease == bindparam("held"))
    .values(lease=None, leased_until=None)
)


def now() -> datetime:
    return datetime.now(timezone.utc)


def new_lease() -> str:
    return uuid.uuid4().hex


def is_free(moment: datetime | ColumnElement) -> ColumnElement:
    return or_(conversations.c.lease.is_(None), conversations.c.leased_until < moment)


def take(connection: Connection, conversation_id: str, lease: str) -> str | None:
    """Takes the lease if it is free; who holds it."""
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .where(is_free(now()))
        .values(lease=lease, leased_until=now() + LEASE)
    )
    query = select(conversations.c.lease).where(conversations.c.id == conversation_id)
    holder: str | None = connection.execute(query).scalar_one()
    return holder


def renewed(connection: Connection, conversation_id: str, lease: str) -> bool:
    done = connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id, conversations.c.lease == lease)
        .values(leased_until=now() + LEASE)
    )
    return bool(done.rowcount)


def give_back(connection: Connection, conversation_id: str, lease: str) -> None:
    connection.execute(_GIVE_BACK, {"conversation": conversation_id, "held": lease})
