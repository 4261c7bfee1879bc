"""Our bot with the trained model and the real actions, talked to through the channel."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import requests
from rasa.core.agent import Agent
from rasa.shared.core.events import Event
from rasa.utils.endpoints import EndpointConfig

from actions.frame.user import filing_service
from beian.base.service_tokens import ACTION_SERVER, service_key, sign_identity
from beian.bot.channel import answer
from beian.bot.rasa_patches.local_actions import load_actions
from beian.bot.rasa_patches.patch import apply, withdraw
from beian.bot.rasa_patches.table import PATCHES
from beian.bot.sessions import SessionLength
from beian.bot.tracker_store import SessionTrackerStore
from beian.cli.child_environment import quiet_environment
from beian.cli.paths import MODEL
from beian.cli.stack import free_ports
from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample
from tests.paths import ROOT

SECRET = "the secret of the trained bot, long enough"
NOW = "2026-10-12T10:00:00+08:00"
AS_SERVED = SessionLength()


@contextmanager
def patched() -> Iterator[None]:
    """Rasa with all patches, as it is served."""
    apply(PATCHES)
    try:
        yield
    finally:
        withdraw(PATCHES)


@contextmanager
def trained_bot(folder: Path, *, with_server: bool = False, plain: bool = False) -> Iterator[Agent]:
    """Rasa's agent over the sample filing state; what it keeps lies in the folder.

    The actions run in this process, or `with_server` in one of their own, as they must where Rasa
    is `plain`: without its patches.
    """
    with_server = with_server or plain
    actions = _action_server if with_server else actions_here
    store = SessionTrackerStore(None, f"sqlite:///{folder / 'tracker.sqlite3'}")
    try:
        with nullcontext() if plain else patched(), actions(_sample_state(folder)) as endpoint:
            yield Agent.load(
                str(MODEL),
                generator=EndpointConfig(type="beian.bot.responses.BilingualResponses"),
                tracker_store=store,
                action_endpoint=endpoint,
            )
    finally:
        store.engine.dispose()


def _sample_state(folder: Path) -> str:
    database = f"sqlite:///{folder / 'filing.sqlite3'}"
    store = FilingStore(database)
    load_sample(store)
    store.close()
    return database


@contextmanager
def actions_here(database: str) -> Iterator[EndpointConfig]:
    """An endpoint whose actions run in this process, over a filing store; Rasa is patched."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BEIAN_DATABASE_URL", database)
        patch.setenv("BEIAN_SECRET", SECRET)
        patch.setenv("BEIAN_NOW", NOW)
        filing_service.cache_clear()
        endpoint = EndpointConfig(actions_module="actions", enable_selective_domain=True)
        assert load_actions(endpoint)
        yield endpoint
    filing_service.cache_clear()


@contextmanager
def _action_server(database: str) -> Iterator[EndpointConfig]:
    port = free_ports(1)[0]
    with subprocess.Popen(
        [sys.executable, "-m", "actions", "--port", str(port)],
        cwd=ROOT,
        env={**quiet_environment(SECRET), "BEIAN_DATABASE_URL": database, "BEIAN_NOW": NOW},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/health", process)
            key = service_key(ACTION_SERVER, SECRET)
            headers = {"Authorization": f"Bearer {key}"}
            yield EndpointConfig(
                f"http://127.0.0.1:{port}/webhook",
                headers=headers,
                enable_selective_domain=True,  # as in endpoints.yml
            )
        finally:
            process.terminate()


def _wait_for(health: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        assert process.poll() is None, "the action server ended"
        try:
            if requests.get(health, timeout=2).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.1)
    raise AssertionError("the action server does not answer")


class Visitor:
    """Talks to the bot in a conversation of their own."""

    def __init__(
        self, agent: Agent, account: str | None = None, length: SessionLength = AS_SERVED
    ) -> None:
        self.agent = agent
        self.conversation = uuid4().hex
        self._identity = sign_identity(account, SECRET)
        self._length = length

    def say(self, said: str, **given: Any) -> dict[str, Any]:
        """What begins with a slash is a pressed button."""
        body = {"payload" if said.startswith("/") else "text": said, "debug": True, **given}
        body["conversation"] = self.conversation
        return asyncio.run(answer(self.agent, body, self._identity, self._length))

    def session(self) -> list[Event]:
        """The events of the session as it stands."""
        tracker = asyncio.run(self.agent.tracker_store.retrieve(self.conversation))
        return list(tracker.events)

    def everything(self) -> list[Event]:
        tracker = asyncio.run(self.agent.tracker_store.retrieve_full_tracker(self.conversation))
        return list(tracker.events)


def said(answered: dict[str, Any]) -> str:
    return "\n".join(reply["text"] for reply in answered["replies"])


def titles(answered: dict[str, Any]) -> list[str]:
    return [button["title"] for reply in answered["replies"] for button in reply["buttons"]]
