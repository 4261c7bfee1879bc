"""The open connections of this process: none keeps a place for long that it does not use.

A connection is unused until a whole request has come over it. Of one address, and of all, only so
many may be; of too many, the oldest is closed, which an honest client never is: its request comes
within moments.
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

UNUSED_OF_ADDRESS = 64
_KEPT_FOR_OTHERS = 64
"""Files that the desk opens besides: databases, the bot, what it serves."""
_LOGGED_EVERY_SECONDS = 60.0


@dataclass(frozen=True)
class Places:
    """How many connections there may be: in all, unused, and unused of one address."""

    in_all: int
    unused: int
    unused_of_address: int = UNUSED_OF_ADDRESS

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


class Connections:
    """Counts connections by address. `Connection` is whatever tells them apart."""

    def __init__(self, places: Places, clock: Callable[[], float] = time.monotonic) -> None:
        self._places = places
        self._clock = clock
        self._open: dict[Hashable, str] = {}
        self._unused: OrderedDict[Hashable, Callable[[], None]] = OrderedDict()
        self._unused_of: Counter[str] = Counter()
        self._logged_at: float | None = None

    def opened(self, connection: Hashable, address: str, close: Callable[[], None]) -> bool:
        """Count a connection as open and unused. Return False where there is no place for it.

        `close` is called where the place is needed for another.
        """
        network = network_of(address)
        if len(self._open) >= self._places.in_all and not self._close_oldest():
            self._log()
            return False
        self._open[connection] = network
        self._hold(connection, network, close)
        if self._unused_of[network] > self._places.unused_of_address:
            self._close_oldest(network)
        elif len(self._unused) > self._places.unused:
            self._close_oldest()
        return True

    def used(self, connection: Hashable) -> None:
        """Count it as one over which a request has come."""
        if self._unused.pop(connection, None) is not None:
            network = self._open[connection]
            self._unused_of[network] -= 1
            if not self._unused_of[network]:
                del self._unused_of[network]

    def unused(self, connection: Hashable, close: Callable[[], None]) -> None:
        """Count it as one that waits for its next request."""
        if connection in self._open and connection not in self._unused:
            self._hold(connection, self._open[connection], close)

    def closed(self, connection: Hashable) -> None:
        self.used(connection)
        self._open.pop(connection, None)

    def __len__(self) -> int:
        """Return how many are open."""
        return len(self._open)

    def _hold(self, connection: Hashable, network: str, close: Callable[[], None]) -> None:
        self._unused[connection] = close
        self._unused_of[network] += 1

    def _close_oldest(self, network: str | None = None) -> bool:
        """Close the connection that is unused for longest; return whether there was one."""
        for connection, close in self._unused.items():
            if network is None or self._open[connection] == network:
                self._log()
                self.closed(connection)
                close()
                return True
        return False

    def _log(self) -> None:
        now = self._clock()
        if self._logged_at is None or now - self._logged_at >= _LOGGED_EVERY_SECONDS:
            self._logged_at = now
            logger.warning("too_many_unused_connections")
