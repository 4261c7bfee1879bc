"""The desk store's tables for reminders: each once, which kinds an account wants none of, and how
far the changes of orders have been read."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, UniqueConstraint

from beian.base.column_types import Instant
from beian.desk.storage.tables import metadata

reminders = Table(
    "desk_reminders",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("account_id", Text, nullable=False),
    Column("order_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    # Which deadline, day or change it is about: with the three before, there is one of each.
    Column("about", Text, nullable=False),
    Column("state", Text, nullable=False),
    # When it was due, and when it is to be sent: later, where that is at night.
    Column("planned_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("attempts", Integer, nullable=False),
    # Where and when it was said, or when it was dropped.
    Column("conversation_id", Text),
    Column("message_id", Text),
    Column("ended_at", Instant),
    UniqueConstraint("account_id", "order_id", "kind", "about", name="desk_reminders_once"),
)
Index("desk_reminders_due", reminders.c.state, reminders.c.due_at)

refusals = Table(
    "desk_reminder_refusals",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    # "chat" or "mail": where it was asked for.
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

read_changes = Table(
    "desk_read_changes",
    metadata,
    # The position up to which the filing store's changes of orders are read; one row.
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("position", Integer, nullable=False),
)
