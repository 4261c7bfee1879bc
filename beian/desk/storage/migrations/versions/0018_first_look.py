"""What a first look at an uploaded picture told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.add_column("desk_attachments", sa.Column("first_look", sa.JSON))
