"""The time in Asia/Shanghai, in which all deadlines of a filing are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""From the system's zone data or, where it has none, from the package tzdata."""


@dataclass(frozen=True)
class Clock:
    """The present, or the time at which BEIAN_NOW makes the clock stand still.

    `frozen` must be aware of its offset; ValueError otherwise.
    """

    frozen: datetime | None = None

    def __post_init__(self) -> None:
        if self.frozen is not None and self.frozen.utcoffset() is None:
            raise ValueError("the time of a frozen clock needs an offset")

    def now(self) -> datetime:
        """The present time, aware, in Asia/Shanghai."""
        if self.frozen is None:
            return datetime.now(SHANGHAI)
        return self.frozen.astimezone(SHANGHAI)


def utc_now() -> datetime:
    """The present time in UTC, aware."""
    return datetime.now(timezone.utc)
