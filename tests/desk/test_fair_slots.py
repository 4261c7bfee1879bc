"""Who waits for a dear piece of work: in turn by address, not by who came first."""

from __future__ import annotations

import asyncio

import pytest

from beian.desk.fair_slots import FairSlots, Full, Room


class Work:
    """Pieces of work that end when the test says so; `begun` in their order."""

    def __init__(self, room: Room) -> None:
        self.slots = FairSlots(room)
        self.begun: list[str] = []
        self._ends: dict[str, asyncio.Event] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def ask(self, *names: str) -> None:
        """Each name is an address, and a number of its own."""
        for name in names:
            self._ends[name] = asyncio.Event()
            self._tasks[name] = asyncio.create_task(self._do(name))
        await _settled()

    async def end(self, name: str) -> None:
        self._ends[name].set()
        await self._tasks[name]
        await _settled()

    async def leave(self, name: str) -> None:
        self._tasks[name].cancel()
        await asyncio.gather(self._tasks[name], return_exceptions=True)
        await _settled()

    def refused(self, name: str) -> bool:
        task = self._tasks[name]
        return task.done() and isinstance(task.exception(), Full)

    async def _do(self, name: str) -> None:
        async with self.slots.slot(name[0]):
            self.begun.append(name)
            await self._ends[name].wait()


async def _settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_an_address_that_asks_for_much_waits_behind_itself() -> None:
    work = Work(Room(at_once=2, at_once_each=2))
    await work.ask("a1", "a2", "a3", "a4", "a5", "b1", "c1")
    assert work.begun == ["a1", "a2"]
    await work.end("a1")
    await work.end("a2")
    await work.end("a3")
    await work.end("b1")
    assert work.begun == ["a1", "a2", "a3", "b1", "c1", "a4"]


async def test_one_address_does_not_take_all_slots() -> None:
    work = Work(Room(at_once=3, at_once_each=2))
    await work.ask("a1", "a2", "a3", "b1")
    assert work.begun == ["a1", "a2", "b1"]
    await work.end("b1")
    assert work.begun == ["a1", "a2", "b1"], "a slot stays free for others"
    await work.end("a1")
    assert work.begun == ["a1", "a2", "b1", "a3"]


async def test_who_would_make_a_line_too_long_is_refused() -> None:
    work = Work(Room(at_once=1, at_once_each=1, waiting=3, waiting_each=2))
    await work.ask("a1", "a2", "a3", "a4", "b1", "c1")
    assert [name for name in ("a1", "a2", "a3", "a4", "b1", "c1") if work.refused(name)] == [
        "a4",
        "c1",
    ]


@pytest.mark.parametrize("leaving", ["a1", "a2"])
async def test_who_hangs_up_leaves_nothing_taken(leaving: str) -> None:
    work = Work(Room(at_once=1, at_once_each=1))
    await work.ask("a1", "a2", "a3")
    await work.leave(leaving)
    for name in ("a1", "a2", "a3"):
        if name != leaving:
            await work.end(name)
    await work.ask("b1")
    assert work.begun[-1] == "b1"
    assert work.slots.waiting == 0


async def test_a_turn_that_comes_as_somebody_hangs_up_is_passed_on() -> None:
    work = Work(Room(at_once=1, at_once_each=1))
    await work.ask("a1", "a2", "a3")
    work._ends["a1"].set()
    await work._tasks["a1"]  # a2 has its turn, and has not run yet
    await work.leave("a2")
    await work.end("a3")
    assert work.slots.waiting == 0
