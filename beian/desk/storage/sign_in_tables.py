"""The desk store's table of attempts to sign in."""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, Table, Text

from beian.base.column_types import Instant
from beian.desk.storage.tables import metadata

sign_in_attempts = Table(
    "desk_sign_in_attempts",
    metadata,
    # A hash of what is counted: a name, an address, or a name from an address.
    Column("key", Text, primary_key=True),
    # A hash of the name, where there is one, so that it can be forgiven everywhere.
    Column("name", Text),
    # Attempts that are not forgotten yet, as of `at`.
    Column("count", Float, nullable=False),
    Column("at", Instant, nullable=False),
    Column("forgotten_at", Instant, nullable=False),
)
Index("desk_sign_in_attempts_forgotten", sign_in_attempts.c.forgotten_at)
Index("desk_sign_in_attempts_of_name", sign_in_attempts.c.name)
