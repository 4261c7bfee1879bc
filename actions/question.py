"""What a user has just asked, read from the tracker."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.caller import Caller, FilingDesk
from actions.wording import Choice, Value
from filing.state import Document, SubjectType
from filing.statistics import ReviewTimes

INFORM = "inform"
FALLBACK = "nlu_fallback"
MOST_BUTTONS = 10

_ORDINALS = (
    re.compile(r"^\s*(?:第\s*)?(?:1|一)\s*个?\s*$|第一|头一个|\bfirst\b", re.IGNORECASE),
    re.compile(r"^\s*(?:第\s*)?(?:2|二|两)\s*个?\s*$|第二|\bsecond\b", re.IGNORECASE),
    re.compile(r"^\s*(?:第\s*)?(?:3|三)\s*个?\s*$|第三|\bthird\b", re.IGNORECASE),
    re.compile(r"^\s*(?:第\s*)?(?:4|四)\s*个?\s*$|第四|\bfourth\b", re.IGNORECASE),
    re.compile(r"^\s*(?:第\s*)?(?:5|五)\s*个?\s*$|第五|\bfifth\b", re.IGNORECASE),
)
_LAST = re.compile(r"最后一?个|\blast one\b", re.IGNORECASE)


@dataclass(frozen=True)
class Candidate:
    """A subject, website or order that a question may be about.

    `key` is "subject:ID", "website:ID" or "order:ID"; `called` are the ways a user may name it.
    """

    key: str
    title: Value
    called: tuple[str, ...]
    thing: Any


class WhichOne(Exception):
    """Several candidates fit: the user has to be asked. Raised by Question.one_of."""

    def __init__(self, response: str, candidates: Sequence[Candidate]) -> None:
        super().__init__(response)
        self.response = response
        self.candidates = tuple(candidates)

    def choices(self) -> list[Choice]:
        return [
            Choice(candidate.title, '/inform{"choice": "' + candidate.key + '"}')
            for candidate in self.candidates[:MOST_BUTTONS]
        ]


def folded(text: str) -> str:
    """Text for comparison: full-width forms, case, spaces and hyphens play no part."""
    return re.sub(r"[\s\-_]+", "", unicodedata.normalize("NFKC", text).casefold())


class Question:
    """The latest message, who asks, and what the conversation has established so far."""

    def __init__(self, tracker: Tracker, desk: FilingDesk) -> None:
        message = tracker.latest_message
        self.text: str = message.get("text") or ""
        self.intent: str = (message.get("intent") or {}).get("name") or ""
        self.topic: str | None = tracker.get_slot("topic")
        self._ranking: list[dict[str, Any]] = message.get("intent_ranking") or []
        self._entities: list[dict[str, Any]] = message.get("entities") or []
        self._offered_choices: list[str] = tracker.get_slot("choices") or []
        self._slots = tracker.slots
        self.active_form: str | None = (tracker.active_loop or {}).get("name")
        self._desk = desk
        self.caller: Caller = desk.caller(message.get("metadata") or {})

    @property
    def now(self) -> datetime:
        return self._desk.now()

    def review_times(self, province: str) -> ReviewTimes | None:
        return self._desk.review_times(province)

    @property
    def is_follow_up(self) -> bool:
        """Whether the message leans on the topic before it ("and for a company?")."""
        return self.intent in (INFORM, FALLBACK) and self.topic is not None

    def entity(self, name: str) -> str | None:
        """The last value of an entity in the message."""
        values = [str(e["value"]) for e in self._entities if e.get("entity") == name]
        return values[-1] if values else None

    @property
    def kind(self) -> str | None:
        """What the message speaks of cancelling: "subject", "website", "access" or None."""
        spoken = self.entity("cancellation_kind") or self.entity("target")
        return spoken.removeprefix("cancel_") if spoken else None

    @property
    def province(self) -> str | None:
        return self.entity("province")

    @property
    def spoken_subject_type(self) -> SubjectType | None:
        spoken = self.entity("subject_type")
        return SubjectType(spoken) if spoken else None

    @property
    def spoken_document(self) -> Document | None:
        spoken = self.entity("document")
        return Document(spoken) if spoken else None

    @property
    def subject_type(self) -> SubjectType | None:
        """The type of subject that the conversation has established."""
        established = self._slots.get("subject_type")
        return SubjectType(established) if established else None

    @property
    def document(self) -> Document | None:
        established = self._slots.get("document")
        return Document(established) if established else None

    @property
    def cancellation(self) -> str | None:
        """ "subject", "website" or "access", as the conversation has established it."""
        established = self._slots.get("cancellation")
        return str(established) if established else None

    @property
    def offered(self) -> str | None:
        """What the assistant offered last and still waits for: "topics", "person" or None."""
        return self._slots.get("offered")

    @property
    def was_unsure(self) -> bool:
        """Whether the assistant has just offered topics because it did not understand."""
        return self.offered == "topics"

    @property
    def language(self) -> str:
        """The language of the conversation so far, "zh" or "en"."""
        return str(self._slots.get("language_choice") or self._slots.get("language") or "zh")

    def changes(self, values: dict[str, Any]) -> list[EventType]:
        """Events that set slots to values, without those that hold them already."""
        return [
            SlotSet(name, value) for name, value in values.items() if self._slots.get(name) != value
        ]

    def likely(self, among: Sequence[str], count: int) -> list[str]:
        """The likeliest intents of `among`, best first."""
        names = [str(entry["name"]) for entry in self._ranking]
        return [name for name in names if name in among][:count]

    def mentioned(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates that a button, an ordinal or a name in the message picks out.

        Where one name lies inside another (a subject's number in a website's), the longest
        one counts.
        """
        chosen = self.entity("choice") or self._ordinal_choice()
        if chosen:
            return [c for c in candidates if c.key == chosen]
        text = folded(self.text)
        lengths = {
            candidate.key: max(
                (len(folded(name)) for name in candidate.called if _says(text, folded(name))),
                default=0,
            )
            for candidate in candidates
        }
        longest = max(lengths.values(), default=0)
        return [c for c in candidates if longest and lengths[c.key] == longest]

    def one_of(self, candidates: Sequence[Candidate], which: str) -> Candidate | None:
        """The candidate that the question is about; None where there are no candidates.

        Raises WhichOne (with the response `which`) where several fit.
        """
        fitting = self.mentioned(candidates) or list(candidates)
        if len(fitting) > 1:
            raise WhichOne(which, fitting)
        return fitting[0] if fitting else None

    def _ordinal_choice(self) -> str | None:
        if not self._offered_choices or self.intent not in (INFORM, FALLBACK):
            return None
        if _LAST.search(self.text):
            return self._offered_choices[-1]
        for place, pattern in enumerate(_ORDINALS):
            if pattern.search(self.text) and place < len(self._offered_choices):
                return self._offered_choices[place]
        return None


def _says(text: str, name: str) -> bool:
    return len(name) >= 2 and name in text
