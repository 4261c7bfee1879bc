"""When people are at the support desk: spans of a day on which it is open, or always."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from beian.base.clock import SHANGHAI
from beian.filing.working_days import add_working_days

_HOLIDAYS_BY_DATE = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
"""Month and day of New Year, Labour Day and National Day, which the law fixes by their dates. For a
year whose calendar is not published yet nobody is promised for them."""
Span = tuple[time, time]
"""From and to, on one day, in Asia/Shanghai."""


@dataclass(frozen=True)
class Hours:
    """Opening hours. `spans`: of each day on which the desk is open, in order; none at all: people
    are always there. `days`: of the week, Monday is 0; None: mainland working days, make-up days
    included, with the holidays of beian.filing.working_days."""

    spans: tuple[Span, ...] = ()
    days: frozenset[int] | None = None
    answer_within_working_days: int = 1
    ticket_after_minutes: float = 15
    notify_after_minutes: float = 3
    waiting_goal_minutes: float = 10
    agent_absent_seconds: float = 100
    """After which what an agent had goes back to the queue, counted from when a console of theirs
    was last there."""

    def is_open(self, moment: datetime) -> bool:
        """Return whether people are there at a moment."""
        if not self.spans:
            return True
        local = moment.astimezone(SHANGHAI)
        yesterday = local.date() - timedelta(days=1)
        if self._day_after(yesterday, 1) != local.date():
            return False
        return any(start <= local.time() < end for start, end in self.spans)

    def opens_at(self, moment: datetime) -> datetime | None:
        """Return when people are there again; None where they are at that moment."""
        if self.is_open(moment):
            return None
        local = moment.astimezone(SHANGHAI)
        today = self._day_after(local.date() - timedelta(days=1), 1)
        later = (start for start, _ in self.spans if start > local.time())
        start = next(later, None) if today == local.date() else self.spans[0][0]
        if start is None:
            today, start = self._day_after(local.date(), 1), self.spans[0][0]
        return datetime.combine(today, start, SHANGHAI)

    def answer_due(self, moment: datetime) -> datetime:
        """By when a question is answered: the end of the last span, so many days of the desk
        later. What comes before the desk opens counts as of the day before."""
        local = moment.astimezone(SHANGHAI)
        day = local.date()
        if self.spans and local.time() < self.spans[0][0]:
            day -= timedelta(days=1)
        due = self._day_after(day, self.answer_within_working_days)
        end = self.spans[-1][1] if self.spans else time(23, 59)
        return datetime.combine(due, end, SHANGHAI)

    def _day_after(self, day: date, count: int) -> date:
        """Return the `count`-th day after `day` on which the desk is open."""
        if self.days is None:
            while count:
                reached = add_working_days(day, 1)
                day = reached.day
                count -= reached.certain or (day.month, day.day) not in _HOLIDAYS_BY_DATE
            return day
        while count:
            day += timedelta(days=1)
            count -= day.weekday() in self.days
        return day
