"""Desks that are killed, and several desks on one store: nothing is lost, nothing said twice."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.conftest import SECRET
from tests.desk.processes import desk_process, free_port, redis_server
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.visitor import Visitor, greeted, visiting


@pytest.fixture
def embedded(tmp_path: Path) -> dict[str, str]:
    """The environment of a desk with SQLite."""
    return {
        "BEIAN_DATABASE_URL": f"sqlite:///{tmp_path / 'filing.sqlite3'}",
        "BEIAN_DESK_DATABASE_URL": f"sqlite:///{tmp_path / 'desk.sqlite3'}",
        "BEIAN_TRACKER_DATABASE_URL": f"sqlite:///{tmp_path / 'tracker.sqlite3'}",
        "BEIAN_SECRET": SECRET,
    }


def texts_by(author: str, visitor: Visitor) -> list[str]:
    """What an author said, in all frames so far, each message once."""
    found: dict[int, str] = {}
    for frame in visitor.seen:
        several = frame.get("messages", [frame["message"]] if frame["type"] == "message" else [])
        found.update({m["seq"]: m["text"] for m in several if m["author"] == author})
    return [found[seq] for seq in sorted(found)]


def test_what_was_acknowledged_outlives_a_killed_desk(
    embedded: dict[str, str], bot: ScriptedBot, tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "desk.log"

    async def write(url: str) -> dict[str, str]:
        async with visiting(url) as visitor:
            await greeted(visitor)
            bot.delay = 30
            for number in range(3):
                assert (await visitor.say(f"message {number}"))["type"] == "ack"
            return visitor.conversation

    async def return_to(url: str, conversation: dict[str, str]) -> None:
        async with visiting(url) as visitor:
            welcome = await visitor.hello(conversation=conversation)
            assert texts_by("visitor", visitor) == [f"message {n}" for n in range(3)]
            assert welcome["typing"]
            await visitor.message(lambda m: m["text"] == "nobody: message 2")
            answers = [f"nobody: message {n}" for n in range(3)]
            assert texts_by("assistant", visitor) == ["nobody: /greet", *answers]

    with desk_process(embedded, bot.url, log, port) as desk:
        conversation = asyncio.run(write(desk.url))
        desk.kill()
    bot.delay = 0
    with desk_process(embedded, bot.url, log, port) as desk:
        asyncio.run(return_to(desk.url, conversation))


@pytest.fixture
def shared(postgres_url: str, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of desks that share PostgreSQL and Redis."""
    with redis_server(tmp_path) as redis_url:
        yield {
            "BEIAN_DATABASE_URL": postgres_url,
            "BEIAN_DESK_DATABASE_URL": postgres_url,
            "BEIAN_TRACKER_DATABASE_URL": postgres_url,
            "BEIAN_REDIS_URL": redis_url,
            "BEIAN_SECRET": SECRET,
        }


def test_a_conversation_goes_on_at_another_desk(
    shared: dict[str, str], bot: ScriptedBot, tmp_path: Path
) -> None:
    async def chat(one: str, other: str) -> None:
        async with visiting(one) as here, visiting(other) as there:
            await greeted(here)
            await there.hello(conversation=here.conversation)
            ack = await here.say("from here")
            assert (await there.answer(ack["seq"]))["text"] == "nobody: from here"
            ack = await there.say("from there")
            assert (await here.answer(ack["seq"]))["text"] == "nobody: from there"
            acks = await asyncio.gather(*(v.say(f"at once {v is here}") for v in (here, there)))
            for visitor in (here, there):
                for ack in acks:  # one may be answered before the other is stored
                    await visitor.answer(ack["seq"])
                assert len(texts_by("assistant", visitor)) == 5
            assert texts_by("assistant", here) == texts_by("assistant", there)
        assert len(bot.texts) == 4

    with (
        desk_process(shared, bot.url, tmp_path / "one.log") as one,
        desk_process(shared, bot.url, tmp_path / "other.log") as other,
    ):
        asyncio.run(chat(one.url, other.url))


def test_another_desk_answers_what_a_killed_one_left(
    shared: dict[str, str], bot: ScriptedBot, tmp_path: Path
) -> None:
    async def chat(one: str, other: str) -> None:
        async with visiting(other) as there:
            async with visiting(one) as here:
                await greeted(here)
                bot.delay = 60
                ack = await here.say("left behind")
            await there.hello(conversation=here.conversation)
            first.kill()
            bot.delay = 0
            answer = await there.until(
                lambda f: f["type"] == "message" and f["message"]["author"] == "assistant", 40
            )
            assert answer["message"]["answers"] == ack["seq"]

    with (
        desk_process(shared, bot.url, tmp_path / "one.log") as first,
        desk_process(shared, bot.url, tmp_path / "other.log") as second,
    ):
        asyncio.run(chat(first.url, second.url))


def test_limits_hold_across_desks(shared: dict[str, str], bot: ScriptedBot, tmp_path: Path) -> None:
    config = tmp_path / "desk.yml"
    config.write_text("limits:\n  messages_per_minute_conversation: 2\n", encoding="utf-8")
    shared = {**shared, "BEIAN_DESK_CONFIG": str(config)}

    async def chat(one: str, other: str) -> None:
        async with visiting(one) as here, visiting(other) as there:
            await greeted(here)
            await there.hello(conversation=here.conversation)
            assert (await here.say("the first"))["type"] == "ack"
            assert (await there.say("the second"))["type"] == "ack"
            for visitor in (here, there):
                assert (await visitor.say("too many"))["code"] == "too_fast"

    with (
        desk_process(shared, bot.url, tmp_path / "one.log") as one,
        desk_process(shared, bot.url, tmp_path / "other.log") as other,
    ):
        asyncio.run(chat(one.url, other.url))


def test_messages_arrive_where_redis_is_down(
    shared: dict[str, str], bot: ScriptedBot, tmp_path: Path
) -> None:
    shared = {**shared, "BEIAN_REDIS_URL": f"redis://127.0.0.1:{free_port()}/0"}

    async def chat(one: str, other: str) -> None:
        async with visiting(one) as here, visiting(other) as there:
            await greeted(here)
            await there.hello(conversation=here.conversation)
            ack = await here.say("without Redis")
            assert (await there.answer(ack["seq"]))["text"] == "nobody: without Redis"

    with (
        desk_process(shared, bot.url, tmp_path / "one.log") as one,
        desk_process(shared, bot.url, tmp_path / "other.log") as other,
    ):
        asyncio.run(chat(one.url, other.url))


def test_logs_are_json_and_hold_nothing_of_what_was_said(
    embedded: dict[str, str], bot: ScriptedBot, tmp_path: Path
) -> None:
    async def chat(url: str) -> None:
        async with visiting(url) as visitor:
            await greeted(visitor)
            bot.status = 400
            await visitor.answer((await visitor.say("我的手机号是13800138000"))["seq"])

    with desk_process(embedded, bot.url, tmp_path / "desk.log") as desk:
        asyncio.run(chat(desk.url))
    lines = [json.loads(line) for line in desk.logged().splitlines()]
    assert "bot_refused" in [line["event"] for line in lines]
    assert "13800138000" not in desk.logged()


def test_a_wrong_setting_is_named(
    embedded: dict[str, str], bot: ScriptedBot, tmp_path: Path
) -> None:
    config = tmp_path / "desk.yml"
    config.write_text("limit:\n  text_length: 3\n", encoding="utf-8")
    wrong = {**embedded, "BEIAN_DESK_CONFIG": str(config)}
    log = tmp_path / "desk.log"
    named = "limit: unknown; do you mean limits"
    with pytest.raises(AssertionError, match=named), desk_process(wrong, bot.url, log):
        pass
