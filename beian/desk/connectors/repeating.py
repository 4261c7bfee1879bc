"""Work that a connector does again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from beian.base.errors import StoreUnavailable
from beian.desk.event_log import event_logger

logger = event_logger(__name__)


@asynccontextmanager
async def repeated(work: Callable[[], object], seconds: float) -> AsyncIterator[None]:
    """Run blocking work in a thread, at once and after every pause, as long as the context lasts.

    Whatever goes wrong, the work is tried again after the next pause; a failure other than a store
    that does not answer is logged.
    """

    async def repeat() -> None:
        while True:
            try:
                await asyncio.to_thread(work)
            except StoreUnavailable:
                pass  # it is known to be away, and asked again
            except Exception as failure:
                logger.exception("connector_work_failed", error=type(failure).__name__)
            await asyncio.sleep(seconds)

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
