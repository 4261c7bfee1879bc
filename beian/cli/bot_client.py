"""A client of the bot's channel (beian.bot.channel)."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

import requests

from beian.base.service_tokens import sign_identity
from beian.cli.cards import card_buttons
from beian.cli.errors import CommandError
from beian.cli.stack import Stack
from beian.nlu.intents import GREET, payload_of

ANSWER_LIMIT = 30
"""Seconds that an answer may take."""


def _new_id() -> str:
    """Return an id that no other conversation has."""
    return secrets.token_urlsafe(16)


@dataclass(frozen=True)
class Turn:
    """One message and its answer, as the channel describes it; `latency_ms` as measured here."""

    number: int
    sent: str
    answer: dict[str, Any]
    latency_ms: float

    @property
    def replies(self) -> list[dict[str, Any]]:
        return list(self.answer["replies"])

    @property
    def buttons(self) -> list[dict[str, str]]:
        return [
            button
            for reply in self.replies
            for button in (*reply["buttons"], *card_buttons(reply["card"]))
        ]


@dataclass
class Conversation:
    """A conversation with the bot, signed in as an account or anonymous."""

    stack: Stack
    account: str | None
    language: str | None
    debug: bool = False
    turns: int = 0
    _id: str = field(default_factory=_new_id)
    _offered: set[str] = field(default_factory=set)
    _session: requests.Session = field(default_factory=requests.Session)

    def send(self, message: str) -> Turn:
        """Send what a user typed; the payload of a button offered before presses it.

        Anything else is text, also where it looks like a payload. Raises CommandError where no
        answer comes.
        """
        payload = message.strip()
        said = {"payload": payload} if payload in self._offered else {"text": message}
        turn = self._exchange(self.turns + 1, message, said)
        self.turns += 1
        return turn

    def greet(self) -> Turn:
        """Return the greeting that begins a conversation, as turn 0."""
        return self._exchange(0, "", {"payload": payload_of(GREET)})

    def _exchange(self, number: int, message: str, said: dict[str, str]) -> Turn:
        body = {
            **said,
            "conversation": self._id,
            "language": self.language,
            "debug": self.debug,
        }
        started = time.perf_counter()
        answer = self._post(body)
        latency = (time.perf_counter() - started) * 1000
        turn = Turn(number, message, answer, round(latency, 1))
        self._offered.update(button["payload"] for button in turn.buttons)
        self.language = answer["language"]  # a pressed button is answered in the language spoken
        return turn

    def _post(self, body: dict[str, Any]) -> dict[str, Any]:
        identity = sign_identity(self.account, self.stack.secret)
        try:
            response = self._session.post(
                self.stack.bot_url,
                json=body,
                headers={"Authorization": f"Bearer {identity}"},
                timeout=ANSWER_LIMIT,
            )
            answer: dict[str, Any] = response.json()
        except requests.RequestException as error:
            ended = self.stack.dead()
            reason = ended.failure() if ended else str(error)
            raise CommandError(f"The bot does not answer. {reason}") from error
        if response.status_code != requests.codes.ok:
            raise CommandError(f"The bot refused the message: {answer.get('error', answer)}")
        return answer
