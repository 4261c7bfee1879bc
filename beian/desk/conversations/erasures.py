"""Deletes what lies outside of the desk store of conversations that were deleted: the bot's
trackers and the bytes of files.

Each is deleted at once, and a second time once nothing that was under way then can be written any
more: a turn of the bot, a part of an upload. What can't be deleted now is tried again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Row

from beian.base.clock import utc_now
from beian.base.errors import StoreUnavailable
from beian.desk.event_log import event_logger
from beian.desk.files.storage import FileStorage, StorageUnavailable
from beian.desk.files.vault import stored_names
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import ErasedKind
from beian.desk.storage.erasure_tables import erasures

logger = event_logger(__name__)

AGAIN_AFTER = timedelta(minutes=5)
"""Longer than a turn of the bot and the check of a file may take."""
RETRY_AFTER = timedelta(minutes=1)
LOOK_SECONDS = 30.0
_AT_ONCE = 100

ForgetTracker = Callable[[str], Awaitable[bool]]
"""Deletes what the bot keeps of a conversation; returns whether it is gone."""


class Erasures:
    """`storage`: where files are kept, None where there are none. Raises StoreUnavailable where the
    database does not answer."""

    def __init__(
        self, database: DeskDatabase, forget_tracker: ForgetTracker, storage: FileStorage | None
    ) -> None:
        self._database = database
        self._forget_tracker = forget_tracker
        self._storage = storage
        self._news = asyncio.Event()

    def look(self) -> None:
        """Look at once for what is to be deleted."""
        self._news.set()

    async def run(self) -> None:
        """Delete what is due, again and again."""
        while True:
            self._news.clear()
            with suppress(StoreUnavailable):
                await self.delete_due()
            with suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self._news.wait(), LOOK_SECONDS)

    async def delete_due(self) -> None:
        """Delete what is due by now."""
        for row in await asyncio.to_thread(self._due):
            try:
                gone = await self._is_gone(row)
            except StorageUnavailable as failure:
                logger.warning("file_not_deleted", error=type(failure).__name__)
                gone = False
            await asyncio.to_thread(self._note, row, gone=gone)

    async def _is_gone(self, row: Row) -> bool:
        if row.kind == ErasedKind.TRACKER:
            return await self._forget_tracker(row.name)
        if self._storage is not None:
            names = stored_names(row.name, row.labels)
            await asyncio.to_thread(self._storage.delete, names)
        return True

    def _due(self) -> list[Row]:
        query = (
            select(erasures)
            .where(erasures.c.next_at <= utc_now())
            .order_by(erasures.c.next_at)
            .limit(_AT_ONCE)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).all())

    def _note(self, row: Row, *, gone: bool) -> None:
        this = erasures.c.id == row.id
        with self._database.writing() as connection:
            if not gone:
                later = {"next_at": utc_now() + RETRY_AFTER}
                connection.execute(update(erasures).where(this).values(**later))
            elif row.passes <= 1:
                connection.execute(delete(erasures).where(this))
            else:
                later = {"passes": row.passes - 1, "next_at": utc_now() + AGAIN_AFTER}
                connection.execute(update(erasures).where(this).values(**later))
