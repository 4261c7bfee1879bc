"""What a user has just asked, read from the tracker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import Enum
from functools import cached_property
from typing import Any, TypeVar

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.naming import Candidate, Spoken, WhichOne, place_named
from actions.user import FilingService, User
from beian.base.languages import spoken_language
from beian.filing.review_times import ReviewTimes
from beian.filing.state import Document, SubjectType
from beian.nlu.intents import FALLBACK, INFORM
from beian.nlu.parts import part_in

_NAMES = ("filing_number", "domain", "order_number")
"""Entities whose normalised values name a subject, website or order."""
ACCESS = "access"
KINDS = ("subject", "website", ACCESS)
"""What can be cancelled."""


class Question:
    """The latest message, who asks, and what the conversation has established so far."""

    def __init__(self, tracker: Tracker, filing: FilingService) -> None:
        message = tracker.latest_message
        text: str = message.get("text") or ""
        self.text = "" if text.startswith("/") else text
        """What the user typed; nothing where a button was pressed."""
        self._understood: dict[str, Any] = message.get("intent") or {}
        self.intent: str = self._understood.get("name") or ""
        self.topic: str | None = tracker.get_slot("topic")
        self._ranking: list[dict[str, Any]] = message.get("intent_ranking") or []
        self._entities: list[dict[str, Any]] = message.get("entities") or []
        self._offered_choices: list[str] = tracker.get_slot("choices") or []
        self._slots = tracker.slots
        self._events = tracker.events
        self._metadata: dict[str, Any] = message.get("metadata") or {}
        self.active_form: str | None = (tracker.active_loop or {}).get("name")
        self._filing = filing

    @cached_property
    def user(self) -> User:
        """Who asks; the account is read when it is first asked for."""
        return self._filing.user(self._metadata)

    @property
    def now(self) -> datetime:
        return self._filing.now()

    def review_times(self, province: str) -> ReviewTimes | None:
        return self._filing.review_times(province)

    @property
    def part(self) -> str | None:
        """The part of its topic that the message asks about; None for the topic as a whole."""
        return part_in(self._understood)

    @property
    def is_follow_up(self) -> bool:
        """Whether the message leans on the topic before it ("and for a company?")."""
        return self.intent in (INFORM, FALLBACK) and self.topic is not None

    def entity(self, name: str) -> str | None:
        """Return the last value of an entity in the message."""
        values = [str(e["value"]) for e in self._entities if e.get("entity") == name]
        return values[-1] if values else None

    @property
    def kind(self) -> str | None:
        """What the message speaks of cancelling: "subject", "website", "access" or None.

        The bare word for access is mostly part of "access provider"; alone it counts only in a
        follow-up.
        """
        kind = kind_of(self.entity("cancellation_kind"))
        if kind is not None:
            return kind
        target = kind_of(self.entity("target"))
        return None if target == ACCESS and not self.is_follow_up else target

    @property
    def province(self) -> str | None:
        return self.entity("province")

    @property
    def spoken_subject_type(self) -> SubjectType | None:
        return member(SubjectType, self.entity("subject_type"))

    @property
    def spoken_document(self) -> Document | None:
        return member(Document, self.entity("document"))

    @property
    def subject_type(self) -> SubjectType | None:
        """The type of subject that the conversation has established."""
        return member(SubjectType, self._slots.get("subject_type"))

    @property
    def document(self) -> Document | None:
        return member(Document, self._slots.get("document"))

    @property
    def cancellation(self) -> str | None:
        """ "subject", "website" or "access", as the conversation has established it."""
        return kind_of(self._slots.get("cancellation"))

    @property
    def offered(self) -> str | None:
        """What the assistant's last turn offered: "topics", "person", to "rephrase" or None."""
        messages = 0
        for event in reversed(self._events):
            messages += event["event"] == "user"
            if messages > 1 or event["event"] == "session_started":
                return None
            if event["event"] == "slot" and event["name"] == "offered":
                return event["value"] and str(event["value"])
        return None

    @property
    def was_unsure(self) -> bool:
        """Whether the assistant has just said that it did not understand."""
        return self.offered in ("topics", "rephrase")

    @property
    def was_asked_which(self) -> bool:
        """Whether a "which one?" still waits for its answer."""
        return bool(self._offered_choices)

    @property
    def language_choice(self) -> str | None:
        """The language that the user asked for."""
        chosen = self._slots.get("language_choice")
        return str(chosen) if chosen else None

    @property
    def language(self) -> str:
        """The language of the conversation so far, "zh" or "en"."""
        return spoken_language(self._slots, self._metadata.get("language"))

    def has_done(self, actions: Sequence[str]) -> bool:
        """Return whether one of these actions has run since the message came."""
        for event in reversed(self._events):
            if event["event"] == "user":
                return False
            if event["event"] == "action" and event["name"] in actions:
                return True
        return False

    def changes(self, values: dict[str, Any]) -> list[EventType]:
        """Return events that set slots to values, without those that hold them already.

        An offer is always set anew, for it lasts one turn.
        """
        return [
            SlotSet(name, value)
            for name, value in values.items()
            if self._slots.get(name) != value or (name == "offered" and value)
        ]

    def likely(self, among: Sequence[str], least: float) -> list[str]:
        """Return the intents of `among` with at least that confidence, the likeliest first."""
        return [
            str(entry["name"])
            for entry in self._ranking
            if entry["name"] in among and entry["confidence"] >= least
        ]

    def mentioned(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates that a button, an ordinal or a name in the message picks out.

        Where one name lies inside another (a subject's number in a website's), the longest
        one counts.
        """
        chosen = self.entity("choice") or self._ordinal_choice()
        if chosen:
            return [c for c in candidates if c.key == chosen]
        names = [str(e["value"]) for e in self._entities if e.get("entity") in _NAMES]
        spoken = Spoken(" | ".join([self.text, *names]))
        lengths = {candidate.key: spoken.longest_of(candidate.called) for candidate in candidates}
        longest = max(lengths.values(), default=0)
        return [c for c in candidates if longest and lengths[c.key] == longest]

    def one_of(self, candidates: Sequence[Candidate], which: str) -> Candidate | None:
        """Return the candidate that the question is about; None where there are no candidates.

        Raises WhichOne (with the response `which`) where several fit.
        """
        fitting = self.mentioned(candidates) or self.of_kind(candidates) or list(candidates)
        if len(fitting) > 1:
            raise WhichOne(which, fitting)
        return fitting[0] if fitting else None

    def of_kind(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates of the kind of cancellation that the message speaks of, if any.

        A mere "website" is a kind only in a follow-up ("the one for the website").
        """
        kind = self.kind if self.is_follow_up else kind_of(self.entity("cancellation_kind"))
        return [c for c in candidates if kind is not None and c.kind == kind]

    def _ordinal_choice(self) -> str | None:
        if not self._offered_choices or self.intent not in (INFORM, FALLBACK):
            return None
        place = place_named(self.text, len(self._offered_choices))
        return None if place is None else self._offered_choices[place]


_Member = TypeVar("_Member", bound=Enum)


def member(kind: type[_Member], value: str | None) -> _Member | None:
    """Return the member of an enumeration with that value, None where there is none."""
    return next((one for one in kind if one.value == value), None)


def kind_of(value: str | None) -> str | None:
    """One of KINDS, from an entity's value ("website", "cancel_website")."""
    kind = value.removeprefix("cancel_") if value else None
    return kind if kind in KINDS else None
