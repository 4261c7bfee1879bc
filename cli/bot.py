"""Talks to the bot over its channel (desk.rasa_side.channel)."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

import requests

from cli.errors import CommandError
from cli.stack import Stack, new_conversation
from filing.identity import sign_identity

ANSWER_LIMIT = 30
"""Seconds that an answer may take."""


@dataclass(frozen=True)
class Turn:
    """What came back for one message, as the channel describes it; `latency_ms` as measured."""

    number: int
    sent: str
    answer: dict[str, Any]
    latency_ms: float

    @property
    def replies(self) -> list[dict[str, Any]]:
        return list(self.answer["replies"])

    @property
    def buttons(self) -> list[dict[str, str]]:
        return [button for reply in self.replies for button in reply["buttons"]]


@dataclass
class Conversation:
    """One conversation of an account, or of nobody, with the bot."""

    stack: Stack
    account: str | None
    language: str | None
    debug: bool = False
    turns: int = 0
    _id: str = field(default_factory=new_conversation)
    _offered: set[str] = field(default_factory=set)
    _session: requests.Session = field(default_factory=requests.Session)

    def send(self, message: str) -> Turn:
        """Sends what a user typed; the payload of a button offered before presses it.

        Anything else is text, also where it looks like a payload. Raises CommandError where no
        answer comes.
        """
        is_payload = message.strip() in self._offered
        body: dict[str, Any] = {
            "conversation": self._id,
            "payload" if is_payload else "text": message.strip() if is_payload else message,
            "language": self.language,
            "debug": self.debug,
        }
        started = time.perf_counter()
        answer = self._post(body)
        latency = (time.perf_counter() - started) * 1000
        self.turns += 1
        turn = Turn(self.turns, message, answer, round(latency, 1))
        self._offered.update(button["payload"] for button in turn.buttons)
        return turn

    def greet(self) -> Turn:
        """The bot's greeting, before the user has said anything."""
        self._offered.add("/greet")
        turn = self.send("/greet")
        self.turns = 0
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
