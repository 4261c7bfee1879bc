"""Queries of the file: what is wanted, of what, in which state, in which period."""

from __future__ import annotations

from datetime import date

import pytest

from beian.nlu.file_questions.tally import InState, Of, Want, tally_in
from beian.nlu.text.said_periods import Period, said_period

TODAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("text", "want", "of", "state"),
    [
        ("7月以后注销过几个", Want.COUNT, None, InState.CANCELLED),
        ("上半年註銷了哪些", Want.LIST, None, InState.CANCELLED),
        ("放弃过几张单子", Want.COUNT, Of.ORDERS, InState.GIVEN_UP),
        ("有没有被退回过的", Want.ANY, None, InState.RETURNED),
        ("我们最早的一张订单是什么时候的", Want.FIRST, Of.ORDERS, None),
        ("哪几个站没有接入了", Want.LIST, Of.WEBSITES, InState.WITHOUT_ACCESS),
        ("哪个主体名下网站最多", Want.MOST, Of.WEBSITES, None),
        ("how many orders have I had so far", Want.COUNT, Of.ORDERS, None),
        ("what was the last thing we cancelled?", Want.LAST, None, InState.CANCELLED),
        ("did any run over 20 working days", Want.ANY, None, InState.OVERDUE),
    ],
)
def test_a_query_is_made_of_its_words(
    text: str, want: Want, of: Of | None, state: InState | None
) -> None:
    found = tally_in(text)
    assert found is not None
    assert (found.want, found.of, found.state) == (want, of, state)


@pytest.mark.parametrize(
    ("text", "after", "want", "state"),
    [
        ("那最快的呢", "最慢的那个用了多久", Want.SHORTEST, InState.CANCELLED),
        ("那第一次呢", "最近一次注销的是哪个站", Want.FIRST, InState.CANCELLED),
        ("分别是哪几个", "7月以后注销过几个", Want.LIST, InState.CANCELLED),
        ("and in july?", "how many were cancelled in may", Want.COUNT, InState.CANCELLED),
        ("平均一个要几天", "这几个加起来花了多少天", Want.AVERAGE, InState.CANCELLED),
    ],
)
def test_a_follow_up_keeps_what_it_does_not_say(
    text: str, after: str, want: Want, state: InState
) -> None:
    found = tally_in(text, after)
    assert found is not None
    assert (found.want, found.state) == (want, state)


def test_a_follow_up_keeps_the_period() -> None:
    found = tally_in("分别是哪几个", "7月以后注销过几个")
    assert found is not None
    assert said_period(found.when, TODAY) == Period(date(2026, 7, 1), TODAY)


@pytest.mark.parametrize("text", ["三月那个呢", "and the june one?", "我们有几台服务器"])
def test_what_names_one_thing_or_asks_of_servers_is_no_follow_up(text: str) -> None:
    assert tally_in(text, "一共注销了几个") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今年", date(2026, 1, 1), date(2026, 12, 31)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("上半年", date(2026, 1, 1), date(2026, 6, 30)),
        ("in the second half of 2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("3月到6月", date(2026, 3, 1), date(2026, 6, 30)),
        ("between march and june", date(2026, 3, 1), date(2026, 6, 30)),
        ("七月以后", date(2026, 7, 1), TODAY),
        ("since August", date(2026, 8, 1), TODAY),
        ("五月之前", date(2026, 1, 1), date(2026, 4, 30)),
        ("第三季度", date(2026, 7, 1), date(2026, 9, 30)),
        ("十二月", date(2026, 12, 1), date(2026, 12, 31)),
        ("上个月", date(2026, 9, 1), date(2026, 9, 30)),
        ("this month", date(2026, 10, 1), TODAY),
        ("最近三个月", date(2026, 7, 1), TODAY),
        ("上周", date(2026, 10, 5), date(2026, 10, 11)),
        ("in the spring", date(2026, 3, 1), date(2026, 5, 31)),
    ],
)
def test_a_period_is_dated(text: str, first: date, last: date) -> None:
    assert said_period(text, TODAY) == Period(first, last)


@pytest.mark.parametrize("text", ["一共几个", "how many are there", "最近十五个月那个"])
def test_a_text_may_name_no_period(text: str) -> None:
    assert said_period(text, TODAY) is None
