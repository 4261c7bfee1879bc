"""`beian desk`: lists visitors who wait, and lets an agent answer them in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import getpass
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
from beian.cli.entered_lines import entered_lines
from beian.cli.errors import CommandError
from beian.cli.run import DESK_URL
from beian.cli.terminal import stdout

PASSWORD = "BEIAN_AGENT_PASSWORD"
CODE = "BEIAN_AGENT_CODE"
_PING_SECONDS = 25
_HELP = (
    "/list: queue and tickets · /take N: take one of the list · /note TEXT · /suggest: what"
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
        demo = demo_agent(Settings.from_environment(), lambda _: None)
        if demo is None:
            raise CommandError("Say who you are with --agent NAME; `beian agent list` shows all.")
        return demo.name, demo.password
    given = Settings.from_environment().agent_password
    if given is None:
        if not sys.stdin.isatty():
            raise CommandError(f"The password of {name} is read from {PASSWORD} here.")
        given = getpass.getpass(f"Password of {name}: ")
    return name, given


def _second_factor(name: str) -> str:
    """Return the code of an agent's authenticator."""
    given = Settings.from_environment().agent_code
    if given is None:
        if not sys.stdin.isatty():
            raise CommandError(f"The code of {name}'s authenticator is read from {CODE} here.")
        given = input(f"Code of {name}'s authenticator: ").strip()
    return given


async def _serve(url: str, name: str, password: str) -> None:
    async with AsyncExitStack() as resources:
        jar = aiohttp.CookieJar(unsafe=True)  # also of an address
        session = await resources.enter_async_context(aiohttp.ClientSession(cookie_jar=jar))
        desk = _AgentTerminal(session, f"{url}/console/api")
        await desk.sign_in(name, password)
        socket = await session.ws_connect(f"{desk.url}/events")
        resources.push_async_callback(socket.close)
        showing = asyncio.create_task(_show_events(desk, socket))
        pinging = asyncio.create_task(_ping(socket))
        resources.callback(showing.cancel)
        resources.callback(pinging.cancel)
        if name == DEMO:
            stdout.print("[dim]Signed in as the demo agent.[/dim]")
        stdout.print(f"[dim]{escape(_HELP)}[/dim]")
        await desk.list_waiting()
        async with entered_lines() as lines:
            async for line in lines:
                if showing.done():
                    raise CommandError("The connection to the desk was lost: start again.")
                if line.strip() in {"/quit", "/exit"}:
                    return
                if line.strip():
                    await desk.run_command(line.strip())


@dataclass
class _AgentTerminal:
    """An agent's session with the API; `listed`: the conversations shown last, in order."""

    session: aiohttp.ClientSession
    url: str
    csrf: str = ""
    me: str = ""
    current: str | None = None
    listed: list[str] = field(default_factory=list)

    async def sign_in(self, name: str, password: str) -> None:
        credentials = {"name": name, "password": password}
        status, body = await self.call("POST", "/session", credentials)
        if body.get("code") == "code_needed":
            credentials["code"] = await asyncio.to_thread(_second_factor, name)
            status, body = await self.call("POST", "/session", credentials)
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
        """Show who waits, and open tickets, with numbers to take them by."""
        self.listed = []
        for view, empty in (("queue", "Nobody waits."), ("tickets", "No open tickets.")):
            _, body = await self.call("GET", f"/conversations?view={view}")
            if not body["conversations"]:
                stdout.print(f"[dim]{empty}[/dim]")
            for conversation in body["conversations"]:
                self.listed.append(conversation["id"])
                what = conversation["topic"] or (conversation["last_message"] or {}).get("text", "")
                ticket = f"ticket {conversation['ticket']['number']}, " if view == "tickets" else ""
                who = (conversation["account"] or {}).get("name") or "a visitor"
                stdout.print(
                    f"  [bold]{len(self.listed)}[/bold]) {escape(f'{ticket}{who}: {what}')}"
                )

    async def run_command(self, line: str) -> None:
        """Run a command such as /take 2, or send the line to the visitor."""
        command, _, rest = line.partition(" ")
        if command == "/list":
            await self.list_waiting()
        elif command == "/take":
            await self._take(rest.strip())
        elif command.startswith("/") and command not in _CONVERSATION_COMMANDS:
            stdout.print(f"[dim]{escape(_HELP)}[/dim]")
        elif self.current is None:
            stdout.print("[yellow]Take a conversation first: /list, then /take N.[/yellow]")
        elif command in _CONVERSATION_COMMANDS:
            await _CONVERSATION_COMMANDS[command](self, self.current, rest.strip())
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
        """Return the desk's answer; if it refuses, show why and return None."""
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
        if not body["replies"]:
            stdout.print("[dim]The assistant has nothing new to say to this.[/dim]")
        for reply in body["replies"]:
            stdout.print(f"[dim]The assistant would say:[/dim] {escape(reply['text'])}")

    async def give_back(self, conversation: str, rest: str) -> None:
        del rest
        await self._leave(conversation, "return", "The assistant has it again.")

    async def close(self, conversation: str, rest: str) -> None:
        del rest
        await self._leave(conversation, "close", "The conversation is closed.")

    async def _leave(self, conversation: str, what: str, done: str) -> None:
        if await self._act(conversation, what, {}) is not None:
            self.current = None
            stdout.print(f"[magenta]── {done} ──[/magenta]")


_CONVERSATION_COMMANDS: dict[str, Callable[[_AgentTerminal, str, str], Any]] = {
    "/note": _AgentTerminal.note,
    "/suggest": _AgentTerminal.suggest,
    "/return": _AgentTerminal.give_back,
    "/close": _AgentTerminal.close,
}


async def _show_events(desk: _AgentTerminal, socket: aiohttp.ClientWebSocketResponse) -> None:
    """Show events as they come: new conversations in the queue, messages of the current visitor."""
    known: set[str] = set()
    async for received in socket:
        event = received.json()
        if event["type"] == "conversation":
            conversation = event["conversation"]
            if conversation["state"] == "waiting" and conversation["id"] not in known:
                known.add(conversation["id"])
                stdout.print(
                    f"[magenta]── somebody waits: {escape(conversation['topic'] or '')}"
                    " (/list) ──[/magenta]"
                )
            if conversation["state"] != "waiting":
                known.discard(conversation["id"])
        elif event["type"] == "gone":
            known.discard(event["conversation"])
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
