"""Desks that are killed, and several desks on one store: nothing is lost, nothing said twice."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from beian.desk.config import DeskConfig
from beian.desk.site_tokens import SiteTokens
from tests.desk.conftest import SECRET
from tests.desk.processes import DeskProcess, desk_process, free_port, redis_server
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_checklists import card, notice, tick, with_card
from tests.desk.visitor import Visitor, greeted, new_id, visiting


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


def test_a_message_that_a_desk_stored_as_it_was_killed_is_acknowledged_by_the_next_and_kept_once(
    embedded: dict[str, str], bot: ScriptedBot, tmp_path: Path
) -> None:
    """The client sends it again with its id, as it had no answer."""
    port, log, sent = free_port(), tmp_path / "desk.log", new_id()
    file = embedded["BEIAN_DESK_DATABASE_URL"].removeprefix("sqlite:///")

    def is_stored() -> bool:
        with closing(sqlite3.connect(file)) as other:
            query = "SELECT count(*) FROM desk_messages WHERE id = ?"
            return bool(other.execute(query, (sent,)).fetchone()[0])

    async def write(desk: DeskProcess) -> dict[str, str]:
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            bot.delay = 30
            await visitor.send({"type": "send", "id": sent, "text": "cut short"})
            while not is_stored():
                await asyncio.sleep(0)
            desk.kill()  # whatever of the acknowledgement is on its way, nobody reads it
            return visitor.conversation

    async def return_to(url: str, conversation: dict[str, str]) -> None:
        async with visiting(url) as visitor:
            await visitor.hello(conversation=conversation)
            acknowledged = await visitor.say("cut short", sent)
            assert (await visitor.answer(acknowledged["seq"]))["text"] == "nobody: cut short"
            assert texts_by("visitor", visitor) == ["cut short"]
            assert texts_by("assistant", visitor) == ["nobody: /greet", "nobody: cut short"]

    with desk_process(embedded, bot.url, log, port) as desk:
        conversation = asyncio.run(write(desk))
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


def test_two_desks_keep_one_checklist_and_offer_a_person_once(
    shared: dict[str, str], bot: ScriptedBot, tmp_path: Path
) -> None:
    about = "website:shop"
    tokens = SiteTokens(DeskConfig().token, SECRET)
    token = tokens.sign("lin", timedelta(hours=1))

    async def tick_off(one: str, other: str) -> None:
        async with visiting(one) as laptop, visiting(other) as phone:
            await with_card(laptop, bot, card(about), token=token)
            await phone.hello(token=token, resume=True)
            await asyncio.gather(
                *(
                    tick(device, about, paper)
                    for paper in ("person_in_charge_document", "handheld_photo")
                    for device in (laptop, phone)
                ),
                tick(laptop, about, "letter_with_fingerprint"),
                tick(phone, about, "letter_with_fingerprint"),
            )
            for device in (laptop, phone):
                await device.message(notice("All the papers"))
                await device.silence()
                said = [f["message"] for f in device.seen if f["type"] == "message"]
                assert sum(notice("All the papers")(message) for message in said) == 1
                last = [f for f in device.seen if f["type"] == "checklist"][-1]
                assert last["checklist"]["complete"]

    log = tmp_path / "desk.log"
    with desk_process(shared, bot.url, log) as one, desk_process(shared, bot.url, log) as other:
        asyncio.run(tick_off(one.url, other.url))
