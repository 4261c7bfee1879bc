"""Cards of messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column; messages of before have no card."""
    op.add_column("desk_messages", sa.Column("card", sa.JSON))
