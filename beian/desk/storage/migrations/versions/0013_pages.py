"""Which page of the site a visitor is on, where the site says so."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    for name in ("page_address", "page_title"):
        op.add_column("desk_conversations", sa.Column(name, sa.Text))
