"""Simulated visitors over WebSockets: how long a reply takes, and whether a message is lost.

    python -m bench.chat [--visitors 20] [--rate 20] [--seconds 30] [--turns 0]

Starts the whole stack (Rasa with the actions, the desk; SQLite, the sample accounts) with limits
raised. Visitors are signed in as sample accounts, and ask what the development set of tests/nlu
holds, `rate` messages a second in all, at random moments. No message comes twice, since how one is
understood is remembered: once all were asked, they come again with a number behind them. A reply's
time is from the sending of the message to the arrival of its answer, as a widget would see it. Who
is asked whether to connect a person stays with the assistant. The same rate is then put to the bot
alone, for the ratio. `--turns N` also holds one conversation of N turns.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

import aiohttp
from ruamel.yaml import YAML

from beian.base.service_tokens import sign_identity
from beian.base.settings import Settings
from beian.cli.preparation import open_store, prepared_model
from beian.cli.stack import Ports, Stack, running_stack
from beian.desk.config import TokenConfig
from beian.desk.site_tokens import SiteTokens
from beian.desk.storage.records import STAY

CONFIG = """
limits:
  messages_per_minute_conversation: 100000
  messages_per_minute_address: 1000000
  conversations_per_minute_address: 100000
  connections_per_address: 10000
"""
DEVELOPMENT_SET = Path(__file__).resolve().parents[1] / "tests" / "nlu"
NOW = "2026-10-12T10:00:00+08:00"
ACCOUNTS = ("lin-individual", "hanqiao-trading", "beiyue-studio", "wright-english", "chen-hongkong")
WARM_UP_TEXTS = ("你好", "我的注销到哪一步了？", "which papers do I need?")
LONGEST_WAIT = 30.0
TOGETHER = 0.02
"""Seconds in which what comes with an answer, the question before a hand-off, has come too."""


@dataclass
class Visitor:
    """One conversation; `times` are the seconds that replies took."""

    socket: aiohttp.ClientWebSocketResponse
    account: str
    times: list[float] = field(default_factory=list)
    lost: int = 0
    _waits: dict[int, asyncio.Future[None]] = field(default_factory=dict)
    _acked: dict[str, asyncio.Future[int]] = field(default_factory=dict)
    _answered: set[int] = field(default_factory=set)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    _is_asked: bool = False

    async def ask(self, text: str) -> None:
        """Send a message and wait for its answer; one at a time, as people do."""
        async with self._turn:
            try:
                await self._stay()
                started = time.perf_counter()
                seq = await asyncio.wait_for(await self._send({"text": text}), LONGEST_WAIT)
                if seq not in self._answered:
                    answered = asyncio.get_running_loop().create_future()
                    self._waits[seq] = answered
                    await asyncio.wait_for(answered, LONGEST_WAIT)
            except asyncio.TimeoutError:
                self.lost += 1
                return
            self.times.append(time.perf_counter() - started)
            await asyncio.sleep(TOGETHER)

    async def _stay(self) -> None:
        """Stay with the assistant, where the desk asks whether to connect a person."""
        if self._is_asked:
            self._is_asked = False
            await asyncio.wait_for(await self._send({"payload": STAY}), LONGEST_WAIT)

    async def _send(self, what: dict[str, str]) -> asyncio.Future[int]:
        message_id = uuid4().hex
        acked: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._acked[message_id] = acked
        await self.socket.send_str(json.dumps({"type": "send", "id": message_id, **what}))
        return acked

    async def listen(self) -> None:
        async for received in self.socket:
            frame = json.loads(received.data)
            if frame["type"] == "ack":
                self._acked.pop(frame["id"]).set_result(frame["seq"])
            elif frame["type"] == "error":
                sys.exit(f"The desk refused: {frame}")
            elif frame["type"] == "message":
                self._heard(frame["message"])

    def _heard(self, message: dict[str, Any]) -> None:
        if any(button["payload"] == STAY for button in message["buttons"]):
            self._is_asked = True
        if message["answers"] is not None:
            self._answered.add(message["answers"])
            answered = self._waits.pop(message["answers"], None)
            if answered is not None and not answered.done():
                answered.set_result(None)


def main() -> None:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "desk.yml").write_text(CONFIG, encoding="utf-8")
        for name in ("database", "desk_database", "tracker_database"):
            os.environ[f"BEIAN_{name.upper()}_URL"] = f"sqlite:///{folder / name}.sqlite3"
        os.environ |= {
            "BEIAN_DESK_CONFIG": str(folder / "desk.yml"),
            "BEIAN_SECRET": "the secret of the chat benchmark, long enough",
            "BEIAN_NOW": NOW,
        }
        settings = Settings.from_environment(var=folder)
        model = prepared_model()
        open_store(settings).close()
        ports = Ports.free(with_desk=True)
        with running_stack(
            model, settings, ports, lambda _: None, keep_conversations=True
        ) as stack:
            asyncio.run(_measure(stack, arguments))


async def _measure(stack: Stack, arguments: argparse.Namespace) -> None:
    texts = _texts()
    print("| what | messages | p50 | p95 | p99 | slowest | lost |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    async with aiohttp.ClientSession() as session:
        visitors = await _visitors(stack, session, arguments.visitors)
        listening = [asyncio.create_task(visitor.listen()) for visitor in visitors]
        for visitor in visitors:
            for text in WARM_UP_TEXTS:
                await visitor.ask(text)
            visitor.times.clear()
        before = _processor_seconds(stack)

        async def ask(number: int, text: str) -> None:
            await visitors[number % len(visitors)].ask(text)

        await _load(ask, texts, arguments.rate, arguments.seconds)
        spent = [
            after - start for after, start in zip(_processor_seconds(stack), before, strict=True)
        ]
        through_desk = [seconds for visitor in visitors for seconds in visitor.times]
        lost = sum(visitor.lost for visitor in visitors)
        print(_line(f"desk, {arguments.rate}/s", through_desk, lost), flush=True)
        alone = await _bot_alone(stack, session, texts, arguments)
        print(_line(f"bot alone, {arguments.rate}/s", alone, 0), flush=True)
        ratio = median(through_desk) / median(alone)
        print(f"| desk / bot alone | | {ratio:.2f} × | | | | |", flush=True)
        parts = zip(stack.parts, spent, strict=True)
        each = ", ".join(
            f"{part.name} {1000 * seconds / len(through_desk):.1f} ms" for part, seconds in parts
        )
        print(f"\nProcessor time a message: {each}.\n", flush=True)
        if arguments.turns:
            await _long_conversation(visitors[0], texts, arguments.turns)
        for task in listening:
            task.cancel()
    if lost:
        sys.exit(f"{lost} messages were lost.")


def _texts() -> Iterator[str]:
    """Real messages, in a random order that is always the same; no two alike."""
    found: list[str] = []
    for file in sorted(DEVELOPMENT_SET.glob("dev_*.yml")):
        content = YAML(typ="safe").load(file.read_text(encoding="utf-8"))
        for intent in content["nlu"]:
            found += [line[2:] for line in intent["examples"].splitlines()]
    random.Random(1).shuffle(found)
    for time_around in count():
        yield from (f"{text} {time_around}" if time_around else text for text in found)


async def _visitors(stack: Stack, session: aiohttp.ClientSession, count: int) -> list[Visitor]:
    tokens = SiteTokens(TokenConfig(), stack.secret)
    visitors = []
    for number in range(count):
        account = ACCOUNTS[number % len(ACCOUNTS)]
        socket = await session.ws_connect(f"{stack.desk_url}/chat/ws")
        token = tokens.sign(account, timedelta(hours=1))
        await socket.send_str(json.dumps({"type": "hello", "protocol": 1, "token": token}))
        visitors.append(Visitor(socket, account))
    return visitors


async def _load(
    ask: Callable[[int, str], Awaitable[None]], texts: Iterator[str], rate: float, seconds: float
) -> None:
    """`rate` messages a second, at random moments, each with its number."""
    draw = random.Random(1)
    asking: list[asyncio.Task[None]] = []
    due = time.perf_counter()
    end = due + seconds
    while due < end:
        due += draw.expovariate(rate)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        asking.append(asyncio.ensure_future(ask(len(asking), next(texts))))
    await asyncio.gather(*asking)


async def _bot_alone(
    stack: Stack,
    session: aiohttp.ClientSession,
    texts: Iterator[str],
    arguments: argparse.Namespace,
) -> list[float]:
    """Return the same, straight to the bot's channel."""
    times: list[float] = []
    conversations = [uuid4().hex for _ in ACCOUNTS]

    async def ask(number: int, text: str) -> None:
        account = ACCOUNTS[number % len(ACCOUNTS)]
        identity = sign_identity(account, stack.secret)
        body = {
            "conversation": f"{conversations[number % len(ACCOUNTS)]}-{number % 20}",
            "text": text,
        }
        headers = {"Authorization": f"Bearer {identity}"}
        started = time.perf_counter()
        async with session.post(stack.bot_url, json=body, headers=headers) as response:
            await response.read()
        times.append(time.perf_counter() - started)

    await _load(ask, texts, arguments.rate, arguments.seconds)
    return times


async def _long_conversation(visitor: Visitor, texts: Iterator[str], turns: int) -> None:
    """One conversation of many turns: the last twenty against the first."""
    visitor.times.clear()
    for _ in range(turns):
        await visitor.ask(next(texts))
    first, last = visitor.times[:20], visitor.times[-20:]
    print(_line("turns 1-20", first, visitor.lost))
    print(_line(f"turns {turns - 19}-{turns}", last, visitor.lost))
    print(f"| last / first | | {median(last) / median(first):.2f} × | | | | |", flush=True)


def _processor_seconds(stack: Stack) -> list[float]:
    """Return what each part has used so far; nothing where the system does not tell."""
    ticks = os.sysconf("SC_CLK_TCK")
    spent = []
    for part in stack.parts:
        status = Path(f"/proc/{part.process.pid}/stat")
        fields = status.read_text().rsplit(")", 1)[1].split() if status.exists() else ["0"] * 13
        spent.append((int(fields[11]) + int(fields[12])) / ticks)
    return spent


def _line(what: str, times: Sequence[float], lost: int) -> str:
    ordered = sorted(times)
    marks = [
        1000 * ordered[min(len(ordered) - 1, int(p * len(ordered)))] for p in (0.5, 0.95, 0.99)
    ]
    shown = " | ".join(f"{ms:.0f} ms" for ms in [*marks, 1000 * ordered[-1]])
    return f"| {what} | {len(ordered)} | {shown} | {lost} |"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--visitors", type=int, default=20)
    parser.add_argument("--rate", type=float, default=20, help="messages a second, in all")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--turns", type=int, default=0, help="also one conversation so long")
    return parser.parse_args()


if __name__ == "__main__":
    main()
