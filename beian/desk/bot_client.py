"""A client of the bot: the channel of Rasa (beian.bot.channel), over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import aiohttp

from beian.base.service_tokens import sign_identity
from beian.desk.errors import DeskError
from beian.desk.http_client import HttpClient
from beian.desk.sign_in_cards import sign_in_card
from beian.desk.storage.records import Answer, MessageContent, ReminderChoice
from beian.desk.storage.scripts import TRADITIONAL


class BotUnavailable(DeskError):
    """The bot is down, or did not answer in time; asking again may help."""


class BotRefused(DeskError):
    """The bot does not take this message; asking again does not help."""


@dataclass(frozen=True)
class BotHealth:
    """Which parts of the bot answer; of its actions nothing is known while it does not."""

    bot: bool
    actions: bool | None


class Bot(HttpClient):
    """The bot, as the desk asks it; use as an async context manager. `url`: where it listens,
    without a path; `reminds`: the kinds of reminders that the desk sends; `by_mail`: whether they
    go out by e-mail, too; `takes_files`: whether visitors can send files."""

    def __init__(
        self,
        url: str,
        secret: str,
        answer_seconds: float,
        reminds: Sequence[str] = (),
        *,
        by_mail: bool = False,
        takes_files: bool = False,
    ) -> None:
        self._messages = f"{url}/webhooks/desk/messages"
        self._health = f"{url}/webhooks/desk/ready"
        self._conversations = f"{url}/webhooks/desk/conversations"
        self._secret = secret
        self._told: dict[str, Any] = {"reminds": list(reminds)} if reminds else {}
        if reminds and by_mail:
            self._told["reminds_by_mail"] = True
        if takes_files:
            self._told["takes_files"] = True
        timeout = aiohttp.ClientTimeout(total=answer_seconds, connect=5)
        super().__init__(timeout, connections=0)

    async def ask(
        self,
        conversation_id: str,
        message_id: str,
        *,
        text: str | None,
        payload: str | None,
        account_id: str | None,
        language: str,
        script: str | None = None,
        asked: bool = False,
        refused: Collection[str] = (),
    ) -> Answer:
        """Return the answer to a message, or to a pressed button; `script`: the characters that
        the visitor is spoken to in, if known; `asked`: the desk has asked whether to hand off;
        `refused`: the kinds of reminders that the account has switched off. Raises BotUnavailable
        or BotRefused."""
        body: dict[str, Any] = {
            "conversation": conversation_id,
            "message": message_id,
            "language": language,
            **({"payload": payload} if payload is not None else {"text": text}),
            **({"script": script} if script == TRADITIONAL else {}),
            **({"asked": True} if asked else {}),
            **self._told,
            **({"refused": sorted(refused)} if refused else {}),
        }
        identity = sign_identity(account_id, self._secret)
        headers = {"Authorization": f"Bearer {identity}"}
        try:
            async with self._session.post(self._messages, json=body, headers=headers) as response:
                if 400 <= response.status < 500:
                    raise BotRefused(f"The bot refused a message with {response.status}.")
                response.raise_for_status()
                answered = await response.json()
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError) as error:
            raise BotUnavailable(f"The bot does not answer ({type(error).__name__}).") from error
        handing = answered.get("handoff_replies", ())
        return Answer(
            replies=[
                _content(reply, answered, hands_off=place in handing)
                for place, reply in enumerate(answered["replies"])
            ],
            language=answered["language"],
            intent=answered["intent"],
            confidence=answered["confidence"],
            handoff=answered["handoff"],
            offer=answered["offer"],
            failed=answered.get("failed") is True,
            reminders=_choice(answered.get("reminders")),
        )

    async def slots(self, conversation_id: str) -> dict[str, Any]:
        """Return what the bot keeps in mind of a conversation; nothing where it does not answer."""
        identity = sign_identity(None, self._secret)
        url = f"{self._conversations}/{conversation_id}/slots"
        try:
            headers = {"Authorization": f"Bearer {identity}"}
            timeout = aiohttp.ClientTimeout(total=2)
            async with self._session.get(url, headers=headers, timeout=timeout) as response:
                response.raise_for_status()
                slots: dict[str, Any] = (await response.json())["slots"]
                return slots
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return {}

    async def forget(self, conversation_id: str) -> bool:
        """Have the bot delete what it keeps of a conversation; return whether it is gone."""
        headers = {"Authorization": f"Bearer {sign_identity(None, self._secret)}"}
        url = f"{self._conversations}/{conversation_id}"
        try:
            async with self._session.delete(url, headers=headers) as response:
                return response.status == HTTPStatus.NO_CONTENT
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError):
            return False

    async def health(self) -> BotHealth:
        """Return whether the bot is there, and whether its actions are."""
        try:
            timeout = aiohttp.ClientTimeout(total=5)
            async with self._session.get(self._health, timeout=timeout) as response:
                told = await response.json()
                return BotHealth(told["bot"] == "ok", told["actions"] == "ok")
        except (
            aiohttp.ClientError,
            asyncio.TimeoutError,
            OSError,
            ValueError,
            LookupError,
            TypeError,
        ):
            return BotHealth(bot=False, actions=None)


def _choice(wanted: dict[str, Any] | None) -> ReminderChoice | None:
    """Return what an answer says of reminders, where it says anything."""
    if wanted is None:
        return None
    return ReminderChoice(tuple(map(str, wanted["kinds"])), wanted["on"] is True)


def _content(reply: dict[str, Any], answered: dict[str, Any], *, hands_off: bool) -> MessageContent:
    """Return a reply of beian.bot.channel, with the desk's own card where it has none and signing
    in would help."""
    content = replace(MessageContent.of_object(reply), hands_off=hands_off)
    if content.card is None and reply.get("helped_by_sign_in"):
        return replace(content, card=sign_in_card(answered["language"], answered.get("script")))
    return content
