"""The `chatwoot` section of desk.yml, which tells what each part means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True)
class ChatwootConfig:
    """Where Chatwoot is, and who takes over there."""

    base_url: str
    account_id: int
    inbox: int | None = None
    hand_over_team: int | None = None
    echo_seconds: float = 20
    answer_seconds: float = 10

    def place(self, display_id: int) -> str:
        """The name of a conversation, for good: of this server and this account only."""
        return f"{urlsplit(self.base_url).netloc}/{self.account_id}/{display_id}"


@dataclass(frozen=True)
class Keys:
    """The agent bot's `token` and `secret`; `reader`: the token that reads a conversation's
    status, another one where Chatwoot does not let the bot do so."""

    token: str = field(repr=False)
    secret: str = field(repr=False)
    reader: str = field(repr=False)


def display_id_of(place: str) -> int:
    """How Chatwoot calls the conversation at a place."""
    return int(place.rpartition("/")[2])


def base_url(value: Any) -> str:
    """A server's address without a trailing slash. ValueError."""
    wanted = "Chatwoot's address is needed, like https://chatwoot.example.com"
    if not isinstance(value, str):
        raise ValueError(wanted)
    try:
        parts = urlsplit(value)
    except ValueError:
        raise ValueError(wanted) from None
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.username:
        raise ValueError(wanted)
    return value.rstrip("/")
