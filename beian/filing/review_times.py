"""How long a province's administration has taken (domain.md, "What a personal answer adds":
median and slowest in working days, where the store holds at least 5 finished cancellations)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from beian.base.clock import SHANGHAI
from beian.filing.working_days import working_days_between

FEWEST_TO_REPORT = 5


@dataclass(frozen=True)
class ReviewTimes:
    """Working days from receipt to result, over `count` finished cancellations."""

    count: int
    median: float
    slowest: int


def review_times(periods: Iterable[tuple[datetime, datetime]]) -> ReviewTimes | None:
    """The figures of (received, finished) pairs; None for fewer than 5 of them.

    Pairs that end on a day before they begin are left out; a time of day may not be known.
    """
    dates = [
        (received.astimezone(SHANGHAI).date(), finished.astimezone(SHANGHAI).date())
        for received, finished in periods
    ]
    days = [working_days_between(first, last).count for first, last in dates if first <= last]
    if len(days) < FEWEST_TO_REPORT:
        return None
    return ReviewTimes(len(days), float(median(days)), max(days))
