"""Work that a connector does again and again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from beian.base.errors import StoreUnavailable


@asynccontextmanager
async def repeated(work: Callable[[], object], seconds: float) -> AsyncIterator[None]:
    """Run blocking work in a thread, at once and after every pause, as long as the context lasts.

    While the store does not answer, the work is tried again.
    """

    async def repeat() -> None:
        while True:
            with suppress(StoreUnavailable):
                await asyncio.to_thread(work)
            await asyncio.sleep(seconds)

    task = asyncio.create_task(repeat())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
