"""A chat client for tests: speaks the protocol over a real socket, and checks every frame that
comes against server-frame.schema.json."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any
from uuid import uuid4

import aiohttp
from jsonschema_rs import Draft7Validator

from beian.desk.protocol.frames import CLIENT_SCHEMA, SERVER_SCHEMA

Frame = dict[str, Any]
PATIENCE = 60.0

_SERVER = Draft7Validator(json.loads(SERVER_SCHEMA.read_text(encoding="utf-8")))
_CLIENT = Draft7Validator(json.loads(CLIENT_SCHEMA.read_text(encoding="utf-8")))


def checked(frame: Frame) -> Frame:
    _SERVER.validate(frame)
    return frame


def new_id() -> str:
    return uuid4().hex


class Visitor:
    """A connection; `seen` holds every frame so far."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seen: list[Frame] = []
        self.conversation: dict[str, str] = {}

    async def send(self, frame: Frame) -> None:
        _CLIENT.validate(frame)
        await self.socket.send_str(json.dumps(frame))

    async def hello(self, **more: Any) -> Frame:
        """Say hello, return what answers it, and remember the conversation."""
        await self.send({"type": "hello", "protocol": 1, **more})
        answered = await self.until(lambda frame: frame["type"] in ("welcome", "error"))
        if answered["type"] == "welcome":
            self.conversation = {**more.get("conversation", {}), **answered["conversation"]}
        return answered

    async def say(self, text: str, message_id: str | None = None) -> Frame:
        """Send a text and return its ack, or the error that refuses it."""
        message_id = message_id or new_id()
        await self.send({"type": "send", "id": message_id, "text": text})
        return await self.until(
            lambda frame: frame["type"] in ("ack", "error") and frame.get("id") == message_id
        )

    async def answer(self, seq: int) -> Frame:
        """The assistant's first message to the one with this seq; it may have come already."""

        def is_answer(frame: Frame) -> bool:
            message = frame.get("message")
            return (
                frame["type"] == "message"
                and message["answers"] == seq
                and message["author"] == "assistant"
            )

        seen = next((frame for frame in self.seen if is_answer(frame)), None)
        frame = seen or await self.until(is_answer)
        found: Frame = frame["message"]
        return found

    async def message(self, wanted: Callable[[Frame], bool]) -> Frame:
        frame = await self.until(lambda f: f["type"] == "message" and wanted(f["message"]))
        found: Frame = frame["message"]
        return found

    async def of_type(self, kind: str) -> Frame:
        return await self.until(lambda frame: frame["type"] == kind)

    async def until(self, wanted: Callable[[Frame], bool], patience: float = PATIENCE) -> Frame:
        """The next frame that is wanted; those before it are only remembered."""
        async with asyncio_timeout(patience):
            while True:
                frame = await self.read()
                if wanted(frame):
                    return frame

    async def read(self) -> Frame:
        message = await self.socket.receive()
        assert message.type is aiohttp.WSMsgType.TEXT, f"closed with {self.socket.close_code}"
        frame = checked(json.loads(message.data))
        self.seen.append(frame)
        return frame

    async def silence(self, seconds: float = 0.3) -> list[Frame]:
        """What comes within a while, with nothing wanted."""
        before = len(self.seen)
        with suppress(asyncio.TimeoutError):
            await self.until(lambda _: False, seconds)
        return self.seen[before:]


@asynccontextmanager
async def asyncio_timeout(seconds: float) -> AsyncIterator[None]:
    """Python 3.11's asyncio.timeout, for 3.10."""
    task = asyncio.current_task()
    assert task is not None
    late = False

    def cancel() -> None:
        nonlocal late
        late = True
        task.cancel()

    handle = asyncio.get_running_loop().call_later(seconds, cancel)
    try:
        yield
    except asyncio.CancelledError:
        if late:
            raise asyncio.TimeoutError from None
        raise
    finally:
        handle.cancel()


@asynccontextmanager
async def visiting(desk: str, **headers: str) -> AsyncIterator[Visitor]:
    """A WebSocket to the desk at this address, closed at the end."""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"{desk}/chat/ws", headers=headers) as socket,
    ):
        yield Visitor(socket)


async def greeted(visitor: Visitor, **hello: Any) -> Visitor:
    """The visitor, in a conversation in which the assistant has spoken."""
    await visitor.hello(**hello)
    await visitor.message(lambda message: message["author"] == "assistant")
    return visitor
