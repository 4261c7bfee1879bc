"""A message as it was understood."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from beian.filing.providers import spoken_providers
from beian.nlu.intents import (
    AFFIRM,
    DENY,
    FALLBACK,
    FEEDBACK_UNHELPFUL,
    INFORM,
    OUT_OF_SCOPE,
)
from beian.nlu.model.parts import part_in
from beian.nlu.plain_words.waved_aside import waved_aside, without_what_is_aside

BARE = (INFORM, FALLBACK, AFFIRM, DENY, OUT_OF_SCOPE, FEEDBACK_UNHELPFUL)
"""Intents of messages that may be an answer, a follow-up or a correction rather than a question."""
DENIED = "denied"
"""The role of an entity that the message denies."""


@dataclass(frozen=True)
class Asked:
    """A question that is to be answered: a topic, the part of it if any, and the words for it.

    `topic` may be an intent that is no topic ("out_of_scope"), where one of several questions is.
    `about` are the keys of the things that this one of several questions names
    (actions.frame.things).
    """

    topic: str
    part: str | None = None
    text: str = ""
    about: tuple[str, ...] = ()


class Message:
    """What the user typed or pressed. `text` is empty where a button was pressed; `now` is when,
    as far as it is known."""

    def __init__(self, parsed: Mapping[str, Any], now: datetime | None = None) -> None:
        self.now = now
        text: str = parsed.get("text") or ""
        self.pressed = text.startswith("/")
        self.text = "" if self.pressed else text
        understood: Mapping[str, Any] = parsed.get("intent") or {}
        self.intent: str = understood.get("name") or ""
        self.confidence = float(understood.get("confidence") or 0)
        self._part = part_in(understood)
        self.ranking: list[Mapping[str, Any]] = parsed.get("intent_ranking") or []
        self.entities: list[Mapping[str, Any]] = parsed.get("entities") or []
        self.metadata: Mapping[str, Any] = parsed.get("metadata") or {}
        self._questions: list[Mapping[str, Any]] = parsed.get("questions") or []

    @property
    def part(self) -> str | None:
        """The part of its topic that is asked about, by understanding or by a button."""
        return self.value("part") or self._part

    def without_what_is_aside(self) -> Message:
        """Return the message with blanks for what it waves aside, without the entities there."""
        places = waved_aside(self.text)
        if not places:
            return self
        rest = copy(self)
        rest.text = without_what_is_aside(self.text)
        rest.entities = [
            one
            for one in self.entities
            if not any(start <= one.get("start", -1) < end for start, end in places)
        ]
        return rest

    def within(self, start: int, end: int) -> Message:
        """Return the message as if nothing stood outside a stretch of its text; what it was
        understood as stays."""
        understood = {"name": self.intent, "confidence": self.confidence}
        part = Message({"intent": understood}, self.now)
        part.text = " " * start + self.text[start:end] + " " * (len(self.text) - end)
        part.metadata = self.metadata
        part.entities = [
            one
            for one in self.entities
            if "start" in one and start <= one["start"] and one["end"] <= end
        ]
        return part

    @cached_property
    def questions(self) -> tuple[Asked, ...]:
        """The questions of a message that asks several; none of one that asks one."""
        return tuple(
            Asked(str(one["intent"]), one.get("part"), str(one.get("text") or ""))
            for one in self._questions
        )

    def values(self, name: str, *, denied: bool = False) -> list[str]:
        """Return the values of an entity that the message says, or those that it denies."""
        return [
            str(one["value"])
            for one in self.entities
            if one.get("entity") == name and (one.get("role") == DENIED) == denied
        ]

    def value(self, name: str, *, denied: bool = False) -> str | None:
        """Return the last value of an entity."""
        return next(reversed(self.values(name, denied=denied)), None)

    @property
    def province(self) -> str | None:
        """The province that the message names, by itself or by one of its cities."""
        return self.value("province") or self.value("city")

    @cached_property
    def provider(self) -> str | None:
        """The code of the provider that the message names, if it is one alone."""
        named = {
            code for code, start, end in spoken_providers(self.text) if not self.denies(start, end)
        }
        return named.pop() if len(named) == 1 else None

    @property
    def corrects(self) -> bool:
        """Whether the message takes back what was said or understood before."""
        return bool(self.values("correction"))

    def denies(self, start: int, end: int) -> bool:
        """Return whether a stretch of the text lies in a scope that the message denies."""
        return any(first <= start and end <= last for first, last in self.denied_places)

    @cached_property
    def without_what_is_denied(self) -> str:
        """The text with blanks for what it denies."""
        text = list(self.text)
        for start, end in self.denied_places:
            text[start:end] = " " * (end - start)
        return "".join(text)

    @cached_property
    def denied_places(self) -> tuple[tuple[int, int], ...]:
        """Where in the text the scopes that the message denies begin and end."""
        return tuple(
            (one["start"], one["end"])
            for one in self.entities
            if one.get("entity") == "scope" and one.get("role") == DENIED and "start" in one
        )
