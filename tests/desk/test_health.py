"""What operators see: health, readiness, figures; and the built files of web/."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
import requests

from beian.base.settings import Settings
from beian.desk.app import desk_app
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot
from tests.desk.visitor import PATIENCE, asyncio_timeout, greeted, visiting

WELL = {"store": "ok", "filing": "ok", "bot": "ok", "actions": "ok"}


def readiness(desk: RunningDesk, awaited: dict[str, str]) -> dict[str, str]:
    """What /readyz tells, as soon as it is what is awaited: it looks at the parts once a second."""
    deadline = time.monotonic() + PATIENCE
    while True:
        answered = requests.get(f"{desk.url}/readyz", timeout=PATIENCE)
        told: dict[str, str] = answered.json()
        assert answered.status_code == (200 if set(told.values()) == {"ok"} else 503)
        if told == awaited or time.monotonic() > deadline:
            return told
        time.sleep(0.1)


def test_a_desk_is_ready_when_its_parts_answer(settings: Settings) -> None:
    bot = ScriptedBot(settings.secret())
    with running_bot(bot), running_desk(settings, bot.url) as desk:
        assert readiness(desk, WELL) == WELL
        bot.actions = "down"
        lame = {**WELL, "actions": "down"}
        assert readiness(desk, lame) == lame
    with running_desk(settings, bot.url) as desk:
        silent = {**WELL, "actions": "unknown", "bot": "down"}  # nobody can be asked of them
        assert readiness(desk, silent) == silent
        assert requests.get(f"{desk.url}/healthz", timeout=60).status_code == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_store_that_is_deleted_is_noticed_and_takes_no_message_more(
    settings: Settings, desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        file = Path(settings.desk_database_url.removeprefix("sqlite:///"))
        file.unlink()
        assert (await visitor.say("kept nowhere"))["code"] == "unavailable"
        told = await asyncio.to_thread(readiness, desk, {**WELL, "store": "down"})
        assert told["store"] == "down"
        file.write_bytes(b"")  # another one in its place is no more the desk's
        assert (await visitor.say("kept nowhere"))["code"] == "unavailable"
    assert bot.texts == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_store_that_can_only_be_read_is_not_ready(settings: Settings, bot: ScriptedBot) -> None:
    with running_desk(settings, bot.url) as desk:
        assert readiness(desk, WELL) == WELL
        file = settings.desk_database_url.removeprefix("sqlite:///")
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute(
                "CREATE TRIGGER full BEFORE INSERT ON desk_heartbeat"
                " BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
            )
            assert readiness(desk, {**WELL, "store": "down"})["store"] == "down"
            other.execute("DROP TRIGGER full")
            assert readiness(desk, WELL) == WELL


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_filing_store_that_is_gone_is_told(settings: Settings, bot: ScriptedBot) -> None:
    with running_desk(settings, bot.url) as desk:
        assert readiness(desk, WELL) == WELL
        Path(settings.database_url.removeprefix("sqlite:///")).unlink()
        assert readiness(desk, {**WELL, "filing": "down"})["filing"] == "down"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_answer_that_failed_is_counted_by_intent_and_logged(
    desk: RunningDesk, bot: ScriptedBot, caplog: pytest.LogCaptureFixture
) -> None:
    bot.failing, bot.intents = "Where is it?", {"Where is it?": "my_order_progress"}
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        await visitor.answer((await visitor.say("Where is it?"))["seq"])
    line = 'beian_failed_answers_total{intent="my_order_progress"} 1.0'
    assert line in await figures_of(desk, line)
    [record] = [each for each in caplog.records if each.message == "answer_failed"]
    assert record.intent == "my_order_progress"  # type: ignore[attr-defined]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_fails_while_the_actions_are_down_is_told_at_once_and_answered_later(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    bot.failing, bot.actions = "Where is it?", "down"
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        seq = (await visitor.say("Where is it?"))["seq"]
        told = await visitor.message(lambda message: message["author"] == "notice")
        assert "恢复后会马上回答" in told["text"]
        bot.failing, bot.actions = None, "ok"
        answer = await visitor.answer(seq)
    assert answer["text"].endswith("Where is it?")


async def figures_of(desk: RunningDesk, awaited: str = "") -> str:
    """The desk's figures, as soon as they hold what is awaited: the desk notices a moment later
    that a connection was closed."""
    async with asyncio_timeout(PATIENCE):
        while True:
            answered = await asyncio.to_thread(requests.get, f"{desk.url}/metrics", timeout=60)
            if awaited in answered.text:
                return answered.text
            await asyncio.sleep(0.01)


async def test_figures_count_what_happens(desk: RunningDesk) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        for text in ("hello", "?", "a person"):
            await visitor.answer((await visitor.say(text))["seq"])
        await visitor.say(" ")
        assert 'beian_connections{transport="websocket"} 1.0' in await figures_of(desk)
    figures = await figures_of(desk, 'beian_connections{transport="websocket"} 0.0')
    for line in (
        'beian_messages_total{author="visitor"} 3.0',
        'beian_messages_total{author="assistant"} 4.0',
        "beian_fallbacks_total 1.0",
        "beian_handoffs_total 1.0",
        "beian_conversations_total 1.0",
        'beian_errors_total{code="blank"} 1.0',
        'beian_latency_seconds_count{stage="bot"} 3.0',
        'beian_latency_seconds_count{stage="store"} 3.0',
    ):
        assert line in figures


@pytest.mark.parametrize(
    ("proxies", "told_address", "status"),
    [
        ("[127.0.0.1]", "8.8.8.8", 403),
        ("[127.0.0.1]", "10.0.0.7", 200),
        # Through a proxy that is not trusted, nobody knows who asks.
        ("[]", "10.0.0.7", 403),
    ],
)
def test_figures_are_for_private_networks(
    settings: Settings, proxies: str, told_address: str, status: int
) -> None:
    config = settings.desk_config
    told = f"{config.read_text(encoding='utf-8')}trusted_proxies: {proxies}\n"
    config.write_text(told, encoding="utf-8")
    with running_desk(settings, "http://127.0.0.1:1") as desk:
        headers = {"X-Forwarded-For": told_address}
        answered = requests.get(f"{desk.url}/metrics", headers=headers, timeout=60)
        assert answered.status_code == status
        assert requests.get(f"{desk.url}/metrics", timeout=60).status_code == 200


@pytest.mark.parametrize(
    ("name", "keeping"),
    [
        ("widget.js", "public, max-age=300"),
        ("chat.Ab12Cd34.js", "public, max-age=31536000, immutable"),
    ],
)
def test_built_files_are_served_to_every_page(
    settings: Settings, tmp_path: Path, name: str, keeping: str
) -> None:
    web = tmp_path / "web"
    web.mkdir()
    (web / name).write_text("1;" * 1000, encoding="utf-8")
    with running_desk(settings, "http://127.0.0.1:1", web=web) as desk:
        headers = {"Origin": "https://anybody.example"}
        answered = requests.get(f"{desk.url}/{name}", headers=headers, timeout=60)
        assert answered.status_code == 200
        assert answered.headers["Cache-Control"] == keeping
        assert answered.headers["Access-Control-Allow-Origin"] == "*"
        assert answered.headers["Content-Encoding"] == "gzip"
        assert answered.headers["Content-Type"].startswith("text/javascript")
        lost = requests.get(f"{desk.url}/nothing.js", timeout=60)
        assert (lost.status_code, list(lost.json())) == (404, ["error"])
        outside = requests.get(f"{desk.url}/..%2f..%2fdesk.yml", timeout=60)
        assert outside.status_code == 404


def test_a_desk_without_the_demo_has_no_page_and_no_tokens(desk: RunningDesk) -> None:
    assert requests.get(f"{desk.url}/", timeout=60).status_code == 404
    body = {"account": "lin-individual"}
    refused = requests.post(f"{desk.url}/demo/tokens", json=body, timeout=60)
    assert refused.status_code in (404, 405)


def test_the_app_needs_a_config_that_is_right(settings: Settings) -> None:
    settings.desk_config.write_text("origins: nowhere\n", encoding="utf-8")
    with pytest.raises(Exception, match="origins: a list is needed"):
        desk_app(settings, "http://127.0.0.1:1", with_demo=False)
