"""`beian chat --desk`: a chat through a running desk, as visitors of a site have it."""

from __future__ import annotations

import asyncio
import sys
import time
import uuid
from contextlib import AsyncExitStack, suppress
from typing import Any

import aiohttp
from rich.markup import escape

from beian.base.languages import DEFAULT_LANGUAGE
from beian.cli.cards import card_buttons, show_card
from beian.cli.entered_lines import entered_lines
from beian.cli.errors import CommandError
from beian.cli.terminal import stdout
from beian.desk.protocol.frames import PROTOCOL

_LEAVING = ("/quit", "/exit")
_PING_SECONDS = 25
_LONGEST_WAIT = 30.0
_GAP = 0.3
"""Seconds without a frame after which an answer of several frames counts as complete."""


def chat_with_desk(url: str, token: str | None, language: str | None) -> None:
    """Chat until the visitor leaves. Raises CommandError where the desk does not answer."""
    try:
        asyncio.run(_chat(url.rstrip("/"), token, language))
    except (aiohttp.ClientError, OSError) as error:
        raise CommandError(
            f"The desk at {url} does not answer ({type(error).__name__}):"
            " start it with `make run`, or name another with --desk URL."
        ) from error


async def _chat(url: str, token: str | None, language: str | None) -> None:
    async with AsyncExitStack() as resources:
        session = await resources.enter_async_context(aiohttp.ClientSession())
        socket = await resources.enter_async_context(session.ws_connect(f"{url}/chat/ws"))
        hello = {"type": "hello", "protocol": PROTOCOL, "language": language or DEFAULT_LANGUAGE}
        await socket.send_json(hello if token is None else {**hello, "token": token})
        visitor = _Visitor(socket, url)
        for work in (visitor.show_frames(), visitor.ping()):
            task = asyncio.create_task(work)
            resources.callback(task.cancel)
        await visitor.wait_for_answer()
        lines = await resources.enter_async_context(entered_lines())
        async for line in lines:
            if visitor.lost.is_set():
                raise CommandError("The connection to the desk was lost: start again.")
            if line.strip() in _LEAVING:
                return
            if line.strip():
                await visitor.send(line.strip())
        await visitor.wait_for_answer()


class _Visitor:
    """A visitor's connection to the desk; frames are shown as they come."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, desk: str) -> None:
        self._socket = socket
        self._desk = desk
        self._buttons: list[dict[str, str]] = []
        self._state = "bot"
        self._answered = asyncio.Event()
        self._last_frame_at = 0.0
        self.lost = asyncio.Event()

    async def send(self, line: str) -> None:
        """Send a line, or press the button with that number; wait for the answer."""
        what: dict[str, str] = {"text": line}
        if line.isdecimal() and 1 <= int(line) <= len(self._buttons):
            what = {"payload": self._buttons[int(line) - 1]["payload"]}
        if not sys.stdin.isatty():
            stdout.print(f"> {line}", markup=False)
        self._answered.clear()
        await self._socket.send_json({"type": "send", "id": uuid.uuid4().hex, **what})
        if self._state == "bot":
            await self.wait_for_answer()

    async def wait_for_answer(self) -> None:
        """Wait until an answer is complete, or for a while."""
        with suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._answered.wait(), _LONGEST_WAIT)
        while (rest := self._last_frame_at + _GAP - time.monotonic()) > 0:
            await asyncio.sleep(rest)

    async def ping(self) -> None:
        while True:
            await asyncio.sleep(_PING_SECONDS)
            await self._socket.send_json({"type": "ping"})

    async def show_frames(self) -> None:
        async for received in self._socket:
            frame = received.json()
            self._last_frame_at = time.monotonic()
            if frame["type"] == "message":
                self._show(frame["message"])
            elif frame["type"] == "state":
                self._show_state(frame)
            elif frame["type"] == "error":
                stdout.print(f"[yellow]{escape(frame['detail'])}[/yellow]")
                self._answered.set()
        self.lost.set()
        self._answered.set()

    def _show(self, message: dict[str, Any]) -> None:
        if message["author"] == "visitor":
            return
        colour = {"assistant": "cyan", "agent": "green"}.get(message["author"], "magenta")
        name = f"{message['name']}: " if message["name"] else ""
        stdout.print(f"[{colour}]{escape(name + message['text'])}[/{colour}]")
        card = message.get("card")
        buttons = [*message["buttons"], *card_buttons(card)]
        if buttons:
            self._buttons = buttons
        for number, button in enumerate(message["buttons"], 1):
            stdout.print(f"  [bold]{number}[/bold]) {escape(button['title'])}")
        for link in message["links"]:
            stdout.print(f"  {escape(link['title'])}: {escape(link['url'])}")
        show_card(card, len(message["buttons"]) + 1, account=None, desk=self._desk)
        self._answered.set()

    def _show_state(self, frame: dict[str, Any]) -> None:
        if frame["state"] == self._state != "waiting":
            return  # only the language has changed
        handoff = frame["handoff"] or {}
        agent = (handoff.get("agent") or {}).get("name") or "a person"
        said = {
            "waiting": f"waiting for a person: number {handoff.get('position')} in the queue",
            "with_agent": f"hand-off: {agent} has joined",
            "bot": "the assistant answers",
            "closed": "the conversation is closed",
        }[frame["state"]]
        self._state = frame["state"]
        stdout.print(f"[magenta]── {escape(said)} ──[/magenta]")
        self._answered.set()
