"""Conversations that are deleted: what is left to be deleted outside of the store; blocks and
entries of the audit log that name none; ids that are not used again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "desk_erasures",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("labels", sa.JSON, nullable=False),
        sa.Column("passes", sa.Integer, nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index("desk_erasures_due", "desk_erasures", ["next_at"])
    for table, column in (("desk_blocks", "conversation_id"), ("desk_audit", "agent_id")):
        with op.batch_alter_table(table) as changed:
            changed.alter_column(column, existing_type=sa.Text, nullable=True)
    if op.get_bind().dialect.name == "sqlite":
        for table in ("desk_tickets", "desk_transitions"):
            kept = {"sqlite_autoincrement": True}
            with op.batch_alter_table(table, recreate="always", table_kwargs=kept):
                pass
