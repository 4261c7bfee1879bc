"""Agents whose console is gone, over real sockets and several desks: visitors are told, others can
take over, and a desk that was away waits for consoles to come back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from beian.base.settings import Settings
from beian.desk import config_values
from beian.desk.conversations import absence, waiting_watch
from beian.desk.storage import agents
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from tests.desk.agent import Console, Events, at_work, console, conversation_is, employed
from tests.desk.conftest import CONFIG
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_handoff_chat import queueing, state
from tests.desk.visitor import Visitor, visiting

ABSENT_SECONDS = 10


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: what differs between databases is tested in test_absence.py."""
    return f"sqlite:///{tmp_path / 'desk.sqlite3'}"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """Agents count as gone after seconds instead of a minute and more."""
    monkeypatch.setattr(config_values, "SHORTEST_ABSENCE", 0)
    monkeypatch.setattr(agents, "_SEEN_AGAIN", timedelta(0))
    monkeypatch.setattr(waiting_watch, "WATCH_SECONDS", 0.3)
    monkeypatch.setattr(absence, "UNHEARD", timedelta(seconds=3))
    hours = f"hours:\n  agent_absent_seconds: {ABSENT_SECONDS}\n"
    settings.desk_config.write_text(CONFIG + hours, encoding="utf-8")


@contextmanager
def two_desks(settings: Settings, bot: ScriptedBot) -> Iterator[tuple[RunningDesk, RunningDesk]]:
    with running_desk(settings, bot.url) as here, running_desk(settings, bot.url) as there:
        yield here, there


async def stays(events: Events) -> None:
    """As a console does that is there."""
    while True:
        await events.send({"type": "ping"})
        await asyncio.sleep(0.5)


def visitor_is_here(visitor: Visitor, *, here: bool) -> Callable[[dict[str, Any]], bool]:
    """Whether an event tells that the visitor is there, or has left."""
    return lambda event: (
        event["type"] == "conversation"
        and event["conversation"]["id"] == visitor.conversation["id"]
        and event["conversation"]["visitor_here"] is here
    )


async def take(agent: Console, conversation: str) -> None:
    status, body = await agent.act(conversation, "take")
    assert status == 200, body


async def test_another_agent_takes_over_from_one_who_is_gone(
    settings: Settings, bot: ScriptedBot
) -> None:
    with two_desks(settings, bot) as (here, there):
        for name in ("li", "wang"):
            employed(settings, name)
        async with visiting(here.url) as visitor, console(here.url, "wang") as wang:
            async with console(there.url, "li") as li, li.listening():
                await queueing(visitor)
                where = visitor.conversation["id"]
                await take(li, where)
                await state(visitor, "with_agent")
            async with wang.listening() as events:
                staying = asyncio.create_task(stays(events))
                back = await state(visitor, "waiting")
                assert (back["handoff"]["position"], back["handoff"]["staffed"]) == (1, True)
                notices = [f["message"] for f in visitor.seen if f["type"] == "message"]
                assert notices[-1]["author"] == "notice"
                await events.until(conversation_is("waiting"))
                await take(wang, where)
                joined = await state(visitor, "with_agent")
                assert joined["handoff"]["agent"] == {"name": "Wang"}
                staying.cancel()


async def test_an_agent_whose_connection_is_cut_without_an_end_is_gone_as_well(
    settings: Settings, bot: ScriptedBot
) -> None:
    """The desk's side of it is open still, as after a pulled cable or in a frozen page."""
    with running_desk(settings, bot.url) as desk:
        employed(settings, "li")
        async with (
            visiting(desk.url) as visitor,
            console(desk.url, "li") as li,
            li.listening() as events,
        ):
            await queueing(visitor)
            await take(li, visitor.conversation["id"])
            await state(visitor, "with_agent")
            await state(visitor, "waiting")
            await events.until(conversation_is("waiting"))  # the socket has carried on


async def test_a_disabled_agent_is_replaced_at_once(settings: Settings, bot: ScriptedBot) -> None:
    with two_desks(settings, bot) as (here, there):
        employed(settings, "li")
        async with (
            visiting(here.url) as visitor,
            console(there.url, "li") as li,
            li.listening() as events,
        ):
            staying = asyncio.create_task(stays(events))
            await queueing(visitor)
            await take(li, visitor.conversation["id"])
            await state(visitor, "with_agent")
            database = DeskDatabase(settings.desk_database_url)
            AgentStore(database).disable("li")
            database.close()
            await state(visitor, "waiting")
            staying.cancel()


async def test_who_signs_out_hands_over_what_they_have(
    settings: Settings, bot: ScriptedBot
) -> None:
    with running_desk(settings, bot.url) as desk:
        employed(settings, "li")
        async with visiting(desk.url) as visitor, console(desk.url, "li") as li:
            await queueing(visitor)
            await take(li, visitor.conversation["id"])
            await state(visitor, "with_agent")
            assert (await li.call("DELETE", "/session"))[0] == 204
            await state(visitor, "waiting")


async def test_a_desk_that_was_away_waits_for_consoles_to_come_back(
    settings: Settings, bot: ScriptedBot
) -> None:
    """Who does not come back loses the visitor then, and nobody else."""
    for name in ("li", "wang"):
        employed(settings, name)
    held: dict[str, dict[str, str]] = {}
    with running_desk(settings, bot.url) as desk:
        for name in ("li", "wang"):
            async with visiting(desk.url) as visitor, console(desk.url, name) as agent:
                await queueing(visitor)
                await take(agent, visitor.conversation["id"])
                held[name] = visitor.conversation
    await asyncio.sleep(ABSENT_SECONDS)  # the desk is away for longer than an agent may be
    with running_desk(settings, bot.url) as desk:
        async with (
            visiting(desk.url) as of_wang,
            visiting(desk.url) as of_li,
            console(desk.url, "li") as li,
            li.listening() as events,
        ):
            staying = asyncio.create_task(stays(events))
            for visitor, name in ((of_wang, "wang"), (of_li, "li")):
                welcome = await visitor.hello(conversation=held[name])
                assert welcome["state"] == "with_agent"
            await state(of_wang, "waiting")
            status, _ = await li.say(held["li"]["id"], "I am still here.")
            assert status == 200
            staying.cancel()


async def test_a_visitor_who_leaves_the_page_counts_no_more(
    settings: Settings, bot: ScriptedBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beian.desk.conversations.presence.VISITOR_PRESENT", timedelta(seconds=6))
    monkeypatch.setattr("beian.desk.conversations.presence._SEEN_AGAIN", timedelta(0))
    with two_desks(settings, bot) as (here, there):
        async with (
            at_work(there, "li") as li,
            li.listening() as events,
            visiting(there.url) as behind,
        ):
            async with visiting(here.url) as first:
                await queueing(first)
                assert (await queueing(behind))["handoff"]["position"] == 2
            moved = await state(behind, "waiting")
            assert moved["handoff"]["position"] == 1
            await events.until(visitor_is_here(first, here=False))
            async with visiting(there.url) as returned:
                welcome = await returned.hello(conversation=first.conversation)
                assert welcome["handoff"]["position"] == 1
                moved = await state(behind, "waiting")
                assert moved["handoff"]["position"] == 2
                await events.until(visitor_is_here(first, here=True))
