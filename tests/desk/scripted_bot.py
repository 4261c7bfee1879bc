"""A bot that answers as a test wants: at once, late, not at all. Real HTTP, on a real socket.

It stands in for Rasa where a test needs a bot that is slow or down; the whole stack with the
real one is in tests/web/.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from beian.base.service_tokens import verified_account


@dataclass
class ScriptedBot:
    """`delay`: seconds before each answer; `thinking`: none is given while that is so;
    `status`: what it answers with; `asked`: all bodies;
    `forgotten`: the conversations that it was to forget;
    `button`, `card` and `helped_by_sign_in`: what it offers with each; `cards`: with some;
    `intents`: what some messages are understood as; `languages`: those that some are answered in;
    `script`: that of all answers; `reminders`: what some say of reminders; `actions`: whether they
    answer;
    `says`: what it says to some;
    `failing`: a message whose answer fails; `one_by_one`: as Rasa works."""

    secret: str
    port: int = 0
    delay: float = 0.0
    thinking: bool = False
    status: int = 200
    actions: str = "ok"
    failing: str | None = None
    one_by_one: bool = False
    asked: list[dict[str, Any]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    intents: dict[str, str] = field(default_factory=dict)
    button: dict[str, str] = field(
        default_factory=lambda: {"title": "How long?", "payload": "/faq_cancellation_time"}
    )
    card: dict[str, Any] | None = None
    cards: dict[str, dict[str, Any]] = field(default_factory=dict)
    reminders: dict[str, dict[str, Any]] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)
    helped_by_sign_in: bool = False
    script: str | None = None
    _lock: asyncio.Lock | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def texts(self) -> list[str]:
        """What was asked, without the greetings."""
        said = [body.get("payload") or body["text"] for body in self.asked]
        return [text for text in said if text != "/greet"]

    async def health(self, request: web.Request) -> web.Response:
        del request
        status = 200 if self.actions == "ok" else 503
        return web.json_response({"bot": "ok", "actions": self.actions}, status=status)

    async def slots(self, request: web.Request) -> web.Response:
        verified_account(request.headers["Authorization"].removeprefix("Bearer "), self.secret)
        return web.json_response({"slots": {"conversation": request.match_info["conversation"]}})

    async def forget(self, request: web.Request) -> web.Response:
        verified_account(request.headers["Authorization"].removeprefix("Bearer "), self.secret)
        if self.status == 200:
            self.forgotten.append(request.match_info["conversation"])
        return web.Response(status=204 if self.status == 200 else self.status)

    async def answer(self, request: web.Request) -> web.Response:
        body = await request.json()
        token = request.headers["Authorization"].removeprefix("Bearer ")
        account = verified_account(token, self.secret)
        self.asked.append({**body, "account": account})
        if self.one_by_one:
            async with self._work():
                await asyncio.sleep(self.delay)
        else:
            await asyncio.sleep(self.delay)
        while self.thinking:
            await asyncio.sleep(0.02)
        if self.status != 200:
            return web.json_response({"error": "as the test wants"}, status=self.status)
        said = body.get("payload") or body["text"]
        reply = {
            "text": self.says.get(said, f"{account or 'nobody'}: {said}"),
            "buttons": [self.button],
            "links": [],
            "card": self.cards.get(said, self.card),
            "helped_by_sign_in": self.helped_by_sign_in,
        }
        return web.json_response(
            {
                "language": self.languages.get(said, body["language"]),
                "script": self.script,
                "intent": self.intents.get(said, "nlu_fallback" if said == "?" else "greet"),
                "confidence": 0.9,
                "replies": [reply],
                "handoff": said == "a person",
                "offer": None,
                **({"failed": True} if said == self.failing else {}),
                **({"reminders": self.reminders[said]} if said in self.reminders else {}),
            }
        )

    def _work(self) -> asyncio.Lock:
        if self._lock is None:
            self._lock = asyncio.Lock()  # of the loop that the bot runs in
        return self._lock


@contextmanager
def running_bot(bot: ScriptedBot) -> Iterator[ScriptedBot]:
    """Serve the bot, at the port it had before if it had one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()

    async def start() -> web.AppRunner:
        app = web.Application()
        app.router.add_post("/webhooks/desk/messages", bot.answer)
        app.router.add_get("/webhooks/desk/ready", bot.health)
        app.router.add_get("/webhooks/desk/conversations/{conversation}/slots", bot.slots)
        app.router.add_delete("/webhooks/desk/conversations/{conversation}", bot.forget)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", bot.port)
        await site.start()
        bot.port = runner.addresses[0][1]
        return runner

    runner = asyncio.run_coroutine_threadsafe(start(), loop).result(10)
    try:
        yield bot
    finally:
        asyncio.run_coroutine_threadsafe(_stop(runner), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _stop(runner: web.AppRunner) -> None:
    """End the server, and the answers that still wait."""
    await runner.cleanup()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
