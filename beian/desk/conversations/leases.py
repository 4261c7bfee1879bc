"""Leases: which process is getting answers from the bot for a conversation.

A lease that is not renewed ends by itself, so that a killed process holds nothing for long.
"""

from __future__ import annotations

import uuid
from datetime import timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.engine import Connection

from beian.base.clock import utc_now
from beian.desk.storage.rows import is_free
from beian.desk.storage.tables import conversations

LEASE = timedelta(seconds=20)


_GIVE_BACK = (
    update(conversations)
    .where(conversations.c.id == bindparam("conversation"))
    .where(conversations.c.lease == bindparam("held"))
    .values(lease=None, leased_until=None)
)


def new_lease() -> str:
    return uuid.uuid4().hex


def take(connection: Connection, conversation_id: str, lease: str) -> str | None:
    """Take the lease if it is free; return its holder."""
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .where(is_free(utc_now()))
        .values(lease=lease, leased_until=utc_now() + LEASE)
    )
    query = select(conversations.c.lease).where(conversations.c.id == conversation_id)
    holder: str | None = connection.execute(query).scalar_one()
    return holder


def renewed(connection: Connection, conversation_id: str, lease: str) -> bool:
    done = connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id, conversations.c.lease == lease)
        .values(leased_until=utc_now() + LEASE)
    )
    return bool(done.rowcount)


def give_back(connection: Connection, conversation_id: str, lease: str) -> None:
    connection.execute(_GIVE_BACK, {"conversation": conversation_id, "held": lease})
