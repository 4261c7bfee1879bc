"""When people are at the desk, and by when a ticket is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import aiohttp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.base.clock import SHANGHAI
from beian.base.settings import Settings
from beian.desk.hours import Hours
from tests.desk.conftest import CONFIG
from tests.desk.running import running_desk
from tests.desk.scripted_bot import ScriptedBot

OFFICE = Hours(spans=((time(9), time(12)), (time(13, 30), time(18))))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(
    lambda moment: moment.replace(tzinfo=SHANGHAI)
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+08:00")


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-10-12T09:00", True),
        ("2026-10-12T11:59", True),
        ("2026-10-12T12:00", False),
        ("2026-10-12T13:30", True),
        ("2026-10-12T18:00", False),
        ("2026-10-17T10:00", False),  # a Saturday
        ("2026-10-01T10:00", False),  # a holiday
        ("2026-10-10T10:00", True),  # a Saturday that makes up for one
    ],
)
def test_people_are_there_within_the_spans_of_a_mainland_working_day(
    moment: str,
    is_open: bool,
) -> None:
    assert OFFICE.is_open(at(moment)) is is_open


def test_without_spans_people_are_always_there() -> None:
    assert Hours().is_open(at("2026-10-01T03:00"))


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-10-12T10:00", "2026-10-13T18:00"),
        ("2026-10-12T20:00", "2026-10-13T18:00"),
        ("2026-10-13T03:00", "2026-10-13T18:00"),
        ("2026-09-30T19:00", "2026-10-08T18:00"),
    ],
)
def test_a_ticket_is_answered_by_the_end_of_the_next_working_day(moment: str, due: str) -> None:
    assert OFFICE.answer_due(at(moment)) == at(due)


def test_a_desk_may_have_days_of_the_week_of_its_own() -> None:
    hours = Hours(OFFICE.spans, days=frozenset({5, 6}))
    assert not hours.is_open(at("2026-10-12T10:00"))  # a Monday
    assert hours.is_open(at("2026-10-17T10:00"))
    assert hours.is_open(at("2026-10-03T10:00"))  # a holiday
    assert hours.answer_due(at("2026-10-12T10:00")) == at("2026-10-17T18:00")
    assert hours.answer_due(at("2026-10-17T10:00")) == at("2026-10-18T18:00")
    assert hours.answer_due(at("2026-10-18T10:00")) == at("2026-10-24T18:00")


@given(
    moment=MOMENTS,
    count=st.integers(1, 5),
    days=st.none() | st.frozensets(st.integers(0, 6), min_size=1),
)
def test_an_answer_is_due_later_when_people_have_been_there(
    moment: datetime, count: int, days: frozenset[int] | None
) -> None:
    hours = Hours(OFFICE.spans, days, answer_within_working_days=count)
    due = hours.answer_due(moment)
    assert due > moment
    assert hours.is_open(due - timedelta(minutes=1))


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-10-12T10:00", None),
        ("2026-10-12T08:00", "2026-10-12T09:00"),
        ("2026-10-12T12:30", "2026-10-12T13:30"),
        ("2026-10-12T18:00", "2026-10-13T09:00"),
        ("2026-09-30T20:00", "2026-10-08T09:00"),  # a week of holidays
        ("2026-12-31T19:00", "2027-01-04T09:00"),  # New Year, before its calendar is published
        ("2098-09-30T19:00", "2098-10-06T09:00"),  # National Day, its first three days
    ],
)
def test_people_are_back_when_the_next_span_begins(moment: str, opens: str | None) -> None:
    assert OFFICE.opens_at(at(moment)) == (None if opens is None else at(opens))


@given(MOMENTS)
def test_people_are_there_at_the_moment_that_is_told_and_not_before(moment: datetime) -> None:
    opens = OFFICE.opens_at(moment)
    assert (opens is None) == OFFICE.is_open(moment)
    if opens is not None:
        assert OFFICE.is_open(opens)
        assert moment < opens
        assert not OFFICE.is_open(opens - timedelta(minutes=1))


async def test_any_page_may_ask_for_the_opening_hours(settings: Settings, bot: ScriptedBot) -> None:
    hours = 'hours:\n  open: ["09:00-18:00"]\n'
    settings.desk_config.write_text(CONFIG + hours, encoding="utf-8")
    for now, expected in (
        ("2026-10-12T10:00:00+08:00", {"open": True, "opens_at": None}),
        ("2026-10-12T20:00:00+08:00", {"open": False, "opens_at": "2026-10-13T01:00:00.000Z"}),
    ):
        stopped = replace(settings, now=datetime.fromisoformat(now))
        with running_desk(stopped, bot.url) as desk:
            async with (
                aiohttp.ClientSession() as session,
                session.get(
                    f"{desk.url}/chat/hours", headers={"Origin": "https://any.example"}
                ) as response,
            ):
                assert await response.json() == expected
                assert response.headers["Access-Control-Allow-Origin"] == "*"
