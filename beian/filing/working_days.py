"""Count working days of mainland China, with its holidays and make-up days.

The rules are those of docs/domain.md, "The way of an order". For a year that the calendar library
does not know yet, Monday to Friday count, and `certain` is False.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta

from chinese_calendar import holidays, workdays  # type: ignore[import-untyped]

_KNOWN_YEARS = range(min(holidays).year, max(holidays).year + 1)
_DAYS_OFF = sorted(day.toordinal() for day in holidays if day.weekday() < 5)
_MAKE_UP_DAYS = sorted(day.toordinal() for day in workdays if day.weekday() >= 5)


@dataclass(frozen=True)
class WorkingDays:
    """A number of working days; `certain` is False if a year's holidays are not known."""

    count: int
    certain: bool


@dataclass(frozen=True)
class WorkingDate:
    """A day reached by counting working days; `certain` as in WorkingDays."""

    day: date
    certain: bool


def working_days_between(start: date, end: date) -> WorkingDays:
    """Return the working days after `start` up to and including `end`; 0 if `end` is not later."""
    if end <= start:
        return WorkingDays(0, True)
    count = _working_days_through(end) - _working_days_through(start)
    return WorkingDays(count, _knows_the_days_after(start, end))


def add_working_days(start: date, count: int) -> WorkingDate:
    """Return the `count`-th working day after `start`; `start` itself if `count` is 0."""
    day = start
    wanted = _working_days_through(start) + count
    while _working_days_through(day) < wanted:
        day += timedelta(days=1)
    return WorkingDate(day, day == start or _knows_the_days_after(start, day))


def _knows_the_days_after(start: date, end: date) -> bool:
    first = start + timedelta(days=1)
    return first.year in _KNOWN_YEARS and end.year in _KNOWN_YEARS


def _working_days_through(day: date) -> int:
    """Return the working days from the year 1 up to and including `day`.

    Counted by weeks, not day by day: stored dates may lie centuries apart.
    """
    ordinal = day.toordinal()  # 1 for 1 January of the year 1, a Monday
    weeks, rest = divmod(ordinal, 7)
    adjusted = bisect_right(_MAKE_UP_DAYS, ordinal) - bisect_right(_DAYS_OFF, ordinal)
    return 5 * weeks + min(rest, 5) + adjusted
