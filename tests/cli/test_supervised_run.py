"""Parts of `beian run` that are killed and frozen under traffic: nothing is lost, nothing said
twice, no chat ends; and what is left where all of it is killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from beian.base.settings import Settings
from tests.cli.faithful_visitor import FaithfulVisitor
from tests.cli.serving import PATIENCE, Serving, serving
from tests.desk.agent import Console, console, employed

ACTIONS, RASA, DESK = "The action server", "Rasa", "The desk"
STRIKES = (
    (signal.SIGKILL, (ACTIONS, RASA)),
    (signal.SIGKILL, (DESK,)),
    (signal.SIGSTOP, (ACTIONS, RASA)),
    (signal.SIGSTOP, (DESK,)),
)
CONFIG = """
hours:
  agent_absent_seconds: 3600  # a desk may be away for longer than agents may, on a busy machine
limits:
  messages_per_minute_conversation: 10000
  messages_per_minute_address: 10000
  conversations_per_minute_address: 1000
"""


@pytest.mark.timeout(3600)
async def test_a_part_that_is_killed_or_frozen_costs_no_message_and_no_chat(
    environment: dict[str, str], tmp_path: Path
) -> None:
    config = tmp_path / "desk.yml"
    config.write_text(CONFIG, encoding="utf-8")
    with serving({**environment, "BEIAN_DESK_CONFIG": str(config)}, tmp_path) as served:
        employed(_settings(served), "li")
        visitors = [FaithfulVisitor(served.url) for _ in range(2)]
        theirs = FaithfulVisitor(served.url)
        async with console(served.url, "li") as agent:
            await _handed_over(theirs, agent)
            done = asyncio.Event()
            traffic = [
                asyncio.create_task(visitor.chat_until(done, f"visitor {number}"))
                for number, visitor in enumerate(visitors)
            ]
            for number, (how, names) in enumerate(STRIKES):
                striking = asyncio.to_thread(served.strike, how, *names)
                await asyncio.gather(striking, theirs.say(f"to the agent {number}"))
                said = await agent.say(theirs.conversation["id"], f"to the visitor {number}")
                assert said[0] == 200
            done.set()
            await asyncio.gather(*traffic)
            await theirs.until("with_agent")
        for visitor in visitors:
            assert len(visitor.acked) > len(STRIKES)
            await asyncio.to_thread(served.until, lambda v=visitor: _all_answered(served, v))
            _nothing_lost_or_twice(served, visitor)
        kept = _messages(served, theirs)
        for number in range(len(STRIKES)):
            texts = [text for _, _, text, _ in kept]
            assert texts.count(f"to the agent {number}") == 1
            assert texts.count(f"to the visitor {number}") == 1
        assert all(name in (served.logs / "run.log").read_text() for name in (ACTIONS, RASA, DESK))
        assert "stopped answering" in (served.logs / "desk.log").read_text()
        assert "SIGKILL" in (served.logs / "rasa.log").read_text()
    assert list(served.temporary.iterdir()) == []


@pytest.mark.timeout(1200)
def test_where_all_of_it_is_killed_even_a_frozen_part_ends(
    environment: dict[str, str], tmp_path: Path
) -> None:
    with serving(environment, tmp_path) as served:
        pid = served.part(ACTIONS)
        signalled = Path(f"/proc/{pid}")
        os.kill(pid, signal.SIGSTOP)
        served.process.kill()
        served.process.wait(PATIENCE)
        _wait_until_gone(signalled)


def _wait_until_gone(process: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.exists() and "Z (zombie)" not in (process / "status").read_text():
        assert time.monotonic() < deadline, "it is still there"
        time.sleep(0.1)


def _settings(served: Serving) -> Settings:
    return Settings.from_environment(served.environment)


async def _handed_over(visitor: FaithfulVisitor, agent: Console) -> None:
    await visitor.say("转人工")
    await visitor.say(payload="/desk_connect")
    await visitor.until("waiting")
    assert (await agent.act(visitor.conversation["id"], "take"))[0] == 200
    await visitor.until("with_agent")


def _messages(served: Serving, visitor: FaithfulVisitor) -> list[tuple[int, str, str, int | None]]:
    """The stored messages of a conversation: seq, author, text, and which one it answers."""
    file = _settings(served).desk_database_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as store:
        return store.execute(
            "SELECT seq, author, text, answers FROM desk_messages"
            " WHERE conversation_id = ? ORDER BY seq",
            (visitor.conversation["id"],),
        ).fetchall()


def _all_answered(served: Serving, visitor: FaithfulVisitor) -> bool:
    messages = _messages(served, visitor)
    asked = {seq for seq, author, _, _ in messages if author == "visitor"}
    return asked <= {answers for _, author, _, answers in messages if author == "assistant"}


def _nothing_lost_or_twice(served: Serving, visitor: FaithfulVisitor) -> None:
    messages = _messages(served, visitor)
    said = Counter(text for _, author, text, _ in messages if author == "visitor")
    assert said == Counter(visitor.acked)
    replies = Counter(
        (answers, text) for _, author, text, answers in messages if author == "assistant"
    )
    assert set(replies.values()) == {1}, "nothing is answered twice"
