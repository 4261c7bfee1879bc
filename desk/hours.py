"""When people are at the support desk: spans of a mainland working day, or always."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from filing.calendar import add_working_days
from filing.clock import SHANGHAI

Span = tuple[time, time]
"""From and to, on one day, in Asia/Shanghai."""


@dataclass(frozen=True)
class Hours:
    """Opening hours. `spans`: of each mainland working day, make-up days included, in order; none
    at all: people are always there. Holidays are those of filing.calendar."""

    spans: tuple[Span, ...] = ()
    answer_within_working_days: int = 1
    ticket_after_minutes: float = 15
    notify_after_minutes: float = 3

    def is_open(self, moment: datetime) -> bool:
        """Whether people are there."""
        if not self.spans:
            return True
        local = moment.astimezone(SHANGHAI)
        if not _is_working_day(local.date()):
            return False
        return any(start <= local.time() < end for start, end in self.spans)

    def answer_due(self, moment: datetime) -> datetime:
        """By when a question is answered: the end of the last span, so many working days later.
        What comes before the desk opens counts as of the working day before."""
        local = moment.astimezone(SHANGHAI)
        day = local.date()
        if self.spans and local.time() < self.spans[0][0]:
            day -= timedelta(days=1)
        due = add_working_days(day, self.answer_within_working_days).day
        end = self.spans[-1][1] if self.spans else time(23, 59)
        return datetime.combine(due, end, SHANGHAI)


def _is_working_day(day: date) -> bool:
    return add_working_days(day - timedelta(days=1), 1).day == day
