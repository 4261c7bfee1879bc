"""Listens on the hub to conversations of Chatwoot: shows that the bot types, wakes the sending."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence

from beian.desk.connectors.chatwoot.api import ChatwootApi, ChatwootFailed
from beian.desk.connectors.chatwoot.config import display_id_of
from beian.desk.event_log import event_logger
from beian.desk.hub import Hub
from beian.desk.protocol.hub_frames import HubFrame

logger = event_logger(__name__)

_MOST = 1000
"""Conversations that are listened to, the newest; others are looked at now and then."""


class HubListeners:
    """The listeners of this process. `news` is set when something has been said."""

    def __init__(self, hub: Hub, api: ChatwootApi) -> None:
        self.news = asyncio.Event()
        self._hub = hub
        self._api = api
        self._listeners: OrderedDict[str, _HubListener] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Have the outbox filled and delivered now."""
        self.news.set()

    def listen(self, conversation_id: str, chatwoot_id: str) -> None:
        """Listen to one of our conversations, which continues in this one of Chatwoot's."""
        if conversation_id not in self._listeners:
            listener = _HubListener(self, display_id_of(chatwoot_id))
            self._listeners[conversation_id] = listener
            self._hub.join(conversation_id, listener)
        self._listeners.move_to_end(conversation_id)
        while len(self._listeners) > _MOST:
            self._hub.leave(*self._listeners.popitem(last=False))

    def show_typing(self, display_id: int, *, on: bool) -> None:
        """Show in Chatwoot whether the bot types; where that fails, nothing is lost."""

        async def show() -> None:
            try:
                await self._api.typing(display_id, on=on)
            except ChatwootFailed as failure:
                logger.info("chatwoot_typing_failed", error=type(failure).__name__)

        task = asyncio.create_task(show())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Stop listening."""
        while self._listeners:
            self._hub.leave(*self._listeners.popitem())
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class _HubListener:
    """The beian.desk.hub.Listener of one conversation."""

    def __init__(self, listeners: HubListeners, display_id: int) -> None:
        self._listeners = listeners
        self._display_id = display_id
        self._is_typing = False

    def happened(self, frames: Sequence[HubFrame]) -> None:
        """Pass on the latest typing state; a message ends the typing and has to be sent."""
        is_typing = self._is_typing
        for frame in frames:
            if frame["type"] == "typing":
                is_typing = frame["on"]
            elif frame["type"] == "message":
                is_typing = False
                self._listeners.wake()
        if is_typing != self._is_typing:
            self._is_typing = is_typing
            self._listeners.show_typing(self._display_id, on=is_typing)

    def reach(self, seq: int) -> None:
        """Look into the store: another process may have stored a message."""
        del seq
        self._listeners.wake()
