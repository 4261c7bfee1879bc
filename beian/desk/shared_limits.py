"""The limits of desk.yml across all desk processes, counted in Redis.

Where there is no Redis, or while it is down, each process counts by itself. What is kept for an
address or a conversation is forgotten a minute after its last request.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.commands.core import AsyncScript
from redis.exceptions import ConnectionError as ConnectionLost
from redis.exceptions import RedisError

from beian.desk.config import LimitsConfig
from beian.desk.event_log import event_logger
from beian.desk.limits import (
    CONNECTION_RETRY_SECONDS,
    SIGN_INS_PER_MINUTE,
    WINDOW_SECONDS,
    FrameLimit,
    Limits,
    TooMany,
    network_of,
)

logger = event_logger(__name__)

_PREFIX = "beian:limit"
_ANSWER_SECONDS = 2.0
_PAUSE_SECONDS = 5.0
"""How long Redis is left alone after it did not answer."""
CONNECTION_SECONDS, RENEWAL_SECONDS = 60.0, 20.0
"""How long a connection counts that is not renewed, as those of a killed process are not."""

_NOW = """
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] + time[2] / 1000000
end
"""
_COUNT = (
    _NOW
    + """
local window, wait = tonumber(ARGV[2]), 0
for i, key in ipairs(KEYS) do
  redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.6f', now - window))
  local allowed = tonumber(ARGV[3 + i])
  local oldest = redis.call('ZRANGE', key, -allowed, -allowed, 'WITHSCORES')[2]
  if oldest then wait = math.max(wait, window - (now - oldest)) end
end
if wait == 0 then
  for _, key in ipairs(KEYS) do
    redis.call('ZADD', key, string.format('%.6f', now), ARGV[3])
    redis.call('EXPIRE', key, math.ceil(window))
  end
end
return string.format('%.3f', wait)
"""
)
"""A sliding window for each key: counts in all of them, or tells how long to wait."""
_CONNECT = (
    _NOW
    + """
local key, allowed, lasts = KEYS[1], tonumber(ARGV[2]), tonumber(ARGV[3])
redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('%.6f', now))
if allowed > 0 and redis.call('ZCARD', key) >= allowed then return 0 end
for i = 4, #ARGV do
  redis.call('ZADD', key, string.format('%.6f', now + lasts), ARGV[i])
end
redis.call('EXPIRE', key, math.ceil(lasts))
return 1
"""
)
"""Counts connections until they expire, where fewer than `allowed` are; 0: renews them."""


class SharedLimits:
    """Counts in Redis. `own` counts in this process; `clock` returns seconds in place of Redis's
    own time. A Redis that takes longer than `answer_seconds` counts as down."""

    def __init__(
        self,
        config: LimitsConfig,
        redis_url: str | None = None,
        *,
        own: Limits | None = None,
        clock: Callable[[], float] | None = None,
        answer_seconds: float = _ANSWER_SECONDS,
    ) -> None:
        self._config = config
        self._own = own or Limits(config)
        self._clock = clock
        self._down_until = 0.0
        self._is_down = False
        self._connections: defaultdict[str, set[str]] = defaultdict(set)
        self._redis: Redis[str] | None = None
        if redis_url is not None:
            self._redis = Redis.from_url(
                redis_url,
                decode_responses=True,
                socket_timeout=answer_seconds,
                socket_connect_timeout=answer_seconds,
                # A connection that Redis closed since is opened anew.
                retry=Retry(NoBackoff(), 1),
                retry_on_error=[ConnectionLost],
            )
            self._count = self._redis.register_script(_COUNT)
            self._connect = self._redis.register_script(_CONNECT)

    async def close(self) -> None:
        """Stop counting."""
        if self._redis is not None:
            await self._redis.close(close_connection_pool=True)

    async def message(self, conversation_id: str, address: str) -> float | None:
        """Count a message; return None, or the seconds to wait where there are too many."""
        config = self._config
        counted = await self._counted(
            [
                (f"conversation:{conversation_id}", config.messages_per_minute_conversation),
                (f"address:{network_of(address)}", config.messages_per_minute_address),
            ]
        )
        return self._own.message(conversation_id, address) if counted is None else counted or None

    async def conversation(self, address: str) -> float | None:
        """Count a new conversation; return None, or the seconds to wait."""
        allowed = self._config.conversations_per_minute_address
        counted = await self._counted([(f"begun:{network_of(address)}", allowed)])
        return self._own.conversation(address) if counted is None else counted or None

    async def sign_in(self, address: str) -> float | None:
        """Count an agent's attempt to sign in; return None, or the seconds to wait."""
        counted = await self._counted([(f"sign_in:{network_of(address)}", SIGN_INS_PER_MINUTE)])
        return self._own.sign_in(address) if counted is None else counted or None

    def frames(self, address: str) -> FrameLimit:
        """Return what counts the frames of a connection; in this process, as asking Redis would
        cost more than most frames do."""
        return self._own.frames(address)

    @asynccontextmanager
    async def connection(self, address: str) -> AsyncIterator[None]:
        """Count a connection for as long as it lasts. Raises TooMany."""
        key, name = f"{_PREFIX}:connections:{network_of(address)}", secrets.token_urlsafe(9)
        with self._own.connection(address):
            if await self._connected(key, self._config.connections_per_address, [name]) == 0:
                raise TooMany(CONNECTION_RETRY_SECONDS)
            self._connections[key].add(name)
            try:
                yield
            finally:
                self._connections[key].discard(name)
                if not self._connections[key]:
                    del self._connections[key]
                await self._disconnected(key, name)

    async def renew(self) -> None:
        """Renew this process's connections for as long as it runs, even in a Redis that was
        restarted."""
        while self._redis is not None:
            await asyncio.sleep(RENEWAL_SECONDS)
            for key, names in tuple(self._connections.items()):
                await self._connected(key, 0, tuple(names))

    async def _counted(self, counts: Sequence[tuple[str, int]]) -> float | None:
        """Return the seconds to wait, 0 if the event was counted; None if Redis does not answer."""
        if self._redis is None:
            return None
        keys = [f"{_PREFIX}:{key}" for key, _ in counts]
        allowed = [most for _, most in counts]
        values = [self._now(), WINDOW_SECONDS, secrets.token_urlsafe(9), *allowed]
        answer = await self._run(self._count, keys, values)
        return None if answer is None else float(answer)

    async def _connected(self, key: str, allowed: int, names: Sequence[str]) -> int | None:
        if self._redis is None:
            return None
        values = [self._now(), allowed, CONNECTION_SECONDS, *names]
        answer = await self._run(self._connect, [key], values)
        return None if answer is None else int(answer)

    async def _disconnected(self, key: str, name: str) -> None:
        if self._redis is not None and not self._is_down:
            with suppress(RedisError, OSError):  # then it expires
                await self._redis.zrem(key, name)

    async def _run(
        self, script: AsyncScript, keys: Sequence[str], values: Sequence[str | float]
    ) -> str | int | None:
        if self._is_down and time.monotonic() < self._down_until:
            return None
        try:
            answer: str | int = await script(keys, values)
        except (RedisError, OSError) as error:
            self._down_until = time.monotonic() + _PAUSE_SECONDS
            if not self._is_down:
                self._is_down = True
                logger.warning("limits_by_process", error=type(error).__name__)
            return None
        if self._is_down:
            self._is_down = False
            logger.info("limits_by_redis")
        return answer

    def _now(self) -> str | float:
        return "" if self._clock is None else self._clock()
