"""The desk store's tables for hand-off: agents, who took over when, tickets, deliveries."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from beian.base.column_types import Instant
from beian.desk.storage.tables import conversations, metadata

agents = Table(
    "desk_agents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("display_name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    # Their roles with blanks between them; `role` is what desks of the version before know of it.
    Column("role", Text, nullable=False),
    Column("roles", Text),
    Column("disabled", Boolean, nullable=False),
    Column("available", Boolean, nullable=False),
    Column("created_at", Instant, nullable=False),
    # When a console of theirs was last there.
    Column("seen_at", Instant),
    # Of earlier versions; attempts are counted in desk_sign_in_attempts.
    Column("failures", Integer, nullable=False),
    Column("locked_until", Instant),
    # Who the agent is at the OpenID provider: its issuer and their subject there.
    Column("oidc_identity", Text),
)
Index("desk_agents_by_oidc_identity", agents.c.oidc_identity, unique=True)

oidc_sign_ins = Table(
    "desk_oidc_sign_ins",
    metadata,
    # Only hashes are kept of the state, which names it, and of the browser's cookie.
    Column("state_hash", Text, primary_key=True),
    Column("browser_hash", Text, nullable=False),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    # Set where the provider has said who it is, and a code of the second factor is awaited.
    Column("agent_id", Text),
    Column("expires_at", Instant, nullable=False),
)

agent_sessions = Table(
    "desk_agent_sessions",
    metadata,
    # Only a hash of the cookie is kept: who reads the store can't sign in with it.
    Column("token_hash", Text, primary_key=True),
    Column("agent_id", Text, ForeignKey(agents.c.id), nullable=False),
    Column("csrf", Text, nullable=False),
    Column("began_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    # What the browser called itself.
    Column("browser", Text),
)

second_factors = Table(
    "desk_second_factors",
    metadata,
    Column("agent_id", Text, ForeignKey(agents.c.id), primary_key=True),
    # Encrypted: who reads the store can't make codes.
    Column("secret", Text, nullable=False),
    # Empty until a first code has shown that the agent has it.
    Column("confirmed_at", Instant),
    # The time step of the last code, which does not count again.
    Column("last_step", Integer, nullable=False),
    # Wrong codes in a row, and until when no further one is looked at.
    Column("failures", Integer, nullable=False),
    Column("locked_until", Instant),
)

transitions = Table(
    "desk_transitions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", Text, ForeignKey(conversations.c.id), nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("by", Text, nullable=False),
    # Who acted, and who has the conversation from then on.
    Column("agent_id", Text),
    Column("to_agent_id", Text),
    Column("reason", Text),
    Column("at", Instant, nullable=False),
    # How long the visitor had waited, where an agent took over.
    Column("waited_seconds", Integer),
    # An id is never used again: what reads on from the newest one misses none.
    sqlite_autoincrement=True,
)
Index("desk_transitions_of_conversation", transitions.c.conversation_id)
Index("desk_transitions_to_agent", transitions.c.to_agent_id)

tickets = Table(
    "desk_tickets",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("conversation_id", Text, ForeignKey(conversations.c.id), nullable=False),
    Column("topic", Text),
    Column("contact", Text),
    Column("opened_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("answered_at", Instant),
    # The seq of the agent's message that answered it.
    Column("answered_seq", Integer),
    # The number of a ticket that was deleted is given to no other one.
    sqlite_autoincrement=True,
)
Index("desk_tickets_of_conversation", tickets.c.conversation_id)

notes = Table(
    "desk_notes",
    metadata,
    Column("id", Text, primary_key=True),
    Column("conversation_id", Text, ForeignKey(conversations.c.id), nullable=False),
    Column("agent_id", Text, ForeignKey(agents.c.id), nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
Index("desk_notes_of_conversation", notes.c.conversation_id)

tags = Table(
    "desk_tags",
    metadata,
    Column("conversation_id", Text, ForeignKey(conversations.c.id), primary_key=True),
    Column("tag", Text, primary_key=True),
)

canned = Table(
    "desk_canned",
    metadata,
    Column("id", Text, primary_key=True),
    Column("shortcut", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
)

groups = Table(
    "desk_groups",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    # What is for the group; an empty list: whatever it is.
    Column("topics", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("sites", JSON, nullable=False),
    # Ids of agents.
    Column("members", JSON, nullable=False),
    # Up to how many conversations an agent has, one more is assigned.
    Column("most_each", Integer, nullable=False),
    # After how long a visitor waits for anybody, and not for the group alone.
    Column("all_after_minutes", Integer, nullable=False),
)

macros = Table(
    "desk_macros",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    # What is said, and the paper that is asked for, in either language; empty where nothing is.
    Column("zh", Text, nullable=False),
    Column("en", Text, nullable=False),
    Column("paper_zh", Text, nullable=False),
    Column("paper_en", Text, nullable=False),
    # An Ending.
    Column("ending", Text, nullable=False),
    # Those that the conversation gets beside its own.
    Column("tags", JSON, nullable=False),
    Column("topic", Text),
)

audit = Table(
    "desk_audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    # Empty where a visitor deleted a conversation, or the operator used the command line.
    Column("agent_id", Text, ForeignKey(agents.c.id)),
    Column("action", Text, nullable=False),
    # Empty also where it was deleted since.
    Column("conversation_id", Text),
    # The reason that was given, or whom or what the action was about.
    Column("detail", Text),
)
Index("desk_audit_of_conversation", audit.c.conversation_id)

blocks = Table(
    "desk_blocks",
    metadata,
    Column("id", Text, primary_key=True),
    # The conversation in which it was made; empty once that was deleted.
    Column("conversation_id", Text, ForeignKey(conversations.c.id)),
    # Who is blocked beside it: an account or, for a time, a hashed address without one.
    Column("account_id", Text),
    Column("network", Text),
    Column("reason", Text, nullable=False),
    Column("agent_id", Text, ForeignKey(agents.c.id), nullable=False),
    Column("at", Instant, nullable=False),
    # Empty: until it is lifted.
    Column("until", Instant),
    Column("lifted_at", Instant),
    Column("lifted_by", Text),
)
Index("desk_blocks_by_conversation_id", blocks.c.conversation_id)
Index("desk_blocks_by_account_id", blocks.c.account_id)
Index("desk_blocks_by_network", blocks.c.network)

outbox = Table(
    "desk_outbox",
    metadata,
    # Deliveries of one thread go out in the order of their ids.
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("thread", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    # For whom, as admins may see it.
    Column("to", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("error", Text),
    Column("lease", Text),
    Column("leased_until", Instant),
    Column("created_at", Instant, nullable=False),
    Column("delivered_at", Instant),
    UniqueConstraint("kind", "key", name="desk_outbox_once"),
)
Index("desk_outbox_due", outbox.c.state, outbox.c.next_at)
Index("desk_outbox_thread", outbox.c.thread, outbox.c.state, outbox.c.id)
