"""What single values of desk.yml may be. Each function gives the value as the desk uses it, or
raises ValueError with what is needed instead."""

from __future__ import annotations

import ipaddress
import math
import re
from datetime import time
from typing import Any
from urllib.parse import urlsplit

from beian.base.languages import LANGUAGES
from beian.base.service_tokens import AUDIENCE as BOT_AUDIENCE
from beian.desk.hours import Span
from beian.desk.storage.enumerations import Role

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
ALGORITHMS = ("HS256", "RS256", "ES256")
LOOPBACK_HOSTS = ("127.0.0.1", "localhost", "::1")
SECOND_FACTOR = ("always", "unless_provider", "never")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST_SECONDS = 3600.0
SHORTEST_ABSENCE = 70.0
_MOST_MINUTES = 24.0 * 60
_MOST_HOURS = 24.0 * 366
_MOST_WHOLE = 10_000_000
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_ADDRESS = re.compile(r"[^\s@<>\",;]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_SPAN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)")


def origin(value: Any) -> str:
    """Return an origin as browsers send it, which is how it is compared."""
    if value == "*":
        return "*"
    given = value if isinstance(value, str) else ""
    wanted = "an origin is needed, scheme://host[:port] without a path"
    try:
        parts = urlsplit(given)
        host, port = parts.hostname or "", parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:  # UnicodeError is one
        raise ValueError(wanted) from None
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host):
        raise ValueError(f"{wanted}, like https://www.example.com")
    shown_host = f"[{host}]" if ":" in host else host
    shown_port = "" if port in (None, _DEFAULT_PORTS[parts.scheme]) else f":{port}"
    sent = f"{parts.scheme}://{shown_host}{shown_port}"
    if given != sent:
        raise ValueError(f"{wanted}, as browsers send it: {sent}")
    return sent


def network(value: Any) -> Network:
    wanted = "an address or network is needed, like 10.0.0.0/8"
    if not isinstance(value, str):
        raise ValueError(wanted)
    try:
        given = ipaddress.ip_network(value)
    except ValueError as fault:
        raise ValueError(f"{wanted} ({fault})") from None
    if given.prefixlen == 0:
        raise ValueError("this trusts everybody, and addresses could be made up; name the proxies")
    return given


def algorithm(value: Any) -> str:
    if value not in ALGORITHMS:
        raise ValueError(f"one of {', '.join(ALGORITHMS)} is needed")
    return str(value)


def audience(value: Any) -> str:
    given = text(value)
    if given == BOT_AUDIENCE:
        raise ValueError(f"{BOT_AUDIENCE} is for tokens between our own processes; take another")
    return given


def text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("a text is needed")
    return value


def number(value: Any, most: float, unit: str, *, zero: bool = False) -> float:
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


def address(value: Any) -> str | None:
    if value is None or (isinstance(value, str) and _ADDRESS.fullmatch(value)):
        return value
    raise ValueError("an e-mail address is needed, like support@example.cn")


def language(value: Any) -> str:
    if value not in LANGUAGES:
        raise ValueError(f"one of {', '.join(LANGUAGES)} is needed")
    return str(value)


def web_address(value: Any) -> str | None:
    """Return a page's address, without a name and password."""
    if value is None:
        return None
    given = value if isinstance(value, str) else ""
    try:
        parts = urlsplit(given)
        usable = parts.scheme in _DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or "@" in parts.netloc or given.split() != [given]:
        raise ValueError("a web address is needed, like https://desk.example.cn/console/")
    return given


def provider_address(value: Any) -> str:
    """Return an address over TLS, or of this machine."""
    given = web_address(value)
    host = urlsplit(given or "").hostname
    if given is None or (not given.startswith("https:") and host not in LOOPBACK_HOSTS):
        raise ValueError("an https address is needed, like https://id.example.cn")
    return given


def roles(value: Any) -> tuple[tuple[str, Role], ...]:
    """Return values of a claim with the role that each gives."""
    known = {role.value: role for role in Role}
    if not isinstance(value, dict) or not all(
        isinstance(claim, str) and role in known for claim, role in value.items()
    ):
        raise ValueError(f"values of the claim with roles are needed, each of {', '.join(Role)}")
    return tuple((claim, known[role]) for claim, role in value.items())


def second_factor(value: Any) -> str:
    if value not in SECOND_FACTOR:
        raise ValueError(f"one of {', '.join(SECOND_FACTOR)} is needed")
    return str(value)


def switch(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("true or false is needed")
    return value


def weekday(value: Any) -> int:
    if value not in WEEKDAYS:
        raise ValueError(f"one of {', '.join(WEEKDAYS)} is needed")
    return WEEKDAYS.index(value)


def span(value: Any) -> Span:
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise ValueError("a span is needed, like 09:00-18:00")
    start = time(int(found[1]), int(found[2]))
    end = time(int(found[3]), int(found[4]))
    if start >= end:
        raise ValueError("a span ends later than it begins")
    return start, end


def night(value: Any) -> Span | None:
    """Return a span that may go over midnight; None for `none`."""
    if value == "none":
        return None
    found = _SPAN.fullmatch(value) if isinstance(value, str) else None
    if found is None or found[1] + found[2] == found[3] + found[4]:
        raise ValueError("a span is needed, like 22:00-08:00, or none")
    return time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))


def hours_of_a_day(value: Any) -> float:
    return number(value, 24, "hours")


def minutes(value: Any) -> float:
    return number(value, _MOST_MINUTES, "minutes")


def seconds(value: Any) -> float:
    return number(value, _MOST_SECONDS, "seconds")


def seconds_or_none(value: Any) -> float:
    return number(value, _MOST_SECONDS, "seconds", zero=True)


def absence(value: Any) -> float:
    """Return after how many seconds an agent counts as gone."""
    given = number(value, _MOST_SECONDS, "seconds")
    if given < SHORTEST_ABSENCE:
        raise ValueError(
            f"at least {SHORTEST_ABSENCE:.0f} seconds are needed: a console in the background is"
            " heard of once a minute"
        )
    return given


def hours(value: Any) -> float:
    return number(value, _MOST_HOURS, "hours")


def positive_whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value <= _MOST_WHOLE:
        raise ValueError(f"a whole number is needed, from 1 to {_MOST_WHOLE:,}")
    return value
