"""Does a reply take longer the longer the conversation has been? Ours, beside stock Rasa.

    python -m bench.long_conversation [--turns 500]

One visitor, signed in as a sample account, asks the same ten things over and over. Measured is
the median time of a turn inside Rasa's process, from text to replies, with the real action
server and an SQLite tracker store in a file: of the last twenty turns, and of the first twenty
of a new conversation, turn about, so that whatever else the machine does slows down both. Stock
Rasa is the same model and the same actions with Rasa's own handling of a message, its own tracker
store and no bound on a session.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import secrets
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import warnings
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog

from beian.base.languages import DEFAULT_LANGUAGE
from beian.base.quiet import silence_libraries
from beian.base.service_tokens import ACTION_SERVER, service_key, sign_identity
from beian.base.settings import LOOPBACK
from beian.bot.channel import CollectedReplies, answer
from beian.bot.rasa_patches.patch import apply
from beian.bot.rasa_patches.table import PATCHES
from beian.bot.tracker_store import SessionTrackerStore
from beian.cli.child_environment import quiet_environment
from beian.cli.paths import HOME, MODEL
from beian.cli.stack import free_ports
from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample
from beian.nlu.model.threads import one_thread_for_good

ACCOUNT = "lin-individual"
MESSAGES = (
    "手机号用不了，怎么注销？",
    "注销要准备哪些材料",
    "那网站呢",
    "注销网站要多久？",
    "How long does it take?",
    "那公司呢",
    "我的订单到哪一步了",
    "空壳主体是什么",
    "注销后还能重新备案吗",
    "谢谢",
)
WINDOW = 2 * len(MESSAGES)
START_LIMIT = 60

Ask = Callable[[str, str], Awaitable[list[Any]]]
"""From a conversation's name and a text to the replies."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=500)
    turns: int = parser.parse_args().turns
    if turns < 2 * WINDOW:
        parser.error(f"At least {2 * WINDOW} turns are needed.")
    warnings.simplefilter("ignore")  # what Rasa's old libraries say
    configure_structlog(logging.WARNING)
    logging.getLogger().setLevel(logging.ERROR)
    with (
        tempfile.TemporaryDirectory(prefix="beian-bench-") as folder,
        action_server(Path(folder)) as server,
    ):
        print(f"| {turns} turns of one conversation | turns 1-{WINDOW} | ", end="")
        print(f"turns {turns - WINDOW + 1}-{turns} | ratio |")
        print("| --- | ---: | ---: | ---: |", flush=True)
        secret = server.secret
        stock_store = SQLTrackerStore(db=str(Path(folder, "stock.sqlite3")))
        _report("stock Rasa", _stock(load_agent(server.endpoint, stock_store), secret), turns)
        apply(PATCHES)  # for the rest of this process, so stock Rasa came first
        one_thread_for_good()
        our_store = SessionTrackerStore(None, f"sqlite:///{folder}/ours.sqlite3")
        _report("ours", _ours(load_agent(server.endpoint, our_store), secret), turns)


def _report(name: str, ask: Ask, turns: int) -> None:
    first, last = asyncio.run(_first_and_last(ask, turns))
    print(f"| {name} | {first:.1f} ms | {last:.1f} ms | {last / first:.2f} |", flush=True)


async def _first_and_last(ask: Ask, turns: int) -> tuple[float, float]:
    """Return the median milliseconds of a turn: of the first WINDOW turns and of the last."""
    before = turns - WINDOW
    for turn in range(before):
        await _time(ask, "long", turn)
    first, last = [], []
    for turn in range(WINDOW):
        first.append(await _time(ask, "new", turn))
        last.append(await _time(ask, "long", before + turn))
    return median(first), median(last)


async def _time(ask: Ask, conversation: str, turn: int) -> float:
    started = time.perf_counter()
    replies = await ask(conversation, MESSAGES[turn % len(MESSAGES)])
    milliseconds = (time.perf_counter() - started) * 1000
    if not replies:
        raise SystemExit(f"Turn {turn + 1} was not answered.")
    return milliseconds


def _ours(agent: Agent, secret: str) -> Ask:
    async def ask(conversation: str, text: str) -> list[Any]:
        body = {"conversation": conversation, "text": text, "language": DEFAULT_LANGUAGE}
        answered = await answer(agent, body, sign_identity(ACCOUNT, secret))
        return list(answered["replies"])

    return ask


def _stock(agent: Agent, secret: str) -> Ask:
    async def ask(conversation: str, text: str) -> list[Any]:
        output = CollectedReplies()
        metadata = {"identity": sign_identity(ACCOUNT, secret), "language": DEFAULT_LANGUAGE}
        message = UserMessage(text, output, conversation, input_channel="desk", metadata=metadata)
        await agent.handle_message(message)
        return output.messages

    return ask


def load_agent(actions: EndpointConfig, store: TrackerStore) -> Agent:
    responses = EndpointConfig(type="beian.bot.responses.BilingualResponses")
    return Agent.load(str(MODEL), generator=responses, tracker_store=store, action_endpoint=actions)


class ActionServer:
    """Where the action server listens, what it reads, and the secret it shares."""

    def __init__(self, port: int, secret: str, database: str) -> None:
        self.database = database
        self.process_id = 0
        key = service_key(ACTION_SERVER, secret)
        url = f"http://{LOOPBACK}:{port}"
        self.secret = secret
        self.health = f"{url}/health"
        self.endpoint = EndpointConfig(
            f"{url}/webhook",
            headers={"Authorization": f"Bearer {key}"},
            enable_selective_domain=True,  # as in endpoints.yml
        )


@contextlib.contextmanager
def action_server(folder: Path) -> Iterator[ActionServer]:
    """Run the real action server over the sample filing state."""
    database = f"sqlite:///{folder}/filing.sqlite3"
    store = FilingStore(database)
    load_sample(store)
    store.close()
    server = ActionServer(free_ports(1)[0], secrets.token_urlsafe(32), database)
    port = server.health.rsplit(":", 1)[1].split("/")[0]
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "actions", "--port", port],
        cwd=HOME,
        env={**quiet_environment(server.secret), "BEIAN_DATABASE_URL": database},
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(server.health, process)
            server.process_id = process.pid
            yield server
        finally:
            process.terminate()


def _wait_for(health: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_LIMIT
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(health):
            return
        time.sleep(0.1)
    raise SystemExit("The action server does not start.")


if __name__ == "__main__":
    silence_libraries()
    main()
