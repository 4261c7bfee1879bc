"""Macros: canned actions of agents; groups of agents, to whom conversations are assigned; the site
on which each conversation began."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    op.create_table(
        "desk_macros",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("zh", "en", "paper_zh", "paper_en", "ending")
        ),
        sa.Column("tags", sa.JSON, nullable=False),
        sa.Column("topic", sa.Text),
    )
    op.add_column("desk_conversations", sa.Column("site", sa.Text))
    op.create_table(
        "desk_groups",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.JSON, nullable=False) for name in ("topics", "languages", "sites")),
        sa.Column("members", sa.JSON, nullable=False),
        sa.Column("most_each", sa.Integer, nullable=False),
        sa.Column("all_after_minutes", sa.Integer, nullable=False),
    )
