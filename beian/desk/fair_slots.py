"""Lets a few at a time do what is dear, and takes the others in turn by their address.

Whoever sends a thousand messages waits behind their own; everybody else waits for one at most.
"""

from __future__ import annotations

import asyncio
from collections import Counter, OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from beian.desk.errors import DeskError


class Full(DeskError):
    """More are waiting already than are kept."""

    def __init__(self) -> None:
        super().__init__("Too many are waiting.")


@dataclass(frozen=True)
class Room:
    """How many may work at once, and how many of one address; how many may wait, all and of one
    address (None: any number)."""

    at_once: int
    at_once_each: int
    waiting: int | None = None
    waiting_each: int | None = None


class FairSlots:
    """Slots for as many as there is room for. Of several addresses that wait, the one that was
    served longest ago comes next."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._working: Counter[str] = Counter()
        self._lines: OrderedDict[str, deque[asyncio.Future[None]]] = OrderedDict()

    @asynccontextmanager
    async def slot(self, who: str) -> AsyncIterator[None]:
        """Wait for a slot, and keep it until the end. Raises Full."""
        await self._take(who)
        try:
            yield
        finally:
            self._leave(who)

    @property
    def waiting(self) -> int:
        """How many wait."""
        return sum(map(len, self._lines.values()))

    async def _take(self, who: str) -> None:
        # Whoever waits and could work has been let in, so nobody is overtaken here.
        if self._may_work(who):
            self._working[who] += 1
            return
        line = self._lines.get(who, ())
        if _reached(len(line), self._room.waiting_each) or _reached(
            self.waiting, self._room.waiting
        ):
            raise Full
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lines.setdefault(who, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # the turn came in the same moment
                self._leave(who)
            else:
                self._step_out(who, turn)
            raise

    def _may_work(self, who: str) -> bool:
        there_is_room = sum(self._working.values()) < self._room.at_once
        return there_is_room and self._working[who] < self._room.at_once_each

    def _leave(self, who: str) -> None:
        self._working[who] -= 1
        if not self._working[who]:
            del self._working[who]
        self._let_in()

    def _let_in(self) -> None:
        for who in tuple(self._lines):
            if self._may_work(who):
                turn = self._lines[who].popleft()
                self._lines.move_to_end(who)
                self._forget_if_empty(who)
                self._working[who] += 1
                turn.set_result(None)
                return

    def _step_out(self, who: str, turn: asyncio.Future[None]) -> None:
        if who in self._lines:
            self._lines[who].remove(turn)
            self._forget_if_empty(who)

    def _forget_if_empty(self, who: str) -> None:
        if not self._lines[who]:
            del self._lines[who]


def _reached(count: int, most: int | None) -> bool:
    return most is not None and count >= most
