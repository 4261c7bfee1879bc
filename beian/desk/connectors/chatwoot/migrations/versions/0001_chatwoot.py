"""Conversations, events, what is sent. Until now these tables were made by the desk's own 0003."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    if sa.inspect(op.get_bind()).has_table("desk_chatwoot_conversations"):
        return  # the desk's revision 0003 made them all, as they are here
    instant = sa.DateTime(timezone=True)
    conversation = sa.ForeignKey("desk_conversations.id")
    op.create_table(
        "desk_chatwoot_conversations",
        sa.Column("place", sa.Text, primary_key=True),
        sa.Column("conversation_id", sa.Text, conversation, nullable=False, unique=True),
        sa.Column("queued_seq", sa.Integer, nullable=False),
        sa.Column("handed_since", instant),
    )
    op.create_table(
        "desk_chatwoot_events",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("delivery", sa.Text, nullable=False, unique=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("message_id", sa.Text),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("done_at", instant),
        sa.UniqueConstraint("place", "message_id", "name", name="desk_chatwoot_events_once"),
    )
    op.create_index("desk_chatwoot_events_due", "desk_chatwoot_events", ["done_at", "place"])
    op.create_table(
        "desk_chatwoot_sends",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("under_way", sa.Boolean, nullable=False),
        sa.Column("doubted_at", instant),
        sa.Column("message_id", sa.Text),
        sa.Column("at", instant, nullable=False),
    )
    op.create_index("desk_chatwoot_sends_of_place", "desk_chatwoot_sends", ["place", "digest"])
