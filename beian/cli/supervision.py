"""Watches the parts of the assistant: starts again what ends or stops answering, and tells of it.

A part that does not answer but works is busy, and has time to finish. A part that keeps ending is
started less and less often; the others go on meanwhile.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from beian.cli.part import Part

LOOK_SECONDS = 0.5
MISSES_ALLOWED = 5
"""Looks in a row, of up to two seconds each, at which a part may neither answer nor work."""
BUSY_MISSES_ALLOWED = 48
"""Looks in a row at which a part may not answer, though it works: two minutes. An endless loop
works, too."""
WORKS_FROM_SECONDS = 0.04
"""Processor time within a look from which a part is at work: one that hangs may have threads that
wake now and then, one that works gets no more on a machine with much else to do."""
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
    """How long a part is waited for; the constants above say what each is. Looks are counted, not
    seconds, so that a machine that slept ends nothing."""

    misses: int = MISSES_ALLOWED
    busy_misses: int = BUSY_MISSES_ALLOWED
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
        self._idle_misses = 0
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
        else:
            before = self._part.processor_seconds()
            if self._part.lives():
                self._is_well()
            else:
                self._missed(works=_has_worked(before, self._part.processor_seconds()))
        self._part.log.rotate()

    @property
    def is_well(self) -> bool:
        return self._well_since is not None

    def _start(self) -> None:
        self._part.start_again()
        self._starts_at, self._started_at = None, self._clock()
        self._misses = self._idle_misses = 0

    def _is_well(self) -> None:
        now = self._clock()
        self._misses = self._idle_misses = 0
        if self._started_at is not None:
            seconds = round(now - self._started_at)
            self._part.log.note("part_is_back", part=self._part.name, seconds=seconds)
            self._tell(f"{self._part.name} answers again, {seconds} s after its start.")
            self._started_at = None
        if self._well_since is None:
            self._well_since = now
        if now - self._well_since >= self._patience.well_after:
            self._delay = self._patience.first_delay

    def _missed(self, *, works: bool) -> None:
        if self._part.has_ended():
            return
        if self._started_at is not None:
            waited = self._clock() - self._started_at
            if waited < self._patience.ready_within:
                return
            cause = f"did not answer within {waited:.0f} s of its start, and was ended"
        else:
            self._misses += 1
            self._idle_misses = 0 if works else self._idle_misses + 1
            if self._idle_misses >= self._patience.misses:
                cause = f"stopped answering, and was ended after {self._misses} looks"
            elif self._misses >= self._patience.busy_misses:
                cause = f"worked without answering, and was ended after {self._misses} looks"
            else:
                return
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


def _has_worked(before: float | None, after: float | None) -> bool:
    """Return whether a part has worked between these two processor times; where they are not known,
    its answers alone tell."""
    return before is not None and after is not None and after - before >= WORKS_FROM_SECONDS


class Supervisor:
    """Watches parts until it is told to stop. `told_down`: returns the parts that the desk misses,
    by its own account; it may take long."""

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
        """Look at all parts, again and again; ends by what `pause` raises.

        No part waits for the look at another, nor for what the desk says.
        """
        asking = ThreadPoolExecutor(1)
        asked: Future[list[str]] | None = None
        looks: dict[Watched, Future[None]] = {}
        try:
            with ThreadPoolExecutor(len(self._watched)) as looking:
                while True:
                    for each in self._watched:
                        last = looks.get(each)
                        if last is None or last.done():
                            if last is not None:
                                last.result()
                            looks[each] = looking.submit(each.look)
                    if asked is not None and asked.done():
                        self._tell_what_is_down(asked.result())
                        asked = None
                    if asked is None and self._is_time_to_ask():
                        asked = asking.submit(self._told_down)
                    self._pause(LOOK_SECONDS)
        finally:
            asking.shutdown(wait=False, cancel_futures=True)

    def _is_time_to_ask(self) -> bool:
        now = time.monotonic()
        if now - self._asked_at < _ASK_EVERY_SECONDS or not self._all_are_well():
            return False
        self._asked_at = now
        return True

    def _tell_what_is_down(self, down: list[str]) -> None:
        if down != self._down and self._all_are_well():
            self._tell(f"Not ready: {', '.join(down)}." if down else "Everything is ready.")
            self._down = down

    def _all_are_well(self) -> bool:
        return all(each.is_well for each in self._watched)
