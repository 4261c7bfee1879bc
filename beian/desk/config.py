"""desk.yml: read once, checked, typed. desk.yml itself tells what each part means."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from itertools import pairwise
from pathlib import Path
from typing import Any

from beian.base.languages import DEFAULT_LANGUAGE
from beian.base.reminder_kinds import REMINDER_KINDS
from beian.desk import config_values as values
from beian.desk.config_file import ConfigFile
from beian.desk.config_sections import SectionReader
from beian.desk.config_values import Network
from beian.desk.connector_folders import (
    BUILT_IN,
    code_of,
    connector_names,
    declared_connector,
)
from beian.desk.errors import ConfigError
from beian.desk.hours import Hours, Span
from beian.desk.storage.enumerations import Role

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
    frames_per_minute_connection: int = 240
    frames_per_minute_address: int = 6000


@dataclass(frozen=True)
class BotConfig:
    unavailable_after_seconds: float = 15
    answer_seconds: float = 60
    asked_at_once: int = 8


@dataclass(frozen=True)
class LettersConfig:
    """`link_minutes`: how long a link to a letter can be used after it was sent."""

    link_minutes: float = 60


@dataclass(frozen=True)
class MailConfig:
    """`sender`: the address that answers to tickets come from; `from` in the file."""

    sender: str | None = None


@dataclass(frozen=True)
class NoticesConfig:
    """`console_url`: the console's address, which staff notifications then hold."""

    language: str = DEFAULT_LANGUAGE
    console_url: str | None = None


@dataclass(frozen=True)
class RemindersConfig:
    """Which reminders accounts get, when and how. `quiet`: the hours of the night in which what can
    wait waits, None where it never does; `urgent_hours`: how near a deadline is that can't.
    `desk_url`: the desk's address for the public, without which no e-mail is sent."""

    sms_deadline: bool = True
    order_changes: bool = True
    overdue: bool = True
    hours_before: tuple[float, ...] = (6, 1)
    quiet: Span | None = (time(22), time(8))
    urgent_hours: float = 3
    mail: bool = True
    desk_url: str | None = None
    webhook_url: str | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds that are switched on."""
        return tuple(kind for kind in REMINDER_KINDS if getattr(self, kind))


@dataclass(frozen=True)
class FilesConfig:
    """What may be uploaded; `accepted` is the switch, `first_look` that of reading pictures, where
    what that needs is installed. A MB is a million bytes."""

    accepted: bool = True
    largest_mb: int = 20
    most_megapixels: int = 50
    most_per_account: int = 60
    account_mb: int = 300
    total_mb: int = 20_000
    keep_free_mb: int = 500
    kept_days: int = 90
    first_look: bool = True

    @property
    def largest_bytes(self) -> int:
        return self.largest_mb * 1_000_000


@dataclass(frozen=True)
class OidcConfig:
    """An OpenID provider by which agents sign in. `label`: what its button says; `agent_claim`: the
    claim with an agent's name; `roles_claim`: the one with values that `roles` maps to ours, if
    they count; `create_agents`: who has none becomes a new one; `second_factor`: when the desk asks
    for its own: always, never, or unless the provider says that it has asked for one."""

    issuer: str
    client_id: str
    console_url: str
    label: str = "OpenID"
    agent_claim: str = "preferred_username"
    roles_claim: str | None = None
    roles: tuple[tuple[str, Role], ...] = ()
    create_agents: bool = False
    second_factor: str = "unless_provider"


@dataclass(frozen=True)
class DeskConfig:
    """The whole of desk.yml. `sections`: those of connectors by name, as each connector parsed its
    own."""

    origins: tuple[str, ...] = ()
    token: TokenConfig = field(default_factory=TokenConfig)
    limits: LimitsConfig = field(default_factory=LimitsConfig)
    bot: BotConfig = field(default_factory=BotConfig)
    letters: LettersConfig = field(default_factory=LettersConfig)
    hours: Hours = field(default_factory=Hours)
    mail: MailConfig = field(default_factory=MailConfig)
    notices: NoticesConfig = field(default_factory=NoticesConfig)
    reminders: RemindersConfig = field(default_factory=RemindersConfig)
    files: FilesConfig = field(default_factory=FilesConfig)
    oidc: OidcConfig | None = None
    connector: str = BUILT_IN
    sections: Mapping[str, Any] = field(default_factory=dict)
    trusted_proxies: tuple[Network, ...] = LOOPBACK

    @classmethod
    def load(cls, path: Path) -> DeskConfig:
        """Read and check a file. Raises FaultyConfig with all that is wrong with it."""
        file = ConfigFile(path)
        checker = _Checker(path.parent)
        config = checker.config(file.content)
        if checker.faults:
            raise file.refusal(checker.faults)
        return config


class _Checker(SectionReader):
    """Read desk.yml in the folder, collecting every fault instead of stopping at the first."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._connector_names = connector_names()

    def config(self, content: Any) -> DeskConfig:
        parts = self.parts(
            content,
            "",
            {
                "origins": self._origins,
                "token": self._token,
                "limits": self._limits,
                "bot": self._bot,
                "letters": self.section(LettersConfig, values.minutes),
                "hours": self._hours,
                "mail": self._mail,
                "notices": self._notices,
                "reminders": self._reminders,
                "files": self._files,
                "oidc": self._oidc,
                "connector": self.one(self._connector),
                "trusted_proxies": self.list_of(values.network),
                **dict.fromkeys(self._connector_names, _left_to_its_connector),
            },
        )
        sections = self._connectors(content) if isinstance(content, dict) else {}
        of_desk = {name: part for name, part in parts.items() if name not in self._connector_names}
        return DeskConfig(**of_desk, sections=sections)

    def _token(self, content: Any, place: str) -> TokenConfig:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "algorithm": self.one(values.algorithm),
            "key_file": self.one(self._file),
            "audience": self.one(values.audience),
            "leeway_seconds": self.one(values.seconds_or_none),
            "longest_hours": self.one(values.hours),
        }
        token = TokenConfig(**self.parts(content, place, checks))
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
        origins: tuple[str, ...] = self.list_of(values.origin)(content, place)
        if "*" in origins and len(origins) > 1:
            self.faults.append(f'{place}: "*" allows every page; nothing else stands beside it.')
        return origins

    def _limits(self, content: Any, place: str) -> LimitsConfig:
        limits: LimitsConfig = self.section(LimitsConfig, values.positive_whole)(content, place)
        needed = _BYTES_OF_CHARACTER * limits.text_length + _BYTES_AROUND_TEXT
        if limits.frame_bytes < needed:
            self.faults.append(
                f"{place}.frame_bytes: a text of {limits.text_length} characters needs {needed}."
            )
        return limits

    def _bot(self, content: Any, place: str) -> BotConfig:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "unavailable_after_seconds": self.one(values.seconds),
            "answer_seconds": self.one(values.seconds),
            "asked_at_once": self.one(values.positive_whole),
        }
        return BotConfig(**self.parts(content, place, checks))

    def _hours(self, content: Any, place: str) -> Hours:
        checks: dict[str, Callable[[Any, str], Any]] = {
            "open": self._open,
            "days": self._days,
            "answer_within_working_days": self.one(values.positive_whole),
            "ticket_after_minutes": self.one(values.minutes),
            "notify_after_minutes": self.one(values.minutes),
            "waiting_goal_minutes": self.one(values.minutes),
            "agent_absent_seconds": self.one(values.absence),
        }
        given = self.parts(content, place, checks)
        if "open" in given:
            given["spans"] = given.pop("open")
        if given.get("days") is not None and not given.get("spans"):
            self.faults.append(f"{place}.days: who is always there has no days; set {place}.open.")
        return Hours(**given)

    def _mail(self, content: Any, place: str) -> MailConfig:
        given = self.parts(content, place, {"from": self.one(values.address)})
        return MailConfig(given.get("from"))

    def _notices(self, content: Any, place: str) -> NoticesConfig:
        checks = {
            "language": self.one(values.language),
            "console_url": self.one(values.web_address),
        }
        return NoticesConfig(**self.parts(content, place, checks))

    def _reminders(self, content: Any, place: str) -> RemindersConfig:
        checks: dict[str, Callable[[Any, str], Any]] = {
            **{kind: self.one(values.switch) for kind in REMINDER_KINDS},
            "hours_before": self.list_of(values.hours_of_a_day),
            "quiet": self.one(values.night),
            "urgent_hours": self.one(values.hours_of_a_day),
            "mail": self.one(values.switch),
            "desk_url": self.one(values.web_address),
            "webhook_url": self.one(values.web_address),
        }
        return RemindersConfig(**self.parts(content, place, checks))

    def _files(self, content: Any, place: str) -> FilesConfig:
        checks = {each.name: self.one(values.positive_whole) for each in fields(FilesConfig)}
        checks |= {name: self.one(values.switch) for name in ("accepted", "first_look")}
        return FilesConfig(**self.parts(content, place, checks))

    def _oidc(self, content: Any, place: str) -> OidcConfig | None:
        if content is None:
            return None
        checks: dict[str, Callable[[Any, str], Any]] = {
            "issuer": self.one(values.provider_address),
            "client_id": self.one(values.text),
            "console_url": self.one(values.provider_address),
            "label": self.one(values.text),
            "agent_claim": self.one(values.text),
            "roles_claim": self.one(values.text),
            "roles": self.one(values.roles),
            "create_agents": self.one(values.switch),
            "second_factor": self.one(values.second_factor),
        }
        given = self.parts(content, place, checks)
        needed = ("issuer", "client_id", "console_url")
        missing = [name for name in needed if not given.get(name)]
        if missing:
            self.faults.append(f"{place}: {', '.join(missing)} must be there, and be valid.")
            return None
        if (given.get("roles_claim") is None) != (not given.get("roles")):
            self.faults.append(f"{place}.roles: the claim and the roles belong together.")
        if not given["console_url"].endswith("/"):
            given["console_url"] += "/"
        return OidcConfig(**given)

    def _connectors(self, content: Any) -> dict[str, Any]:
        """Return each connector's section as the connector parsed it; the chosen one parses even a
        missing section."""
        found: dict[str, Any] = {}
        for name in self._connector_names:
            raw, is_chosen = content.get(name), content.get("connector") == name
            if raw or is_chosen:
                place = "connector" if is_chosen else name
                try:
                    declared = declared_connector(name, place)
                    with code_of(name, place):
                        found[name] = declared.parse_section(raw, name)
                except ConfigError as fault:
                    self.faults += str(fault).splitlines()
        return found

    def _connector(self, value: Any) -> str:
        known = (BUILT_IN, *self._connector_names)
        if value not in known:
            raise ValueError(f"one of {', '.join(known)} is needed")
        return str(value)

    def _open(self, content: Any, place: str) -> tuple[Span, ...]:
        """Return the opening hours of a day: `always`, or a list of spans."""
        if content == "always":
            return ()
        spans: tuple[Span, ...] = self.list_of(values.span)(content, place)
        if not spans:
            self.faults.append(f'{place}: spans are needed, like ["09:00-18:00"], or always.')
        elif None not in spans and any(a[1] > b[0] for a, b in pairwise(spans)):
            self.faults.append(f"{place}: the spans must follow each other.")
        return spans

    def _days(self, content: Any, place: str) -> frozenset[int] | None:
        """Return the days on which the desk is open: None for mainland working days, or the days of
        the week."""
        if content == MAINLAND:
            return None
        days = self.list_of(values.weekday)(content, place)
        if not days:
            self.faults.append(f"{place}: days are needed, like [mon, tue], or {MAINLAND}.")
        return frozenset(days)

    def _file(self, value: Any) -> Path | None:
        """Return the path of a file that is named relative to the folder of desk.yml."""
        return None if value is None else self._folder.absolute() / values.text(value)


def _left_to_its_connector(content: Any, place: str) -> Any:
    del place
    return content
