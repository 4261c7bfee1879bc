"""A fingerprint of what an account was imported from: what is unchanged is not written again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("accounts", sa.Column("fingerprint", sa.Text))
