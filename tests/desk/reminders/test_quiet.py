"""The quiet hours, minute by minute at their edges. Shanghai puts no clock forward or back."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.base.clock import SHANGHAI
from beian.desk.reminders.quiet import QuietHours
from tests.filing.builders import at

NIGHT = QuietHours(time(22), time(8), timedelta(hours=3))


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        ("2026-10-12T00:00", "2026-10-12T08:00"),
        ("2026-10-12T07:59", "2026-10-12T08:00"),
        ("2026-10-12T07:59:59.999999", "2026-10-12T08:00"),
        ("2026-10-12T08:00", "2026-10-12T08:00"),
        ("2026-10-12T08:01", "2026-10-12T08:01"),
        ("2026-10-12T21:59", "2026-10-12T21:59"),
        ("2026-10-12T21:59:59.999999", "2026-10-12T21:59:59.999999"),
        ("2026-10-12T22:00", "2026-10-13T08:00"),
        ("2026-10-12T22:01", "2026-10-13T08:00"),
        ("2026-10-12T23:59", "2026-10-13T08:00"),
        ("2026-12-31T22:00", "2027-01-01T08:00"),
        # When others change their clocks.
        ("2026-03-29T01:30", "2026-03-29T08:00"),
        ("2026-10-25T02:30", "2026-10-25T08:00"),
    ],
)
def test_what_can_wait_is_put_off_to_the_morning(moment: str, sent: str) -> None:
    assert NIGHT.sends_at(at(moment), None) == at(sent)
    far = at(moment) + timedelta(hours=3, seconds=1)
    assert NIGHT.sends_at(at(moment), far) == at(sent)


@pytest.mark.parametrize(
    ("moment", "deadline", "sent"),
    [
        ("2026-10-12T22:00", "2026-10-13T01:00", "2026-10-12T22:00"),
        ("2026-10-12T22:00", "2026-10-13T01:01", "2026-10-13T08:00"),
        ("2026-10-12T23:59", "2026-10-13T02:59", "2026-10-12T23:59"),
        ("2026-10-13T00:00", "2026-10-13T03:00", "2026-10-13T00:00"),
        ("2026-10-13T00:00", "2026-10-13T03:01", "2026-10-13T08:00"),
        ("2026-10-13T07:20", "2026-10-13T08:20", "2026-10-13T07:20"),
        ("2026-10-13T07:59", "2026-10-13T10:59", "2026-10-13T07:59"),
        ("2026-10-13T07:59", "2026-10-13T11:00", "2026-10-13T08:00"),
        ("2026-10-13T08:00", "2026-10-13T14:00", "2026-10-13T08:00"),
        # A deadline that is past is not urgent any more.
        ("2026-10-13T03:00", "2026-10-13T03:00", "2026-10-13T08:00"),
        ("2026-10-13T03:00", "2026-10-13T02:00", "2026-10-13T08:00"),
    ],
)
def test_a_deadline_within_three_hours_does_not_wait(moment: str, deadline: str, sent: str) -> None:
    assert NIGHT.sends_at(at(moment), at(deadline)) == at(sent)


def test_a_span_within_a_day_is_quiet_as_well() -> None:
    noon = QuietHours(time(12), time(14), timedelta(hours=1))
    assert noon.sends_at(at("2026-10-12T11:59"), None) == at("2026-10-12T11:59")
    assert noon.sends_at(at("2026-10-12T12:00"), None) == at("2026-10-12T14:00")
    assert noon.sends_at(at("2026-10-12T14:00"), None) == at("2026-10-12T14:00")


@given(st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)))
def test_nothing_is_sent_at_night_nor_kept_longer_than_it(moment: datetime) -> None:
    sent = NIGHT.sends_at(moment.replace(tzinfo=timezone.utc), None).astimezone(SHANGHAI)
    assert time(8) <= sent.time() < time(22)
    assert timedelta() <= sent - moment.replace(tzinfo=timezone.utc) <= timedelta(hours=10)
