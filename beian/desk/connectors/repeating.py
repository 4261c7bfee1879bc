"""Work that a connector does again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

from beian.desk.endless_work import keep_doing


@asynccontextmanager
async def repeated(work: Callable[[], object], seconds: float) -> AsyncIterator[None]:
    """Run blocking work in a thread, at once and after every pause, as long as the context lasts.

    Whatever goes wrong, the work is tried again after the next pause; a failure other than a store
    that does not answer is logged.
    """
    in_thread = partial(asyncio.to_thread, work)
    repeating = keep_doing(in_thread, seconds, event="connector_work_failed")
    task = asyncio.create_task(repeating)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
