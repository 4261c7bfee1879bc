"""A client of the bot: the channel of Rasa (beian.bot.channel), over HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import aiohttp

from beian.base.service_tokens import sign_identity
from beian.desk.errors import DeskError
from beian.desk.http_client import HttpClient
from beian.desk.storage.records import Answer, MessageContent


class BotUnavailable(DeskError):
    """The bot is down, or did not answer in time; asking again may help."""


class BotRefused(DeskError):
    """The bot does not take this message; asking again does not help."""


@dataclass(frozen=True)
class BotHealth:
    """Which parts of the bot answer."""

    bot: bool
    actions: bool


class Bot(HttpClient):
    """The bot, as the desk asks it; use as an async context manager. `url`: where it listens,
    without a path."""

    def __init__(self, url: str, secret: str, answer_seconds: float) -> None:
        self._messages = f"{url}/webhooks/desk/messages"
        self._health = f"{url}/webhooks/desk/ready"
        self._conversations = f"{url}/webhooks/desk/conversations"
        self._secret = secret
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
        asked: bool = False,
    ) -> Answer:
        """Return the answer to a message, or to a pressed button; `asked`: the desk has asked
        whether to hand off. Raises BotUnavailable or BotRefused."""
        body: dict[str, Any] = {
            "conversation": conversation_id,
            "message": message_id,
            "language": language,
            **({"payload": payload} if payload is not None else {"text": text}),
            **({"asked": True} if asked else {}),
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
                replace(MessageContent.of_object(reply), hands_off=place in handing)
                for place, reply in enumerate(answered["replies"])
            ],
            language=answered["language"],
            intent=answered["intent"],
            confidence=answered["confidence"],
            handoff=answered["handoff"],
            offer=answered["offer"],
            failed=answered.get("failed") is True,
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

    async def health(self) -> BotHealth:
        """Return whether the bot is there, and whether its actions are."""
        try:
            timeout = aiohttp.ClientTimeout(total=5)
            async with self._session.get(self._health, timeout=timeout) as response:
                told = await response.json()
                return BotHealth(told.get("bot") == "ok", told.get("actions") == "ok")
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError, AttributeError):
            return BotHealth(bot=False, actions=False)
