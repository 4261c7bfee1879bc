"""How far visitors have read, and their checklists of papers with the files that fill them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    instant = sa.DateTime(timezone=True)
    op.add_column("desk_conversations", sa.Column("read_seq", sa.Integer))
    op.create_table(
        "desk_checklists",
        sa.Column("owner", sa.Text, primary_key=True),
        sa.Column("about", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("papers", sa.JSON, nullable=False),
        sa.Column("ticked", sa.JSON, nullable=False),
        sa.Column("conversations", sa.JSON, nullable=False),
        sa.Column("goes_on_as", sa.Text),
        sa.Column("offered_at", instant),
        sa.Column("shown_at", instant, nullable=False),
        sa.Column("changed_at", instant, nullable=False),
    )
    op.add_column("desk_attachments", sa.Column("checklist", sa.Text))
    op.add_column("desk_attachments", sa.Column("paper", sa.Text))
