"""Values for responses. The words themselves live in data/ and domain.yml.

What is built here is rendered by beian.bot.responses in the user's language, so an
action neither knows nor needs that language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from beian.base.clock import SHANGHAI

MOST_LINES = 20
MOST_NAMES = 12
Value = Any
"""A string, a number, or one of the structures that the functions below return."""


@dataclass(frozen=True)
class Choice:
    """A button: its title, and what pressing it sends."""

    title: Value
    payload: str


@dataclass(frozen=True)
class Reply:
    """One message to the user: a response with its values and buttons."""

    response: str
    values: dict[str, Value] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    offers: str | None = None
    """What a "yes" to it accepts: "topics", "person" or nothing."""

    def as_keywords(self) -> dict[str, Any]:
        """Return the keywords for rasa_sdk's `utter_message`."""
        buttons = [{"title": c.title, "payload": c.payload} for c in self.choices]
        return {"response": self.response, "choices": buttons, **self.values}


def reply(response: str, choices: Sequence[Choice] = (), **values: Value) -> Reply:
    return Reply(response, values, choices)


def wording(response: str, **values: Value) -> Value:
    """Return the text of another response, to stand inside a sentence."""
    return {"response": response, **values}


def in_language(zh: Value, en: Value) -> Value:
    """Return a value that each language has of its own."""
    return {"zh": zh, "en": en}


def sentences(*items: Value) -> Value:
    """Whole sentences, one after the other."""
    return {"sentences": list(items)}


def lines(items: Iterable[Value], most: int = MOST_LINES) -> Value:
    """Return values one below the other: the first `most` of them, then how many more there are."""
    every = list(items)
    more = len(every) - most
    return {"lines": [*every[:most], wording("utter_and_more", count=more)] if more > 0 else every}


def names(items: Iterable[Value]) -> Value:
    """Return an enumeration: the first MOST_NAMES, then how many more there are."""
    every = list(items)
    more = len(every) - MOST_NAMES
    return [*every[:MOST_NAMES], wording("utter_and_others", count=more)] if more > 0 else every


def day(moment: date | datetime) -> Value:
    """Return a date; a datetime counts in Asia/Shanghai."""
    if isinstance(moment, datetime):
        moment = moment.astimezone(SHANGHAI).date()
    return {"day": moment.isoformat()}


def moment(when: datetime) -> Value:
    """Return a date and time of day in Asia/Shanghai."""
    return {"moment": when.astimezone(SHANGHAI).isoformat(timespec="minutes")}


def duration(length: timedelta) -> Value:
    """Hours and minutes, rounded down to the minute."""
    minutes = max(0, int(length.total_seconds() // 60))
    hours, minutes = divmod(minutes, 60)
    if hours and minutes:
        return wording("utter_hours_and_minutes", hours=hours, minutes=minutes)
    return (
        wording("utter_hours", hours=hours) if hours else wording("utter_minutes", minutes=minutes)
    )


def number(value: float) -> Value:
    """Return a whole number without its decimal point; a half keeps one."""
    return int(value) if value == int(value) else value
