"""Who listens to which conversation, in this process, and the way to those in other processes."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Protocol, TypedDict

from redis.asyncio import Redis
from redis.exceptions import RedisError

from beian.desk.event_log import event_logger
from beian.desk.protocol.hub_frames import HubFrame

logger = event_logger(__name__)

CHANNEL = "beian:desk"
_RETRY_SECONDS = 1.0


_Published = TypedDict("_Published", {"from": str, "conversation": str, "frames": list[HubFrame]})
"""What processes tell each other; `from`: the name of the hub that tells."""


class Listener(Protocol):
    """A connection that follows a conversation."""

    def happened(self, frames: Sequence[HubFrame]) -> None:
        """Take frames for everybody in the conversation; must not block."""

    def reach(self, seq: int) -> None:
        """Take the seq of the newest message that is known to be stored; must not block."""


class Hub:
    """Passes frames on to every connection of a conversation.

    Nothing is lost when a frame is: listeners look at the store when a seq is missing, and are
    told now and then how far it is (beian.desk.service).
    """

    def __init__(self) -> None:
        self._listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self._visitors: set[Listener] = set()

    async def start(self) -> None:
        """Begin to receive from other processes."""

    async def stop(self) -> None:
        """Receive no more from other processes."""

    def join(self, conversation_id: str, listener: Listener, *, visitor: bool = False) -> None:
        """Follow a conversation; `visitor`: the listener is a connection of its visitor's."""
        self._listeners[conversation_id].add(listener)
        if visitor:
            self._visitors.add(listener)

    def leave(self, conversation_id: str, listener: Listener) -> None:
        listeners = self._listeners.get(conversation_id)
        if listeners is not None:
            listeners.discard(listener)
            self._visitors.discard(listener)
            if not listeners:
                del self._listeners[conversation_id]

    def conversations(self) -> list[str]:
        """Return the conversations that somebody here listens to."""
        return list(self._listeners)

    def visited(self) -> set[str]:
        """Return the conversations whose visitors are connected here."""
        return {
            conversation_id
            for conversation_id, listeners in self._listeners.items()
            if not listeners.isdisjoint(self._visitors)
        }

    def listeners(self, conversation_id: str) -> Iterable[Listener]:
        return tuple(self._listeners.get(conversation_id, ()))

    async def publish(self, conversation_id: str, frames: Sequence[HubFrame]) -> None:
        """Pass frames to every connection of the conversation, in this process and the others."""
        self._deliver(conversation_id, frames)

    def tell_here(self, conversation_id: str, frames: Sequence[HubFrame]) -> None:
        """Pass frames to the connections of this process alone."""
        self._deliver(conversation_id, frames)

    def _deliver(self, conversation_id: str, frames: Sequence[HubFrame]) -> None:
        for listener in self.listeners(conversation_id):
            listener.happened(frames)


class RedisHub(Hub):
    """A hub for several desk processes, over Redis's publish and subscribe."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis: Redis[str] = Redis.from_url(url, decode_responses=True)
        self._name = secrets.token_urlsafe(8)
        self._hearing: asyncio.Task[None] | None = None

    async def start(self) -> None:
        self._hearing = asyncio.create_task(self._hear())

    async def stop(self) -> None:
        if self._hearing is not None:
            self._hearing.cancel()
            with suppress(asyncio.CancelledError):
                await self._hearing
        await self._redis.close(close_connection_pool=True)

    async def publish(self, conversation_id: str, frames: Sequence[HubFrame]) -> None:
        self._deliver(conversation_id, frames)
        said: _Published = {
            "from": self._name,
            "conversation": conversation_id,
            "frames": list(frames),
        }
        try:
            await self._redis.publish(CHANNEL, json.dumps(said))
        except RedisError as error:
            # The others find what is stored by looking at the store.
            logger.warning("redis_publish_failed", error=type(error).__name__)

    async def _hear(self) -> None:
        while True:
            try:
                async with self._redis.pubsub() as subscription:
                    await subscription.subscribe(CHANNEL)
                    async for said in subscription.listen():
                        if said["type"] == "message":
                            self._take(json.loads(said["data"]))
            except (RedisError, OSError) as error:
                logger.warning("redis_unreachable", error=type(error).__name__)
            await asyncio.sleep(_RETRY_SECONDS)

    def _take(self, said: _Published) -> None:
        if said["from"] != self._name:
            self._deliver(said["conversation"], said["frames"])
