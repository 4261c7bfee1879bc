"""A whole hand-off over real sockets: visitors, agents at another desk process, bots that die."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from beian.base.settings import Settings
from beian.desk.conversations import answering
from beian.desk.conversations.without_bot import wishes_for_person
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.tables import conversations
from tests.desk.front_desk import Person, hired
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot
from tests.desk.visitor import Visitor, greeted, new_id, visiting


def person(settings: Settings, name: str = "li") -> Person:
    database = DeskDatabase(settings.desk_database_url)
    try:
        return hired(database, name)
    finally:
        database.close()


def on_desk(desk: RunningDesk, work: Any) -> Any:
    """Do what an agent does, in the desk's own loop."""
    return asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, desk.loop))


async def press(visitor: Visitor, payload: str) -> None:
    await visitor.send({"type": "send", "id": new_id(), "payload": payload})


async def state(visitor: Visitor, wanted: str) -> dict[str, Any]:
    return await visitor.until(lambda frame: frame["type"] == "state" and frame["state"] == wanted)


async def queueing(visitor: Visitor) -> dict[str, Any]:
    await greeted(visitor)
    await visitor.say("a person")
    question = await visitor.message(lambda message: message["author"] == "notice")
    assert [button["payload"] for button in question["buttons"]] == [
        "/desk_connect",
        "/desk_stay",
    ]
    await press(visitor, "/desk_connect")
    return await state(visitor, "waiting")


async def test_a_whole_hand_off_and_back(desk: RunningDesk, bot: ScriptedBot) -> None:
    agent = person(desk.settings)
    handoff = desk.app.state.desk.handoff
    async with visiting(desk.url) as visitor:
        queued = await queueing(visitor)
        assert queued["handoff"] == {
            "position": 1,
            "wait_minutes": None,
            "staffed": True,
            "agent": None,
            "ticket": None,
        }
        where = visitor.conversation["id"]
        await on_desk(desk, handoff.take(where, agent))
        joined = await state(visitor, "with_agent")
        assert joined["handoff"]["agent"] == {"name": "Li"}
        asked = len(bot.texts)
        await visitor.say("It is stuck.")
        await on_desk(desk, handoff.typing(where, agent, on=True))
        typing = await visitor.of_type("typing")
        assert (typing["on"], typing["by"]) == (True, "agent")
        await on_desk(desk, handoff.say(where, agent, new_id(), "I am looking."))
        said = await visitor.message(lambda message: message["author"] == "agent")
        assert (said["text"], said["name"]) == ("I am looking.", "Li")
        assert len(bot.texts) == asked
        await on_desk(desk, handoff.give_back(where, agent))
        assert (await state(visitor, "bot"))["handoff"] is None
        ack = await visitor.say("Thanks")
        assert (await visitor.answer(ack["seq"]))["text"].endswith("Thanks")


async def test_only_who_has_a_conversation_is_seen_typing(desk: RunningDesk) -> None:
    agent = person(desk.settings)
    namesake = replace(agent, id="another")
    handoff = desk.app.state.desk.handoff
    async with visiting(desk.url) as visitor:
        await queueing(visitor)
        where = visitor.conversation["id"]
        await on_desk(desk, handoff.typing(where, agent, on=True))
        await on_desk(desk, handoff.take(where, agent))
        await state(visitor, "with_agent")
        await on_desk(desk, handoff.typing(where, namesake, on=True))
        for frame in await visitor.silence(0.3):
            assert frame["type"] != "typing" or frame["by"] != "agent"
        await on_desk(desk, handoff.typing(where, agent, on=True))
        assert (await visitor.of_type("typing"))["by"] == "agent"


async def test_a_bot_that_answers_late_does_not_talk_over_the_agent(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    agent = person(desk.settings)
    handoff = desk.app.state.desk.handoff
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        bot.thinking = True
        await visitor.say("How long?")
        await visitor.of_type("typing")
        await on_desk(desk, handoff.take(visitor.conversation["id"], agent))
        await state(visitor, "with_agent")
        bot.thinking = False
        for frame in await visitor.silence(0.8):
            assert frame["type"] != "message" or frame["message"]["author"] != "assistant"


async def test_a_person_is_there_although_the_bot_is_dead(
    settings: Settings, bot: ScriptedBot
) -> None:
    with running_bot(ScriptedBot(bot.secret)) as mortal:
        mortal_url = mortal.url
        with running_desk(settings, mortal_url) as desk:
            async with visiting(desk.url) as visitor:
                await greeted(visitor)
                mortal.status = 500
                await visitor.say("Hello?")
                late = await visitor.message(lambda message: message["author"] == "notice")
                assert late["buttons"][0]["payload"] == "/request_human"
                await press(visitor, "/request_human")
                await visitor.message(
                    lambda message: any(
                        button["payload"] == "/desk_connect" for button in message["buttons"]
                    )
                )
                await press(visitor, "/desk_connect")
                await state(visitor, "waiting")
                mortal.status = 200
                for frame in await visitor.silence(2.5):
                    said = frame.get("message", {})
                    assert said.get("author") != "assistant"


@pytest.mark.parametrize("asked_before", [True, False])
@pytest.mark.parametrize("frozen", [True, False])
async def test_who_asks_for_a_person_in_words_gets_one_without_the_bot(
    settings: Settings,
    bot: ScriptedBot,
    monkeypatch: pytest.MonkeyPatch,
    frozen: bool,
    asked_before: bool,
) -> None:
    """Dead or frozen; also behind a question that it owes an answer. The question before the
    hand-off is answered in words, too, and agents read what it is about."""
    monkeypatch.setattr(answering, "_RENEWAL_SECONDS", 0.2)
    database = DeskDatabase(settings.desk_database_url)
    with running_bot(ScriptedBot(bot.secret)) as stuck, running_desk(settings, stuck.url) as desk:
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            stuck.thinking, stuck.status = frozen, 200 if frozen else 500
            stuck.intents["How long?"] = "faq_cancellation_time"
            if asked_before:
                await visitor.say("How long?")
                late = await visitor.message(lambda message: message["author"] == "notice")
                assert late["buttons"][0]["payload"] == "/request_human"
            await visitor.say("talk to a person")
            question = await visitor.message(lambda message: message["author"] == "notice")
            payloads = [button["payload"] for button in question["buttons"]]
            assert payloads == ["/desk_connect", "/desk_stay"]
            await visitor.say("my phone number has changed")
            await state(visitor, "waiting")
            with database.reading() as connection:
                row = connection.execute(
                    select(conversations).where(conversations.c.id == visitor.conversation["id"])
                ).one()
            assert (row.topic, row.reason) == ("my phone number has changed", "request_human")
            stuck.thinking, stuck.status = False, 200
            if asked_before:
                assert (await visitor.message(lambda m: m["author"] == "assistant"))["text"] == (
                    "nobody: How long?"
                )
    database.close()


@pytest.mark.parametrize("text", ["don't get me an agent", "no agent please", "人工就不要了"])
async def test_who_wants_nobody_is_not_handed_off_without_the_bot(
    settings: Settings, bot: ScriptedBot, text: str
) -> None:
    """Neither by the first message nor as the answer to whether to be connected."""
    with running_bot(ScriptedBot(bot.secret)) as mortal, running_desk(settings, mortal.url) as desk:
        async with visiting(desk.url) as visitor:
            await greeted(visitor)
            mortal.status = 500
            await visitor.say(text)
            late = await visitor.message(lambda message: message["author"] == "notice")
            assert [button["payload"] for button in late["buttons"]] == ["/request_human"]
            await press(visitor, "/request_human")
            await visitor.message(
                lambda message: any(
                    button["payload"] == "/desk_connect" for button in message["buttons"]
                )
            )
            await visitor.say(text)
            for frame in await visitor.silence(2.5):
                assert frame.get("state") not in ("waiting", "ticket")


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("转人工", True),
        ("don't get me an agent", False),
        ("人工！！", True),
        ("請轉人工", True),
        ("a human please", True),
        ("转人工，手机号换了", True),
        ("不用转人工", False),
        ("转人工要等多久？", False),
        ("你是人工吗", False),
        ("no person please", False),
    ],
)
def test_a_wish_for_a_person_is_known_by_its_words(text: str, wishes: bool) -> None:
    assert wishes_for_person(text) is wishes


async def test_who_comes_back_during_a_hand_off_finds_it_as_it_is(desk: RunningDesk) -> None:
    agent = person(desk.settings)
    handoff = desk.app.state.desk.handoff
    async with visiting(desk.url) as visitor:
        await queueing(visitor)
        conversation = visitor.conversation
    await on_desk(desk, handoff.take(conversation["id"], agent))
    await on_desk(desk, handoff.say(conversation["id"], agent, new_id(), "Are you there?"))
    async with visiting(desk.url) as visitor:
        welcome = await visitor.hello(conversation=conversation)
        assert (welcome["state"], welcome["handoff"]["agent"]) == (
            "with_agent",
            {"name": "Li"},
        )
        assert welcome["messages"][-1]["text"] == "Are you there?"


async def test_the_others_in_the_queue_move_up(desk: RunningDesk) -> None:
    agent = person(desk.settings)
    handoff = desk.app.state.desk.handoff
    async with AsyncExitStack() as visits:
        first, second = [await visits.enter_async_context(visiting(desk.url)) for _ in "12"]
        await queueing(first)
        assert (await queueing(second))["handoff"]["position"] == 2
        await on_desk(desk, handoff.take(first.conversation["id"], agent))
        assert (await state(second, "waiting"))["handoff"]["position"] == 1


async def test_visitor_and_agent_at_different_desks_without_redis(
    settings: Settings, bot: ScriptedBot, tmp_path: Path
) -> None:
    del tmp_path
    agent = person(settings)
    with running_desk(settings, bot.url) as here, running_desk(settings, bot.url) as there:
        handoff = there.app.state.desk.handoff
        async with visiting(here.url) as visitor:
            await queueing(visitor)
            where = visitor.conversation["id"]
            await on_desk(there, handoff.take(where, agent))
            joined = await state(visitor, "with_agent")
            assert joined["handoff"]["agent"] == {"name": "Li"}
            asked = len(bot.texts)
            await visitor.say("Hello")
            await on_desk(there, handoff.say(where, agent, new_id(), "Hi."))
            await visitor.message(lambda message: message["author"] == "agent")
            await on_desk(there, handoff.close(where, agent))
            await state(visitor, "closed")
            assert (await visitor.say("More"))["code"] == "closed"
            assert len(bot.texts) == asked


async def test_another_language_is_told_before_what_is_said_in_it(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    bot.languages |= {"how long?": "en", "多久？": "zh"}
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="zh")
        for text, language in (("how long?", "en"), ("多久？", "zh")):
            seq = (await visitor.say(text))["seq"]
            told = await state(visitor, "bot")
            assert told["language"] == language
            before = len(visitor.seen)
            await visitor.answer(seq)
            assert len(visitor.seen) > before
        again = (await visitor.say("多久？"))["seq"]
        await visitor.answer(again)
        states = [frame["language"] for frame in visitor.seen if frame["type"] == "state"]
        assert states == ["en", "zh"]


async def test_the_state_is_told_in_the_language_that_the_visitor_writes(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    bot.languages["a person"] = "en"
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="zh")
        await visitor.say("a person")
        question = await visitor.message(lambda message: message["author"] == "notice")
        assert "connect" in question["text"]
        await press(visitor, "/desk_connect")
        assert (await state(visitor, "waiting"))["language"] == "en"
