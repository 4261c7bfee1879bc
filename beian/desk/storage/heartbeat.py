"""Writes to the desk store now and then, to see whether it can be written."""

from __future__ import annotations

import secrets

from sqlalchemy import delete, insert

from beian.base.clock import utc_now
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.heartbeat_table import heartbeat


class Heartbeat:
    """The row of one process."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database
        self._who = secrets.token_hex(8)

    def beat(self) -> None:
        """Write. Raises StoreUnavailable where the store takes nothing."""
        with self._database.writing() as connection:
            connection.execute(delete(heartbeat).where(heartbeat.c.who == self._who))
            connection.execute(insert(heartbeat), {"who": self._who, "at": utc_now()})

    def end(self) -> None:
        """Take the row out."""
        with self._database.writing() as connection:
            connection.execute(delete(heartbeat).where(heartbeat.c.who == self._who))
