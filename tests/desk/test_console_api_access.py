"""Who may do what at the console's addresses: every route of the agents' API, every file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest
import requests
from starlette.routing import Route

from beian.base.settings import Settings
from beian.desk.console_api import console_api_routes
from tests.desk.agent import at_work, console
from tests.desk.agents_api import CALLS
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot

ROUTES = [
    (method, re.sub(r"\{[^}]*\}", "1", route.path))
    for route in console_api_routes()
    if isinstance(route, Route) and "anything" not in route.path
    for method in sorted((route.methods or set()) - {"HEAD"})
]
PAGES = {("GET", "/oidc"), ("GET", "/oidc/callback")}
"""Where the browser signs in by the OpenID provider: no calls."""
OPEN = {("POST", "/session"), ("GET", "/sign-in"), ("POST", "/oidc/code"), *PAGES}
"""What is there before anybody has signed in."""
ADMIN = {"admin"}
EDITORS = {"editor", "admin"}
MANAGERS = {"manager", "admin"}
EVERYBODY = {"agent", "editor", "manager", "admin"}
WHO_MAY = {
    ("GET", "/session"): EVERYBODY,
    ("DELETE", "/session"): EVERYBODY,
    ("PUT", "/session/availability"): EVERYBODY,
    ("PUT", "/session/password"): EVERYBODY,
    ("GET", "/sessions"): EVERYBODY,
    ("DELETE", "/sessions/1"): EVERYBODY,
    ("POST", "/second-factor"): EVERYBODY,
    ("PUT", "/second-factor"): EVERYBODY,
    ("DELETE", "/second-factor"): EVERYBODY,
    ("DELETE", "/agents/1/second-factor"): ADMIN,
    ("GET", "/agents"): EVERYBODY,
    ("POST", "/agents"): ADMIN,
    ("PUT", "/agents/1"): ADMIN,
    ("PUT", "/agents/1/password"): ADMIN,
    ("GET", "/intents"): EVERYBODY,
    ("GET", "/canned"): EVERYBODY,
    ("POST", "/canned"): EDITORS,
    ("PUT", "/canned/1"): EDITORS,
    ("DELETE", "/canned/1"): EDITORS,
    ("GET", "/macros"): EVERYBODY,
    ("POST", "/macros"): EDITORS,
    ("PUT", "/macros/1"): EDITORS,
    ("DELETE", "/macros/1"): EDITORS,
    ("GET", "/groups"): EVERYBODY,
    ("POST", "/groups"): MANAGERS,
    ("PUT", "/groups/1"): MANAGERS,
    ("DELETE", "/groups/1"): MANAGERS,
    ("GET", "/blocks"): MANAGERS,
    ("POST", "/blocks/1/lift"): MANAGERS,
    ("GET", "/feedback"): MANAGERS,
    ("GET", "/outbox"): ADMIN,
    ("POST", "/outbox/1/retry"): ADMIN,
    ("GET", "/audit"): ADMIN,
}
"""Who has the right to a route; those about conversations: whoever serves visitors."""
SERVING = {"agent", "manager", "admin"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is asked here differs in no database."""
    return sqlite_url


def test_the_api_has_the_routes_of_the_contract() -> None:
    assert len(ROUTES) == len(set(ROUTES)) == 63
    assert {*OPEN, *WHO_MAY} <= set(ROUTES)
    rest = {path.split("/")[1] for _, path in set(ROUTES) - {*OPEN, *WHO_MAY}}
    assert rest == {"conversations", "tags", "files"}
    described = {(method, re.sub(r"\{\w+\}", "1", path)) for method, path in CALLS}
    assert described == {*ROUTES, ("GET", "/events")} - PAGES


async def test_no_route_answers_without_a_session(desk: RunningDesk) -> None:
    async with console(desk.url) as stranger:
        for method, path in ROUTES:
            if (method, path) not in OPEN:
                status, body = await stranger.call(method, path, {})
                assert (status, body["code"]) == (401, "signed_out"), (method, path)


async def test_nothing_is_changed_without_the_csrf_token_or_from_another_page(
    desk: RunningDesk,
) -> None:
    async with at_work(desk, "boss", "admin") as boss:
        right, boss.csrf = boss.csrf, ""
        changing = [each for each in ROUTES if each[0] != "GET" and each not in OPEN]
        assert len(changing) == 38
        for method, path in changing:
            status, body = await boss.call(method, path, {})
            assert (status, body["code"]) == (403, "csrf"), (method, path)
        headers = {"Origin": "https://agency.example", "X-CSRF-Token": right}
        url = f"{boss.url}/session"
        async with boss._session.delete(url, headers=headers) as refused:
            assert refused.status == 403
        boss.csrf = right
        await boss.get("/session")


@pytest.mark.parametrize("role", sorted(EVERYBODY))
async def test_a_role_has_its_rights_at_every_route_and_no_others(
    desk: RunningDesk, role: str
) -> None:
    async with at_work(desk, "li", role) as li:
        for method, path in ROUTES:
            if (method, path) in {*OPEN, ("DELETE", "/session")}:
                continue
            status, body = await li.call(method, path, {})
            refused = (status, (body or {}).get("code")) == (403, "not_allowed")
            assert refused == (role not in WHO_MAY.get((method, path), SERVING)), (method, path)


async def test_who_has_two_roles_has_the_rights_of_both(desk: RunningDesk) -> None:
    async with at_work(desk, "li", "agent", "editor") as li:
        assert (await li.get("/session"))["rights"] == [
            "signed_in",
            "serve",
            "block",
            "canned",
        ]
        assert (await li.call("GET", "/conversations"))[0] == 200
        assert (await li.call("POST", "/canned", {}))[1]["code"] == "bad_request"
        assert (await li.call("GET", "/outbox"))[1]["code"] == "not_allowed"


async def test_what_is_not_there_is_refused_with_a_sentence_and_a_code(desk: RunningDesk) -> None:
    async with at_work(desk, "boss", "admin") as boss:
        for method, path, code in (
            ("GET", "/nothing", "unknown_route"),
            ("PATCH", "/canned", "unknown_route"),
            ("GET", "/conversations/nowhere/context", "unknown_conversation"),
            ("DELETE", "/canned/none", "unknown_canned"),
            ("POST", "/outbox/99/retry", "unknown_delivery"),
        ):
            status, body = await boss.call(method, path, {})
            assert (status, body["code"]) == (404, code), (method, path)
            assert body["error"].endswith(".")
        for query in ("view=none", "cursor=none", "cursor=1.a%00", "cursor=-9e9.a"):
            status, body = await boss.call("GET", f"/conversations?{query}")
            assert (status, body["code"]) == (400, "bad_request"), query


@pytest.mark.parametrize("origin", ["https://agency.example", "null"])
async def test_no_other_page_hears_events(desk: RunningDesk, origin: str) -> None:
    async with at_work(desk) as li:
        url = f"{li.url}/events"
        async with li._session.ws_connect(url, headers={"Origin": origin}) as socket:
            assert (await socket.receive(5)).type is aiohttp.WSMsgType.CLOSE
            assert socket.close_code == 4401
        async with li._session.ws_connect(url, headers={"Origin": desk.url}) as socket:
            await socket.send_str('{"type": "ping"}')
            assert (await socket.receive(5)).type is aiohttp.WSMsgType.TEXT


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A built front: a console of a page and a script."""
    folder = tmp_path / "web"
    (folder / "console" / "assets").mkdir(parents=True)
    (folder / "console" / "index.html").write_text("<!doctype html>the console", encoding="utf-8")
    (folder / "console" / "assets" / "index-0a1B2c3D.js").write_text("1", encoding="utf-8")
    (folder / "widget.js").write_text("1", encoding="utf-8")
    return folder


@pytest.fixture
def served(settings: Settings, bot: ScriptedBot, built: Path) -> Iterator[RunningDesk]:
    with running_desk(settings, bot.url, web=built) as desk:
        yield desk


def test_the_console_is_served_at_every_address_of_its_own(served: RunningDesk) -> None:
    for path in ("/console", "/console/", "/console/conversations/abc", "/console/audit"):
        page = requests.get(f"{served.url}{path}", timeout=60)
        assert (page.status_code, page.text) == (200, "<!doctype html>the console"), path
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert not {"unsafe", "*", "http", "ws:"} & set(re.split(r"[ ;'-]+", policy))
        assert page.headers["Cache-Control"] == "no-cache"
    script = requests.get(f"{served.url}/console/assets/index-0a1B2c3D.js", timeout=60)
    assert "immutable" in script.headers["Cache-Control"]
    for path in ("/console/assets/gone.js", "/console/..%2fwidget.js", "/console/%2e%2e/desk.yml"):
        assert requests.get(f"{served.url}{path}", timeout=60).status_code == 404, path
