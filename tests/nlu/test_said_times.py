"""Times of day in messages."""

from __future__ import annotations

from datetime import datetime

import pytest

from beian.base.clock import SHANGHAI
from beian.nlu.text.said_times import SaidTime, asks_to_do_it_then, said_span, said_time

NOW = datetime(2026, 10, 12, 10, 0, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "day", "hour", "minute"),
    [
        ("晚上八点再填来得及不", 12, 20, 0),
        ("今晚8点半弄行吗", 12, 20, 30),
        ("明天早上9点来得及吗", 13, 9, 0),
        ("明早七点", 13, 7, 0),
        ("後天下午三點", 14, 15, 0),
        ("明天中午可以吗", 13, 12, 0),
        ("我十一点再弄", 12, 11, 0),
        # By a clock of twelve hours, the next one.
        ("9点行不行", 12, 21, 0),
        ("过了6点会怎样", 12, 18, 0),
        ("今天六点前弄完", 12, 18, 0),
        ("明天六点", 13, 6, 0),
        ("过了18点没弄完", 12, 18, 0),
        ("after 9:30 in the morning", 13, 9, 30),
        # The day and the half of it nearest to the hour.
        ("今晚要坐飞机，明早八点多才落地，来得及吗", 13, 8, 0),
        ("今晚要坐飞机明早八点才落地", 13, 8, 0),
        ("是早上八点！不是晚上八点啦", 13, 8, 0),
        ("tonight i fly, and land tomorrow at 7am", 13, 7, 0),
        ("can i do it tmrw around 9am", 13, 9, 0),
        ("is tonight at eight early enough", 12, 20, 0),
        ("tomorrow 12 am?", 13, 0, 0),
        ("at 7:30 pm", 12, 19, 30),
        ("晚上8:30行吗", 12, 20, 30),
        ("by noon tomorrow", 13, 12, 0),
    ],
)
def test_a_time_of_day_is_read(text: str, day: int, hour: int, minute: int) -> None:
    assert said_time(text, NOW) == datetime(2026, 10, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    "text",
    [
        "还来得及吗",
        "要填6位数吗",
        "24 小时内",
        "my order 20261011",
        "明天行吗",
        "within 24 hours",
        "tomorrow then. One more thing",
    ],
)
def test_nothing_else_is_taken_for_one(text: str) -> None:
    assert said_time(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("今天下午没空，明天再做可以吗", "2026-10-13 00:00", "2026-10-14 00:00"),
        ("明天上午行吗", "2026-10-13 06:00", "2026-10-13 12:00"),
        ("等到周五晚上呢", "2026-10-16 18:00", "2026-10-17 00:00"),
        ("下周三", "2026-10-21 00:00", "2026-10-22 00:00"),
        ("wait until Friday night", "2026-10-16 18:00", "2026-10-17 00:00"),
        ("tomorrow afternoon", "2026-10-13 12:00", "2026-10-13 18:00"),
        ("tonight at eight", "2026-10-12 20:00", "2026-10-12 20:00"),
    ],
)
def test_a_day_lasts_from_its_beginning_to_its_end(text: str, first: str, last: str) -> None:
    assert said_span(text, NOW) == SaidTime(_at(first), _at(last))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("周末再弄", "2026-10-17 00:00"),
        ("next week", "2026-10-19 00:00"),
        ("过几天再说", "2026-10-14 00:00"),
        ("想等双十一过了", "2026-10-26 00:00"),
    ],
)
def test_a_time_without_a_day_begins_at_the_earliest_then(text: str, first: str) -> None:
    found = said_span(text, NOW)
    assert found is not None
    assert (found.earliest, found.names_day) == (_at(first), False)


def test_without_a_time_there_is_none() -> None:
    assert said_span("还来得及吗", NOW) is None


@pytest.mark.parametrize(
    "text",
    [
        "想等周五过了再核验，行吗",
        "今天没空，明天再做可以吗",
        "晚上十点弄来得及吧？",
        "過幾天再填可以嗎",
        "if I wait with it until Friday, would that work?",
        "can I do it tomorrow",
    ],
)
def test_whether_it_can_wait_is_asked(text: str) -> None:
    assert asks_to_do_it_then(text)


@pytest.mark.parametrize(
    "text",
    ["明天能办完吗", "明天办完了吗", "will it be done by friday?", "我周五要出差", "怎么核验"],
)
def test_when_it_is_done_is_another_question(text: str) -> None:
    assert not asks_to_do_it_then(text)


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)
