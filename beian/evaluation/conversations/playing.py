"""Plays conversations against the trained model and the real actions, in this process.

Everything is as `beian chat --json` has it: Rasa as it is served, the sample accounts in SQLite, a
standing clock. Only the processes and HTTP between them are left out.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig

from actions.executor import executor_over
from actions.frame.user import FilingService
from beian.base.clock import Clock
from beian.base.service_tokens import sign_identity
from beian.bot.channel import TROUBLE, answer
from beian.bot.rasa_patches.local_actions import endpoint_of
from beian.bot.rasa_patches.patch import apply, withdraw
from beian.bot.rasa_patches.table import PATCHES
from beian.bot.responses import BilingualResponses
from beian.evaluation.conversations.judging import Answer, failures_of, folded
from beian.evaluation.conversations.model import Conversation, Turn
from beian.evaluation.conversations.played import PlayedConversation, PlayedTurn
from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample
from beian.nlu.model.parser import load_agent

_RESPONSES = f"{BilingualResponses.__module__}.{BilingualResponses.__qualname__}"


class Player:
    """The assistant, to be talked to. Use `loaded_player`."""

    def __init__(self, agent: Agent, store: FilingStore) -> None:
        self._agent = agent
        self._store = store
        self._secret = secrets.token_urlsafe()
        self._actions: dict[datetime, EndpointConfig] = {}
        responses = agent.processor.domain.responses[TROUBLE]
        self._troubles = {variation["text"] for variation in responses}

    def play(self, conversation: Conversation) -> PlayedConversation:
        """Play a conversation to its end, whatever the answers are."""
        self._agent.processor.action_endpoint = self._actions_at(conversation.now)
        return asyncio.run(self._played(conversation))

    def _actions_at(self, now: datetime) -> EndpointConfig:
        """Return all actions, with a clock that stands still."""
        if now not in self._actions:
            filing = FilingService(self._store, Clock(now), self._secret)
            self._actions[now] = endpoint_of(executor_over(filing))
        return self._actions[now]

    async def _played(self, conversation: Conversation) -> PlayedConversation:
        view = _UserView(conversation.account, conversation.language)
        turns = [await self._turn(view, turn) for turn in conversation.turns]
        return PlayedConversation(conversation, tuple(turns))

    async def _turn(self, view: _UserView, turn: Turn) -> PlayedTurn:
        said = view.body_of(turn)
        if said is None:
            offered = ", ".join(view.titles) or "none"
            return PlayedTurn(turn, None, (f"no button {turn.press}; there are: {offered}",))
        body = {**said, "conversation": view.name, "language": view.language}
        started = time.perf_counter()
        answered = await answer(self._agent, body, sign_identity(view.account, self._secret))
        milliseconds = 1000 * (time.perf_counter() - started)
        view.add(answered)
        failures = failures_of(turn, answered)
        if any(reply["text"] in self._troubles for reply in answered["replies"]):
            failures = ("the assistant failed: the log says why", *failures)
        return PlayedTurn(turn, answered, failures, milliseconds)


@dataclass
class _UserView:
    """What a user sees of a conversation: the language spoken, and the buttons so far."""

    account: str | None
    language: str
    name: str = field(default_factory=secrets.token_urlsafe)
    _buttons: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        """The titles of all buttons, the latest last."""
        return [button["title"] for button in self._buttons]

    def body_of(self, turn: Turn) -> dict[str, str] | None:
        """Return what a turn sends; None where it presses a button that is not there."""
        if turn.press is None:
            return {"text": turn.user or ""}
        for button in reversed(self._buttons):
            if folded(button["title"]) == folded(turn.press):
                return {"payload": button["payload"]}
        return None

    def add(self, answered: Answer) -> None:
        self.language = answered["language"]
        self._buttons += [button for reply in answered["replies"] for button in reply["buttons"]]


@contextmanager
def loaded_player(model: Path) -> Iterator[Player]:
    """Yield a player of a model file over the sample accounts. Rasa is patched meanwhile.

    Raises ModelUnavailable.
    """
    apply(PATCHES)
    try:
        with TemporaryDirectory(prefix="beian-") as folder, _sample(Path(folder)) as store:
            agent = load_agent(model, generator=EndpointConfig(type=_RESPONSES))
            yield Player(agent, store)
    finally:
        withdraw(PATCHES)


@contextmanager
def _sample(folder: Path) -> Iterator[FilingStore]:
    store = FilingStore(f"sqlite:///{folder / 'filing.sqlite3'}")
    try:
        load_sample(store)
        yield store
    finally:
        store.close()
