"""The index by which conversations are searched: keyed hashes of what people wrote in them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column(
        "desk_messages",
        sa.Column("indexed", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    # What the assistant and the desk say is not searched; the rest is indexed by running desks.
    op.execute("UPDATE desk_messages SET indexed = true WHERE author IN ('assistant', 'notice')")
    waits = sa.text("indexed = false")
    op.create_index(
        "desk_messages_unindexed",
        "desk_messages",
        ["conversation_id"],
        sqlite_where=waits,
        postgresql_where=waits,
    )
    op.create_table(
        "desk_search_terms",
        sa.Column("term", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column(
            "conversation_id", sa.Text, sa.ForeignKey("desk_conversations.id"), primary_key=True
        ),
    )
    op.create_index("desk_search_terms_of", "desk_search_terms", ["conversation_id"])
    op.create_table("desk_search_key", sa.Column("fingerprint", sa.Text, primary_key=True))
