"""What each patch of Rasa saves a turn: the same process with it and without it, turn about.

    python -m bench.patches [--rounds 20]

A visitor, signed in as a sample account, asks the ten things of bench.long_conversation in a new
conversation; that is a round. For each patch, rounds with all patches and rounds with all but this
one alternate, so that whatever else the machine does slows down both. Measured is processor time,
of the action server too; printed are the medians of a turn's cost, and their ratio. Texts were
parsed before, so that what understanding costs does not drown the rest: of the graph's three runs
a message, two are measured.

What concerns the action server's calls is measured with one, the rest with local actions. What
concerns the reading of trackers is measured with a store that keeps none in memory.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from uuid import uuid4

from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig
from rasa.utils.log_utils import configure_structlog

from actions.frame.user import filing_service
from beian.base.service_tokens import sign_identity
from beian.bot.channel import answer
from beian.bot.rasa_patches.action_server import keep_connections
from beian.bot.rasa_patches.local_actions import load_actions
from beian.bot.rasa_patches.patch import Patch, apply, withdraw
from beian.bot.rasa_patches.table import PATCHES
from beian.bot.tracker_store import SessionTrackerStore
from beian.nlu.model.threads import one_thread_for_good
from bench.long_conversation import ACCOUNT, MESSAGES, ActionServer, action_server, load_agent

OF_CALLS = ("connections",)
"""Patches that only a call of the action server notices."""
AT_LOADING = ("memoization",)
"""Patches that a model takes over as it is loaded."""
OF_READS = ("event classes",)
"""Patches that only a tracker that is read from the database notices."""
LOCAL_ACTIONS = "local actions"

Hold = Callable[[], None]
"""Holds the conversation once."""


@dataclass(frozen=True)
class Row:
    """What is compared: conversations as they are served with others, held without the patches."""

    name: str
    patches: tuple[Patch, ...]
    served: Hold
    other: Hold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", nargs="+", metavar="PATCH", help="measure these alone")
    arguments = parser.parse_args()
    rounds: int = arguments.rounds
    warnings.simplefilter("ignore")  # what Rasa's old libraries say
    configure_structlog(logging.WARNING)
    logging.getLogger().setLevel(logging.ERROR)
    one_thread_for_good()
    apply(PATCHES)
    with contextlib.ExitStack() as open_until_the_end:
        folder = Path(open_until_the_end.enter_context(tempfile.TemporaryDirectory()))
        server = open_until_the_end.enter_context(action_server(folder))
        loop = asyncio.new_event_loop()
        local = _conversation(loop, _local_agent(folder, server), server.secret)
        reading = _conversation(loop, _local_agent(folder, server, most=0), server.secret)
        remote = _conversation(loop, _remote_agent(loop, folder, server), server.secret)
        print(f"| patch | a turn without | with | saved | without / with ({rounds} rounds) |")
        print("| --- | ---: | ---: | ---: | ---: |", flush=True)
        rows = []
        for patch in PATCHES:
            one = (patch,)
            if patch.name in OF_CALLS:
                row = Row(patch.name, one, remote, remote)
            elif patch.name in AT_LOADING:
                with _without(one):
                    stock = _conversation(loop, _local_agent(folder, server), server.secret)
                row = Row(patch.name, one, local, stock)
            elif patch.name in OF_READS:
                row = Row(patch.name, one, reading, reading)
            elif patch.name == LOCAL_ACTIONS:
                row = Row(patch.name, one, local, remote)
            else:
                row = Row(patch.name, one, local, local)
            rows.append(row)
        rows.append(Row("all", PATCHES, local, remote))
        for row in rows:
            if row.name in (arguments.only or [row.name]):
                _report(row, server, rounds)
        loop.close()


def _report(row: Row, server: ActionServer, rounds: int) -> None:
    """Print what a turn costs without the row's patches, and with all."""
    spent: dict[bool, list[float]] = {True: [], False: []}
    for number in range(2 * rounds + 2):
        is_served = number % 2 == 0
        with contextlib.nullcontext() if is_served else _without(row.patches):
            hold = row.served if is_served else row.other
            before = _processor_time(server.process_id)
            hold()
            milliseconds = (_processor_time(server.process_id) - before) * 1000
        if number > 1:  # the first of each fills caches
            spent[is_served].append(milliseconds / len(MESSAGES))
    without, served = median(spent[False]), median(spent[True])
    print(f"| {row.name} | {without:.2f} ms | {served:.2f} ms | ", end="")
    print(f"{without - served:.2f} ms | {without / served:.3f} |", flush=True)


@contextlib.contextmanager
def _without(patches: tuple[Patch, ...]) -> Iterator[None]:
    withdraw(patches)
    try:
        yield
    finally:
        apply(patches)


def _processor_time(server: int) -> float:
    """Return the seconds of this process and of the threads of the action server."""
    threads = Path(f"/proc/{server}/task").glob("*/schedstat")
    nanoseconds = [int(thread.read_text(encoding="ascii").split()[0]) for thread in threads]
    return time.process_time() + sum(nanoseconds) / 1e9


def _conversation(loop: asyncio.AbstractEventLoop, agent: Agent, secret: str) -> Hold:
    identity = sign_identity(ACCOUNT, secret)

    async def hold() -> None:
        conversation = uuid4().hex
        for text in MESSAGES:
            body = {"conversation": conversation, "text": text, "language": "zh"}
            answered = await answer(agent, body, identity)
            if not answered["replies"]:
                raise SystemExit(f"{text} was not answered.")

    return lambda: loop.run_until_complete(hold())


def _local_agent(folder: Path, server: ActionServer, most: int = 500) -> Agent:
    os.environ.update(BEIAN_DATABASE_URL=server.database, BEIAN_SECRET=server.secret)
    filing_service.cache_clear()
    endpoint = EndpointConfig(actions_module="actions", enable_selective_domain=True)
    load_actions(endpoint)
    store = SessionTrackerStore(
        None, f"sqlite:///{folder}/local-{most}.sqlite3", most=most, alone=True
    )
    return load_agent(endpoint, store)


def _remote_agent(loop: asyncio.AbstractEventLoop, folder: Path, server: ActionServer) -> Agent:
    async def keep() -> None:
        keep_connections(server.endpoint)

    loop.run_until_complete(keep())
    store = SessionTrackerStore(None, f"sqlite:///{folder}/remote.sqlite3", alone=True)
    return load_agent(server.endpoint, store)


if __name__ == "__main__":
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    main()
