"""Hears what the bot does in conversations of Chatwoot: it types there, and there is news."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Sequence

from beian.desk.connectors.chatwoot.api import ChatwootApi, ChatwootFailed
from beian.desk.connectors.chatwoot.config import display_id_of
from beian.desk.hub import Hub
from beian.desk.protocol.frames import Frame

logger = logging.getLogger(__name__)

_MOST = 1000
"""Conversations that are listened to, the newest; others are looked at now and then."""


class Ears:
    """`news` is set when something was said."""

    def __init__(self, hub: Hub, api: ChatwootApi) -> None:
        self.news = asyncio.Event()
        self._hub = hub
        self._api = api
        self._heard: OrderedDict[str, _Ear] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        self.news.set()

    def listen(self, conversation_id: str, place: str) -> None:
        if conversation_id not in self._heard:
            ear = self._heard[conversation_id] = _Ear(self, display_id_of(place))
            self._hub.join(conversation_id, ear)
        self._heard.move_to_end(conversation_id)
        while len(self._heard) > _MOST:
            self._hub.leave(*self._heard.popitem(last=False))

    def show_typing(self, display_id: int, *, on: bool) -> None:
        """Shows it in Chatwoot; where that fails, nothing is lost."""

        async def show() -> None:
            try:
                await self._api.typing(display_id, on=on)
            except ChatwootFailed as failure:
                logger.info("chatwoot_typing_failed", extra={"error": type(failure).__name__})

        task = asyncio.create_task(show())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Hears nothing more."""
        while self._heard:
            self._hub.leave(*self._heard.popitem())
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class _Ear:
    """The beian.desk.hub.Listener of one conversation."""

    def __init__(self, ears: Ears, display_id: int) -> None:
        self._ears = ears
        self._display_id = display_id
        self._types = False

    def happened(self, frames: Sequence[Frame]) -> None:
        types = self._types
        for frame in frames:
            if frame["type"] == "typing":
                types = bool(frame["on"])
            elif frame["type"] == "message":
                types = False
                self._ears.wake()
        if types != self._types:
            self._types = types
            self._ears.show_typing(self._display_id, on=types)

    def reach(self, seq: int) -> None:
        del seq
        self._ears.wake()
