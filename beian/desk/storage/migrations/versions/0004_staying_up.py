"""Attempts to sign in, and what the desk writes to see whether it can."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.create_table(
        "desk_sign_in_attempts",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("name", sa.Text),
        sa.Column("count", sa.Float, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("forgotten_at", instant, nullable=False),
    )
    op.create_index("desk_sign_in_attempts_forgotten", "desk_sign_in_attempts", ["forgotten_at"])
    op.create_index("desk_sign_in_attempts_of_name", "desk_sign_in_attempts", ["name"])
    op.create_table(
        "desk_heartbeat",
        sa.Column("who", sa.Text, primary_key=True),
        sa.Column("at", instant, nullable=False),
    )
