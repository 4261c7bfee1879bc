"""The table of heartbeats: a row for each process that looks whether the store takes writes."""

from __future__ import annotations

from sqlalchemy import Column, Table, Text

from beian.base.column_types import Instant
from beian.desk.storage.tables import metadata

heartbeat = Table(
    "desk_heartbeat",
    metadata,
    # One row for each process that has looked.
    Column("who", Text, primary_key=True),
    Column("at", Instant, nullable=False),
)
