"""Messages that agents have recalled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("desk_messages", sa.Column("recalled_at", sa.DateTime(timezone=True)))
