"""Makes the deliveries of the outbox, for ever, whatever fails meanwhile."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Protocol

from desk.metrics import Metrics
from desk.storage.leases import now
from desk.storage.outbox import Deliveries, Delivery
from filing.errors import StoreUnavailable

logger = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 3600.0
GIVEN_UP_AFTER = timedelta(hours=24)


class DeliveryFailed(Exception):
    """A delivery could not be made. `permanent`: trying again does not help; `retry_after`: the
    seconds that the other side asks for."""

    def __init__(
        self, reason: str, *, permanent: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after = retry_after


class Deliverer(Protocol):
    """Delivers one kind of thing."""

    async def deliver(self, delivery: Delivery) -> None:
        """Returns once it has arrived. DeliveryFailed."""


class Outbox:
    """The deliveries of this process; others make theirs, each delivery is one process's."""

    def __init__(
        self, store: Deliveries, deliverers: Mapping[str, Deliverer], metrics: Metrics
    ) -> None:
        self._store = store
        self._deliverers = deliverers
        self._metrics = metrics

    async def run(self) -> None:
        """Delivers what is due, for ever."""
        while True:
            with suppress(StoreUnavailable):
                while await self.deliver_next():
                    pass
            await asyncio.sleep(LOOK_SECONDS)

    async def deliver_next(self) -> bool:
        """Makes one delivery that is due, or postpones it; False where none is."""
        delivery = await asyncio.to_thread(self._store.take)
        if delivery is None:
            return False
        try:
            await self._deliver(delivery)
        except DeliveryFailed as failure:
            await self._failed(delivery, failure)
        except Exception as failure:
            logger.exception("delivery_failed", extra={"kind": delivery.kind})
            await self._failed(delivery, DeliveryFailed(type(failure).__name__))
        else:
            await asyncio.to_thread(self._store.made, delivery)
            self._metrics.delivery(delivery.kind, "made")
        return True

    async def _deliver(self, delivery: Delivery) -> None:
        deliverer = self._deliverers.get(delivery.kind)
        if deliverer is None:
            raise DeliveryFailed("This kind of delivery is not set up.")
        await deliverer.deliver(delivery)

    async def _failed(self, delivery: Delivery, failure: DeliveryFailed) -> None:
        reason = str(failure)
        is_old = delivery.created_at < now() - GIVEN_UP_AFTER
        if failure.permanent or is_old:
            await asyncio.to_thread(self._store.given_up, delivery, reason)
            self._metrics.delivery(delivery.kind, "given_up")
            return
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(delivery.attempts, 20))
        pause = max(pause * random.uniform(0.8, 1.2), failure.retry_after or 0.0)
        until = now() + timedelta(seconds=pause)
        await asyncio.to_thread(self._store.postponed, delivery, reason, until)
        self._metrics.delivery(delivery.kind, "postponed")
