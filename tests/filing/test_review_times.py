from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.filing.review_times import FEWEST_TO_REPORT, ReviewTimes, review_times
from tests.filing.builders import at
from tests.filing.strategies import TIMES

Period = tuple[datetime, datetime]
PERIODS = st.lists(st.tuples(TIMES, TIMES), max_size=12)


def finished(*days: str) -> list[Period]:
    """Return periods that began on Wednesday 30 September 2026 and ended on the days given."""
    return [(at("2026-09-30 10:00"), at(f"2026-{day} 09:00")) for day in days]


@pytest.mark.parametrize(
    ("days", "median", "slowest"),
    [
        (["09-30", "10-07", "10-08", "10-09", "10-10"], 1, 3),
        (["10-12"] * 5, 4, 4),
        (["10-08", "10-08", "10-09", "10-10", "10-10", "11-03"], 2.5, 20),
    ],
)
def test_median_and_slowest_are_working_days_of_the_mainland(
    days: list[str], median: float, slowest: int
) -> None:
    assert review_times(finished(*days)) == ReviewTimes(len(days), median, slowest)


def test_days_are_those_of_shanghai() -> None:
    late = (at("2026-10-12T15:59+00:00"), at("2026-10-12T16:01+00:00"))
    assert review_times([late] * 5) == ReviewTimes(5, 1, 1)


@pytest.mark.parametrize("count", range(FEWEST_TO_REPORT))
def test_fewer_than_five_cancellations_say_nothing(count: int) -> None:
    assert review_times(finished(*["10-12"] * count)) is None


def test_a_result_on_the_day_of_receipt_counts_even_where_its_time_of_day_is_not_known() -> None:
    same_day = (at("2026-10-12 10:00"), at("2026-10-12 00:00"))
    assert review_times([same_day] * 5) == ReviewTimes(5, 0, 0)


def test_a_period_that_ends_before_it_begins_is_left_out() -> None:
    backwards = (at("2026-10-12 10:00"), at("2026-10-09 10:00"))
    assert review_times([*finished(*["10-12"] * 4), backwards]) is None
    found = review_times([*finished(*["10-12"] * 5), backwards])
    assert found == ReviewTimes(5, 4, 4)


def test_the_store_may_hand_the_periods_over_one_by_one() -> None:
    assert review_times(iter(finished(*["10-12"] * 5))) == ReviewTimes(5, 4, 4)


@given(PERIODS)
def test_the_median_lies_between_nothing_and_the_slowest(periods: list[Period]) -> None:
    found = review_times(periods)
    if found is not None:
        assert 0 <= found.median <= found.slowest
        assert FEWEST_TO_REPORT <= found.count <= len(periods)


@given(PERIODS, st.randoms(use_true_random=False))
def test_the_order_of_the_periods_does_not_matter(periods: list[Period], random: Random) -> None:
    shuffled = list(periods)
    random.shuffle(shuffled)
    assert review_times(shuffled) == review_times(periods)


@given(TIMES, st.timedeltas(timedelta(0), timedelta(days=400)))
def test_five_alike_are_their_own_median(received: datetime, length: timedelta) -> None:
    found = review_times([(received, received + length)] * 5)
    assert found is not None
    assert found.median == found.slowest
