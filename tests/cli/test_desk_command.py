"""`beian desk` and `beian agent`, as real processes against a desk at work."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from beian.base.settings import Settings
from beian.desk.conversations.conversation_store import ConversationStore
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from tests.desk.agent import PASSWORD
from tests.desk.front_desk import Hours, hired
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot
from tests.desk.test_handoff_chat import queueing, state
from tests.desk.test_handoffs import waiting
from tests.desk.visitor import visiting
from tests.paths import ROOT

SECRET = "the secret of the desk command's tests, long enough"


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    given = {
        f"BEIAN_{name}_URL": f"sqlite:///{tmp_path / name.lower()}.sqlite3"
        for name in ("DATABASE", "DESK_DATABASE", "TRACKER_DATABASE")
    }
    return {**given, "BEIAN_SECRET": SECRET}


@pytest.fixture
def desk(environment: dict[str, str], tmp_path: Path) -> Iterator[RunningDesk]:
    settings = Settings.from_environment(environment, var=tmp_path)
    with running_bot(ScriptedBot(SECRET)) as bot, running_desk(settings, bot.url) as desk:
        yield desk


def beian(
    environment: dict[str, str], *arguments: str, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "beian.cli.main", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        input=typed,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )


def test_agents_are_added_listed_and_disabled(environment: dict[str, str]) -> None:
    added = beian(environment, "agent", "add", "Li", "--display", "李敏", typed=f"{PASSWORD}\n")
    assert (added.returncode, added.stdout) == (0, "li can sign in now.\n")
    again = beian(environment, "agent", "add", "li", typed=f"{PASSWORD}\n")
    assert again.returncode == 1
    assert "already" in again.stderr
    assert "李敏" in beian(environment, "agent", "list").stdout
    assert beian(environment, "agent", "disable", "li").stdout == "li is disabled.\n"
    assert "disabled" in beian(environment, "agent", "list").stdout
    assert beian(environment, "agent", "enable", "li").stdout == "li is enabled.\n"
    assert "no agent wang" in beian(environment, "agent", "disable", "wang").stderr


def test_what_is_done_to_agents_is_audited_as_done_by_the_command_line(
    environment: dict[str, str],
) -> None:
    password = f"{PASSWORD}\n"
    beian(environment, "agent", "add", "Li", typed=password)
    beian(environment, "agent", "role", "li", "editor", "agent")
    beian(environment, "agent", "password", "Li", typed=password)
    beian(environment, "agent", "disable", "li")
    beian(environment, "agent", "enable", "li")
    refused = (("disable", "wang"), ("password", "li"), ("role", "li", "wizard"))
    assert all(beian(environment, "agent", *each).returncode for each in refused)
    database = DeskDatabase(environment["BEIAN_DESK_DATABASE_URL"])
    entries = AgentStore(database).audit_log()
    database.close()
    assert {entry.agent_id for entry in entries} == {None}
    assert [(entry.action, entry.detail) for entry in reversed(entries)] == [
        ("agent_added", "li (agent), beian agent"),
        ("agent_changed", "li (agent, editor), beian agent"),
        ("password_set", "li, beian agent"),
        ("agent_disabled", "li (agent, editor), beian agent"),
        ("agent_changed", "li (agent, editor), beian agent"),
    ]


def test_a_role_that_there_is_not_is_refused_with_the_plain_names_of_those_there_are(
    environment: dict[str, str],
) -> None:
    for wrong in (("role", "li", "wizard"), ("add", "li", "--role", "wizard")):
        refused = beian(environment, "agent", *wrong)
        assert refused.returncode == 2
        assert "'wizard' (choose from 'agent', 'editor', 'manager', 'admin')" in refused.stderr


def test_disabling_an_agent_says_whose_conversations_go_back_to_the_queue(
    environment: dict[str, str],
) -> None:
    database, front = DeskDatabase(environment["BEIAN_DESK_DATABASE_URL"]), FrontDesk(Hours())
    where = waiting(ConversationStore(database, front))
    HandoffStore(database, front).take(where, hired(database, "li"))
    database.close()
    told = beian(environment, "agent", "disable", "li").stdout
    assert "How much is it?" in told
    assert "back to the queue" in told


def test_a_short_password_and_a_strange_name_are_refused(environment: dict[str, str]) -> None:
    short = beian(environment, "agent", "add", "li", typed="short\n")
    assert "at least 10 characters" in short.stderr
    strange = beian(environment, "agent", "add", "li min", typed=f"{PASSWORD}\n")
    assert "A name has letters" in strange.stderr
    assert "There is no desk store" in beian(environment, "agent", "list").stderr


def test_a_visitor_chats_through_the_desk_and_is_handed_over(
    desk: RunningDesk, environment: dict[str, str]
) -> None:
    typed = "hello\na person\n1\n/quit\n"
    done = beian(
        environment, "chat", "--desk", desk.url, "--as", "lin", "--lang", "en", typed=typed
    )
    assert done.returncode == 0, done.stderr
    for part in ("lin: hello", "1) Connect", "number 1 in the queue"):
        assert part in done.stdout
    absent = beian(environment, "chat", "--desk", "http://127.0.0.1:9")
    assert "does not answer" in absent.stderr
    assert "leave --desk out" in beian(environment, "chat", "--desk", "--json").stderr


def test_a_desk_that_is_not_there_is_named(environment: dict[str, str]) -> None:
    given = {**environment, "BEIAN_AGENT_PASSWORD": PASSWORD}
    failed = beian(given, "desk", "--url", "http://127.0.0.1:9", "--agent", "li")
    assert failed.returncode == 1
    assert "does not answer" in failed.stderr


def test_an_agent_answers_from_the_terminal(desk: RunningDesk, environment: dict[str, str]) -> None:
    beian(environment, "agent", "add", "li", "--display", "Li", typed=f"{PASSWORD}\n")
    given = {**os.environ, **environment, "BEIAN_AGENT_PASSWORD": PASSWORD}

    async def play() -> str:
        async with visiting(desk.url) as visitor:
            await queueing(visitor)
            terminal = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "beian.cli.main",
                *("desk", "--url", desk.url, "--agent", "li"),
                cwd=ROOT,
                env=given,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
            )
            assert terminal.stdin is not None
            terminal.stdin.write(b"/take 1\nI am looking.\n/note Call back.\n")
            said = await visitor.message(lambda message: message["author"] == "agent")
            assert (said["name"], said["text"]) == ("Li", "I am looking.")
            await visitor.say("谢谢")
            terminal.stdin.write(b"/return\n")
            await state(visitor, "bot")
            terminal.stdin.write(b"/quit\n")
            shown, _ = await asyncio.wait_for(terminal.communicate(), 20)
            assert terminal.returncode == 0
            return shown.decode()

    shown = asyncio.run(play())
    for part in ("1) a visitor", "visitor: a person", "Noted", "visitor: 谢谢", "again"):
        assert part in shown
