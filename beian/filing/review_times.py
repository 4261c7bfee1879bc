"""How long a province's administration took (docs/domain.md, "What a personal answer adds")."""

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
    """Return median and slowest of (received, finished) pairs; None for fewer than 5 of them.

    Pairs that end on an earlier day than they begin are left out.
    """
    dates = [
        (received.astimezone(SHANGHAI).date(), finished.astimezone(SHANGHAI).date())
        for received, finished in periods
    ]
    days = [working_days_between(first, last).count for first, last in dates if first <= last]
    if len(days) < FEWEST_TO_REPORT:
        return None
    return ReviewTimes(len(days), float(median(days)), max(days))
