"""Visitors who are blocked, and the hashed address of each conversation by which they are known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.add_column("desk_conversations", sa.Column("network", sa.Text))
    op.create_table(
        "desk_blocks",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column(
            "conversation_id", sa.Text, sa.ForeignKey("desk_conversations.id"), nullable=False
        ),
        sa.Column("account_id", sa.Text),
        sa.Column("network", sa.Text),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("agent_id", sa.Text, sa.ForeignKey("desk_agents.id"), nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("until", instant),
        sa.Column("lifted_at", instant),
        sa.Column("lifted_by", sa.Text),
    )
    for name in ("conversation_id", "account_id", "network"):
        op.create_index(f"desk_blocks_by_{name}", "desk_blocks", [name])
