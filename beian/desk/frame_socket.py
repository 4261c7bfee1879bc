"""A WebSocket that carries frames both ways, for visitors and for consoles."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from typing import Any, Generic, TypeVar

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from beian.desk.protocol.frames import Frame, as_json

SILENT, TOO_SLOW = 4408, 4413
"""Codes to close with: the client said nothing for long; it does not read what it is sent."""
SILENT_SECONDS = 90.0
"""A client pings; one that says nothing for so long is gone."""
SLOWEST_READER = 1000
"""Frames that may wait for a client before it is given up."""


_Frame = TypeVar("_Frame", bound=Frame)


class FrameSocket(Generic[_Frame]):
    """An accepted WebSocket with a queue of frames to be sent."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        self._waiting: asyncio.Queue[_Frame] = asyncio.Queue(SLOWEST_READER)
        self._given_up: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def serve(
        self,
        act: Callable[[str | bytes], Awaitable[None]],
        *background: Coroutine[Any, Any, None],
        deliver: Callable[[_Frame], Awaitable[None]] | None = None,
    ) -> None:
        """Pass what the client sends to `act`, and what is put to `deliver`, which sends it.

        Ends when the client leaves, falls silent, does not read or is given up, and when one of
        `background` ends or fails; that failure is raised.
        """
        work = (self._read(act), self._write(deliver or self.send), *background)
        tasks = {asyncio.create_task(each) for each in work}
        try:
            ends: set[asyncio.Future[Any]] = {*tasks, self._given_up}
            done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                with suppress(WebSocketDisconnect, OSError):
                    task.result()
            if self._given_up.done():
                await self.close(self._given_up.result())
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def put(self, frame: _Frame) -> None:
        """Queue a frame behind those before it; never blocks."""
        try:
            self._waiting.put_nowait(frame)
        except asyncio.QueueFull:
            self.give_up(TOO_SLOW)

    async def send(self, frame: _Frame) -> None:
        """Send a frame at once."""
        await self._websocket.send_text(as_json(frame))

    def give_up(self, code: int) -> None:
        """End `serve`, and close the connection with this code."""
        if not self._given_up.done():
            self._given_up.set_result(code)

    async def close(self, code: int) -> None:
        """Close the connection if it is still open."""
        if self._websocket.application_state is WebSocketState.CONNECTED:
            with suppress(RuntimeError, OSError, WebSocketDisconnect):
                await self._websocket.close(code)

    async def _read(self, act: Callable[[str | bytes], Awaitable[None]]) -> None:
        loop = asyncio.get_running_loop()
        while True:
            silence = loop.call_later(SILENT_SECONDS, self.give_up, SILENT)
            try:
                raw = await self._receive()
            finally:
                silence.cancel()
            await act(raw)

    async def _receive(self) -> str | bytes:
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code") or 1005)
        text: str | bytes = message.get("text") or message.get("bytes") or ""
        return text

    async def _write(self, deliver: Callable[[_Frame], Awaitable[None]]) -> None:
        while True:
            await deliver(await self._waiting.get())
