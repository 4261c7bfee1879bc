"""An agent at a console, for tests: speaks the agents' API over real HTTP and a real socket, and
checks every answer and event against the API's schema."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from beian.base.settings import Settings
from beian.desk.passwords import hashed
from beian.desk.storage.agents import Agent, AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role
from tests.desk.agents_api import check_answer, check_event
from tests.desk.running import RunningDesk
from tests.desk.visitor import asyncio_timeout, new_id

PASSWORD = "correct horse battery"
PATIENCE = 60.0


def employed(settings: Settings, name: str, *roles: str) -> Agent:
    """A new agent, whose password is PASSWORD."""
    database = DeskDatabase(settings.desk_database_url)
    try:
        return AgentStore(database).add(
            name, name.title(), hashed(PASSWORD), {Role(role) for role in roles or ("agent",)}
        )
    finally:
        database.close()


class Console:
    """A signed-in agent. `call` gives status and body."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self.url = f"{url}/console/api"
        self.csrf = ""
        self.me: dict[str, Any] = {}

    async def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        headers = {"X-CSRF-Token": self.csrf}
        async with self._session.request(
            method, f"{self.url}{path}", json=body, headers=headers
        ) as response:
            text = await response.text()
            answer = json.loads(text) if text else None
            check_answer(method, path, response.status, answer)
            return response.status, answer

    async def sign_in(self, name: str, password: str = PASSWORD) -> tuple[int, Any]:
        status, body = await self.call("POST", "/session", {"name": name, "password": password})
        if status == 200:
            self.csrf, self.me = body["csrf"], body["agent"]
        return status, body

    async def get(self, path: str) -> Any:
        status, body = await self.call("GET", path)
        assert status == 200, body
        return body

    async def act(self, conversation: str, what: str, body: Any = None) -> tuple[int, Any]:
        return await self.call("POST", f"/conversations/{conversation}/{what}", body or {})

    async def say(self, conversation: str, text: str) -> tuple[int, Any]:
        return await self.act(conversation, "messages", {"id": new_id(), "text": text})

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Events]:
        async with self._session.ws_connect(f"{self.url}/events") as socket:
            yield Events(socket)


class Events:
    """The live events of a console."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def send(self, event: dict[str, Any]) -> None:
        await self.socket.send_str(json.dumps(event))

    async def until(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next event that is wanted."""
        async with asyncio_timeout(PATIENCE):
            while True:
                message = await self.socket.receive()
                assert message.type is aiohttp.WSMsgType.TEXT, self.socket.close_code
                event: dict[str, Any] = json.loads(message.data)
                check_event(event)
                if wanted(event):
                    return event


@asynccontextmanager
async def console(url: str, name: str | None = None) -> AsyncIterator[Console]:
    """A console of its own cookies; signed in, where a name is given."""
    jar = aiohttp.CookieJar(unsafe=True)  # cookies of an address, too
    async with aiohttp.ClientSession(cookie_jar=jar) as session:
        opened = Console(session, url)
        if name is not None:
            status, body = await opened.sign_in(name)
            assert status == 200, body
        yield opened
        await asyncio.sleep(0)


@asynccontextmanager
async def at_work(desk: RunningDesk, name: str = "li", *roles: str) -> AsyncIterator[Console]:
    """The signed-in console of a new agent."""
    employed(desk.settings, name, *roles)
    async with console(desk.url, name) as opened:
        yield opened


def of(kind: str) -> Callable[[dict[str, Any]], bool]:
    """Whether an event is of this kind."""
    return lambda event: bool(event["type"] == kind)


def conversation_is(state: str) -> Callable[[dict[str, Any]], bool]:
    """Whether an event tells that a conversation is in this state."""
    return lambda event: bool(
        event["type"] == "conversation" and event["conversation"]["state"] == state
    )
