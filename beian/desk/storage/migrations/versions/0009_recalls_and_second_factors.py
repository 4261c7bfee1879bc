"""Messages that agents have recalled; second factors of agents; where they are signed in."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.add_column("desk_messages", sa.Column("recalled_at", instant))
    op.add_column("desk_agent_sessions", sa.Column("browser", sa.Text))
    op.create_table(
        "desk_second_factors",
        sa.Column("agent_id", sa.Text, sa.ForeignKey("desk_agents.id"), primary_key=True),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("confirmed_at", instant),
        sa.Column("last_step", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", instant),
    )
