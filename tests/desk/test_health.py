"""What operators see: health, readiness, figures; and the built files of web/."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import requests

from beian.base.settings import Settings
from beian.desk.app import desk_app
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot
from tests.desk.visitor import PATIENCE, asyncio_timeout, greeted, visiting


def test_a_desk_is_ready_when_its_parts_answer(settings: Settings) -> None:
    bot = ScriptedBot(settings.secret())
    with running_bot(bot), running_desk(settings, bot.url) as desk:
        answered = requests.get(f"{desk.url}/readyz", timeout=10)
        assert (answered.status_code, answered.json()) == (200, {"store": "ok", "bot": "ok"})
    with running_desk(settings, bot.url) as desk:
        answered = requests.get(f"{desk.url}/readyz", timeout=10)
        assert (answered.status_code, answered.json()) == (503, {"store": "ok", "bot": "down"})
        assert requests.get(f"{desk.url}/healthz", timeout=10).status_code == 200


async def figures_of(desk: RunningDesk, awaited: str = "") -> str:
    """The desk's figures, as soon as they hold what is awaited: the desk notices a moment later
    that a connection was closed."""
    async with asyncio_timeout(PATIENCE):
        while True:
            answered = await asyncio.to_thread(requests.get, f"{desk.url}/metrics", timeout=10)
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


@pytest.mark.parametrize(("proxies", "status"), [("[127.0.0.1]", 403), ("[]", 200)])
def test_figures_are_for_private_networks(settings: Settings, proxies: str, status: int) -> None:
    config = settings.desk_config
    told = f"{config.read_text(encoding='utf-8')}trusted_proxies: {proxies}\n"
    config.write_text(told, encoding="utf-8")
    with running_desk(settings, "http://127.0.0.1:1") as desk:
        headers = {"X-Forwarded-For": "8.8.8.8"}  # believed of a trusted proxy only
        answered = requests.get(f"{desk.url}/metrics", headers=headers, timeout=10)
        assert answered.status_code == status


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
        answered = requests.get(f"{desk.url}/{name}", headers=headers, timeout=10)
        assert answered.status_code == 200
        assert answered.headers["Cache-Control"] == keeping
        assert answered.headers["Access-Control-Allow-Origin"] == "*"
        assert answered.headers["Content-Encoding"] == "gzip"
        assert answered.headers["Content-Type"].startswith("text/javascript")
        lost = requests.get(f"{desk.url}/nothing.js", timeout=10)
        assert (lost.status_code, list(lost.json())) == (404, ["error"])
        outside = requests.get(f"{desk.url}/..%2f..%2fdesk.yml", timeout=10)
        assert outside.status_code == 404


def test_a_desk_without_the_demo_has_no_page_and_no_tokens(desk: RunningDesk) -> None:
    assert requests.get(f"{desk.url}/", timeout=10).status_code == 404
    body = {"account": "lin-individual"}
    refused = requests.post(f"{desk.url}/demo/tokens", json=body, timeout=10)
    assert refused.status_code in (404, 405)


def test_the_app_needs_a_config_that_is_right(settings: Settings) -> None:
    settings.desk_config.write_text("origins: nowhere\n", encoding="utf-8")
    with pytest.raises(Exception, match="origins: a list is needed"):
        desk_app(settings, "http://127.0.0.1:1", with_demo=False)
