"""The time in Asia/Shanghai, in which all deadlines of a filing are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""From the system's zone data or, if it has none, from the package tzdata."""


@dataclass(frozen=True)
class Clock:
    """The present time, or the time at which BEIAN_NOW stops the clock.

    Raises ValueError if `frozen` has no offset.
    """

    frozen: datetime | None = None

    def __post_init__(self) -> None:
        if self.frozen is not None and self.frozen.utcoffset() is None:
            raise ValueError("the time of a frozen clock needs an offset")

    def now(self) -> datetime:
        """Return the present time, aware, in Asia/Shanghai."""
        if self.frozen is None:
            return datetime.now(SHANGHAI)
        return self.frozen.astimezone(SHANGHAI)


def utc_now() -> datetime:
    """Return the present time in UTC, aware."""
    return datetime.now(timezone.utc)
