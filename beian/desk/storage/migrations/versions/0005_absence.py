"""Absence: the place in the queue that is held, whether visitors are there, when they rated."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_ADDED = ("wait_began_at", "held_place", "visitor_seen_at", "rated_at")


def upgrade() -> None:
    """Add columns that desks of the version before leave empty."""
    for name in _ADDED:
        op.add_column("desk_conversations", sa.Column(name, sa.DateTime(timezone=True)))
