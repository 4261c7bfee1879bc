"""The `chatwoot` section of desk.yml and the variables, which docs/chatwoot.md explains."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from beian.base.errors import SettingsError
from beian.desk import config_values as values
from beian.desk.config_sections import SectionReader
from beian.desk.errors import ConfigError

TOKEN, SECRET, READER_TOKEN = VARIABLES = (
    "BEIAN_CHATWOOT_TOKEN",
    "BEIAN_CHATWOOT_SECRET",
    "BEIAN_CHATWOOT_READER_TOKEN",
)


@dataclass(frozen=True)
class ChatwootConfig:
    """Where Chatwoot is, who takes over there, and how large a file it takes; a MB is a million
    bytes."""

    base_url: str
    account_id: int
    inbox: int | None = None
    hand_over_team: int | None = None
    echo_seconds: float = 20
    answer_seconds: float = 10
    largest_file_mb: int = 40

    def chatwoot_id(self, display_id: int) -> str:
        """Return what names a conversation for good: of this server and this account only."""
        return f"{urlsplit(self.base_url).netloc}/{self.account_id}/{display_id}"


@dataclass(frozen=True)
class Keys:
    """The agent bot's `token` and `secret`. `reader`: the token that reads a conversation's status,
    a different one where Chatwoot does not let the bot read it."""

    token: str = field(repr=False)
    secret: str = field(repr=False)
    reader: str = field(repr=False)

    @classmethod
    def of_variables(cls, variables: Mapping[str, str]) -> Keys:
        """Return the keys in the variables that are set. Raises ConfigError or SettingsError."""
        for name, value in variables.items():
            if not value.isascii() or not value.isprintable():  # no HTTP header can hold it
                raise SettingsError(f"{name} holds characters that can't be: copy it again.")
        token, secret = variables.get(TOKEN), variables.get(SECRET)
        if token is None or secret is None:
            raise ConfigError(
                f"connector: chatwoot needs {TOKEN} and {SECRET}, the agent bot's"
                " (docs/chatwoot.md)."
            )
        return cls(token, secret, variables.get(READER_TOKEN, token))


def parse_section(raw: Any, name: str) -> ChatwootConfig:
    """Return the section's content. Raises ConfigError with a line for each fault."""
    reader = SectionReader()
    checks: dict[str, Callable[[Any, str], Any]] = {
        "base_url": reader.one(base_url),
        "account_id": reader.one(values.positive_whole),
        "inbox": reader.one(values.positive_whole),
        "hand_over_team": reader.one(values.positive_whole),
        "echo_seconds": reader.one(values.seconds),
        "answer_seconds": reader.one(values.seconds),
        "largest_file_mb": reader.one(values.positive_whole),
    }
    given = reader.parts(raw, name, checks)
    missing = [needed for needed in ("base_url", "account_id") if needed not in given]
    if not raw:
        reader.faults.append(f"{name}: connector: {name} needs this section.")
    elif given and missing:
        reader.faults.append(f"{name}: {' and '.join(missing)} must be there.")
    if reader.faults:
        raise ConfigError("\n".join(reader.faults))
    return ChatwootConfig(**given)


def display_id_of(chatwoot_id: str) -> int:
    """Return the number by which Chatwoot's API knows a conversation."""
    return int(chatwoot_id.rpartition("/")[2])


def base_url(value: Any) -> str:
    """Return a server's address without a trailing slash. Raises ValueError."""
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
