"""`beian desk`: lists who waits at the support desk, and lets an agent answer in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import os
import sys
import uuid
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from rich.markup import escape

from beian.base.settings import Settings
from beian.cli.agents import DEMO, demo_agent
from beian.cli.errors import CommandError
from beian.cli.lines import entered_lines
from beian.cli.run import DESK_URL
from beian.cli.terminal import stdout

PASSWORD = "BEIAN_AGENT_PASSWORD"
_PING_SECONDS = 25
_HELP = (
    "/list: who waits, and tickets · /take N: take one of the list · /note TEXT · /suggest: what"
    " the assistant would say · /return: back to the assistant · /close · /quit.\n"
    "Anything else is sent to the visitor whose conversation you have."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--url",
        default=DESK_URL,
        help="where the desk is (default: %(default)s)",
    )
    parser.add_argument(
        "--agent",
        metavar="NAME",
        help=f"who signs in; the password is asked for, or {PASSWORD} (default: the demo agent)",
    )


def run(arguments: argparse.Namespace) -> int:
    name, password = _credentials(arguments.agent)
    try:
        asyncio.run(_serve(arguments.url.rstrip("/"), name, password))
    except (aiohttp.ClientError, OSError) as error:
        raise CommandError(
            f"The desk at {arguments.url} does not answer ({type(error).__name__}):"
            " start it with `make run`, or name another with --url."
        ) from error
    return 0


def _credentials(name: str | None) -> tuple[str, str]:
    if name is None:
        demo = demo_agent(Settings.from_environment())
        if demo is None:
            raise CommandError("Say who you are with --agent NAME; `beian agent list` shows all.")
        return demo.name, demo.password
    given = os.environ.get(PASSWORD)
    if given is None:
        if not sys.stdin.isatty():
            raise CommandError(f"The password of {name} is read from {PASSWORD} here.")
        given = getpass.getpass(f"Password of {name}: ")
    return name, given


async def _serve(url: str, name: str, password: str) -> None:
    async with AsyncExitStack() as open_things:
        jar = aiohttp.CookieJar(unsafe=True)  # also of an address
        session = await open_things.enter_async_context(aiohttp.ClientSession(cookie_jar=jar))
        desk = _Desk(session, f"{url}/console/api")
        await desk.sign_in(name, password)
        socket = await session.ws_connect(f"{desk.url}/events")
        open_things.push_async_callback(socket.close)
        hearing = asyncio.create_task(_hear(desk, socket))
        pinging = asyncio.create_task(_ping(socket))
        open_things.callback(hearing.cancel)
        open_things.callback(pinging.cancel)
        if name == DEMO:
            stdout.print("[dim]Signed in as the demo agent.[/dim]")
        stdout.print(f"[dim]{escape(_HELP)}[/dim]")
        await desk.list_waiting()
        async with entered_lines() as lines:
            async for line in lines:
                if hearing.done():
                    raise CommandError("The connection to the desk was lost: start again.")
                if line.strip() in {"/quit", "/exit"}:
                    return
                if line.strip():
                    await desk.obey(line.strip())


@dataclass
class _Desk:
    """The agents' API of a desk, and what stands on the screen."""

    session: aiohttp.ClientSession
    url: str
    csrf: str = ""
    me: str = ""
    current: str | None = None
    listed: list[str] = field(default_factory=list)

    async def sign_in(self, name: str, password: str) -> None:
        status, body = await self.call("POST", "/session", {"name": name, "password": password})
        if status != 200:
            raise CommandError(f"{body['error']} Agents are added with `beian agent add`.")
        self.csrf, self.me = body["csrf"], body["agent"]["id"]

    async def call(
        self, method: str, path: str, body: dict[str, Any] | None = None
    ) -> tuple[int, Any]:
        headers = {"X-CSRF-Token": self.csrf}
        async with self.session.request(
            method, f"{self.url}{path}", json=body, headers=headers
        ) as response:
            return response.status, await response.json()

    async def list_waiting(self) -> None:
        """Shows who waits, and open tickets, with numbers to take them by."""
        self.listed = []
        for view, empty in (("queue", "Nobody waits."), ("tickets", "No open tickets.")):
            _, body = await self.call("GET", f"/conversations?view={view}")
            if not body["conversations"]:
                stdout.print(f"[dim]{empty}[/dim]")
            for case in body["conversations"]:
                self.listed.append(case["id"])
                what = case["topic"] or (case["last_message"] or {}).get("text", "")
                ticket = f"ticket {case['ticket']['number']}, " if view == "tickets" else ""
                who = (case["account"] or {}).get("name") or "a visitor"
                stdout.print(
                    f"  [bold]{len(self.listed)}[/bold]) {escape(f'{ticket}{who}: {what}')}"
                )

    async def obey(self, line: str) -> None:
        """Does what a line says."""
        command, _, rest = line.partition(" ")
        if command == "/list":
            await self.list_waiting()
        elif command == "/take":
            await self._take(rest.strip())
        elif command.startswith("/") and command not in _OF_CONVERSATION:
            stdout.print(f"[dim]{escape(_HELP)}[/dim]")
        elif self.current is None:
            stdout.print("[yellow]Take a conversation first: /list, then /take N.[/yellow]")
        elif command in _OF_CONVERSATION:
            await _OF_CONVERSATION[command](self, self.current, rest.strip())
        else:
            message = {"id": uuid.uuid4().hex, "text": line}
            await self._act(self.current, "messages", message)

    async def _take(self, number: str) -> None:
        if not (number.isdecimal() and 1 <= int(number) <= len(self.listed)):
            stdout.print("[yellow]/take and a number of the list; /list shows it.[/yellow]")
            return
        conversation = self.listed[int(number) - 1]
        if await self._act(conversation, "take", {}) is None:
            return
        self.current = conversation
        _, body = await self.call("GET", f"/conversations/{conversation}")
        for message in body["messages"]:
            _show(message)
        stdout.print("[magenta]── it is yours: what you write goes to the visitor ──[/magenta]")

    async def _act(self, conversation: str, what: str, body: dict[str, Any]) -> Any:
        """What the desk answers; None, and its sentence shown, where it refuses."""
        status, answered = await self.call("POST", f"/conversations/{conversation}/{what}", body)
        if status < 400:
            return answered
        stdout.print(f"[yellow]{escape(answered['error'])}[/yellow]")
        return None

    async def note(self, conversation: str, text: str) -> None:
        if await self._act(conversation, "notes", {"text": text}) is not None:
            stdout.print("[dim]Noted; only agents see it.[/dim]")

    async def suggest(self, conversation: str, rest: str) -> None:
        del rest
        status, body = await self.call("GET", f"/conversations/{conversation}/suggestion")
        if status != 200:
            stdout.print(f"[yellow]{escape(body['error'])}[/yellow]")
            return
        for reply in body["replies"]:
            stdout.print(f"[dim]The assistant would say:[/dim] {escape(reply['text'])}")

    async def give_back(self, conversation: str, rest: str) -> None:
        del rest
        await self._let_go(conversation, "return", "The assistant has it again.")

    async def close(self, conversation: str, rest: str) -> None:
        del rest
        await self._let_go(conversation, "close", "The conversation is closed.")

    async def _let_go(self, conversation: str, what: str, done: str) -> None:
        if await self._act(conversation, what, {}) is not None:
            self.current = None
            stdout.print(f"[magenta]── {done} ──[/magenta]")


_OF_CONVERSATION: dict[str, Callable[[_Desk, str, str], Any]] = {
    "/note": _Desk.note,
    "/suggest": _Desk.suggest,
    "/return": _Desk.give_back,
    "/close": _Desk.close,
}


async def _hear(desk: _Desk, socket: aiohttp.ClientWebSocketResponse) -> None:
    """Shows what happens: who begins to wait, and what the visitor says."""
    known: set[str] = set()
    async for received in socket:
        event = received.json()
        if event["type"] == "conversation":
            case = event["conversation"]
            if case["state"] == "waiting" and case["id"] not in known:
                known.add(case["id"])
                stdout.print(
                    f"[magenta]── somebody waits: {escape(case['topic'] or '')}"
                    " (/list) ──[/magenta]"
                )
            if case["state"] != "waiting":
                known.discard(case["id"])
        elif (
            event["type"] == "message"
            and event["conversation"] == desk.current
            and event["message"]["author"] == "visitor"
        ):
            _show(event["message"])
    stdout.print("[yellow]The connection to the desk was lost.[/yellow]")


async def _ping(socket: aiohttp.ClientWebSocketResponse) -> None:
    while True:
        await asyncio.sleep(_PING_SECONDS)
        await socket.send_json({"type": "ping"})


def _show(message: dict[str, Any]) -> None:
    who = message["name"] or message["author"]
    colour = "bold" if message["author"] == "visitor" else "cyan"
    stdout.print(f"[{colour}]{escape(who)}:[/{colour}] {escape(message['text'])}")
