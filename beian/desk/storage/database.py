"""The desk's database, shared by all of the desk's stores."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from beian.base.database import Database
from beian.base.upgrading import Schema
from beian.desk.storage.migrations import SCHEMA


class DeskDatabase(Database):
    """Conversations are locked (by an update of their row) before their messages, everywhere, so
    that no two transactions wait for each other."""

    def __init__(self, database: str | Engine, *of_connector: Schema) -> None:
        """`of_connector`: the schemas of tables that a connector keeps beside the desk's own."""
        super().__init__(database, SCHEMA, *of_connector)
