"""The desk store's tables. Migrations make them; a test keeps the two in step."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    true,
)

from beian.base.column_types import Instant

metadata = MetaData()

conversations = Table(
    "desk_conversations",
    metadata,
    Column("id", Text, primary_key=True),
    # Only a hash of the key is kept: who reads the store can't continue a conversation.
    Column("key_hash", Text, nullable=False),
    # Set by the first valid token, and never again.
    Column("account_id", Text),
    Column("language", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("last_seq", Integer, nullable=False),
    Column("greeted", Boolean, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("rating", Integer),
    Column("rating_comment", Text),
    Column("rated_at", Instant),
    # Who is getting an answer from the bot, so that messages are answered one after the other.
    Column("lease", Text),
    Column("leased_until", Instant),
    # The question before a hand-off that the visitor's next message answers, and what led to it.
    # The column keeps its first name: desks of the version before may still run on this table.
    Column("asking", Text, key="waiting_question"),
    Column("reason", Text),
    Column("topic", Text),
    # The visitor's place in the queue; who lost their agent has the place from before. Since when
    # the visitor waits this time is `wait_began_at`.
    Column("waiting_since", Instant),
    Column("wait_began_at", Instant),
    # The place that the visitor would go back to, while an agent has the conversation.
    Column("held_place", Instant),
    # When a connection of the visitor's was last there, while a person is waited for or there.
    Column("visitor_seen_at", Instant),
    # Of desk_agents: who has the conversation.
    Column("agent_id", Text),
    # The host of the page on which it began.
    Column("site", Text),
    # A keyed hash of the visitor's address, by which one without an account may be blocked.
    Column("network", Text),
    # The page that the visitor is on, as the site tells it; forgotten at the end.
    Column("page_address", Text),
    Column("page_title", Text),
    # The newest message that the visitor has seen, on whatever device.
    Column("read_seq", Integer),
)
Index("desk_conversations_state", conversations.c.state, conversations.c.changed_at)
Index("desk_conversations_account", conversations.c.account_id, conversations.c.changed_at)

messages = Table(
    "desk_messages",
    metadata,
    Column("conversation_id", Text, ForeignKey(conversations.c.id), primary_key=True),
    Column("seq", Integer, primary_key=True),
    # Made by the client for the visitor's, so that a message sent again is known.
    Column("id", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("payload", Text),
    Column("buttons", JSON, nullable=False),
    Column("links", JSON, nullable=False),
    # What server-frame.schema.json calls a card, with links still to be signed.
    Column("card", JSON(none_as_null=True)),
    Column("at", Instant, nullable=False),
    Column("answers", Integer),
    # The account the visitor was signed in as when it was accepted.
    Column("account_id", Text),
    Column("waiting", Boolean, nullable=False),
    Column("apologised", Boolean, nullable=False),
    Column("intent", Text),
    Column("confidence", Float),
    Column("handoff", Boolean, nullable=False),
    # Why a person is offered with it, if so.
    Column("offer", Text),
    Column("agent_id", Text),
    # What the agent was called when it was written.
    Column("name", Text),
    # By the agent who wrote it; the text is gone then.
    Column("recalled_at", Instant),
    # Whether the search index holds its words, as far as it is to hold them.
    Column("indexed", Boolean, nullable=False, server_default=false()),
    # The files it shows, each as AttachmentRecord (beian/desk/storage/records.py).
    Column("attachments", JSON(none_as_null=True)),
    UniqueConstraint("conversation_id", "id", name="desk_messages_once"),
)

Index(
    "desk_messages_unindexed",
    messages.c.conversation_id,
    sqlite_where=messages.c.indexed == false(),
    postgresql_where=messages.c.indexed == false(),
)

Index(
    "desk_messages_waiting",
    messages.c.conversation_id,
    sqlite_where=messages.c.waiting == true(),
    postgresql_where=messages.c.waiting == true(),
)

offers = Table(
    "desk_offers",
    metadata,
    Column("conversation_id", Text, ForeignKey(conversations.c.id), primary_key=True),
    Column("payload", Text, primary_key=True),
    Column("title", Text, nullable=False),
)

feedback = Table(
    "desk_feedback",
    metadata,
    Column("conversation_id", Text, ForeignKey(conversations.c.id), primary_key=True),
    Column("message_id", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("reason", Text),
    Column("comment", Text),
    Column("at", Instant, nullable=False),
)
