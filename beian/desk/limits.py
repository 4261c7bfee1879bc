"""How much one conversation and one address may do, counted in this process."""

from __future__ import annotations

import ipaddress
import re
import time
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from beian.desk.config import LimitsConfig
from beian.desk.config_values import Network
from beian.desk.errors import DeskError

CONNECTION_RETRY_SECONDS = 30.0
WINDOW_SECONDS = 60.0
SIGN_INS_PER_MINUTE = 20
"""Of agents, from one address."""
_MOST_REMEMBERED = 100_000
"""Conversations or addresses whose last minute is remembered."""
_REFUSED_AT_MOST = 60
"""Frames of a connection, before it is cut."""
_SELF = ""
_MOST_PROXIES = 20
_WITH_PORT = re.compile(r"(?P<v4>[0-9.]+):[0-9]+|\[(?P<v6>[0-9A-Fa-f:.]+)\](:[0-9]+)?")


class TooMany(DeskError):
    """More connections at once than are allowed."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("Too many at once.")
        self.retry_after = retry_after


class LastMinute:
    """Counts, for each key, what happened within the last minute: at most `allowed` times."""

    def __init__(self, allowed: int, clock: Callable[[], float]) -> None:
        self._allowed = allowed
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, who: str) -> float | None:
        """Return the seconds until it may be done again; None where it may be now."""
        times = self._times.get(who)
        if times is None:
            return None
        now = self._clock()
        while times and now - times[0] >= WINDOW_SECONDS:
            times.popleft()
        return None if len(times) < self._allowed else WINDOW_SECONDS - (now - times[0])

    def count(self, who: str) -> None:
        now = self._clock()
        self._times.setdefault(who, deque(maxlen=self._allowed)).append(now)
        self._times.move_to_end(who)
        self._forget(now)

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._times)

    def _forget(self, now: float) -> None:
        """Forget keys without anything in the last minute; they come first."""
        while self._times:
            oldest = next(iter(self._times.values()))
            if now - oldest[-1] < WINDOW_SECONDS and len(self._times) <= _MOST_REMEMBERED:
                return
            self._times.popitem(last=False)


class FrameLimit:
    """Counts the frames of one connection. `is_abused`: it sends on although it is refused."""

    def __init__(
        self, of_connection: LastMinute, of_address: LastMinute, network: str, refused_at_most: int
    ) -> None:
        self._of_connection = of_connection
        self._of_address = of_address
        self._network = network
        self._refusals_left = refused_at_most

    def frame(self) -> float | None:
        """Count a frame; return None, or the seconds to wait where there are too many."""
        waits = (self._of_connection.wait(_SELF), self._of_address.wait(self._network))
        wait = max((each for each in waits if each is not None), default=None)
        if wait is None:
            self._of_connection.count(_SELF)
            self._of_address.count(self._network)
        else:
            self._refusals_left -= 1
        return wait

    @property
    def is_abused(self) -> bool:
        return self._refusals_left < 0


class Limits:
    """The limits of desk.yml. `clock` returns seconds."""

    def __init__(self, config: LimitsConfig, clock: Callable[[], float] = time.monotonic) -> None:
        self._config = config
        self._of_conversation = LastMinute(config.messages_per_minute_conversation, clock)
        self._of_address = LastMinute(config.messages_per_minute_address, clock)
        self._begun = LastMinute(config.conversations_per_minute_address, clock)
        self._sign_ins = LastMinute(SIGN_INS_PER_MINUTE, clock)
        self._frames = LastMinute(config.frames_per_minute_address, clock)
        self._clock = clock
        self._connections: Counter[str] = Counter()

    def message(self, conversation_id: str, address: str) -> float | None:
        """Count a message; return None, or the seconds to wait where there are too many."""
        network = network_of(address)
        waits = (self._of_conversation.wait(conversation_id), self._of_address.wait(network))
        wait = max((each for each in waits if each is not None), default=None)
        if wait is None:
            self._of_conversation.count(conversation_id)
            self._of_address.count(network)
        return wait

    def conversation(self, address: str) -> float | None:
        """Count a new conversation; return None, or the seconds to wait."""
        return _counted(self._begun, network_of(address))

    def frames(self, address: str) -> FrameLimit:
        """Return what counts the frames of a connection, and of its address."""
        allowed = self._config.frames_per_minute_connection
        own = LastMinute(allowed, self._clock)
        return FrameLimit(own, self._frames, network_of(address), _REFUSED_AT_MOST)

    def sign_in(self, address: str) -> float | None:
        """Count an agent's attempt to sign in; return None, or the seconds to wait."""
        return _counted(self._sign_ins, network_of(address))

    @contextmanager
    def connection(self, address: str) -> Iterator[None]:
        """Count a connection for as long as it lasts. Raises TooMany."""
        network = network_of(address)
        if self._connections[network] >= self._config.connections_per_address:
            raise TooMany(CONNECTION_RETRY_SECONDS)
        self._connections[network] += 1
        try:
            yield
        finally:
            self._connections[network] -= 1
            if not self._connections[network]:
                del self._connections[network]


def _counted(window: LastMinute, who: str) -> float | None:
    wait = window.wait(who)
    if wait is None:
        window.count(who)
    return wait


def network_of(address: str) -> str:
    """Return what counts as one address; for IPv6, the /64 network that providers give to one
    subscriber."""
    parsed = _parsed(address)
    if parsed is None:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((int(parsed), 64), strict=False))
    return str(parsed)


def client_address(peer: str, forwarded_for: str | None, proxies: Sequence[Network]) -> str:
    """Return the client's address: the peer's, or where that is a trusted proxy, the last address
    before it in X-Forwarded-For that is none. What a client itself writes there stands further left
    and is not read; something that is no address ends the reading."""
    parsed = _parsed(peer)
    if parsed is None:
        return peer
    for told in reversed((forwarded_for or "").rsplit(",", _MOST_PROXIES)):
        if not any(parsed in network for network in proxies):
            break
        before = _parsed(told)
        if before is None:
            break
        parsed = before
    return str(parsed)


def is_proxy(peer: str, proxies: Sequence[Network]) -> bool:
    """Return whether an address is one of the proxies."""
    parsed = _parsed(peer)
    return parsed is not None and any(parsed in network for network in proxies)


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return an address, also one with a port, as some proxies write it; None if it is none."""
    bare = address.strip()
    with_port = _WITH_PORT.fullmatch(bare)
    if with_port is not None:
        bare = with_port["v4"] or with_port["v6"]
    try:
        parsed = ipaddress.ip_address(bare)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed
