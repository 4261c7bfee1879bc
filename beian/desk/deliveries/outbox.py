"""Makes the outbox's deliveries as they fall due, whatever fails meanwhile."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Protocol

from beian.base.clock import utc_now
from beian.base.errors import StoreUnavailable
from beian.desk.endless_work import keep_doing
from beian.desk.event_log import event_logger
from beian.desk.metrics import Metrics
from beian.desk.storage.deliveries import Delivery, DeliveryStore

logger = event_logger(__name__)

LOOK_SECONDS = 2.0
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 3600.0
LONGEST_WISH = 24 * 3600.0
"""Of another side that asks for time."""
DELIVERY_SECONDS = 80.0
"""How long a delivery may take. With the time to hang up it is less than its lease, or another
process would make it, too."""
GIVEN_UP_AFTER, FEWEST_ATTEMPTS = timedelta(hours=24), 8
"""Both: what waited while no desk ran has ten minutes, too, until it is given up."""


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
    """Makes deliveries of one kind."""

    async def deliver(self, delivery: Delivery) -> None:
        """Return once the delivery has arrived. Raises DeliveryFailed."""


class Outbox:
    """The outbox as this process delivers it; no two processes make the same delivery."""

    def __init__(
        self, store: DeliveryStore, deliverers: Mapping[str, Deliverer], metrics: Metrics
    ) -> None:
        self._store = store
        self._deliverers = deliverers
        self._metrics = metrics

    async def run(self) -> None:
        """Deliver what is due until cancelled.

        Each kind has a worker of its own, besides one for all: a mail server that hangs does not
        hold up staff notifications.
        """
        workers = [
            keep_doing(partial(self._work, kind), LOOK_SECONDS, event="outbox_failed")
            for kind in (None, *self._deliverers)
        ]
        await asyncio.gather(self._count(), *workers)

    async def _work(self, kind: str | None) -> None:
        while await self.deliver_next(kind):
            pass

    async def _count(self) -> None:
        while True:
            with suppress(StoreUnavailable):
                self._metrics.outbox(await asyncio.to_thread(self._store.counts))
            await asyncio.sleep(LOOK_SECONDS)

    async def deliver_next(self, kind: str | None = None) -> bool:
        """Make or postpone one delivery that is due, of this kind or any; return False if none
        is."""
        delivery = await asyncio.to_thread(self._store.take, kind)
        if delivery is None:
            return False
        try:
            await self._deliver(delivery)
        except DeliveryFailed as failure:
            await self._failed(delivery, failure)
        except Exception as failure:
            logger.exception("delivery_failed")
            await self._failed(delivery, DeliveryFailed(type(failure).__name__))
        else:
            await _recorded(self._store.made, delivery)
            self._metrics.delivery(delivery.kind, "made")
        return True

    async def _deliver(self, delivery: Delivery) -> None:
        deliverer = self._deliverers.get(delivery.kind)
        if deliverer is None:
            raise DeliveryFailed("This kind of delivery is not set up.")
        try:
            await asyncio.wait_for(deliverer.deliver(delivery), DELIVERY_SECONDS)
        except asyncio.TimeoutError:
            raise DeliveryFailed("It took too long.") from None

    async def _failed(self, delivery: Delivery, failure: DeliveryFailed) -> None:
        reason = str(failure)
        is_old = delivery.created_at < utc_now() - GIVEN_UP_AFTER
        was_tried = delivery.attempts + 1 >= FEWEST_ATTEMPTS
        if failure.permanent or (is_old and was_tried):
            await _recorded(self._store.given_up, delivery, reason)
            self._metrics.delivery(delivery.kind, "given_up")
            return
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(delivery.attempts, 20))
        wish = min(LONGEST_WISH, failure.retry_after or 0.0)
        pause = max(pause * random.uniform(0.8, 1.2), wish)
        until = utc_now() + timedelta(seconds=pause)
        await _recorded(self._store.postponed, delivery, reason, until)
        self._metrics.delivery(delivery.kind, "postponed")


async def _recorded(record: Callable[..., None], *what: object) -> None:
    """Store the outcome of a delivery, however long the store is away: without it, a delivery that
    was made would be made again."""
    while True:
        try:
            return await asyncio.to_thread(record, *what)
        except StoreUnavailable:
            await asyncio.sleep(LOOK_SECONDS)
