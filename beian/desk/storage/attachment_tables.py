"""The desk store's table of uploaded files. It never holds their bytes, which lie encrypted where
beian.desk.files keeps them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from beian.base.column_types import Instant
from beian.desk.storage.tables import conversations, metadata

attachments = Table(
    "desk_attachments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("conversation_id", Text, ForeignKey(conversations.c.id), nullable=False),
    # Whose message it is, or will be; made by the client, so that an upload begun again is known.
    Column("message_id", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("account_id", Text),
    Column("agent_id", Text),
    Column("state", Text, nullable=False),
    Column("fault", Text),
    Column("name", Text, nullable=False),
    Column("type", Text),
    # Bytes: as the client declared, as were received so far, and as are kept.
    Column("declared", BigInteger, nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("pages", Integer),
    Column("has_thumbnail", Boolean, nullable=False),
    # Whether anything of it may still lie in the storage.
    Column("has_bytes", Boolean, nullable=False),
    # The parts received so far, by their names in the storage.
    Column("parts", JSON, nullable=False),
    # The key of its bytes, sealed with the key of the key file that key_id tells; none once it was
    # deleted: what is left of the bytes anywhere is unreadable from then on.
    Column("sealed_key", Text),
    Column("key_id", Text),
    # Until when a process that checks it is left alone.
    Column("checked_until", Instant),
    Column("review", Text),
    Column("reason", Text),
    Column("reviewed_by", Text),
    # The checklist of desk_checklists that it counts for, by `about`, and as which paper.
    Column("checklist", Text),
    Column("paper", Text),
    # What a first look at the picture told, as FirstLook of records.py; none where there was none.
    Column("first_look", JSON(none_as_null=True)),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    UniqueConstraint("conversation_id", "message_id", name="desk_attachments_once"),
)
Index("desk_attachments_state", attachments.c.state, attachments.c.changed_at)
Index("desk_attachments_account", attachments.c.account_id)
