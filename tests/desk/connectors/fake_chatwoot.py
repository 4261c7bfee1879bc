"""A server that behaves as Chatwoot's agent-bot contract says. Real HTTP, on a real socket.

It keeps conversations, tells the bot of everything by signed webhooks, tries those again until
they are answered, and fails as a test wants.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import aiohttp
from aiohttp import web

from beian.desk.signature import sign

ACCOUNT, INBOX = 1, 3
BOT_SECONDS = 5.0
PATIENCE = 60.0
WEBHOOK = "/connectors/chatwoot/webhook"


@dataclass(frozen=True)
class Trouble:
    """How one request fails: with a status, or without any answer; `done`: it took effect."""

    status: int = 0
    done: bool = False
    retry_after: str | None = None


@dataclass
class Talk:
    """A conversation of Chatwoot's."""

    id: int
    identifier: str | None = None
    hmac_verified: bool = False
    status: str = "pending"
    messages: list[dict[str, Any]] = field(default_factory=list)
    typing: list[str] = field(default_factory=list)
    team: int | None = None

    def said(self, direction: str = "outgoing", *, private: bool = False) -> list[str]:
        return [
            message["content"]
            for message in self.messages
            if message["message_type"] == direction and message["private"] == private
        ]


def webhook_body(talk: Talk, name: str, message: dict[str, Any] | None) -> dict[str, Any]:
    """What a webhook tells of an event, as it is now."""
    conversation = {
        "id": talk.id,
        "status": talk.status,
        "custom_attributes": {},
        "contact_inbox": {"source_id": "source", "hmac_verified": talk.hmac_verified},
        "meta": {
            "sender": {"identifier": talk.identifier},
            "assignee": None,
            "hmac_verified": talk.hmac_verified,
        },
    }
    around = {"event": name, "inbox": {"id": INBOX}, "account": {"id": ACCOUNT}}
    if message is None:
        return {**conversation, **around}
    return {**json.loads(json.dumps(message)), **around, "conversation": conversation}


@dataclass
class FakeChatwoot:
    """`troubles`: what happens to the next requests of a kind; `webhooks_twice`: each is
    delivered two times; `mute`: events that are kept back; `asked`: kinds of requests, in order (a
    message with a file: `file`, a private one without: `note`);
    `reader`: a user's token, where the bot's does not read conversations."""

    token: str = "the agent bot's token"
    reader: str | None = None
    secret: str = "the agent bot's secret"
    port: int = 0
    desk: str = ""
    loop: asyncio.AbstractEventLoop | None = None
    talks: dict[int, Talk] = field(default_factory=dict)
    troubles: defaultdict[str, deque[Trouble]] = field(default_factory=lambda: defaultdict(deque))
    webhooks_twice: bool = False
    mute: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    answered_in: list[float] = field(default_factory=list)
    _changed: threading.Condition = field(default_factory=threading.Condition)
    _last_id: int = 100
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # What users and people do there; called by tests.

    def talk(self, talk_id: int, identifier: str | None = None) -> Talk:
        """A new conversation; with an identifier, its user is verified."""
        talk = Talk(talk_id, identifier, hmac_verified=identifier is not None)
        self.talks[talk_id] = talk
        return talk

    def writes(self, talk: Talk, text: str) -> None:
        """The user writes; a resolved conversation is the bot's again."""

        def write() -> None:
            if talk.status == "resolved":
                talk.status = "pending"
            self._add(talk, text, "incoming", {"type": "contact", "name": "A user"})

        self._do(write)

    def sends(self, talk: Talk, *files: tuple[str, bytes], text: str = "") -> None:
        """The user sends files, which Chatwoot keeps at addresses of its own."""
        attachments = []
        for name, content in files:
            self.files[name] = content
            attachments.append({"file_type": "image", "data_url": f"{self.url}/blobs/{name}"})
        user = {"type": "contact", "name": "A user"}
        self._do(lambda: self._add(talk, text, "incoming", user, attachments=attachments))

    def presses(self, talk: Talk, value: str) -> None:
        """The user presses a button of the newest message that has it."""

        def press() -> None:
            message = next(
                each
                for each in reversed(talk.messages)
                if value in [item["value"] for item in each["content_attributes"].get("items", [])]
            )
            message["content_attributes"]["submitted_values"] = [{"title": "-", "value": value}]
            self._tell(talk, "message_updated", message)

        self._do(press)

    def answers(self, talk: Talk, text: str, *, private: bool = False) -> None:
        """A person writes."""
        person = {"type": "user", "name": "Li"}
        self._do(lambda: self._add(talk, text, "outgoing", person, private=private))

    def becomes(self, talk: Talk, status: str) -> None:
        """A person changes the status."""
        self._do(lambda: self._set_status(talk, status))

    def until(self, wanted: Callable[[], Any], seconds: float = PATIENCE) -> None:
        """Return as soon as something that a test wants is so."""
        with self._changed:
            deadline = time.monotonic() + seconds
            while not wanted():
                assert time.monotonic() < deadline, f"not in time; asked: {self.asked}"
                self._changed.wait(0.05)  # the desk changes things, too

    def tell_again(self, talk: Talk, message: dict[str, Any], event: str) -> None:
        """The same event, as a delivery of its own."""
        self._do(lambda: self._tell(talk, event, message))

    # The server.

    async def handle(self, request: web.Request) -> web.Response:
        kind = request.match_info.get("kind", "status")
        content = await self._content(request)
        note = kind == "messages" and content["private"]
        kind = "file" if content.get("attachments") else kind
        self._note("note" if note and kind != "file" else kind)
        wanted = self.reader if self.reader and kind == "status" else self.token
        if request.headers.get("api_access_token") != wanted:
            return web.json_response({"error": "Invalid Access Token"}, status=401)
        talk = self.talks.get(int(request.match_info["talk"]))
        if talk is None:
            return web.json_response({"error": "Resource could not be found"}, status=404)
        trouble = self.troubles[kind].popleft() if self.troubles[kind] else None
        answer: dict[str, Any] = {}
        if trouble is None or trouble.done:
            answer = self._act(talk, kind, content)
        if trouble is None:
            return web.json_response(answer)
        if trouble.status == 0:
            await asyncio.Event().wait()
        headers = {"Retry-After": trouble.retry_after} if trouble.retry_after else {}
        return web.json_response({"error": "trouble"}, status=trouble.status, headers=headers)

    async def _content(self, request: web.Request) -> dict[str, Any]:
        """What a request tells: JSON or, with files, a form. They are kept as a user's are."""
        if request.method != "POST":
            return {}
        if request.content_type == "application/json":
            content: dict[str, Any] = await request.json()
            return content
        form = await request.post()
        attachments = []
        for file in form.getall("attachments[]"):
            assert isinstance(file, web.FileField)
            with file.file as opened:
                self.files[file.filename] = opened.read()
            attachments.append(
                {"file_type": file.content_type, "data_url": f"{self.url}/blobs/{file.filename}"}
            )
        said = {name: str(form[name]) for name in ("content", "message_type")}
        return {**said, "private": form["private"] == "true", "attachments": attachments}

    async def blob(self, request: web.Request) -> web.Response:
        """Send on to the storage, as Chatwoot does."""
        raise web.HTTPFound(f"/kept/{request.match_info['name']}")

    async def kept(self, request: web.Request) -> web.Response:
        assert "api_access_token" not in request.headers
        content = self.files.get(request.match_info["name"])
        return web.Response(status=404) if content is None else web.Response(body=content)

    def _act(self, talk: Talk, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        if kind in ("messages", "file"):
            return self._add(
                talk,
                content["content"],
                content["message_type"],
                {"type": "agent_bot", "name": "Bot"},
                private=content["private"],
                content_type=content.get("content_type", "text"),
                content_attributes=content.get("content_attributes", {}),
                attachments=content.get("attachments"),
            )
        with self._changed:
            if kind == "toggle_typing_status":
                talk.typing.append(content["typing_status"])
            elif kind == "assignments":
                talk.team = content["team_id"]
            self._changed.notify_all()
        if kind == "toggle_status":
            self._set_status(talk, content["status"])
        return {"id": talk.id, "status": talk.status}

    def _add(
        self,
        talk: Talk,
        text: str,
        direction: str,
        sender: dict[str, Any],
        *,
        private: bool = False,
        content_type: str = "text",
        content_attributes: dict[str, Any] | None = None,
        attachments: list[dict[str, str]] | None = None,
    ) -> dict[str, Any]:
        self._last_id += 1
        message = {
            "id": self._last_id,
            "content": text,
            "content_type": content_type,
            "content_attributes": content_attributes or {},
            "message_type": direction,
            "private": private,
            "created_at": time.time(),
            "sender": sender,
            **({"attachments": attachments} if attachments else {}),
        }
        with self._changed:
            talk.messages.append(message)
            self._changed.notify_all()
        self._tell(talk, "message_created", message)
        return {**message, "message_type": 1}

    def _set_status(self, talk: Talk, status: str) -> None:
        with self._changed:
            talk.status = status
            self._changed.notify_all()
        if status in ("open", "resolved"):
            name = "opened" if status == "open" else "resolved"
            self._tell(talk, f"conversation_{name}", None)

    def _tell(self, talk: Talk, name: str, message: dict[str, Any] | None) -> None:
        """Deliver the webhook of an event, until it is answered."""
        if name in self.mute or (message and message["message_type"] in self.mute):
            return
        body = json.dumps(webhook_body(talk, name, message)).encode()
        delivery = uuid4().hex
        for _ in range(2 if self.webhooks_twice else 1):
            task = asyncio.get_running_loop().create_task(self._deliver(body, delivery))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _deliver(self, body: bytes, delivery: str) -> None:
        while True:
            started = time.monotonic()
            status = await self.post(body, delivery)
            if status == 200:
                with self._changed:
                    self.answered_in.append(time.monotonic() - started)
                    self._changed.notify_all()
                return
            await asyncio.sleep(0.1)

    async def post(
        self,
        body: bytes,
        delivery: str,
        *,
        timestamp: str | None = None,
        signature: str | None = None,
    ) -> int:
        """Deliver a webhook and return its status; 0 where nobody answers in a bot's time."""
        timestamp = timestamp or str(int(time.time()))
        headers = {
            "Content-Type": "application/json",
            "X-Chatwoot-Timestamp": timestamp,
            "X-Chatwoot-Delivery": delivery,
            "X-Chatwoot-Signature": signature or sign(self.secret, timestamp, body),
        }
        limit = aiohttp.ClientTimeout(total=BOT_SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=limit) as session,
                session.post(self.desk + WEBHOOK, data=body, headers=headers) as response,
            ):
                return response.status
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return 0

    def _note(self, kind: str) -> None:
        with self._changed:
            self.asked.append(kind)
            self._changed.notify_all()

    def _do(self, act: Callable[[], Any]) -> None:
        async def inside() -> None:
            act()

        assert self.loop is not None
        asyncio.run_coroutine_threadsafe(inside(), self.loop).result(PATIENCE)

    async def start(self) -> web.AppRunner:
        app = web.Application(client_max_size=50_000_000)
        one = f"/api/v1/accounts/{ACCOUNT}/conversations/{{talk}}"
        app.router.add_get("/blobs/{name}", self.blob)
        app.router.add_get("/kept/{name}", self.kept)
        app.router.add_get(one, self.handle)
        app.router.add_post(one + "/{kind}", self.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        self.port = runner.addresses[0][1]
        return runner


@contextmanager
def running_chatwoot(fake: FakeChatwoot) -> Iterator[FakeChatwoot]:
    loop = fake.loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    runner = asyncio.run_coroutine_threadsafe(fake.start(), loop).result(10)
    try:
        yield fake
    finally:
        asyncio.run_coroutine_threadsafe(_stop(runner), loop).result(20)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _stop(runner: web.AppRunner) -> None:
    """End the server, the requests that hang, and the webhooks that are tried again."""
    await runner.cleanup()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
