"""One address that sends all it can: others' chats go on."""

from __future__ import annotations

import asyncio
import json
from contextlib import AsyncExitStack

import aiohttp
import pytest

from beian.base.settings import Settings
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.visitor import Visitor, asyncio_timeout, greeted, new_id, visiting

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

THEIRS = "198.51.100.7"
CONVERSATIONS, EACH = 5, 8


async def test_others_do_not_wait_behind_one_address(desk: RunningDesk, bot: ScriptedBot) -> None:
    async with AsyncExitStack() as visits:
        flood = [
            await greeted(await visits.enter_async_context(visiting(desk.url)))
            for _ in range(CONVERSATIONS)
        ]
        other = await visits.enter_async_context(visiting(desk.url, **{"X-Forwarded-For": THEIRS}))
        await greeted(other)
        bot.one_by_one, bot.delay = True, 0.05
        for visitor in flood:
            for _ in range(EACH):
                await visitor.send({"type": "send", "id": new_id(), "text": "flood"})
        while len(bot.texts) < 2:
            await asyncio.sleep(0.01)
        seq = (await other.say("mine"))["seq"]
        await other.answer(seq)
        before = bot.texts[: bot.texts.index("mine")]
        await asyncio.gather(*(_answered(visitor) for visitor in flood))
    assert len(before) < CONVERSATIONS * EACH / 2, "it does not wait until the flood is over"
    assert bot.texts.count("flood") == CONVERSATIONS * EACH


async def _answered(visitor: Visitor) -> None:
    """All that a visitor of the flood sent was answered."""
    said = 0
    async with asyncio_timeout(60):
        while said < EACH:
            frame = await visitor.read()
            said += frame["type"] == "message" and frame["message"]["author"] == "assistant"


@pytest.fixture
def strict(settings: Settings, bot: ScriptedBot) -> RunningDesk:
    """A desk that takes 20 frames a minute of a connection, 50 of an address."""
    config = settings.desk_config
    limits = "limits:\n  frames_per_minute_connection: 20\n  frames_per_minute_address: 50\n"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("limits:\n", limits), encoding="utf-8")
    with running_desk(settings, bot.url) as desk:
        yield desk


FRAMES = [
    {"type": "ping"},
    {"type": "typing", "on": True},
    {"type": "history", "before": 5},
    {"type": "language", "language": "en"},
    {"type": "token", "token": "none"},
    {"type": "rate", "score": 3},
    {"type": "feedback", "message": "12345678", "value": "up"},
    {"type": "hello", "protocol": 1, "conversation": {"id": "12345678", "key": "k" * 20}},
    {"type": "send", "id": "12345678", "text": "hello"},
]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: str(frame["type"]))
async def test_every_frame_is_counted(strict: RunningDesk, frame: dict[str, object]) -> None:
    async with visiting(strict.url) as visitor:
        await greeted(visitor)
        for _ in range(20):
            await visitor.send(frame)
        refused = await visitor.until(lambda each: each.get("code") == "too_fast")
        assert 0 < refused["retry_after"] <= 60
        assert refused.get("id") == frame.get("id")


async def test_a_connection_that_sends_on_is_cut_and_the_address_is_counted(
    strict: RunningDesk,
) -> None:
    async with visiting(strict.url) as visitor:
        await greeted(visitor)
        with pytest.raises((AssertionError, ConnectionError)):
            for _ in range(1000):
                await visitor.send({"type": "ping"})
                await visitor.read()
        assert visitor.socket.close_code in (4429, 1006)
    async with aiohttp.ClientSession() as session:
        hello = {"type": "hello", "protocol": 1}
        statuses = []
        for _ in range(40):
            body = {"hello": hello, "frame": {"type": "ping"}}
            async with session.post(f"{strict.url}/chat/frames", json=body) as answer:
                statuses.append(answer.status)
        assert statuses[0] == 200
        assert statuses[-1] == 429
        headers = {"X-Forwarded-For": THEIRS}
        async with session.post(f"{strict.url}/chat/frames", json=body, headers=headers) as answer:
            assert answer.status == 200


async def test_a_frame_that_is_too_large_is_named(desk: RunningDesk) -> None:
    message_id = new_id()
    frame = {"type": "send", "id": message_id, "text": "😀" * 200}
    raw = json.dumps(frame) + " " * 4000
    async with visiting(desk.url) as visitor, aiohttp.ClientSession() as session:
        await greeted(visitor)
        await visitor.socket.send_str(raw)
        refused = await visitor.of_type("error")
        assert (refused["code"], refused["id"]) == ("too_large", message_id)
        hello = {"type": "hello", "protocol": 1, "conversation": visitor.conversation}
        body = json.dumps({"hello": hello, "frame": frame}) + " " * 9000
        async with session.post(f"{desk.url}/chat/frames", data=body) as answer:
            told = await answer.json()
            assert (answer.status, told["code"], told["id"]) == (413, "too_large", message_id)
