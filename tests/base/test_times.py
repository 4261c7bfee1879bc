from __future__ import annotations

from datetime import datetime, timezone

import pytest
from hypothesis import given

from beian.base.clock import SHANGHAI
from beian.base.times import parse_local_time, parse_time
from tests.filing.strategies import TIMES


@given(TIMES)
def test_every_written_time_names_its_instant(moment: datetime) -> None:
    read = parse_time(moment.isoformat())
    assert read == moment
    assert read.tzinfo is SHANGHAI


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-12T02:00:00Z",
        "2026-10-12t02:00:00z",
        "2026-10-12 10:00:00+08:00",
        "2026-10-12T10:00+0800",
        "2026-10-12T02:00:00.000-00:00",
    ],
)
def test_all_ways_to_write_an_instant_are_read(text: str) -> None:
    assert parse_time(text) == datetime(2026, 10, 12, 2, tzinfo=timezone.utc)


def test_digits_beyond_microseconds_are_cut_off() -> None:
    assert parse_time("2026-10-12T10:00:00.1234567899+08:00").microsecond == 123456


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-10-12T10:00:00", "has no offset"),
        ("2026-10-12", "has no offset"),
        ("2026-10-12+08:00", "has no time of day"),
        ("2026-02-29T10:00:00+08:00", "is no real date"),
        ("2026-10-12T24:00:00+08:00", "is no real date"),
        ("2016-12-31T23:59:60Z", "is no real date"),
        ("0000-01-01T00:00:00Z", "is no real date"),
        ("0001-01-01T00:00:00+08:00", "is no real date"),
        ("9999-12-31T23:59:59-12:00", "is no real date"),
        ("2026-10-12T10:00:00+25:00", "is no real date"),
        ("12.10.2026", "is not an ISO 8601 time"),
        ("２０２６-10-12T10:00:00Z", "is not an ISO 8601 time"),
        ("", "is not an ISO 8601 time"),
    ],
)
def test_what_is_no_instant_is_explained(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-10-12 10:00", "2026-10-12T10:00:00+08:00"),
        ("2026-10-12", "2026-10-12T00:00:00+08:00"),
        ("2026/10/12 9:05", "2026-10-12T09:05:00+08:00"),
        ("2026/1/2", "2026-01-02T00:00:00+08:00"),
        ("2026-10-12T02:00:00Z", "2026-10-12T10:00:00+08:00"),
    ],
)
def test_a_time_typed_by_hand_is_a_time_of_shanghai(text: str, time: str) -> None:
    assert parse_local_time(text).isoformat() == time


@pytest.mark.parametrize("text", ["10:00", "12/10/2026", "next week", "2026-13-01", ""])
def test_what_is_no_time_typed_by_hand_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is (not a|no real) date and time"):
        parse_local_time(text)
