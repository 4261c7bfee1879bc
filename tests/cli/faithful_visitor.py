"""A visitor who, as the widget does, sends each message until it is acknowledged, over any number
of lost connections."""

from __future__ import annotations

import asyncio
from typing import Any

import aiohttp

from tests.desk.visitor import Frame, Visitor, new_id, visiting

LOST = (aiohttp.ClientError, OSError, AssertionError, asyncio.TimeoutError)
"""What says that a connection is gone: AssertionError, of a frame that says it is closed."""
_PAUSE = 0.2
_ACK_PATIENCE = 30.0


class FaithfulVisitor:
    """A conversation over several connections."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.conversation: dict[str, str] = {}
        self.acked: list[str] = []
        self.state = "bot"

    async def say(self, text: str | None = None, payload: str | None = None) -> None:
        """Return when the desk has taken a message."""
        message = {"type": "send", "id": new_id()}
        message |= {"text": text} if payload is None else {"payload": payload}
        while True:
            try:
                await asyncio.wait_for(self._send_once(message), _ACK_PATIENCE)
            except LOST:
                await asyncio.sleep(_PAUSE)
            else:
                self.acked.append(text or payload or "")
                return

    async def chat_until(self, done: asyncio.Event, name: str) -> None:
        """Send one numbered message after the other."""
        while not done.is_set():
            await self.say(f"{name} {len(self.acked)}: 注销备案要多久？")
            await asyncio.sleep(_PAUSE)

    async def until(self, wanted: str) -> None:
        """Return when the conversation is in this state."""
        while self.state != wanted:
            try:
                async with visiting(self._url) as visitor:
                    await self._enter(visitor)
                    while self.state != wanted:
                        self._note(await visitor.read())
            except LOST:
                await asyncio.sleep(_PAUSE)

    async def _send_once(self, message: dict[str, Any]) -> None:
        async with visiting(self._url) as visitor:
            await self._enter(visitor)
            await visitor.send(message)
            answer = await visitor.until(
                lambda frame: (
                    frame["type"] in ("ack", "error") and frame.get("id") in (None, message["id"])
                )
            )
            assert answer["type"] == "ack", answer

    async def _enter(self, visitor: Visitor) -> None:
        named = {"conversation": self.conversation} if self.conversation else {}
        welcome = await visitor.hello(**named)
        assert welcome["type"] == "welcome", welcome
        self.conversation = visitor.conversation
        self._note(welcome)

    def _note(self, frame: Frame) -> None:
        if frame["type"] in ("welcome", "state"):
            self.state = frame["state"]
