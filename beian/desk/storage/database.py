"""The desk's database, shared by all that the desk stores."""

from __future__ import annotations

from sqlalchemy.engine import Engine

from beian.base.database import Database
from beian.desk.storage.migrations import SCHEMA


class DeskDatabase(Database):
    """Conversations are locked (by an update of their row) before their messages, everywhere, so
    that no two transactions wait for each other."""

    def __init__(self, database: str | Engine) -> None:
        super().__init__(database, SCHEMA)
