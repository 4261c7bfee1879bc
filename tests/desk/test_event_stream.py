"""The chat over server-sent events and POST, where WebSockets are blocked."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from beian.desk.chat_api import event_stream as events
from beian.desk.site_tokens import SiteTokens
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.visitor import PATIENCE, asyncio_timeout, checked, greeted, new_id, visiting

Frame = dict[str, Any]
HELLO = {"type": "hello", "protocol": 1}


class Stream:
    """The events of a conversation, and the way to post frames into it."""

    def __init__(self, desk: str, session: aiohttp.ClientSession, hello: Frame) -> None:
        self.desk, self.session, self.hello = desk, session, hello
        self._lines: AsyncIterator[bytes] | None = None

    async def open(self, response: aiohttp.ClientResponse) -> Frame:
        """Read the first frame; what is posted goes into a welcome's conversation."""
        assert response.headers["Content-Type"].startswith("text/event-stream")
        self._lines = response.content.__aiter__()
        first = await self.read()
        if first["type"] == "welcome":
            conversation = {**self.hello.get("conversation", {}), **first["conversation"]}
            self.hello = {**self.hello, "conversation": conversation}
        return first

    async def read(self) -> Frame:
        assert self._lines is not None
        async with asyncio_timeout(PATIENCE):
            async for line in self._lines:
                if line.startswith(b"data: "):
                    return checked(json.loads(line[6:]))
        raise AssertionError("the stream ended")

    async def message(self, author: str) -> Frame:
        while True:
            frame = await self.read()
            if frame["type"] == "message" and frame["message"]["author"] == author:
                found: Frame = frame["message"]
                return found

    async def post(self, frame: Frame) -> list[Frame]:
        body = {"hello": self.hello, "frame": frame}
        async with self.session.post(f"{self.desk}/chat/frames", json=body) as response:
            assert response.status == 200
            return [checked(frame) for frame in (await response.json())["frames"]]


@asynccontextmanager
async def streaming(desk: str, **hello: Any) -> AsyncIterator[tuple[Stream, Frame]]:
    async with aiohttp.ClientSession() as session:
        stream = Stream(desk, session, {**HELLO, **hello})
        async with session.post(f"{desk}/chat/stream", json=stream.hello) as response:
            yield stream, await stream.open(response)


async def test_a_whole_conversation_without_websockets(desk: RunningDesk, bot: ScriptedBot) -> None:
    async with streaming(desk.url, language="en") as (stream, welcome):
        assert welcome["created"]
        assert (await stream.message("assistant"))["text"] == "nobody: /greet"
        message_id = new_id()
        (ack,) = await stream.post({"type": "send", "id": message_id, "text": "hello"})
        assert (ack["type"], ack["id"], ack["seq"]) == ("ack", message_id, 2)
        (again,) = await stream.post({"type": "send", "id": message_id, "text": "hello"})
        assert again == ack
        assert (await stream.message("visitor"))["id"] == message_id
        answer = await stream.message("assistant")
        assert answer["text"] == "nobody: hello"
        (pong,) = await stream.post({"type": "ping"})
        assert pong == {"type": "pong"}
        (history,) = await stream.post({"type": "history", "before": 3})
        assert [message["seq"] for message in history["messages"]] == [1, 2]
        given = {"type": "feedback", "message": answer["id"], "value": "up"}
        (feedback,) = await stream.post(given)
        assert feedback["value"] == "up"
        (rated,) = await stream.post({"type": "rate", "score": 5})
        assert rated["score"] == 5
        assert await stream.post({"type": "language", "language": "zh"}) == []
        (error,) = await stream.post({"type": "send", "id": new_id(), "text": " "})
        assert error["code"] == "blank"
    assert bot.texts == ["hello"]


async def test_both_ways_meet_in_one_conversation(desk: RunningDesk, tokens: SiteTokens) -> None:
    token = tokens.sign("lin", timedelta(hours=1))
    async with visiting(desk.url) as visitor:
        await greeted(visitor, token=token)
        known = {"conversation": visitor.conversation, "token": token}
        async with streaming(desk.url, **known, after=1) as (stream, welcome):
            assert (welcome["signed_in"], welcome["messages"]) == (True, [])
            (ack,) = await stream.post({"type": "send", "id": new_id(), "text": "here"})
            assert (await visitor.answer(ack["seq"]))["text"] == "lin: here"
            assert (await stream.message("assistant"))["text"] == "lin: here"


async def test_a_new_conversation_by_post(desk: RunningDesk) -> None:
    async with streaming(desk.url) as (stream, _):
        (welcome,) = await stream.post({"type": "new"})
        assert welcome["created"]
        assert welcome["conversation"]["id"] != stream.hello["conversation"]["id"]
        while (frame := await stream.read())["type"] != "error":
            pass
        assert frame["code"] == "closed"
    async with streaming(desk.url, conversation=welcome["conversation"]) as (stream, again):
        if not again["messages"]:
            assert (await stream.message("assistant"))["seq"] == 1


async def test_refusals_of_streams_and_frames(desk: RunningDesk) -> None:
    wrong = {"id": "conversation", "key": "k" * 43}
    async with streaming(desk.url, conversation=wrong) as (stream, first):
        assert first["code"] == "unknown_conversation"
        with pytest.raises(AssertionError, match="ended"):
            await stream.read()
    async with streaming(desk.url) as (stream, _):
        stream.hello = {**HELLO, "conversation": wrong}
        (error,) = await stream.post({"type": "new"})
        assert error["code"] == "unknown_conversation"
        stream.hello = HELLO
        (error,) = await stream.post({"type": "new"})
        assert error["code"] == "bad_frame"


@pytest.mark.parametrize(
    ("path", "body", "origin", "refusal"),
    [
        ("stream", "{", None, (400, "bad_frame")),
        ("stream", '{"type": "ping"}', None, (400, "hello_first")),
        ("stream", '{"type": "hello", "protocol": 9}', None, (400, "protocol_version")),
        ("stream", json.dumps(HELLO), "https://evil.example", (403, "origin_refused")),
        ("frames", json.dumps(HELLO), None, (400, "bad_frame")),
        ("frames", json.dumps({"hello": HELLO, "frame": {}}), None, (400, "bad_frame")),
        ("frames", " " * 9000, None, (413, "too_large")),
    ],
)
async def test_bodies_that_are_not_taken(
    desk: RunningDesk, path: str, body: str, origin: str | None, refusal: tuple[int, str]
) -> None:
    headers = {"Content-Type": "application/json", **({"Origin": origin} if origin else {})}
    async with aiohttp.ClientSession() as session:
        address = f"{desk.url}/chat/{path}"
        async with session.post(address, data=body, headers=headers) as response:
            assert (response.status, checked(await response.json())["code"]) == refusal


@pytest.mark.parametrize(
    ("origin", "status"), [("https://agency.example", 200), ("https://evil.example", 403)]
)
async def test_pages_of_other_origins_can_read_what_answers_them(
    desk: RunningDesk, origin: str, status: int
) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    address = f"{desk.url}/chat/stream"
    async with aiohttp.ClientSession() as session:
        async with session.options(address, headers=asked) as response:
            assert response.headers["Access-Control-Allow-Origin"] == "*"
        headers = {"Origin": origin}
        async with session.post(address, json=HELLO, headers=headers) as response:
            assert response.headers["Access-Control-Allow-Origin"] == "*"
            assert response.status == status


async def test_a_quiet_stream_shows_that_it_is_alive(
    desk: RunningDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "HEARTBEAT_SECONDS", 0.1)
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{desk.url}/chat/stream", json=HELLO) as response,
        asyncio_timeout(PATIENCE),
    ):
        async for line in response.content:
            if line.startswith(b":"):
                return
