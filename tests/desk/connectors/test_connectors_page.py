"""The connector of docs/connectors.md, taken from the page, through a whole hand-off."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from beian.base.settings import Settings
from beian.desk import connectors
from beian.desk.config import DeskConfig
from beian.desk.connectors.choice import connector_of
from beian.desk.errors import ConfigError
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_handoff_chat import state
from tests.desk.visitor import asyncio_timeout, greeted, visiting
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "connectors.md").read_text(encoding="utf-8")
NAME = "webhook_desk"
KEY = "a key that both sides know"
PATIENCE = 60.0


def block(language: str) -> str:
    """The page's one piece of code in a language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder beside beian/desk/connectors/ in which connectors are found, too."""
    beside = tmp_path / "connectors"
    beside.mkdir()
    monkeypatch.setattr(connectors, "__path__", [*connectors.__path__, str(beside)])
    yield beside
    for name in [name for name in sys.modules if name.startswith(f"beian.desk.connectors.{NAME}")]:
        del sys.modules[name]


@pytest.fixture
def installed(folder: Path) -> None:
    (folder / NAME).mkdir()
    (folder / NAME / "__init__.py").write_text(block("python"), encoding="utf-8")


def settings_for(tmp_path: Path, database_url: str, secret: str, url: str) -> Settings:
    """Those of a desk with the page's section in desk.yml, for a support desk at this address."""
    section = block("yaml").replace("https://support.example.com/beian", url)
    (tmp_path / "desk.yml").write_text(section, encoding="utf-8")
    variables = {
        "BEIAN_DATABASE_URL": f"sqlite:///{tmp_path / 'filing.sqlite3'}",
        "BEIAN_DESK_DATABASE_URL": database_url,
        "BEIAN_TRACKER_DATABASE_URL": f"sqlite:///{tmp_path / 'tracker.sqlite3'}",
        "BEIAN_DESK_CONFIG": str(tmp_path / "desk.yml"),
        "BEIAN_SECRET": secret,
        "BEIAN_WEBHOOK_DESK_KEY": KEY,
    }
    return Settings.from_environment(variables, var=tmp_path)


class SupportDesk:
    """A support desk that takes messages by a webhook; the first one it loses."""

    def __init__(self) -> None:
        self.posts = 0
        self.messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def take(self, request: web.Request) -> web.Response:
        assert request.headers["Authorization"] == f"Bearer {KEY}"
        self.posts += 1
        if self.posts == 1:
            return web.json_response({}, status=503)
        self.messages.put_nowait(await request.json())
        return web.json_response({})

    async def next(self) -> tuple[str, str]:
        async with asyncio_timeout(PATIENCE):
            message = await self.messages.get()
        return message["from"], message["text"]


@asynccontextmanager
async def support_desk() -> AsyncIterator[tuple[SupportDesk, str]]:
    """A support desk at work, and its address."""
    desk, app = SupportDesk(), web.Application()
    app.router.add_post("/beian", desk.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield desk, f"http://127.0.0.1:{runner.addresses[0][1]}/beian"
    finally:
        await runner.cleanup()


async def answers(desk: RunningDesk, key: str = KEY, **answer: Any) -> tuple[int, dict[str, Any]]:
    """What a person's answer at the support desk is answered with."""
    async with (
        aiohttp.ClientSession(headers={"Authorization": f"Bearer {key}"}) as session,
        session.post(f"{desk.url}/connectors/webhook_desk/answers", json=answer) as response,
    ):
        return response.status, await response.json()


async def hand_off(desk: RunningDesk, there: SupportDesk, bot: ScriptedBot) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor)
        await visitor.say("a person")
        await state(visitor, "waiting")
        assert await there.next() == ("assistant", "nobody: /greet")
        assert await there.next() == ("visitor", "a person")
        assert await there.next() == ("assistant", "nobody: a person")
        where = visitor.conversation["id"]
        answer = {"conversation": where, "id": "1", "name": "Li", "text": "I am looking."}
        assert (await answers(desk, "another key", **answer))[0] == 401
        assert await answers(desk, **answer) == (200, {"stored": True})
        assert await answers(desk, **answer) == (200, {"stored": False})
        said = await visitor.message(lambda message: message["author"] == "agent")
        assert (said["name"], said["text"]) == ("Li", "I am looking.")
        await state(visitor, "with_agent")
        asked = len(bot.texts)
        await visitor.say("It is stuck.")
        assert await there.next() == ("visitor", "It is stuck.")
        assert len(bot.texts) == asked
        await answers(desk, **{**answer, "id": "2", "text": "Done.", "done": True})
        await state(visitor, "bot")
        ack = await visitor.say("Thanks")
        assert (await visitor.answer(ack["seq"]))["text"] == "nobody: Thanks"
        assert there.messages.empty()


@pytest.mark.usefixtures("installed")
async def test_the_example_of_the_page_hands_off_and_back(
    tmp_path: Path, database_url: str, bot: ScriptedBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("beian.desk.deliveries.outbox.FIRST_PAUSE", 0.1)
    async with support_desk() as (there, url):
        settings = settings_for(tmp_path, database_url, bot.secret, url)
        with running_desk(settings, bot.url) as desk:
            await hand_off(desk, there, bot)


@pytest.mark.usefixtures("installed")
def test_the_example_says_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "desk.yml"
    file.write_text(f"connector: {NAME}", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"webhook_desk\.url: the support desk's address"):
        DeskConfig.load(file)
    file.write_text(block("yaml"), encoding="utf-8")
    with pytest.raises(ConfigError, match="connector: webhook_desk needs BEIAN_WEBHOOK_DESK_KEY"):
        connector_of(Settings.from_environment({}, var=tmp_path), DeskConfig.load(file))


@pytest.mark.slow
@pytest.mark.timeout(900)  # mypy reads all that the desk imports, where it has not done so before
def test_the_example_passes_the_checks_that_every_folder_has_to_pass(tmp_path: Path) -> None:
    file = tmp_path / f"{NAME}.py"
    file.write_text(block("python"), encoding="utf-8")
    configured = ("--config", str(ROOT / "pyproject.toml"))
    for check in (["ruff", "check", *configured], ["ruff", "format", "--check", *configured]):
        assert run(*check, file) == 0
    assert run("mypy", file) == 0


def run(*command: str | Path) -> int:
    """Run a program of the environment in the checkout, and return its code."""
    called = [sys.executable, "-m", *map(str, command)]
    return subprocess.run(called, cwd=ROOT, check=False).returncode


@pytest.mark.parametrize("code", ["", "CONNECTOR = None\n", "CONNECTOR = dict\n"])
def test_a_folder_that_declares_no_connector_is_told_how(
    folder: Path, tmp_path: Path, code: str
) -> None:
    told = refused(folder, tmp_path, code)
    assert "must name its class as CONNECTOR, one derived from" in told
    assert str(folder / NAME / "__init__.py") in told


@pytest.mark.parametrize(
    ("code", "line", "error"),
    [
        ("import no_such_library\n", 1, "ModuleNotFoundError: No module named 'no_such_library'"),
        ("from beian.desk.errors import NoError\n", 1, "ImportError: cannot import name"),
        ("\ndef f(:\n", 2, "SyntaxError: invalid syntax"),
        ("\n1 / 0\n", 2, "ZeroDivisionError: division by zero"),
        (
            "from beian.desk.connectors.connector import Connector\n"
            "class Faulty(Connector):\n"
            "    @staticmethod\n"
            "    def parse_section(raw, name):\n"
            "        return raw['url']\n"
            "CONNECTOR = Faulty\n",
            5,
            "TypeError: 'NoneType' object is not subscriptable",
        ),
    ],
)
def test_a_folder_with_a_fault_is_told_with_file_line_and_the_way_out(
    folder: Path, tmp_path: Path, code: str, line: int, error: str
) -> None:
    told = refused(folder, tmp_path, code)
    place = f"{tmp_path / 'desk.yml'}:2: connector: the connector {NAME} fails at "
    assert told.startswith(f"{place}{folder / NAME / '__init__.py'}, line {line} ({error}")
    assert told.endswith("Mend that file, or choose another connector (docs/connectors.md).")
    assert "\n" not in told


def test_what_fails_with_secrets_at_hand_does_not_repeat_them(folder: Path, tmp_path: Path) -> None:
    write(
        folder,
        "from beian.desk.connectors.connector import Connector\n"
        "class Faulty(Connector):\n"
        "    variables = ('BEIAN_WEBHOOK_DESK_KEY',)\n"
        "    def __init__(self, section, variables):\n"
        "        raise ValueError(variables['BEIAN_WEBHOOK_DESK_KEY'])\n"
        "CONNECTOR = Faulty\n",
    )
    settings = Settings.from_environment({"BEIAN_WEBHOOK_DESK_KEY": KEY}, var=tmp_path)
    with pytest.raises(ConfigError, match=r"__init__\.py, line 5 \(ValueError\)") as error:
        connector_of(settings, DeskConfig(connector=NAME))
    assert KEY not in str(error.value)


def write(folder: Path, code: str) -> None:
    """Install a connector of this code."""
    (folder / NAME).mkdir()
    (folder / NAME / "__init__.py").write_text(code, encoding="utf-8")


def refused(folder: Path, tmp_path: Path, code: str) -> str:
    """Return what is said where desk.yml chooses a connector of this code."""
    write(folder, code)
    file = tmp_path / "desk.yml"
    file.write_text(f"# ours\nconnector: {NAME}\n", encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        DeskConfig.load(file)
    return str(error.value)
