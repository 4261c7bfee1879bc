"""Connections that are opened and not used keep nobody out, and do not stay."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
import requests

from beian.base.settings import Settings
from beian.desk.connections import MOMENTS_SECONDS, Connections, Places
from beian.desk.guarded_protocols import Deadlines
from tests.desk.processes import desk_process
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.visitor import greeted, visiting

HERE, THERE = "192.0.2.1", "192.0.2.2"
PATIENCE = 60.0

UNFINISHED = [
    b"",
    b"GET /healthz HTTP/1.1\r\nHost: de",
    b"POST /chat/frames HTTP/1.1\r\nHost: desk\r\nContent-Length: 50\r\n\r\n{",
    b"POST /console/api/session HTTP/1.1\r\nHost: desk\r\nContent-Length: 50\r\n\r\n{",
]


def connected(url: str) -> socket.socket:
    address = urlsplit(url)
    return socket.create_connection((address.hostname, address.port), timeout=PATIENCE)


def is_closed(connection: socket.socket) -> bool:
    """Whether the other side closed it, within a while."""
    try:
        while connection.recv(4096):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


class Closing:
    """Counts, and remembers what was closed."""

    def __init__(self, places: Places) -> None:
        self.now = 0.0
        self.connections = Connections(places, lambda: self.now)
        self.closed: list[str] = []

    def open(self, name: str, address: str = HERE, after: float = MOMENTS_SECONDS) -> bool:
        self.now += after
        return self.connections.opened(name, address, lambda: self.closed.append(name))


def test_of_too_many_new_connections_of_an_address_its_oldest_is_closed() -> None:
    desk = Closing(Places(in_all=100, new=50, new_of_address=2))
    for name in ("a", "b", "used"):
        assert desk.open(name)
        if name == "used":
            desk.connections.used(name)
    assert desk.closed == ["a"]
    assert desk.open("theirs", THERE)
    desk.connections.idle("used", lambda: desk.closed.append("used"))
    assert desk.open("c")
    assert desk.closed == ["a"]
    desk.connections.closed("c")
    assert desk.open("d")
    assert desk.closed == ["a"]
    assert desk.open("e")
    assert desk.closed == ["a", "b"]


def test_a_proxy_that_opens_many_at_once_loses_none() -> None:
    desk = Closing(Places(in_all=100, new=50, new_of_address=2))
    for number in range(20):
        assert desk.open(str(number), after=0.01)
    assert desk.closed == []
    assert desk.open("later")
    assert desk.closed == ["0"]


def test_of_many_addresses_too_the_oldest_new_one_is_closed() -> None:
    desk = Closing(Places(in_all=100, new=3))
    for number in range(5):
        assert desk.open(str(number), f"192.0.2.{number}")
    assert desk.closed == ["0", "1"]


def test_where_all_places_are_taken_a_waiting_one_is_freed_and_no_used_one() -> None:
    desk = Closing(Places(in_all=3, new=3))
    for name in ("used", "idle", "new"):
        assert desk.open(name)
        if name != "new":
            desk.connections.used(name)
    desk.connections.idle("idle", lambda: desk.closed.append("idle"))
    for name in ("third", "fourth"):
        assert desk.open(name)
        desk.connections.used(name)
    assert desk.closed == ["new", "idle"]
    assert not desk.open("too many")
    assert len(desk.connections) == 3
    desk.connections.closed("used")
    assert desk.open("next")


@pytest.fixture
def hasty(settings: Settings, bot: ScriptedBot) -> Iterator[RunningDesk]:
    """A desk that gives little time."""
    with running_desk(settings, bot.url, deadlines=Deadlines(head=0.5, body=0.5)) as desk:
        yield desk


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("sent", UNFINISHED)
def test_a_request_that_is_not_finished_is_left(hasty: RunningDesk, sent: bytes) -> None:
    with connected(hasty.url) as connection:
        connection.sendall(sent)
        assert is_closed(connection)
    assert requests.get(f"{hasty.url}/healthz", timeout=PATIENCE).status_code == 200


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_second_request_has_its_deadline_too(hasty: RunningDesk) -> None:
    with connected(hasty.url) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: desk\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        connection.sendall(b"GET /healthz HTT")
        assert is_closed(connection)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_stream_stays_open_although_its_client_says_nothing_more(
    hasty: RunningDesk,
) -> None:
    async with aiohttp.ClientSession() as session:
        hello = {"type": "hello", "protocol": 1}
        async with session.post(f"{hasty.url}/chat/stream", json=hello) as stream:
            await asyncio.sleep(1.5)
            assert (await stream.content.readline()).startswith(b"data: ")
            assert not stream.content.at_eof()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_body_that_comes_slowly_but_steadily_is_read(
    settings: Settings, bot: ScriptedBot
) -> None:
    async def body() -> AsyncIterator[bytes]:
        yield b" " * 3500
        await asyncio.sleep(3.5)
        yield b" " * 3500 + b"{}"

    with running_desk(settings, bot.url, deadlines=Deadlines(body=3)) as desk:
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{desk.url}/chat/frames", data=body()) as answer,
        ):
            assert (await answer.json())["code"] == "bad_frame"


def test_connections_that_say_nothing_keep_nobody_out(bot: ScriptedBot, tmp_path: Path) -> None:
    """600 of them, of which a process with 300 files can hold 236."""
    environment = {
        "BEIAN_DATABASE_URL": f"sqlite:///{tmp_path / 'filing.sqlite3'}",
        "BEIAN_DESK_DATABASE_URL": f"sqlite:///{tmp_path / 'desk.sqlite3'}",
        "BEIAN_TRACKER_DATABASE_URL": f"sqlite:///{tmp_path / 'tracker.sqlite3'}",
        "BEIAN_SECRET": bot.secret,
    }
    log = tmp_path / "desk.log"

    async def visit(url: str) -> None:
        async with visiting(url) as visitor:
            await greeted(visitor)
            await visitor.answer((await visitor.say("let me in"))["seq"])

    with desk_process(environment, bot.url, log, files=300) as desk, ExitStack() as held:
        for _ in range(3):
            for _ in range(200):
                held.enter_context(connected(desk.url))
            asyncio.run(visit(desk.url))
        assert "too_many_idle_connections" in desk.logged()
