"""Deliveries: in order, by one process, until they succeed or can't."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from desk import outbox as module
from desk.metrics import Metrics
from desk.outbox import DeliveryFailed, Outbox
from desk.storage.database import DeskDatabase
from desk.storage.handoff_tables import outbox
from desk.storage.leases import now
from desk.storage.outbox import Deliveries, Delivery, enqueue


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
def deliveries(desk_database: DeskDatabase) -> Deliveries:
    return Deliveries(desk_database)


@pytest.fixture
def box(deliveries: Deliveries, postman: Postman) -> Outbox:
    return Outbox(deliveries, {"mail": postman}, Metrics())


def put(database: DeskDatabase, key: str, thread: str = "t", kind: str = "mail") -> None:
    with database.writing() as connection:
        enqueue(
            connection, kind=kind, key=key, thread=thread, payload={"text": key}, to="l***@a.cn"
        )


def later(database: DeskDatabase, hours: float) -> None:
    """Lets hours pass for everything in the outbox."""
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
    desk_database: DeskDatabase, box: Outbox, postman: Postman, deliveries: Deliveries
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
    desk_database: DeskDatabase, box: Outbox, postman: Postman, deliveries: Deliveries
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


@pytest.mark.parametrize("permanent", [True, False])
def test_what_can_not_be_made_is_shown_and_tried_again_on_demand(
    desk_database: DeskDatabase,
    box: Outbox,
    postman: Postman,
    deliveries: Deliveries,
    permanent: bool,
) -> None:
    put(desk_database, "one")
    later(desk_database, 1 if permanent else 25)
    postman.failure = DeliveryFailed("No such address.", permanent=permanent)
    deliver_all(box)
    (failed,) = deliveries.open()
    assert (failed["state"], failed["error"]) == ("failed", "No such address.")
    later(desk_database, 100)
    deliver_all(box)
    assert len(postman.seen) == 1
    postman.failure = None
    assert deliveries.retry(int(failed["id"]))
    deliver_all(box)
    assert (len(postman.seen), deliveries.open()) == (2, [])
    assert not deliveries.retry(int(failed["id"]))


def test_two_processes_never_make_the_same_delivery(desk_database: DeskDatabase) -> None:
    for number in range(6):
        put(desk_database, f"m{number}", f"t{number}")
    postmen = [Postman(), Postman()]
    boxes = [Outbox(Deliveries(desk_database), {"mail": each}, Metrics()) for each in postmen]

    async def work(box: Outbox) -> None:
        for _ in range(12):
            await box.deliver_next()

    async def together() -> None:
        await asyncio.gather(*(work(box) for box in boxes))

    asyncio.run(together())
    made = [*postmen[0].seen, *postmen[1].seen]
    assert sorted(made) == [f"m{number}" for number in range(6)]


def test_what_a_killed_process_left_another_delivers(
    desk_database: DeskDatabase, box: Outbox, postman: Postman, deliveries: Deliveries
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
    desk_database: DeskDatabase, box: Outbox, postman: Postman, deliveries: Deliveries
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
            connection.execute(update(outbox).values(next_at=now()))
        deliver_all(box)
        with desk_database.reading() as connection:
            next_at = connection.execute(outbox.select()).one().next_at
        pauses.append(round((next_at - now()).total_seconds()))
    assert pauses[:4] == [5, 10, 20, 40]
    assert pauses[-1] == 3600
