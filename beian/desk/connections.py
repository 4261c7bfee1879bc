"""The open connections of this process: none keeps a place for long that it does not use.

A connection is new until a whole request has come over it. Of one address, and of all, only so many
new ones may be; of too many, the oldest is closed, which an honest client's never is: its request
comes within moments. Many that were opened just now may be a proxy's, and are waited for. One that
waits for its next request is closed only where there is no place left at all.
"""

from __future__ import annotations

import resource
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from beian.desk.event_log import event_logger
from beian.desk.limits import network_of

logger = event_logger(__name__)

NEW_OF_ADDRESS = 64
MOMENTS_SECONDS = 2.0
_KEPT_FOR_OTHERS = 64
"""Files that the desk opens besides: databases, the bot, what it serves."""
_LOGGED_EVERY_SECONDS = 60.0


@dataclass(frozen=True)
class Places:
    """How many connections there may be: in all, new, and new of one address."""

    in_all: int
    new: int
    new_of_address: int = NEW_OF_ADDRESS

    @classmethod
    def of_this_process(cls) -> Places:
        """Return what the operating system allows, asked to allow as much as it will."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != hard:
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
                soft = hard
            except (ValueError, OSError):  # macOS names a hard limit that it does not take
                pass
        files = 1_000_000 if soft == resource.RLIM_INFINITY else soft
        in_all = max(files - _KEPT_FOR_OTHERS, files // 2)
        return cls(in_all, max(1, in_all // 4))


@dataclass(frozen=True)
class _Waiting:
    """A connection over which no request is under way."""

    close: Callable[[], None]
    since: float


class Connections:
    """Counts connections by address. `Connection` is whatever tells them apart."""

    def __init__(self, places: Places, clock: Callable[[], float] = time.monotonic) -> None:
        self._places = places
        self._clock = clock
        self._open: dict[Hashable, str] = {}
        self._new: OrderedDict[Hashable, _Waiting] = OrderedDict()
        self._new_of: Counter[str] = Counter()
        self._idle: OrderedDict[Hashable, _Waiting] = OrderedDict()
        self._logged_at: float | None = None

    def opened(self, connection: Hashable, address: str, close: Callable[[], None]) -> bool:
        """Count a connection as new. Return False where there is no place for it.

        `close` is called where the place is needed for another.
        """
        network = network_of(address)
        if len(self._open) >= self._places.in_all and not self._make_room():
            self._log()
            return False
        self._open[connection] = network
        self._new[connection] = _Waiting(close, self._clock())
        self._new_of[network] += 1
        if len(self._new) > self._places.new:
            self._close(next(iter(self._new)))
        elif self._new_of[network] > self._places.new_of_address:
            oldest = next(each for each in self._new if self._open[each] == network)
            if self._clock() - self._new[oldest].since >= MOMENTS_SECONDS:
                self._close(oldest)
        return True

    def used(self, connection: Hashable) -> None:
        """Count it as one over which a request has come."""
        self._idle.pop(connection, None)
        if self._new.pop(connection, None) is not None:
            network = self._open[connection]
            self._new_of[network] -= 1
            if not self._new_of[network]:
                del self._new_of[network]

    def idle(self, connection: Hashable, close: Callable[[], None]) -> None:
        """Count it as one that waits for its next request, if it has had one."""
        if connection in self._open and connection not in self._new:
            self._idle.setdefault(connection, _Waiting(close, self._clock()))

    def closed(self, connection: Hashable) -> None:
        self.used(connection)
        self._open.pop(connection, None)

    def __len__(self) -> int:
        """Return how many are open."""
        return len(self._open)

    def _make_room(self) -> bool:
        """Close a connection over which no request is under way; return whether there was one."""
        for waiting in (self._new, self._idle):
            if waiting:
                self._close(next(iter(waiting)))
                return True
        return False

    def _close(self, connection: Hashable) -> None:
        waiting = self._new.get(connection) or self._idle[connection]
        self._log()
        self.closed(connection)
        waiting.close()

    def _log(self) -> None:
        now = self._clock()
        if self._logged_at is None or now - self._logged_at >= _LOGGED_EVERY_SECONDS:
            self._logged_at = now
            logger.warning("too_many_idle_connections")
