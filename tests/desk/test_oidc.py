"""Agents sign in by an OpenID provider: a process of its own, over real sockets."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import aiohttp
import pyotp
import pytest

from beian.base.settings import Settings
from beian.desk.config import DeskConfig
from beian.desk.errors import FaultyConfig
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.second_factors import SecondFactors
from tests.desk.agent import employed
from tests.desk.conftest import CONFIG, SECRET
from tests.desk.oidc_provider import CLIENT
from tests.desk.oidc_provider import SECRET as CLIENT_SECRET
from tests.desk.processes import free_port
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.paths import ROOT

LI = {"preferred_username": "Li", "name": "李敏"}


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite alone: nothing here differs between databases but what test_agents does."""
    return f"sqlite:///{tmp_path / 'desk.sqlite3'}"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider at work."""
    port = free_port()
    command = [sys.executable, "-m", "tests.desk.oidc_provider", str(port)]
    process = subprocess.Popen(command, cwd=ROOT)
    address = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + 60
        while True:
            with suppress(OSError), urllib.request.urlopen(f"{address}/keys", timeout=5):
                break
            assert process.poll() is None
            assert time.monotonic() < deadline, "the provider did not start"
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(30)


Served = tuple[Settings, ScriptedBot, str]


@pytest.fixture
def served(settings: Settings, bot: ScriptedBot, issuer: str) -> Served:
    """What a desk with a provider needs."""
    return settings, bot, issuer


class Browser:
    """A browser of an agent, which goes where it is led."""

    def __init__(self, session: aiohttp.ClientSession, desk: RunningDesk, issuer: str) -> None:
        self.session, self.url, self.issuer = session, desk.url, issuer

    async def told(self, *faults: str, **claims: Any) -> None:
        """The provider is told whom it signs in next, and what it does wrong."""
        body = {"claims": {**LI, **claims}, "faults": faults}
        await self.session.post(f"{self.issuer}/next", json=body)

    async def go(self, address: str) -> str:
        """Follow one redirect; return where it leads."""
        async with self.session.get(address, allow_redirects=False) as answer:
            assert answer.status in (302, 303), await answer.text()
            return answer.headers["Location"]

    async def to_the_callback(self) -> str:
        """Sign in at the provider, and return the address that leads back."""
        back = await self.go(await self.go(f"{self.url}/console/api/oidc"))
        # console_url of desk.yml, which has a port of its own in these tests
        return f"{self.url}/console/api/oidc/callback?{urlsplit(back).query}"

    async def sign_in(self) -> str:
        """Return what the console is told: "" where the agent is signed in."""
        led = await self.go(await self.to_the_callback())
        return parse_qs(urlsplit(led).query).get("sign-in", [""])[0]

    async def who(self) -> dict[str, Any] | None:
        async with self.session.get(f"{self.url}/console/api/session") as answer:
            return (await answer.json())["agent"] if answer.status == 200 else None


@contextmanager
def desk_with(
    settings: Settings, bot: ScriptedBot, issuer: str, *lines: str
) -> Iterator[RunningDesk]:
    oidc = [
        "oidc:",
        f"  issuer: {issuer}",
        f"  client_id: {CLIENT}",
        "  console_url: http://127.0.0.1:1/console/",
        *(f"  {line}" for line in lines),
    ]
    settings.desk_config.write_text(CONFIG + "\n".join(oidc) + "\n", encoding="utf-8")
    with running_desk(replace(settings, oidc_secret=CLIENT_SECRET), bot.url) as desk:
        yield desk


def jar() -> aiohttp.CookieJar:
    return aiohttp.CookieJar(unsafe=True)  # cookies of an address, too


async def test_an_agent_of_the_name_signs_in_and_stays_the_one_of_the_identity(
    settings: Settings, bot: ScriptedBot, issuer: str
) -> None:
    with desk_with(settings, bot, issuer, "label: 公司账号") as desk:
        employed(settings, "li")
        employed(settings, "wang")
        async with aiohttp.ClientSession(cookie_jar=jar()) as session:
            browser = Browser(session, desk, issuer)
            async with session.get(f"{desk.url}/console/api/sign-in") as answer:
                assert (await answer.json())["oidc"] == {"label": "公司账号"}
            assert await browser.who() is None
            await browser.told()
            assert await browser.sign_in() == ""
            me = await browser.who()
            assert me is not None
            assert (me["name"], me["roles"]) == ("li", ["agent"])
            # A new name at the provider is still Li here, and nobody else becomes Li.
            await browser.told(preferred_username="wang")
            await browser.sign_in()
            me = await browser.who()
            assert me is not None
            assert me["name"] == "li"
            await browser.told(sub="u-2")
            assert await browser.sign_in() == "no_agent"


@pytest.mark.parametrize(
    ("faults", "claims", "said"),
    [
        ((), {"nonce": "of another sign-in"}, "identity_refused"),
        ((), {"nonce": None}, "identity_refused"),
        ((), {"exp": 1}, "identity_refused"),
        ((), {"exp": None}, "identity_refused"),
        ((), {"iat": 4_000_000_000}, "identity_refused"),
        ((), {"aud": "another client"}, "identity_refused"),
        ((), {"aud": [CLIENT, "another client"]}, "identity_refused"),
        ((), {"azp": "another client"}, "identity_refused"),
        ((), {"iss": "https://elsewhere.example"}, "identity_refused"),
        ((), {"sub": ""}, "identity_refused"),
        (("forged",), {}, "identity_refused"),
        (("unsigned",), {}, "identity_refused"),
        (("shared secret",), {}, "identity_refused"),
        (("unknown key",), {}, "identity_refused"),
        (("denied",), {}, "provider_refused"),
        ((), {"preferred_username": "nobody"}, "no_agent"),
        ((), {"preferred_username": "../li"}, "no_agent"),
        ((), {"preferred_username": None}, "no_agent"),
    ],
)
async def test_what_can_not_be_believed_signs_nobody_in(
    served: Served, faults: tuple[str, ...], claims: dict[str, Any], said: str
) -> None:
    settings, bot, issuer = served
    with desk_with(settings, bot, issuer) as desk:
        employed(settings, "li")
        async with aiohttp.ClientSession(cookie_jar=jar()) as session:
            browser = Browser(session, desk, issuer)
            await browser.told(*faults, **claims)
            assert await browser.sign_in() == said
            assert await browser.who() is None
            await browser.told()
            assert await browser.sign_in() == ""


async def test_an_answer_counts_once_and_in_the_browser_that_asked(
    settings: Settings, bot: ScriptedBot, issuer: str
) -> None:
    with desk_with(settings, bot, issuer) as desk:
        employed(settings, "li")
        async with (
            aiohttp.ClientSession(cookie_jar=jar()) as session,
            aiohttp.ClientSession(cookie_jar=jar()) as other,
        ):
            browser, attacker = Browser(session, desk, issuer), Browser(other, desk, issuer)
            await browser.told()
            back = await browser.to_the_callback()
            kept = {cookie.key: cookie.value for cookie in session.cookie_jar}
            assert (await attacker.go(back)).endswith("sign-in=sign_in_over")
            assert (await browser.go(back)).endswith("sign-in=sign_in_over")  # it was taken
            back = await browser.to_the_callback()
            kept = {cookie.key: cookie.value for cookie in session.cookie_jar}
            assert (await browser.go(back)).endswith("/console/")
            session.cookie_jar.update_cookies(kept)
            assert (await browser.go(back)).endswith("sign-in=sign_in_over")
            other.cookie_jar.update_cookies(kept)
            forged = back.replace("state=", "state=x")
            assert (await attacker.go(forged)).endswith("sign-in=sign_in_over")
            assert await attacker.who() is None


async def test_roles_and_new_agents_come_from_the_provider_where_desk_yml_has_it_so(
    settings: Settings, bot: ScriptedBot, issuer: str
) -> None:
    lines = ("create_agents: true", "roles_claim: groups", "roles: {desk: agent, boss: manager}")
    with desk_with(settings, bot, issuer, *lines) as desk:
        async with aiohttp.ClientSession(cookie_jar=jar()) as session:
            browser = Browser(session, desk, issuer)
            for told, said, roles in (
                ({}, "no_agent", None),
                ({"groups": ["others"]}, "no_agent", None),
                ({"groups": ["desk", "others"]}, "", ["agent"]),
                ({"groups": ["desk", "boss"]}, "", ["agent", "manager"]),
                ({"groups": "boss"}, "", ["manager"]),
            ):
                await browser.told(**told)
                assert await browser.sign_in() == said
                me = await browser.who()
                assert (me and me["roles"]) == roles
            assert me is not None
            assert (me["name"], me["display_name"]) == ("li", "李敏")
            database = DeskDatabase(settings.desk_database_url)
            AgentStore(database).disable("li")
            database.close()
            assert await browser.sign_in() == "no_agent"


@pytest.mark.parametrize(
    ("wanted", "amr", "asked"),
    [
        ("unless_provider", [], True),
        ("unless_provider", ["pwd"], True),
        ("unless_provider", ["pwd", "otp"], False),
        ("always", ["mfa"], True),
        ("never", [], False),
    ],
)
async def test_the_second_factor_is_asked_for_unless_the_provider_has(
    served: Served, wanted: str, amr: list[str], asked: bool
) -> None:
    settings, bot, issuer = served
    with desk_with(settings, bot, issuer, f"second_factor: {wanted}") as desk:
        li = employed(settings, "li")
        database = DeskDatabase(settings.desk_database_url)
        factors = SecondFactors(database, SECRET)
        codes = pyotp.TOTP(factors.begin(li.id) or "")
        factors.confirm(li.id, codes.at(int(time.time()) - 30))
        database.close()
        async with aiohttp.ClientSession(cookie_jar=jar()) as session:
            browser = Browser(session, desk, issuer)
            await browser.told(amr=amr)
            assert await browser.sign_in() == ("code" if asked else "")
            assert (await browser.who() is None) == asked
            if asked:
                place = f"{desk.url}/console/api/oidc/code"
                async with session.post(place, json={"code": "000000"}) as answer:
                    assert answer.status == 401
                async with session.post(place, json={"code": codes.now()}) as answer:
                    assert answer.status == 204
                assert await browser.who() is not None
                async with session.post(place, json={"code": codes.now()}) as answer:
                    assert answer.status == 401


async def test_a_provider_that_is_away_is_told(settings: Settings, bot: ScriptedBot) -> None:
    with desk_with(settings, bot, f"http://127.0.0.1:{free_port()}") as desk:
        async with aiohttp.ClientSession(cookie_jar=jar()) as session:
            browser = Browser(session, desk, "")
            led = await browser.go(f"{desk.url}/console/api/oidc")
            assert led.endswith("sign-in=provider_unavailable")


async def test_without_a_provider_there_are_passwords_alone(desk: RunningDesk) -> None:
    async with aiohttp.ClientSession(cookie_jar=jar()) as session:
        async with session.get(f"{desk.url}/console/api/sign-in") as answer:
            assert (await answer.json())["oidc"] is None
        assert await Browser(session, desk, "").go(f"{desk.url}/console/api/oidc") == "/console/"


@pytest.mark.parametrize(
    "lines",
    [
        "  issuer: https://id.example\n",
        "  issuer: http://id.example\n  client_id: c\n  console_url: https://desk.example/\n",
        "  issuer: https://id.example\n  client_id: c\n  console_url: https://desk.example/\n"
        "  roles: {a: boss}\n",
        "  issuer: https://id.example\n  client_id: c\n  console_url: https://desk.example/\n"
        "  roles: {a: agent}\n",
    ],
)
def test_a_faulty_section_is_refused(tmp_path: Path, lines: str) -> None:
    (tmp_path / "desk.yml").write_text(f"oidc:\n{lines}", encoding="utf-8")
    with pytest.raises(FaultyConfig):
        DeskConfig.load(tmp_path / "desk.yml")
