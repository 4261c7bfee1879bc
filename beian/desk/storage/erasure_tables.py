"""The desk store's table of what lies outside of it and is to be deleted: trackers and files."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Index, Integer, Table, Text

from beian.base.column_types import Instant
from beian.desk.storage.tables import metadata

erasures = Table(
    "desk_erasures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    # An ErasedKind.
    Column("kind", Text, nullable=False),
    # The sender of a tracker, or the id of a file.
    Column("name", Text, nullable=False),
    # What is kept of a file, by its names in the storage.
    Column("labels", JSON, nullable=False),
    # How often it is still to be deleted: once more after what was under way has ended.
    Column("passes", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
)
Index("desk_erasures_due", erasures.c.next_at)
