"""desk.yml: read once, checked, typed. desk.yml itself tells what each part means."""

from __future__ import annotations

import difflib
import ipaddress
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from desk.connectors.chatwoot.config import ChatwootConfig, base_url
from desk.errors import ConfigError
from desk.hours import Hours, Span
from filing.identity import AUDIENCE as BOT_AUDIENCE

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
ALGORITHMS = ("HS256", "RS256", "ES256")
BUILT_IN, CHATWOOT = CONNECTORS = ("desk", "chatwoot")
LOOPBACK = (ipaddress.ip_network("127.0.0.1"), ipaddress.ip_network("::1"))
_MOST_SECONDS = 3600.0
_MOST_MINUTES = 24.0 * 60
_MOST_HOURS = 24.0 * 366
_MOST_WHOLE = 10_000_000
_BYTES_OF_CHARACTER = 4
_BYTES_AROUND_TEXT = 1024
"""What a frame holds besides the text: its names, the id."""
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_DEFAULT_PORTS = {"http": 80, "https": 443}


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


_ADDRESS = re.compile(r"[^\s@<>\",;]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True)
class DeskConfig:
    """The whole of desk.yml."""

    origins: tuple[str, ...] = ()
    token: TokenConfig = field(default_factory=TokenConfig)
    limits: LimitsConfig = field(default_factory=LimitsConfig)
    bot: BotConfig = field(default_factory=BotConfig)
    hours: Hours = field(default_factory=Hours)
    mail: MailConfig = field(default_factory=MailConfig)
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
                "bot": self._section(BotConfig, _seconds),
                "hours": self._hours,
                "mail": self._mail,
                "connector": self._one(_connector),
                "chatwoot": self._chatwoot,
                "trusted_proxies": self._list_of(_network),
            },
        )
        if parts.get("connector") == CHATWOOT and parts.get("chatwoot") is None:
            self.faults.append(f"chatwoot: connector: {CHATWOOT} needs this section.")
        return DeskConfig(**parts)

    def _token(self, content: Any, place: str) -> TokenConfig:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "algorithm": self._one(_algorithm),
            "key_file": self._one(self._file),
            "audience": self._one(_audience),
            "leeway_seconds": self._one(_seconds_or_none),
            "longest_hours": self._one(_hours),
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
        origins: tuple[str, ...] = self._list_of(_origin)(content, place)
        if "*" in origins and len(origins) > 1:
            self.faults.append(f'{place}: "*" allows every page; nothing else stands beside it.')
        return origins

    def _limits(self, content: Any, place: str) -> LimitsConfig:
        limits: LimitsConfig = self._section(LimitsConfig, _positive_whole)(content, place)
        needed = _BYTES_OF_CHARACTER * limits.text_length + _BYTES_AROUND_TEXT
        if limits.frame_bytes < needed:
            self.faults.append(
                f"{place}.frame_bytes: a text of {limits.text_length} characters needs {needed}."
            )
        return limits

    def _hours(self, content: Any, place: str) -> Hours:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "open": self._open,
            "answer_within_working_days": self._one(_positive_whole),
            "ticket_after_minutes": self._one(_minutes),
            "notify_after_minutes": self._one(_minutes),
        }
        given = self._parts(content, place, checks)
        if "open" in given:
            given["spans"] = given.pop("open")
        return Hours(**given)

    def _mail(self, content: Any, place: str) -> MailConfig:
        given = self._parts(content, place, {"from": self._one(_address)})
        return MailConfig(given.get("from"))

    def _chatwoot(self, content: Any, place: str) -> ChatwootConfig | None:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "base_url": self._one(base_url),
            "account_id": self._one(_positive_whole),
            "inbox": self._one(_positive_whole),
            "hand_over_team": self._one(_positive_whole),
            "echo_seconds": self._one(_seconds),
            "answer_seconds": self._one(_seconds),
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
        spans: tuple[Span, ...] = self._list_of(_span)(content, place)
        if not spans:
            self.faults.append(f'{place}: spans are needed, like ["09:00-18:00"], or always.')
        elif None not in spans and any(a[1] > b[0] for a, b in pairwise(spans)):
            self.faults.append(f"{place}: the spans must follow each other.")
        return spans

    def _file(self, value: Any) -> Path | None:
        """A file, named as seen from the folder of desk.yml."""
        return None if value is None else self._folder.absolute() / _text(value)

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


def _origin(value: Any) -> str:
    """An origin as browsers send it, which is how it is compared."""
    if value == "*":
        return "*"
    text = value if isinstance(value, str) else ""
    wanted = "an origin is needed, scheme://host[:port] without a path"
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        raise ValueError(wanted) from None
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host):
        raise ValueError(f"{wanted}, like https://www.example.com")
    shown_host = f"[{host}]" if ":" in host else host
    shown_port = "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    origin = f"{parts.scheme}://{shown_host}{shown_port}"
    if text != origin:
        raise ValueError(f"{wanted}, as browsers send it: {origin}")
    return origin


def _network(value: Any) -> Network:
    wanted = "an address or network is needed, like 10.0.0.0/8"
    if not isinstance(value, str):
        raise ValueError(wanted)
    try:
        network = ipaddress.ip_network(value)
    except ValueError as fault:
        raise ValueError(f"{wanted} ({fault})") from None
    if network.prefixlen == 0:
        raise ValueError("this trusts everybody, and addresses could be made up; name the proxies")
    return network


def _algorithm(value: Any) -> str:
    if value not in ALGORITHMS:
        raise ValueError(f"one of {', '.join(ALGORITHMS)} is needed")
    return str(value)


def _connector(value: Any) -> str:
    if value not in CONNECTORS:
        raise ValueError(f"one of {', '.join(CONNECTORS)} is needed")
    return str(value)


def _audience(value: Any) -> str:
    audience = _text(value)
    if audience == BOT_AUDIENCE:
        raise ValueError(f"{BOT_AUDIENCE} is for tokens between our own processes; take another")
    return audience


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text is needed")
    return value


def _number(value: Any, most: float, unit: str, *, zero: bool = False) -> float:
    if (
        isinstance(value, bool)
        or not isinstance(value, int | float)
        or math.isnan(value)
        or not 0 <= value <= most
        or (value == 0 and not zero)
    ):
        above = "from 0" if zero else "above 0"
        raise ValueError(f"a number of {unit} is needed, {above} and up to {most:,.0f}")
    return float(value)


def _address(value: Any) -> str | None:
    if value is None or (isinstance(value, str) and _ADDRESS.fullmatch(value)):
        return value
    raise ValueError("an e-mail address is needed, like support@example.cn")


def _span(value: Any) -> Span:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a span is needed, like 09:00-18:00")
    start = time(int(found[1]), int(found[2]))
    end = time(int(found[3]), int(found[4]))
    if start >= end:
        raise ValueError("a span ends later than it begins")
    return start, end


def _minutes(value: Any) -> float:
    return _number(value, _MOST_MINUTES, "minutes")


def _seconds(value: Any) -> float:
    return _number(value, _MOST_SECONDS, "seconds")


def _seconds_or_none(value: Any) -> float:
    return _number(value, _MOST_SECONDS, "seconds", zero=True)


def _hours(value: Any) -> float:
    return _number(value, _MOST_HOURS, "hours")


def _positive_whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= _MOST_WHOLE:
        raise ValueError(f"a whole number is needed, from 1 to {_MOST_WHOLE:,}")
    return value
