"""Hand-off: agents, transitions, tickets, notes, tags, canned answers, audit log, outbox."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    _extend_conversations_and_messages(instant)
    _create_agents(instant)
    _create_what_agents_do(instant)
    _create_outbox(instant)


def _extend_conversations_and_messages(instant: sa.DateTime) -> None:
    for name in ("asking", "reason", "topic"):
        op.add_column("desk_conversations", sa.Column(name, sa.Text))
    op.add_column("desk_conversations", sa.Column("waiting_since", instant))
    op.add_column("desk_conversations", sa.Column("agent_id", sa.Text))
    op.create_index("desk_conversations_state", "desk_conversations", ["state", "changed_at"])
    for name in ("offer", "agent_id", "name"):
        op.add_column("desk_messages", sa.Column(name, sa.Text))


def _create_agents(instant: sa.DateTime) -> None:
    op.create_table(
        "desk_agents",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        sa.Column("display_name", sa.Text, nullable=False),
        sa.Column("password_hash", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("disabled", sa.Boolean, nullable=False),
        sa.Column("available", sa.Boolean, nullable=False),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("seen_at", instant),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", instant),
    )
    op.create_table(
        "desk_agent_sessions",
        sa.Column("token_hash", sa.Text, primary_key=True),
        sa.Column("agent_id", sa.Text, sa.ForeignKey("desk_agents.id"), nullable=False),
        sa.Column("csrf", sa.Text, nullable=False),
        sa.Column("began_at", instant, nullable=False),
        sa.Column("expires_at", instant, nullable=False),
    )


def _create_what_agents_do(instant: sa.DateTime) -> None:
    conversation, agent = "desk_conversations.id", "desk_agents.id"
    op.create_table(
        "desk_transitions",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation_id", sa.Text, sa.ForeignKey(conversation), nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("agent_id", sa.Text),
        sa.Column("to_agent_id", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("at", instant, nullable=False),
        sa.Column("waited_seconds", sa.Integer),
    )
    op.create_index("desk_transitions_of_conversation", "desk_transitions", ["conversation_id"])
    op.create_table(
        "desk_tickets",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation_id", sa.Text, sa.ForeignKey(conversation), nullable=False),
        sa.Column("topic", sa.Text),
        sa.Column("contact", sa.Text),
        sa.Column("opened_at", instant, nullable=False),
        sa.Column("due_at", instant, nullable=False),
        sa.Column("answered_at", instant),
        sa.Column("answered_seq", sa.Integer),
    )
    op.create_index("desk_tickets_of_conversation", "desk_tickets", ["conversation_id"])
    op.create_table(
        "desk_notes",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("conversation_id", sa.Text, sa.ForeignKey(conversation), nullable=False),
        sa.Column("agent_id", sa.Text, sa.ForeignKey(agent), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", instant, nullable=False),
    )
    op.create_index("desk_notes_of_conversation", "desk_notes", ["conversation_id"])
    op.create_table(
        "desk_tags",
        sa.Column("conversation_id", sa.Text, sa.ForeignKey(conversation), primary_key=True),
        sa.Column("tag", sa.Text, primary_key=True),
    )
    op.create_table(
        "desk_canned",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("shortcut", sa.Text, nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("zh", sa.Text, nullable=False),
        sa.Column("en", sa.Text, nullable=False),
    )
    op.create_table(
        "desk_audit",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("at", instant, nullable=False),
        sa.Column("agent_id", sa.Text, sa.ForeignKey(agent), nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("conversation_id", sa.Text),
    )


def _create_outbox(instant: sa.DateTime) -> None:
    op.create_table(
        "desk_outbox",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("to", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_at", instant, nullable=False),
        sa.Column("error", sa.Text),
        sa.Column("lease", sa.Text),
        sa.Column("leased_until", instant),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("delivered_at", instant),
        sa.UniqueConstraint("kind", "key", name="desk_outbox_once"),
    )
    op.create_index("desk_outbox_due", "desk_outbox", ["state", "next_at"])
    op.create_index("desk_outbox_thread", "desk_outbox", ["thread", "state", "id"])
