from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.filing.working_days import (
    WorkingDate,
    WorkingDays,
    add_working_days,
    working_days_between,
)

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
COUNTS = st.integers(0, 80)
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        pytest.param("2026-10-12", "2026-10-12", 0, id="the day of receipt is day 0"),
        pytest.param("2026-10-12", "2026-10-13", 1, id="the next working day is the first"),
        pytest.param("2026-10-16", "2026-10-18", 0, id="weekends do not count"),
        pytest.param("2026-10-09", "2026-10-10", 1, id="a Saturday that is made up counts"),
        pytest.param("2026-09-30", "2026-10-07", 0, id="National Day's holidays do not count"),
        pytest.param("2026-09-30", "2026-10-10", 3, id="National Day, then a Saturday made up"),
        pytest.param("2026-02-13", "2026-02-24", 2, id="Spring Festival, a Saturday made up"),
        pytest.param("2026-02-14", "2026-02-23", 0, id="Spring Festival's holidays do not count"),
        pytest.param("2026-02-23", "2026-03-01", 5, id="the Saturday made up afterwards counts"),
        pytest.param("2025-12-31", "2026-01-04", 1, id="New Year, a Sunday made up"),
        pytest.param("2026-10-13", "2026-10-12", 0, id="no days where the end is earlier"),
    ],
)
def test_working_days_are_counted_by_the_mainland_calendar(
    start: str, end: str, count: int
) -> None:
    found = working_days_between(date.fromisoformat(start), date.fromisoformat(end))
    assert found == WorkingDays(count, certain=True)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        ("2026-10-12", 0, "2026-10-12"),
        ("2026-10-01", 0, "2026-10-01"),
        ("2026-10-12", 1, "2026-10-13"),
        ("2026-10-12", 20, "2026-11-09"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 3, "2026-10-10"),
        ("2026-09-30", 4, "2026-10-12"),
        ("2026-10-03", 1, "2026-10-08"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 2, "2026-02-24"),
        ("2026-01-30", 20, "2026-03-05"),
    ],
)
def test_a_working_day_is_reached_by_the_mainland_calendar(
    start: str, count: int, day: str
) -> None:
    found = add_working_days(date.fromisoformat(start), count)
    assert found == WorkingDate(date.fromisoformat(day), certain=True)


def test_every_day_that_the_library_knows_counts_as_the_library_says() -> None:
    day = date(2004, 1, 1)
    while day.year <= 2026:
        works = bool(chinese_calendar.is_workday(day))
        assert working_days_between(day - ONE_DAY, day) == WorkingDays(works, certain=True), day
        day += ONE_DAY


@pytest.mark.parametrize("year", [1970, 2003, 2099])
def test_in_a_year_without_data_monday_to_friday_count_but_not_for_certain(year: int) -> None:
    day = date(year, 5, 1)  # Labour Day, were anything known of the year
    for offset in range(7):
        each = day + timedelta(days=offset)
        found = working_days_between(each - ONE_DAY, each)
        assert found == WorkingDays(each.weekday() < 5, certain=False)


@pytest.mark.parametrize(
    ("start", "end", "certain"),
    [
        ("2003-12-31", "2004-01-02", True),
        ("2003-12-30", "2004-01-02", False),
        ("2026-12-01", "2026-12-31", True),
        ("2026-12-01", "2099-01-01", False),
        ("1999-01-01", "2099-01-01", False),
        ("2099-01-01", "2099-01-01", True),
    ],
)
def test_a_count_is_certain_only_where_each_counted_day_lies_in_a_known_year(
    start: str, end: str, certain: bool
) -> None:
    found = working_days_between(date.fromisoformat(start), date.fromisoformat(end))
    assert found.certain is certain


def test_a_day_reached_in_a_year_without_data_is_not_certain() -> None:
    assert add_working_days(date(2098, 12, 31), 2) == WorkingDate(date(2099, 1, 2), certain=False)


def test_dates_centuries_apart_can_be_counted() -> None:
    found = working_days_between(date(206, 10, 12), date(2026, 10, 12))
    assert not found.certain
    assert 470_000 < found.count < 475_000


@given(DAYS, COUNTS)
def test_adding_working_days_and_counting_them_are_inverse(start: date, count: int) -> None:
    reached = add_working_days(start, count)
    assert working_days_between(start, reached.day) == WorkingDays(count, reached.certain)


@given(DAYS, st.integers(1, 80))
def test_the_day_reached_is_itself_a_working_day(start: date, count: int) -> None:
    day = add_working_days(start, count).day
    assert working_days_between(day - ONE_DAY, day).count == 1


@given(st.lists(DAYS, min_size=3, max_size=3).map(sorted))
def test_counts_over_adjoining_periods_add_up(days: list[date]) -> None:
    first, middle, last = days
    parts = working_days_between(first, middle), working_days_between(middle, last)
    assert sum(part.count for part in parts) == working_days_between(first, last).count


@given(DAYS, DAYS)
def test_there_are_never_more_working_days_than_days(start: date, end: date) -> None:
    assert 0 <= working_days_between(start, end).count <= max(0, (end - start).days)
