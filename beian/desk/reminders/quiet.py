"""The hours of the night in which nobody is reminded of what can wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from beian.base.clock import SHANGHAI


@dataclass(frozen=True)
class QuietHours:
    """From `start` to before `end`, in Asia/Shanghai, where no clock is ever put forward or back;
    over midnight where `end` is earlier. `urgent`: how near a deadline is that can't wait."""

    start: time
    end: time
    urgent: timedelta

    def sends_at(self, moment: datetime, deadline: datetime | None) -> datetime:
        """Return when a reminder that is due at a moment may be sent: at that moment, or once the
        quiet hours end. `deadline`: what it is about, None where it is about none."""
        local = moment.astimezone(SHANGHAI)
        is_urgent = deadline is not None and timedelta() < deadline - moment <= self.urgent
        if is_urgent or not self._cover(local.time()):
            return moment
        day = local.date() + timedelta(days=1 if local.time() >= self.end else 0)
        return datetime.combine(day, self.end, SHANGHAI)

    def _cover(self, hour: time) -> bool:
        if self.start < self.end:
            return self.start <= hour < self.end
        return hour >= self.start or hour < self.end
