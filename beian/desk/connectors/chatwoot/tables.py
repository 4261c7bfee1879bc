"""The desk store's tables for Chatwoot: its events, its conversations, what is sent to it.

A `chatwoot_id` names a Chatwoot conversation for good: server, account and display id. The column
is called `place`.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from beian.base.column_types import Instant
from beian.desk.storage.tables import conversations

metadata = MetaData()

chatwoot_conversations = Table(
    "desk_chatwoot_conversations",
    metadata,
    Column("place", Text, key="chatwoot_id", primary_key=True),
    # The conversation of ours that goes on there: another one once another account is verified.
    Column("conversation_id", Text, ForeignKey(conversations.c.id), nullable=False, unique=True),
    # The newest message that is in the outbox, or is not for it.
    Column("queued_seq", Integer, nullable=False),
    # `waiting_since` of the hand-off that is in the outbox.
    Column("handed_since", Instant),
)

chatwoot_events = Table(
    "desk_chatwoot_events",
    metadata,
    # Events of one Chatwoot conversation are processed in the order of their ids.
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("delivery", Text, nullable=False, unique=True),
    Column("place", Text, key="chatwoot_id", nullable=False),
    Column("name", Text, nullable=False),
    Column("message_id", Text),
    # Emptied once the event is processed.
    Column("content", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    Column("done_at", Instant),
    UniqueConstraint("chatwoot_id", "message_id", "name", name="desk_chatwoot_events_once"),
)
Index("desk_chatwoot_events_due", chatwoot_events.c.done_at, chatwoot_events.c.chatwoot_id)

chatwoot_sends = Table(
    "desk_chatwoot_sends",
    metadata,
    # Of the outbox's delivery, and for a hand-off its step.
    Column("key", Text, primary_key=True),
    Column("place", Text, key="chatwoot_id", nullable=False),
    # By which Chatwoot's echo of it is known.
    Column("digest", Text, nullable=False),
    # Whether it may be there, or on its way.
    Column("under_way", Boolean, nullable=False),
    # Since when nobody knows whether it has arrived.
    Column("doubted_at", Instant),
    # Chatwoot's id of it, once it is known to be there.
    Column("message_id", Text),
    Column("at", Instant, nullable=False),
)
Index("desk_chatwoot_sends_of_place", chatwoot_sends.c.chatwoot_id, chatwoot_sends.c.digest)
