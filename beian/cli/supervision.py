"""Watches the parts of the assistant: starts again what ends or stops answering, and tells of it.

A part that keeps ending is started less and less often; the others go on meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from beian.cli.part import Part

LOOK_SECONDS = 0.5
MISSES_ALLOWED = 5
"""Looks in a row, of up to two seconds each, at which a part may not answer."""
FIRST_DELAY, LONGEST_DELAY = 0.5, 60.0
WELL_AFTER_SECONDS = 60.0
"""A part that has answered for so long is one that does not keep ending."""
READY_WITHIN_SECONDS = 300.0
"""Seconds within which a part must answer after its start."""
_ASK_EVERY_SECONDS = 10.0
"""How often the desk is asked which parts it misses."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Patience:
    """How long a part is waited for; the constants above say what each is."""

    misses: int = MISSES_ALLOWED
    first_delay: float = FIRST_DELAY
    longest_delay: float = LONGEST_DELAY
    well_after: float = WELL_AFTER_SECONDS
    ready_within: float = READY_WITHIN_SECONDS


class Watched:
    """A part, and what is known of it. `clock` returns seconds."""

    def __init__(
        self,
        part: Part,
        tell: Tell,
        patience: Patience = Patience(),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._part = part
        self._tell = tell
        self._patience = patience
        self._clock = clock
        self._delay = patience.first_delay
        self._misses = 0
        self._starts_at: float | None = None
        self._started_at: float | None = None
        self._well_since: float | None = clock()

    def look(self) -> None:
        """See how the part is, and do what is needed. May take some seconds."""
        if self._starts_at is not None:
            if self._clock() >= self._starts_at:
                self._start()
        elif self._part.has_ended():
            self._ended(self._part.cause())
        elif self._part.lives():
            self._is_well()
        else:
            self._missed()
        self._part.log.rotate()

    @property
    def is_well(self) -> bool:
        return self._well_since is not None

    def _start(self) -> None:
        self._part.start_again()
        self._starts_at, self._started_at, self._misses = None, self._clock(), 0

    def _is_well(self) -> None:
        now = self._clock()
        self._misses = 0
        if self._started_at is not None:
            seconds = round(now - self._started_at)
            self._part.log.note("part_is_back", part=self._part.name, seconds=seconds)
            self._tell(f"{self._part.name} answers again, {seconds} s after its start.")
            self._started_at = None
        if self._well_since is None:
            self._well_since = now
        if now - self._well_since >= self._patience.well_after:
            self._delay = self._patience.first_delay

    def _missed(self) -> None:
        if self._part.has_ended():
            return
        if self._started_at is not None:
            waited = self._clock() - self._started_at
            if waited < self._patience.ready_within:
                return
            cause = f"did not answer within {waited:.0f} s of its start, and was ended"
        else:
            self._misses += 1
            if self._misses < self._patience.misses:
                return
            cause = f"stopped answering, and was ended after {self._misses} looks"
        self._part.kill()
        self._ended(cause)

    def _ended(self, cause: str) -> None:
        name, log = self._part.name, self._part.log
        log.note("part_ended", part=name, cause=cause, again_after_seconds=self._delay)
        kept = "" if log.path is None else f" What it said: {log.path}"
        self._tell(f"{name} {cause}. It is started again in {self._delay:g} s.{kept}")
        self._starts_at = self._clock() + self._delay
        self._started_at = self._well_since = None
        self._delay = min(2 * self._delay, self._patience.longest_delay)


class Supervisor:
    """Watches parts until it is told to stop. `told_down`: returns the parts that the desk misses,
    by its own account."""

    def __init__(
        self,
        parts: Sequence[Part],
        tell: Tell,
        pause: Callable[[float], None],
        told_down: Callable[[], list[str]],
    ) -> None:
        self._watched = [Watched(part, tell) for part in parts]
        self._tell = tell
        self._pause = pause
        self._told_down = told_down
        self._down: list[str] = []
        self._asked_at = time.monotonic()

    def watch(self) -> None:
        """Look at all parts, again and again; ends by what `pause` raises."""
        with ThreadPoolExecutor(len(self._watched)) as looking:
            while True:
                list(looking.map(Watched.look, self._watched))
                if all(each.is_well for each in self._watched):
                    self._tell_what_is_down()
                self._pause(LOOK_SECONDS)

    def _tell_what_is_down(self) -> None:
        if time.monotonic() - self._asked_at < _ASK_EVERY_SECONDS:
            return
        self._asked_at = time.monotonic()
        down = self._told_down()
        if down != self._down:
            self._tell(f"Not ready: {', '.join(down)}." if down else "Everything is ready.")
            self._down = down
