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
from beian.filing.providers import english_name

MOST_LINES = 20
MOST_NAMES = 12
ANSWERS = "answers"
"""The key under which a message says what it answers (beian.bot.channel)."""
LINKS = "links"
"""The key under which it says which pages buttons below its text open (beian.bot.responses)."""
CARD = "card"
"""The key under which it has a card (beian.bot.responses)."""
REMINDERS = "reminders"
"""The key under which it says which reminders are wanted (beian.bot.channel)."""
LEAD = "lead"
"""The key under which it says what stands before its text (beian.bot.responses)."""
HELPED_BY_SIGN_IN = "helped_by_sign_in"
"""The key under which it says that signing in would bring a better answer (beian.bot.responses)."""
Value = Any
"""A string, a number, or one of the structures that the functions below return."""


@dataclass(frozen=True)
class Choice:
    """A button: its title, and what pressing it sends."""

    title: Value
    payload: str


@dataclass(frozen=True)
class Link:
    """A button that opens a page."""

    title: Value
    url: str


@dataclass(frozen=True)
class Done:
    """A button of a card that does something with what the card is about; `does` as
    server-frame.schema.json of the desk names it."""

    title: Value
    does: str


@dataclass(frozen=True)
class Card:
    """Something to look at and act upon, beside the text of a message.

    `about`: what the desk needs to know of it, under the name of its kind.
    """

    kind: str
    title: Value
    lines: Sequence[Value]
    actions: Sequence[Choice | Done] = ()
    about: dict[str, Any] = field(default_factory=dict)

    def as_object(self) -> dict[str, Any]:
        """Return the card as beian.bot.responses takes it."""
        actions = [
            {"title": one.title, "payload": one.payload}
            if isinstance(one, Choice)
            else {"title": one.title, "does": one.does}
            for one in self.actions
        ]
        return {
            "kind": self.kind,
            "title": self.title,
            "lines": list(self.lines),
            "actions": actions,
            **self.about,
        }


@dataclass(frozen=True)
class Reply:
    """One message to the user: a response with its values and buttons."""

    response: str
    values: dict[str, Value] = field(default_factory=dict)
    choices: Sequence[Choice] = ()
    offers: str | None = None
    """What a "yes" to it accepts: "person" or nothing."""
    answers: str | None = None
    """The topic, or its part ("faq_reapply/when"), whose question it answers."""
    language: str | None = None
    """The language to say it in, where it is not that of the conversation."""
    lead: Value = None
    """What is said before the response, in the same message: what it is about."""
    links: Sequence[Link] = ()
    card: Card | None = None
    reminders: dict[str, Any] | None = None
    """Which reminders the user wants from now on, or none of: {"kinds": [...], "on": bool}."""
    helped_by_sign_in: bool = False
    """Whether who signs in gets a better answer to the same question."""

    def as_keywords(self) -> dict[str, Any]:
        """Return the keywords for rasa_sdk's `utter_message`."""
        buttons = [{"title": c.title, "payload": c.payload} for c in self.choices]
        answers = {} if self.answers is None else {ANSWERS: self.answers}
        lead = {} if self.lead is None else {LEAD: self.lead}
        spoken = {} if self.language is None else {"in_language": self.language}
        pages = [{"title": link.title, "url": link.url} for link in self.links]
        links = {LINKS: pages} if pages else {}
        card = {CARD: self.card.as_object()} if self.card else {}
        reminders = {REMINDERS: self.reminders} if self.reminders else {}
        helped = {HELPED_BY_SIGN_IN: True} if self.helped_by_sign_in else {}
        return {
            "response": self.response,
            "choices": buttons,
            **answers,
            **lead,
            **spoken,
            **links,
            **card,
            **reminders,
            **helped,
            **self.values,
        }


def reply(response: str, choices: Sequence[Choice] = (), **values: Value) -> Reply:
    return Reply(response, values, choices)


def wording(response: str, **values: Value) -> Value:
    """Return the text of another response, to stand inside a sentence."""
    return {"response": response, **values}


def in_language(zh: Value, en: Value) -> Value:
    """Return a value that each language has of its own."""
    return {"zh": zh, "en": en}


def provider_name(name: str) -> Value:
    """Return what an access provider that is on file is called, in each language."""
    return in_language(name, english_name(name))


def sentences(*items: Value) -> Value:
    """Return whole sentences, one after the other."""
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


def moment_or_day(when: datetime) -> Value:
    """Return a date and time of day; the date alone for midnight, which stands for no time."""
    local = when.astimezone(SHANGHAI)
    return moment(when) if local.hour or local.minute else day(when)


def duration(length: timedelta) -> Value:
    """Return hours and minutes, rounded down to the minute."""
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
