"""The first schema: conversations, their messages, offered buttons, feedback."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    conversation = "desk_conversations.id"
    op.create_table(
        "desk_conversations",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("key_hash", sa.Text, nullable=False),
        sa.Column("account_id", sa.Text),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("last_seq", sa.Integer, nullable=False),
        sa.Column("greeted", sa.Boolean, nullable=False),
        sa.Column("began_at", instant, nullable=False),
        sa.Column("changed_at", instant, nullable=False),
        sa.Column("rating", sa.Integer),
        sa.Column("rating_comment", sa.Text),
        sa.Column("lease", sa.Text),
        sa.Column("leased_until", instant),
    )
    op.create_table(
        "desk_messages",
        sa.Column("conversation_id", sa.Text, sa.ForeignKey(conversation), primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("buttons", sa.JSON, nullable=False),
        sa.Column("links", sa.JSON, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("answers", sa.Integer),
        sa.Column("account_id", sa.Text),
        sa.Column("waiting", sa.Boolean, nullable=False),
        sa.Column("apologised", sa.Boolean, nullable=False),
        sa.Column("intent", sa.Text),
        sa.Column("confidence", sa.Float),
        sa.Column("handoff", sa.Boolean, nullable=False),
        sa.UniqueConstraint("conversation_id", "id", name="desk_messages_once"),
    )
    waiting = sa.text("waiting" if op.get_bind().dialect.name == "postgresql" else "waiting = 1")
    op.create_index(
        "desk_messages_waiting",
        "desk_messages",
        ["conversation_id"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_table(
        "desk_offers",
        sa.Column("conversation_id", sa.Text, sa.ForeignKey(conversation), primary_key=True),
        sa.Column("payload", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
    )
    op.create_table(
        "desk_feedback",
        sa.Column("conversation_id", sa.Text, sa.ForeignKey(conversation), primary_key=True),
        sa.Column("message_id", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("reason", sa.Text),
        sa.Column("comment", sa.Text),
        sa.Column("at", instant, nullable=False),
    )
