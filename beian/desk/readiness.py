"""Whether the parts that answers depend on are there: stores, bot, actions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Literal

from beian.base.errors import StoreUnavailable
from beian.desk.bot_client import Bot
from beian.desk.event_log import event_logger
from beian.desk.storage.heartbeat import Heartbeat
from beian.filing.filing_store import FilingStore

logger = event_logger(__name__)

Part = Literal["store", "filing", "bot", "actions"]

_FRESH_SECONDS = 1.0
"""For so long an answer is given again: anybody may ask, and each look writes to the store."""


class Readiness:
    """Looks at the parts, at most once a second, and logs what goes down and comes back."""

    def __init__(self, heartbeat: Heartbeat, bot: Bot, filing: FilingStore) -> None:
        self._heartbeat = heartbeat
        self._bot = bot
        self._filing = filing
        self._looking = asyncio.Lock()
        self._looked_at: float | None = None
        self._noted: dict[Part, bool] = {}
        self._parts: dict[Part, bool | None] = {}

    async def parts(self) -> dict[Part, bool | None]:
        """Return for each part whether it is well, None where nobody can tell; the store is where
        it can be written."""
        async with self._looking:
            now = time.monotonic()
            if self._looked_at is None or now - self._looked_at >= _FRESH_SECONDS:
                self._note(await self._look())
                self._looked_at = time.monotonic()
            return self._parts

    async def _look(self) -> dict[Part, bool | None]:
        store, filing, bot = await asyncio.gather(
            _answers(self._heartbeat.beat), _answers(self._filing.check), self._bot.health()
        )
        return {"store": store, "filing": filing, "bot": bot.bot, "actions": bot.actions}

    def _note(self, parts: dict[Part, bool | None]) -> None:
        for part, is_well in parts.items():
            if is_well is not None and is_well != self._noted.get(part, True):
                log = logger.info if is_well else logger.error
                log("part_is_back" if is_well else "part_is_down", part=part)
                self._noted[part] = is_well
        self._parts = parts


async def _answers(check: Callable[[], object]) -> bool:
    try:
        await asyncio.to_thread(check)
    except StoreUnavailable:
        return False
    return True
