"""Uploaded files, and the messages that show them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "desk_attachments",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "conversation_id", sa.Text, sa.ForeignKey("desk_conversations.id"), nullable=False
        ),
        sa.Column("message_id", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("account_id", sa.Text),
        sa.Column("agent_id", sa.Text),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("fault", sa.Text),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("type", sa.Text),
        sa.Column("declared", sa.BigInteger, nullable=False),
        sa.Column("received", sa.BigInteger, nullable=False),
        sa.Column("size", sa.BigInteger, nullable=False),
        sa.Column("pages", sa.Integer),
        sa.Column("has_thumbnail", sa.Boolean, nullable=False),
        sa.Column("has_bytes", sa.Boolean, nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("sealed_key", sa.Text),
        sa.Column("key_id", sa.Text),
        sa.Column("checked_until", instant),
        sa.Column("review", sa.Text),
        sa.Column("reason", sa.Text),
        sa.Column("reviewed_by", sa.Text),
        sa.Column("created_at", instant, nullable=False),
        sa.Column("changed_at", instant, nullable=False),
        sa.UniqueConstraint("conversation_id", "message_id", name="desk_attachments_once"),
    )
    op.create_index("desk_attachments_state", "desk_attachments", ["state", "changed_at"])
    op.create_index("desk_attachments_account", "desk_attachments", ["account_id"])
    op.add_column("desk_messages", sa.Column("attachments", sa.JSON))
