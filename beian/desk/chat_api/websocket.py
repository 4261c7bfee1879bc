"""The WebSocket: a client frame in each text message, and a server frame."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from beian.desk.chat_api.frame_handling import SLOWEST_READER, act, too_many_connections
from beian.desk.conversations.session import Session
from beian.desk.limits import TooMany
from beian.desk.protocol.frames import Frame, written
from beian.desk.request_checks import address_of, origin_allowed
from beian.desk.service import Desk

SILENT_SECONDS = 90
"""A client pings; one that says nothing for so long is gone."""
SILENT, TOO_MANY, TOO_SLOW = 4408, 4429, 4413


async def chat(websocket: WebSocket) -> None:
    """One visitor's connection, from hello to its end."""
    desk: Desk = websocket.app.state.desk
    if not origin_allowed(desk.config, websocket):
        desk.metrics.error("origin_refused")
        await websocket.close()
        return
    address = address_of(desk.config, websocket)
    await websocket.accept()
    try:
        with desk.limits.connection(address), desk.metrics.connection("websocket"):
            await _Connection(desk, websocket, address).serve()
    except TooMany as refused:
        frame = too_many_connections(desk, refused)
        await websocket.send_text(written(frame))
        await websocket.close(TOO_MANY)


class _Connection:
    def __init__(self, desk: Desk, websocket: WebSocket, address: str) -> None:
        self._desk = desk
        self._websocket = websocket
        self._waiting: asyncio.Queue[Frame] = asyncio.Queue(SLOWEST_READER)
        self._session = Session(desk, self._send, address)
        # The code to close with: of a client that is given up.
        self._given_up: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def serve(self) -> None:
        """Reads until the client goes, falls silent or does not read what it is sent."""
        tasks = {asyncio.create_task(work) for work in (self._read(), self._write())}
        try:
            ends: set[asyncio.Future[Any]] = {*tasks, self._given_up}
            done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                with suppress(WebSocketDisconnect, OSError):
                    task.result()
            if self._given_up.done():
                await self._close(self._given_up.result())
        finally:
            self._session.leave()
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _read(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            silence = loop.call_later(SILENT_SECONDS, self._give_up, SILENT)
            try:
                raw = await self._receive()
            finally:
                silence.cancel()
            await act(self._desk, self._session, raw, self._send)

    async def _receive(self) -> str | bytes:
        message = await self._websocket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code") or 1005)
        text: str | bytes = message.get("text") or message.get("bytes") or ""
        return text

    async def _write(self) -> None:
        while True:
            await self._websocket.send_text(written(await self._waiting.get()))

    async def _close(self, code: int) -> None:
        if self._websocket.application_state is WebSocketState.CONNECTED:
            with suppress(RuntimeError, OSError):
                await self._websocket.close(code)

    def _send(self, frame: Frame) -> None:
        try:
            self._waiting.put_nowait(frame)
        except asyncio.QueueFull:
            self._give_up(TOO_SLOW)

    def _give_up(self, code: int) -> None:
        if not self._given_up.done():
            self._given_up.set_result(code)
