"""Work that the desk does again and again, whatever goes wrong once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from beian.base.errors import StoreUnavailable
from beian.desk.event_log import event_logger
from beian.desk.metrics import Metrics

logger = event_logger(__name__)


async def keep_doing(
    work: Callable[[], Awaitable[object]],
    seconds: float,
    *,
    event: str,
    metrics: Metrics | None = None,
) -> None:
    """Do the work, at once and after every pause of so many seconds, until cancelled.

    A failure is logged as the event, and counted as an error of that name; a store that does not
    answer is neither, as that is told elsewhere. Either way the work is tried again after the next
    pause.
    """
    while True:
        try:
            await work()
        except StoreUnavailable:
            pass
        except Exception as failure:
            logger.exception(event, error=type(failure).__name__)
            if metrics is not None:
                metrics.error(event)
        await asyncio.sleep(seconds)
