"""The desk's channel, in the real server of Rasa: who is let in, and with what.

What an agent answers is asked of a trained model by the end-to-end tests.
"""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import jwt
import pytest
import requests
import uvloop
from rasa.core.run import configure_app
from sanic import Sanic

from beian.base.errors import SettingsError
from beian.base.service_tokens import sign_identity
from beian.bot.channel import (
    BLANK,
    LONGEST_TEXT,
    TOO_LONG,
    CollectedReplies,
    DeskChannel,
    reason_of_offer,
    text_for_rasa,
)

SECRET = "the secret of the channel's tests, long enough"
LASTING = {"aud": "beian-bot", "iat": 1, "exp": 99999999999}
"""Claims that are refused for another reason than their age, however late the test runs."""


@contextmanager
def served(loop: asyncio.AbstractEventLoop, agent: object = None) -> Iterator[str]:
    """The address of the channel on a running server of Rasa's."""
    Sanic.test_mode = True
    app = configure_app([DeskChannel(SECRET)], port=0)
    if agent is not None:
        app.ctx.agent = agent
    serving = threading.Thread(target=loop.run_forever, daemon=True)
    serving.start()
    listening = socket.create_server(("127.0.0.1", 0))
    created = app.create_server(sock=listening, return_asyncio_server=True)
    server = asyncio.run_coroutine_threadsafe(created, loop).result(30)
    asyncio.run_coroutine_threadsafe(server.startup(), loop).result(30)
    asyncio.run_coroutine_threadsafe(server.start_serving(), loop).result(30)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/webhooks/desk"
    server.close()
    asyncio.run_coroutine_threadsafe(server.wait_closed(), loop).result(30)
    loop.call_soon_threadsafe(loop.stop)
    serving.join(30)
    loop.close()


@pytest.fixture(scope="module")
def channel() -> Iterator[str]:
    """The channel without a model."""
    with served(asyncio.new_event_loop()) as address:
        yield address


def identity() -> dict[str, Any]:
    """The header of the moment: an identity lasts for minutes, the tests before for longer."""
    return {"Authorization": f"Bearer {sign_identity(None, SECRET)}"}


def post(channel: str, body: Any, headers: dict[str, Any] | None = None) -> requests.Response:
    headers = identity() if headers is None else headers
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return requests.post(f"{channel}/messages", data=raw, headers=headers, timeout=60)


def test_the_channel_says_that_it_is_there(channel: str) -> None:
    assert requests.get(f"{channel}/", timeout=60).json() == {"status": "ok"}
    told = requests.get(f"{channel}/ready", timeout=60)
    assert (told.status_code, told.json()) == (200, {"bot": "ok", "actions": "ok"})


class ParsingForLong:
    """An agent whose parses hold the event loop up: the first until it is let go, all others until
    `answered`."""

    action_endpoint = processor = None

    def __init__(self) -> None:
        self.parses, self.in_time = threading.Event(), True
        self.let_go, self.answered = threading.Event(), threading.Event()

    async def parse_message(self, text: str) -> dict[str, Any]:
        first = not self.parses.is_set()
        self.parses.set()
        self.in_time &= (self.let_go if first else self.answered).wait(60)
        return {"text": text, "intent": {"name": None}, "entities": []}


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_who_asks_whether_it_is_there_waits_for_one_parse_at_most(
    new_loop: Callable[[], asyncio.AbstractEventLoop],
) -> None:
    agent = ParsingForLong()
    with served(new_loop(), agent) as address, ExitStack() as open_sockets:
        port = int(address.split(":")[2].partition("/")[0])

        def ask(request: str, headers: str = "", body: str = "") -> socket.socket:
            asking = open_sockets.enter_context(socket.create_connection(("127.0.0.1", port), 60))
            head = f"{request} HTTP/1.1\r\nHost: bot\r\nContent-Length: {len(body)}\r\n"
            asking.sendall(f"{head}{headers}\r\n{body}".encode())
            return asking

        authorization = f"Authorization: {identity()['Authorization']}\r\n"
        for number in range(5):
            body = json.dumps({"conversation": f"c{number}", "text": f"text {number}"})
            ask("POST /webhooks/desk/messages", authorization, body)
            assert agent.parses.wait(60)
        asked = ask("GET /webhooks/desk/")
        agent.let_go.set()
        answer = asked.recv(1024)
        agent.answered.set()
        assert agent.in_time
        assert answer.startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "authorization",
    [
        None,
        "",
        "Bearer ",
        "Bearer nonsense",
        f"Bearer {SECRET}",
        f"Bearer {jwt.encode(LASTING, 'another secret, also long enough')}",
        f"Bearer {jwt.encode({'aud': 'beian-bot', 'iat': 1, 'exp': 2}, SECRET)}",
        f"Bearer {jwt.encode({'aud': 'another', 'iat': 1, 'exp': 99999999999}, SECRET)}",
        f"Bearer {jwt.encode({'aud': 'beian-bot'}, SECRET)}",
        f"Basic {jwt.encode(LASTING, SECRET)}",
        "Bearer ÿ".encode("latin-1"),
    ],
)
def test_a_call_without_an_identity_signed_for_us_and_now_is_refused(
    channel: str, authorization: str | bytes | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    answer = post(channel, {"conversation": "c", "text": "你好"}, headers)
    assert answer.status_code == 401
    assert answer.json()["error"].startswith("The identity of this message was refused")


def test_what_the_bot_keeps_in_mind_is_told_to_the_desk_alone(channel: str) -> None:
    for headers in ({}, {"Authorization": f"Bearer {SECRET}"}):
        refused = requests.get(f"{channel}/conversations/c/slots", headers=headers, timeout=60)
        assert refused.status_code == 401


def test_nobody_else_has_a_conversation_forgotten(channel: str) -> None:
    for token in ("", "Bearer none"):
        url = f"{channel}/conversations/c"
        refused = requests.delete(url, headers={"Authorization": token}, timeout=30)
        assert refused.status_code == 401


def test_who_is_not_let_in_learns_nothing_about_the_body(channel: str) -> None:
    assert post(channel, b"{", {}).status_code == 401


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "not a JSON object"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"null", "not a JSON object"),
        (b"[]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        ({}, "`conversation`"),
        ({"text": "你好"}, "`conversation`"),
        ({"conversation": 7, "text": "你好"}, "`conversation`"),
        ({"conversation": "", "text": "你好"}, "`conversation`"),
        ({"conversation": "c" * 256, "text": "你好"}, "`conversation`"),
        ({"conversation": "c\0", "text": "你好"}, "`conversation` holds"),
        ({"conversation": "\ud800", "text": "你好"}, "`conversation` holds"),
        ({"conversation": "c"}, "Exactly one of"),
        ({"conversation": "c", "text": None}, "Exactly one of"),
        ({"conversation": "c", "text": 7}, "Exactly one of"),
        ({"conversation": "c", "text": ["你好"]}, "Exactly one of"),
        ({"conversation": "c", "payload": {}}, "Exactly one of"),
        ({"conversation": "c", "text": "你好", "payload": "/greet"}, "Exactly one of"),
        ({"conversation": "c", "text": "你好", "language": "fr"}, "`language`"),
        ({"conversation": "c", "text": "你好", "language": 1}, "`language`"),
        ({"conversation": "c", "text": "你好", "reminds": ["mornings"]}, "`reminds` may hold"),
        ({"conversation": "c", "text": "你好", "refused": ["mornings"]}, "`refused` may hold"),
        ({"conversation": "c", "text": "你好", "language": ["zh"]}, "`language`"),
    ],
)
def test_a_body_of_another_form_is_refused_with_the_reason(
    channel: str, body: Any, fault: str
) -> None:
    answer = post(channel, body)
    assert answer.status_code == 400
    assert fault in answer.json()["error"]


def test_a_body_that_is_nested_without_end_is_refused(channel: str) -> None:
    assert post(channel, b"[" * 100_000).status_code == 400


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_other_methods_are_not_taken(channel: str, method: str) -> None:
    answer = requests.request(method, f"{channel}/messages", headers=identity(), timeout=60)
    assert answer.status_code == 405


@pytest.mark.parametrize(
    ("body", "sent"),
    [
        ({"text": "注销要多久"}, "注销要多久"),
        ({"text": '/faq_reapply{"choice": "x"}'}, '／faq_reapply{"choice": "x"}'),
        ({"text": " \u200b\u202e/greet"}, "／greet"),
        ({"text": ""}, BLANK),
        ({"text": " \n\t\u3000\u200b\ufeff\x00"}, BLANK),
        ({"text": "好" * 800}, "好" * 800),
        ({"text": "始" * 400 + "中" * 1200 + "末" * 400}, "始" * 400 + "\n" + "末" * 400),
        ({"text": "好" * LONGEST_TEXT}, "好" * 400 + "\n" + "好" * 400),
        ({"text": "好" * (LONGEST_TEXT + 1)}, TOO_LONG),
        ({"text": "/" + "x" * 10_000}, TOO_LONG),
        ({"text": "half \ud83d of an emoji"}, "half ? of an emoji"),
        ({"text": "😀"}, "😀"),
        ({"payload": '/inform{"choice": "x"}'}, '/inform{"choice": "x"}'),
    ],
)
def test_text_stays_text_and_only_a_payload_is_a_payload(body: dict[str, str], sent: str) -> None:
    assert text_for_rasa(body) == sent


def test_the_secret_is_read_from_the_settings_and_not_from_credentials(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BEIAN_SECRET", SECRET)
    made = DeskChannel.from_credentials({"secret": "in a committed file"})
    assert vars(made) == {"_secret": SECRET}
    monkeypatch.setenv("BEIAN_SECRET", "short")
    with pytest.raises(SettingsError):
        DeskChannel.from_credentials(None)


async def test_replies_are_kept_whole_and_in_order() -> None:
    output = CollectedReplies()
    said = [{"text": "一", "custom": {"handoff": True}}, {"text": "二", "buttons": []}]
    for message in said:
        await output.send_response("somebody", message)
    assert output.messages == said


@pytest.mark.parametrize(
    ("customs", "reason"),
    [
        ([], None),
        ([None, {}, {"handoff": True}, {"offer": None}], None),
        ([None, {"offer": "order_overdue"}], "order_overdue"),
        ([{"handoff": True, "offer": "not_understood"}], "not_understood"),
        ([{"offer": "papers_ready"}, {"offer": "order_overdue"}], "papers_ready"),
    ],
)
def test_the_first_reason_for_a_person_is_told(customs: list[Any], reason: str | None) -> None:
    said = [{"text": "一", **({"custom": custom} if custom else {})} for custom in customs]
    assert reason_of_offer(said) == reason
