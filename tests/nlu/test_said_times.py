"""Times of day in messages."""

from __future__ import annotations

from datetime import datetime

import pytest

from beian.base.clock import SHANGHAI
from beian.nlu.said_times import said_time

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
        ("9点行不行", 13, 9, 0),
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
    ["还来得及吗", "要填6位数吗", "24 小时内", "my order 20261011", "明天行吗", "within 24 hours"],
)
def test_nothing_else_is_taken_for_one(text: str) -> None:
    assert said_time(text, NOW) is None
