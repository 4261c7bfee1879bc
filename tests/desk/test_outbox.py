"""Deliveries: in order, by one process, until they succeed or can't."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import update

from beian.base.clock import utc_now
from beian.base.errors import StoreUnavailable
from beian.desk.deliveries import outbox as module
from beian.desk.deliveries.outbox import DeliveryFailed, Outbox
from beian.desk.metrics import Metrics
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.deliveries import KEPT, LEASE, Delivery, DeliveryStore, enqueue
from beian.desk.storage.handoff_tables import outbox
from tests.desk.test_metrics import figure


class Postman:
    """Delivers, and fails as a test wants."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.failure: Exception | None = None

    async def deliver(self, delivery: Delivery) -> None:
        self.seen.append(delivery.key)
        if self.failure is not None:
            raise self.failure


@pytest.fixture
def postman() -> Postman:
    return Postman()


@pytest.fixture
def deliveries(desk_database: DeskDatabase) -> DeliveryStore:
    return DeliveryStore(desk_database)


@pytest.fixture
def box(deliveries: DeliveryStore, postman: Postman) -> Outbox:
    return Outbox(deliveries, {"mail": postman}, Metrics())


def put(database: DeskDatabase, key: str, thread: str = "t", kind: str = "mail") -> None:
    with database.writing() as connection:
        enqueue(
            connection, kind=kind, key=key, thread=thread, payload={"text": key}, to="l***@a.cn"
        )


def later(database: DeskDatabase, hours: float) -> None:
    """Let hours pass for everything in the outbox."""
    passed = timedelta(hours=hours)
    with database.writing() as connection:
        for row in connection.execute(outbox.select()).all():
            connection.execute(
                update(outbox)
                .where(outbox.c.id == row.id)
                .values(
                    next_at=row.next_at - passed,
                    created_at=row.created_at - passed,
                    leased_until=row.leased_until and row.leased_until - passed,
                )
            )


def deliver_all(box: Outbox) -> None:
    async def work() -> None:
        while await box.deliver_next():
            pass

    asyncio.run(work())


def test_what_is_put_in_twice_is_delivered_once_and_forgotten(
    desk_database: DeskDatabase, box: Outbox, postman: Postman, deliveries: DeliveryStore
) -> None:
    put(desk_database, "one")
    put(desk_database, "one")
    deliver_all(box)
    put(desk_database, "one")
    deliver_all(box)
    assert postman.seen == ["one"]
    assert deliveries.open() == []
    with desk_database.reading() as connection:
        assert [row.payload for row in connection.execute(outbox.select())] == [{}]


def test_a_failure_holds_up_its_thread_and_no_other(
    desk_database: DeskDatabase, box: Outbox, postman: Postman, deliveries: DeliveryStore
) -> None:
    for key, thread in (("a1", "a"), ("a2", "a"), ("b1", "b")):
        put(desk_database, key, thread)
    postman.failure = DeliveryFailed("Busy.")
    deliver_all(box)
    assert postman.seen == ["a1", "b1"]
    (first, *_) = deliveries.open()
    assert (first["state"], first["attempts"], first["error"]) == ("waiting", 1, "Busy.")
    postman.failure = None
    later(desk_database, 1)
    deliver_all(box)
    assert postman.seen[2:] == ["a1", "a2", "b1"]


def test_the_other_side_may_ask_for_time(
    desk_database: DeskDatabase, box: Outbox, postman: Postman
) -> None:
    put(desk_database, "one")
    postman.failure = DeliveryFailed("Slow down.", retry_after=7200)
    deliver_all(box)
    later(desk_database, 1.9)
    deliver_all(box)
    assert postman.seen == ["one"]


def test_nobody_may_ask_for_more_than_a_day(
    desk_database: DeskDatabase, box: Outbox, postman: Postman
) -> None:
    put(desk_database, "one")
    postman.failure = DeliveryFailed("Never.", retry_after=float("inf"))
    deliver_all(box)
    later(desk_database, 24.1)
    deliver_all(box)
    assert postman.seen == ["one", "one"]


def test_what_waited_while_no_desk_ran_is_not_given_up_at_once(
    desk_database: DeskDatabase, box: Outbox, postman: Postman, deliveries: DeliveryStore
) -> None:
    put(desk_database, "one")
    later(desk_database, 48)
    postman.failure = DeliveryFailed("Greylisted.")
    deliver_all(box)
    assert [each["state"] for each in deliveries.open()] == ["waiting"]
    postman.failure = None
    later(desk_database, 1)
    deliver_all(box)
    assert deliveries.open() == []


def test_what_was_made_is_forgotten_after_a_week(desk_database: DeskDatabase, box: Outbox) -> None:
    put(desk_database, "old")
    deliver_all(box)
    longer_ago = utc_now() - KEPT - timedelta(hours=1)
    with desk_database.writing() as connection:
        connection.execute(update(outbox).values(next_at=longer_ago, delivered_at=longer_ago))
    put(desk_database, "new")
    deliver_all(box)
    with desk_database.reading() as connection:
        assert [row.key for row in connection.execute(outbox.select())] == ["new"]


@pytest.mark.parametrize("permanent", [True, False])
def test_what_can_not_be_made_is_shown_and_tried_again_on_demand(
    desk_database: DeskDatabase,
    box: Outbox,
    postman: Postman,
    deliveries: DeliveryStore,
    permanent: bool,
) -> None:
    put(desk_database, "one")
    postman.failure = DeliveryFailed("No such address.", permanent=permanent)
    attempts = 1 if permanent else 20  # 1.3 hours apart: the first after a day
    for _ in range(attempts):
        deliver_all(box)
        later(desk_database, 1.3)
    (failed,) = deliveries.open()
    assert (failed["state"], failed["error"]) == ("failed", "No such address.")
    later(desk_database, 100)
    deliver_all(box)
    assert len(postman.seen) == attempts
    postman.failure = None
    assert deliveries.retry(int(failed["id"]))
    deliver_all(box)
    assert (len(postman.seen), deliveries.open()) == (attempts + 1, [])
    assert not deliveries.retry(int(failed["id"]))


async def test_two_processes_never_make_the_same_delivery_and_keep_each_thread_in_order(
    database_url: str,
) -> None:
    databases = [DeskDatabase(database_url), DeskDatabase(database_url)]
    for number in range(12):
        put(databases[0], f"{number % 3}-{number:02}", f"t{number % 3}")
    made: list[str] = []
    everything = asyncio.Event()

    class Slow:
        """A delivery that takes its time, while the other process is at work."""

        async def deliver(self, delivery: Delivery) -> None:
            await asyncio.sleep(0.002)
            made.append(delivery.key)
            if len(made) == 12:
                everything.set()

    async def work(box: Outbox) -> None:
        while not everything.is_set():
            await box.deliver_next()

    boxes = [Outbox(DeliveryStore(each), {"mail": Slow()}, Metrics()) for each in databases]
    await asyncio.wait_for(asyncio.gather(*(work(box) for box in boxes)), 30)
    for database in databases:
        database.close()
    threads: defaultdict[str, list[str]] = defaultdict(list)
    for key in made:
        threads[key[0]].append(key)
    assert len(made) == len(set(made)) == 12
    assert all(keys == sorted(keys) for keys in threads.values())


def test_what_a_killed_process_left_another_delivers(
    desk_database: DeskDatabase, box: Outbox, postman: Postman, deliveries: DeliveryStore
) -> None:
    put(desk_database, "one")
    taken = deliveries.take()
    assert taken is not None
    deliver_all(box)
    assert postman.seen == []
    later(desk_database, 1)
    deliver_all(box)
    assert postman.seen == ["one"]
    deliveries.given_up(taken, "Too late.")
    assert deliveries.open() == []


def test_an_error_nobody_expected_is_a_failure_too(
    desk_database: DeskDatabase, box: Outbox, postman: Postman, deliveries: DeliveryStore
) -> None:
    put(desk_database, "one")
    put(desk_database, "two", "other", "pigeon")
    postman.failure = ValueError("?")
    deliver_all(box)
    errors = [each["error"] for each in deliveries.open()]
    assert errors == ["ValueError", "This kind of delivery is not set up."]
    assert deliveries.counts() == {"waiting": 2, "failed": 0}


def test_the_pauses_grow_and_end(
    desk_database: DeskDatabase, box: Outbox, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.random, "uniform", lambda low, high: (low + high) / 2)
    put(desk_database, "one")
    postman.failure = DeliveryFailed("Busy.")
    pauses = []
    for _ in range(12):
        with desk_database.writing() as connection:
            connection.execute(update(outbox).values(next_at=utc_now()))
        deliver_all(box)
        with desk_database.reading() as connection:
            next_at = connection.execute(outbox.select()).one().next_at
        pauses.append(round((next_at - utc_now()).total_seconds()))
    assert pauses[:4] == [5, 10, 20, 40]
    assert pauses[-1] == 3600


class Hanging:
    """A delivery that never ends by itself."""

    async def deliver(self, delivery: Delivery) -> None:
        del delivery
        await asyncio.Event().wait()


async def test_a_kind_that_hangs_holds_up_no_other(
    desk_database: DeskDatabase, deliveries: DeliveryStore
) -> None:
    for number in range(3):
        put(desk_database, f"m{number}", f"m{number}")
    put(desk_database, "n", "n", "notice")
    told = asyncio.Event()

    class Telling:
        async def deliver(self, delivery: Delivery) -> None:
            del delivery
            told.set()

    box = Outbox(deliveries, {"mail": Hanging(), "notice": Telling()}, Metrics())
    running = asyncio.create_task(box.run())
    await asyncio.wait_for(told.wait(), 10)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


def test_what_takes_longer_than_its_lease_is_broken_off(
    desk_database: DeskDatabase, deliveries: DeliveryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert LEASE.total_seconds() > module.DELIVERY_SECONDS
    monkeypatch.setattr(module, "DELIVERY_SECONDS", 0.01)
    put(desk_database, "one")
    deliver_all(Outbox(deliveries, {"mail": Hanging()}, Metrics()))
    assert [each["error"] for each in deliveries.open()] == ["It took too long."]


def test_what_was_made_while_the_store_went_away_is_not_made_again(
    desk_database: DeskDatabase, postman: Postman, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Away(DeliveryStore):
        """A store that does not answer once after the delivery."""

        failures: list[Exception] = [StoreUnavailable("Away.")]  # noqa: RUF012

        def made(self, delivery: Delivery) -> None:
            if self.failures:
                raise self.failures.pop()
            super().made(delivery)

    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)
    put(desk_database, "one")
    deliver_all(Outbox(Away(desk_database), {"mail": postman}, Metrics()))
    later(desk_database, 1)
    deliver_all(Outbox(Away(desk_database), {"mail": postman}, Metrics()))
    assert postman.seen == ["one"]


@pytest.mark.parametrize("failure", [StoreUnavailable("Away."), RuntimeError("?")])
async def test_the_outbox_goes_on_whatever_happens_and_tells_how_much_waits(
    desk_database: DeskDatabase, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    monkeypatch.setattr(module, "LOOK_SECONDS", 0.01)
    metrics = Metrics()
    made = asyncio.Event()
    failures = [failure] * 6

    class Failing(DeliveryStore):
        def take(self, kind: str | None = None) -> Delivery | None:
            if failures:
                raise failures.pop()
            return super().take(kind)

    class Telling:
        async def deliver(self, delivery: Delivery) -> None:
            del delivery
            made.set()

    put(desk_database, "one")
    put(desk_database, "two", "other", "pigeon")

    async def until(is_so: Callable[[], bool]) -> None:
        while not is_so():
            await asyncio.sleep(0.01)

    running = asyncio.create_task(
        Outbox(Failing(desk_database), {"mail": Telling()}, metrics).run()
    )
    await asyncio.wait_for(made.wait(), 10)
    waiting = lambda: figure(metrics, "beian_outbox", state="waiting")  # noqa: E731
    await asyncio.wait_for(until(lambda: waiting() == 1), 10)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert figure(metrics, "beian_outbox", state="failed") == 0
    assert figure(metrics, "beian_deliveries_total", kind="mail", outcome="made") == 1
