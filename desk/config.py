"""desk.yml: read once, checked, typed. desk.yml itself tells what each part means."""

from __future__ import annotations

import difflib
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from desk.errors import ConfigError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
ALGORITHMS = ("HS256", "RS256", "ES256")


@dataclass(frozen=True)
class TokenConfig:
    algorithm: str = "HS256"
    key_file: Path | None = None
    audience: str = "beian-desk"
    leeway_seconds: float = 30


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
class DeskConfig:
    """The whole of desk.yml."""

    origins: tuple[str, ...] = ()
    token: TokenConfig = field(default_factory=TokenConfig)
    limits: LimitsConfig = field(default_factory=LimitsConfig)
    bot: BotConfig = field(default_factory=BotConfig)
    trusted_proxies: tuple[Network, ...] = ()

    @classmethod
    def load(cls, path: Path) -> DeskConfig:
        """Reads and checks a file. ConfigError with a sentence for each fault."""
        try:
            content = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, YAMLError) as error:
            reason = str(error).replace("\n", " ")
            raise ConfigError(f"{path} can't be read: {reason}.") from error
        checker = _Checker()
        config = checker.config(content or {})
        if checker.faults:
            raise ConfigError("\n".join(f"{path}: {fault}" for fault in checker.faults))
        return config


class _Checker:
    """Collects every fault instead of stopping at the first."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def config(self, content: Any) -> DeskConfig:
        parts = self._parts(
            content,
            "",
            {
                "origins": self._list_of(_origin),
                "token": self._token,
                "limits": self._section(LimitsConfig, _positive_whole),
                "bot": self._section(BotConfig, _positive),
                "trusted_proxies": self._list_of(_network),
            },
        )
        return DeskConfig(**parts)

    def _token(self, content: Any, place: str) -> TokenConfig:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "algorithm": self._one(_algorithm),
            "key_file": self._one(_path),
            "audience": self._one(_text),
            "leeway_seconds": self._one(_not_negative),
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

    def _section(self, kind: type[Any], check: Callable[[Any], Any]) -> Callable[[Any, str], Any]:
        def read(content: Any, place: str) -> Any:
            checks = {each.name: self._one(check) for each in fields(kind)}
            return kind(**self._parts(content, place, checks))

        return read

    def _list_of(self, check: Callable[[Any], Any]) -> Callable[[Any, str], Any]:
        def read(content: Any, place: str) -> Any:
            if not isinstance(content, list):
                self.faults.append(f"{place}: a list is needed.")
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
    if value == "*":
        return "*"
    text = value if isinstance(value, str) else ""
    parts = urlsplit(text)
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or text != f"{parts.scheme}://{parts.netloc}"
        or "@" in parts.netloc
    ):
        raise ValueError("an origin is written like https://www.example.com, without a path")
    return text.lower()


def _network(value: Any) -> Network:
    try:
        return ipaddress.ip_network(value, strict=False)
    except (ValueError, TypeError):
        raise ValueError("an address or network is needed, like 10.0.0.0/8") from None


def _algorithm(value: Any) -> str:
    if value not in ALGORITHMS:
        raise ValueError(f"one of {', '.join(ALGORITHMS)} is needed")
    return str(value)


def _path(value: Any) -> Path | None:
    return None if value is None else Path(_text(value))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text is needed")
    return value


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("a number is needed")
    return value


def _positive(value: Any) -> float:
    if _number(value) <= 0:
        raise ValueError("a number above 0 is needed")
    return float(value)


def _not_negative(value: Any) -> float:
    if _number(value) < 0:
        raise ValueError("a number of at least 0 is needed")
    return float(value)


def _positive_whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
        raise ValueError("a whole number above 0 is needed")
    return value
