"""The live events of a console: what comes, to whom, and when it ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest
from sqlalchemy import update

from beian.base.clock import utc_now
from beian.desk.console_api import live_events as console_events
from beian.desk.conversations.handoff import AGENTS
from beian.desk.storage.agents import PRESENT
from beian.desk.storage.enumerations import Role
from beian.desk.storage.handoff_tables import agents
from tests.desk.agent import Events, at_work, console, employed, of
from tests.desk.running import RunningDesk
from tests.desk.test_handoff_chat import on_desk, queueing, state
from tests.desk.visitor import PATIENCE, asyncio_timeout, greeted, visiting

Event = dict[str, Any]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked here differs in no database."""
    return sqlite_url


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console_events, "LOOK_SECONDS", 0.1)


async def closed_with(events: Events) -> int | None:
    """With which code the desk ends a connection."""
    async with asyncio_timeout(PATIENCE):
        while (await events.socket.receive()).type is aiohttp.WSMsgType.TEXT:
            pass
    return events.socket.close_code


async def test_events_end_with_the_session_although_the_client_asks_nothing(
    desk: RunningDesk,
) -> None:
    employed(desk.settings, "li")
    employed(desk.settings, "wang")
    async with (
        console(desk.url, "li") as li,
        li.listening() as signed_out,
        console(desk.url, "wang") as wang,
        wang.listening() as disabled,
    ):
        assert (await li.call("DELETE", "/session"))[0] == 204
        assert await closed_with(signed_out) == console_events.SIGNED_OUT
        desk.app.state.desk.agents.disable("wang")
        assert await closed_with(disabled) == console_events.SIGNED_OUT
        async with li.listening() as again:
            assert await closed_with(again) == console_events.SIGNED_OUT


async def test_events_begin_anew_with_other_rights(desk: RunningDesk) -> None:
    employed(desk.settings, "li")
    async with console(desk.url, "li") as li, li.listening() as events:
        await events.send({"type": "ping"})
        await events.until(of("pong"))
        desk.app.state.desk.agents.set_roles("li", {Role.EDITOR})
        assert await closed_with(events) == console_events.TRY_AGAIN


async def test_agents_see_each_other_come_and_go(desk: RunningDesk) -> None:
    for name in ("li", "wang"):
        employed(desk.settings, name)

    def wang_is(**wanted: bool) -> Callable[[Event], bool]:
        return lambda event: (
            event["type"] == "agent"
            and event["agent"]["name"] == "wang"
            and all(event["agent"][name] == value for name, value in wanted.items())
        )

    async with console(desk.url, "li") as li, li.listening() as events:
        async with console(desk.url, "wang") as wang, wang.listening():
            await events.until(wang_is(online=True, available=True))
            await wang.call("PUT", "/session/availability", {"available": False})
            await events.until(wang_is(online=True, available=False))
        with desk.app.state.desk.agents._database.writing() as connection:
            connection.execute(update(agents).values(seen_at=utc_now() - PRESENT))
        await events.until(wang_is(online=False))
        await events.send({"type": "ping"})
        await events.until(of("pong"))
        known = {each["name"]: each for each in (await li.get("/agents"))["agents"]}
        assert (known["li"]["online"], known["wang"]["online"]) == (True, False)


async def test_messages_and_notes_come_from_what_is_watched_or_one_s_own_alone(
    desk: RunningDesk,
) -> None:
    async with (
        visiting(desk.url) as visitor,
        at_work(desk) as li,
        li.listening() as events,
        at_work(desk, "wang") as wang,
        wang.listening() as others,
    ):
        await queueing(visitor)
        where = visitor.conversation["id"]
        assert (await li.act(where, "take"))[0] == 200
        await state(visitor, "with_agent")
        gone = await others.until(of("gone"))
        assert (gone["conversation"], gone["state"]) == (where, "with_agent")
        assert gone["agent"]["display_name"] == "Li"
        await visitor.say("它卡住了")
        assert (await events.until(of("message")))["message"]["text"] == "它卡住了"
        await li.act(where, "notes", {"text": "Private."})
        assert (await events.until(of("note")))["note"]["text"] == "Private."
        await others.send({"type": "ping"})
        unheard: list[str] = []
        await others.until(lambda event: unheard.append(event["type"]) or of("pong")(event))
        assert not {"message", "note", "typing"} & set(unheard)
        await others.send({"type": "watch", "conversation": where})
        await visitor.say("还在吗")
        await others.send({"type": "ping"})
        await others.until(lambda event: unheard.append(event["type"]) or of("pong")(event))
        assert not {"message", "note", "typing"} & set(unheard)
        async with at_work(desk, "boss", "manager") as boss, boss.listening() as all_heard:
            await all_heard.send({"type": "watch", "conversation": where})
            await all_heard.send({"type": "ping"})
            await all_heard.until(of("pong"))
            await visitor.say("有人吗")
            assert (await all_heard.until(of("message")))["message"]["text"] == "有人吗"
        await visitor.silence(0.1)
        assert "Private." not in json.dumps(visitor.seen)


async def test_a_message_whose_frame_was_lost_comes_before_the_next_and_once(
    desk: RunningDesk,
) -> None:
    hub = desk.app.state.desk.hub
    async with (
        visiting(desk.url) as visitor,
        at_work(desk) as li,
        li.listening() as events,
    ):
        await queueing(visitor)
        where = visitor.conversation["id"]
        await li.act(where, "take")
        await events.send({"type": "watch", "conversation": where})
        await events.send({"type": "ping"})
        await events.until(of("pong"))
        heard: list[str] = []
        published = hub.publish

        async def lost(conversation_id: str, frames: Any) -> None:
            if not any(frame.get("message", {}).get("text") == "one" for frame in frames):
                await published(conversation_id, frames)

        hub.publish = lost
        try:
            for text in ("one", "two", "three"):
                await visitor.say(text)
            await events.until(
                lambda event: (
                    event["type"] == "message"
                    and (heard.append(event["message"]["text"]) or heard[-1] == "three")
                )
            )
        finally:
            hub.publish = published
        assert heard == ["one", "two", "three"]


async def test_what_a_console_sends_wrongly_does_no_harm(desk: RunningDesk) -> None:
    async with (
        visiting(desk.url) as visitor,
        at_work(desk) as li,
        li.listening() as events,
    ):
        await greeted(visitor)
        for text in ("", "no JSON", "[]", '{"type": 5}', '{"type": "watch"}', "[" * 9999):
            await events.socket.send_str(text)
        await events.socket.send_bytes(b"\xff")
        for wanted in ("nowhere", "\0", "\ud800", "@agents", 5, None, ["a"]):
            await events.send({"type": "watch", "conversation": wanted})
        await events.send({"type": "ping"})
        await events.until(of("pong"))
        assert set(desk.app.state.desk.hub.conversations()) == {
            AGENTS,
            visitor.conversation["id"],
        }


async def test_what_changes_often_is_told_of_less_often(desk: RunningDesk) -> None:
    """A console that is slow is not told of what is long past."""
    handoff = desk.app.state.desk.handoff

    async def often(where: str) -> None:
        await asyncio.gather(*(handoff.changed(where) for _ in range(1500)))

    async with (
        visiting(desk.url) as visitor,
        at_work(desk, "li", "manager") as li,
        li.listening() as events,
    ):
        await greeted(visitor)
        await on_desk(desk, often(visitor.conversation["id"]))
        await events.send({"type": "ping"})
        told: list[str] = []
        await events.until(lambda event: told.append(event["type"]) or of("pong")(event))
        assert 1 <= told.count("conversation") <= 3
