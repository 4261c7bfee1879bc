"""desk.yml: read once, checked, typed. desk.yml itself tells what each part means."""

from __future__ import annotations

import difflib
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from beian.desk import config_values as values
from beian.desk.config_values import BUILT_IN, CHATWOOT, Network
from beian.desk.connectors.chatwoot.config import ChatwootConfig, base_url
from beian.desk.errors import ConfigError
from beian.desk.hours import Hours, Span

MAINLAND = "mainland_working_days"
LOOPBACK = (ipaddress.ip_network("127.0.0.1"), ipaddress.ip_network("::1"))
_BYTES_OF_CHARACTER = 4
_BYTES_AROUND_TEXT = 1024
"""What a frame holds besides the text: its names, the id."""


@dataclass(frozen=True)
class TokenConfig:
    algorithm: str = "HS256"
    key_file: Path | None = None
    audience: str = "beian-desk"
    leeway_seconds: float = 30
    longest_hours: float = 24


@dataclass(frozen=True)
class LimitsConfig:
    text_length: int = 2000
    frame_bytes: int = 16384
    messages_per_minute_conversation: int = 30
    messages_per_minute_address: int = 600
    conversations_per_minute_address: int = 120
    connections_per_address: int = 200


@dataclass(frozen=True)
class BotConfig:
    unavailable_after_seconds: float = 15
    answer_seconds: float = 60


@dataclass(frozen=True)
class MailConfig:
    """`sender`: whom answers to tickets come from; `from` in the file."""

    sender: str | None = None


@dataclass(frozen=True)
class NoticesConfig:
    """`console_url`: the console's address, which notices to staff then hold."""

    language: str = "zh"
    console_url: str | None = None


@dataclass(frozen=True)
class DeskConfig:
    """The whole of desk.yml."""

    origins: tuple[str, ...] = ()
    token: TokenConfig = field(default_factory=TokenConfig)
    limits: LimitsConfig = field(default_factory=LimitsConfig)
    bot: BotConfig = field(default_factory=BotConfig)
    hours: Hours = field(default_factory=Hours)
    mail: MailConfig = field(default_factory=MailConfig)
    notices: NoticesConfig = field(default_factory=NoticesConfig)
    connector: str = BUILT_IN
    chatwoot: ChatwootConfig | None = None
    trusted_proxies: tuple[Network, ...] = LOOPBACK

    @classmethod
    def load(cls, path: Path) -> DeskConfig:
        """Reads and checks a file. ConfigError with a sentence for each fault."""
        try:
            content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise ConfigError(f"{path} can't be read: {error.strerror}.") from error
        except (YAMLError, ValueError, RecursionError) as error:
            reason = " ".join(str(error).split())
            raise ConfigError(f"{path}: this is not YAML in UTF-8: {reason}.") from error
        checker = _Checker(path.parent)
        config = checker.config(content)
        if checker.faults:
            raise ConfigError("\n".join(f"{path}: {fault}" for fault in checker.faults))
        return config


class _Checker:
    """Collects every fault instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        self.faults: list[str] = []
        self._folder = folder

    def config(self, content: Any) -> DeskConfig:
        parts = self._parts(
            content,
            "",
            {
                "origins": self._origins,
                "token": self._token,
                "limits": self._limits,
                "bot": self._section(BotConfig, values.seconds),
                "hours": self._hours,
                "mail": self._mail,
                "notices": self._notices,
                "connector": self._one(values.connector),
                "chatwoot": self._chatwoot,
                "trusted_proxies": self._list_of(values.network),
            },
        )
        if parts.get("connector") == CHATWOOT and parts.get("chatwoot") is None:
            self.faults.append(f"chatwoot: connector: {CHATWOOT} needs this section.")
        return DeskConfig(**parts)

    def _token(self, content: Any, place: str) -> TokenConfig:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "algorithm": self._one(values.algorithm),
            "key_file": self._one(self._file),
            "audience": self._one(values.audience),
            "leeway_seconds": self._one(values.seconds_or_none),
            "longest_hours": self._one(values.hours),
        }
        token = TokenConfig(**self._parts(content, place, checks))
        if token.algorithm != "HS256" and token.key_file is None:
            self.faults.append(
                f"{place}.key_file: {token.algorithm} needs the file of the public key (PEM)."
            )
        if token.algorithm == "HS256" and token.key_file is not None:
            self.faults.append(
                f"{place}.key_file: HS256 uses BEIAN_SECRET; choose RS256 or ES256 for a key file."
            )
        return token

    def _origins(self, content: Any, place: str) -> tuple[str, ...]:
        origins: tuple[str, ...] = self._list_of(values.origin)(content, place)
        if "*" in origins and len(origins) > 1:
            self.faults.append(f'{place}: "*" allows every page; nothing else stands beside it.')
        return origins

    def _limits(self, content: Any, place: str) -> LimitsConfig:
        limits: LimitsConfig = self._section(LimitsConfig, values.positive_whole)(content, place)
        needed = _BYTES_OF_CHARACTER * limits.text_length + _BYTES_AROUND_TEXT
        if limits.frame_bytes < needed:
            self.faults.append(
                f"{place}.frame_bytes: a text of {limits.text_length} characters needs {needed}."
            )
        return limits

    def _hours(self, content: Any, place: str) -> Hours:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "open": self._open,
            "days": self._days,
            "answer_within_working_days": self._one(values.positive_whole),
            "ticket_after_minutes": self._one(values.minutes),
            "notify_after_minutes": self._one(values.minutes),
        }
        given = self._parts(content, place, checks)
        if "open" in given:
            given["spans"] = given.pop("open")
        if given.get("days") is not None and not given.get("spans"):
            self.faults.append(f"{place}.days: who is always there has no days; set {place}.open.")
        return Hours(**given)

    def _mail(self, content: Any, place: str) -> MailConfig:
        given = self._parts(content, place, {"from": self._one(values.address)})
        return MailConfig(given.get("from"))

    def _notices(self, content: Any, place: str) -> NoticesConfig:
        checks = {
            "language": self._one(values.language),
            "console_url": self._one(values.web_address),
        }
        return NoticesConfig(**self._parts(content, place, checks))

    def _chatwoot(self, content: Any, place: str) -> ChatwootConfig | None:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "base_url": self._one(base_url),
            "account_id": self._one(values.positive_whole),
            "inbox": self._one(values.positive_whole),
            "hand_over_team": self._one(values.positive_whole),
            "echo_seconds": self._one(values.seconds),
            "answer_seconds": self._one(values.seconds),
        }
        given = self._parts(content, place, checks)
        missing = [name for name in ("base_url", "account_id") if name not in given]
        if given and missing:
            self.faults.append(f"{place}: {' and '.join(missing)} must be there.")
        return ChatwootConfig(**given) if given and not missing else None

    def _open(self, content: Any, place: str) -> tuple[Span, ...]:
        """`always`, or a list of spans of a working day."""
        if content == "always":
            return ()
        spans: tuple[Span, ...] = self._list_of(values.span)(content, place)
        if not spans:
            self.faults.append(f'{place}: spans are needed, like ["09:00-18:00"], or always.')
        elif None not in spans and any(a[1] > b[0] for a, b in pairwise(spans)):
            self.faults.append(f"{place}: the spans must follow each other.")
        return spans

    def _days(self, content: Any, place: str) -> frozenset[int] | None:
        """Mainland working days (None), or a list of days of the week."""
        if content == MAINLAND:
            return None
        days = self._list_of(values.weekday)(content, place)
        if not days:
            self.faults.append(f"{place}: days are needed, like [mon, tue], or {MAINLAND}.")
        return frozenset(days)

    def _file(self, value: Any) -> Path | None:
        """A file, named as seen from the folder of desk.yml."""
        return None if value is None else self._folder.absolute() / values.text(value)

    def _section(self, kind: type[Any], check: Callable[[Any], Any]) -> Callable[[Any, str], Any]:
        def read(content: Any, place: str) -> Any:
            checks = {each.name: self._one(check) for each in fields(kind)}
            return kind(**self._parts(content, place, checks))

        return read

    def _list_of(self, check: Callable[[Any], Any]) -> Callable[[Any, str], Any]:
        def read(content: Any, place: str) -> tuple[Any, ...]:
            if content is None:  # everything below the name is commented out
                return ()
            if not isinstance(content, list):
                self.faults.append(f"{place}: a list is needed, like [FIRST, SECOND].")
                return ()
            read_one = self._one(check)
            return tuple(read_one(item, f"{place}[{i}]") for i, item in enumerate(content))

        return read

    def _one(self, check: Callable[[Any], Any]) -> Callable[[Any, str], Any]:
        def read(content: Any, place: str) -> Any:
            try:
                return check(content)
            except ValueError as fault:
                self.faults.append(f"{place}: {fault}.")
                return None

        return read

    def _parts(
        self, content: Any, place: str, checks: Mapping[str, Callable[[Any, str], Any]]
    ) -> dict[str, Any]:
        """What is given, checked; a fault for every name that is not known."""
        if content is None:
            return {}
        if not isinstance(content, dict):
            self.faults.append(f"{place or 'the file'}: names with values are needed.")
            return {}
        before = len(self.faults)
        found = {}
        for name, value in content.items():
            where = f"{place}.{name}" if place else str(name)
            if name in checks:
                found[name] = checks[name](value, where)
            else:
                self.faults.append(f"{where}: unknown{_meant(str(name), checks)}.")
        return found if len(self.faults) == before else {}


def _meant(name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"; do you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
