"""The frame: all that a conversation has established, as one value.

It lies in one slot, is carried across sessions, and is the only state that the actions keep. Pure
functions move it on: actions.reading.reader by what the user says, actions.answering by what is
said back. docs/decisions/0014-one-frame.md has the reasons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from beian.filing.state import Document, SubjectType

SLOT = "frame"
WHICH, CANCELLATION, SUBJECT_TYPE, DOCUMENT = "which", "cancellation", "subject_type", "document"
"""Questions that wait for an answer: which of several things; what decides about papers."""
TOPICS, PERSON, REPHRASE = "topics", "person", "rephrase"
"""Offers that wait for a yes or no: some topics, a person; or a message that was not understood."""
PAPERS = (SUBJECT_TYPE, DOCUMENT, CANCELLATION)
KINDS = ("subject", "website", "access")
"""What can be cancelled."""


@dataclass(frozen=True)
class Waiting:
    """A question of the assistant's that waits for an answer.

    `topic` and `part` are answered once it has one; `options` are the keys of things, or topics, to
    choose from, and `response` is how it was asked. `reminded` is True once it was asked again.
    """

    question: str
    topic: str | None = None
    part: str | None = None
    options: tuple[str, ...] = ()
    response: str | None = None
    reminded: bool = False


@dataclass(frozen=True)
class Frame:
    """What the conversation has established.

    Things are named by keys: "subject:ID", "website:ID", "service:ID", "order:ID"
    (actions.frame.things). `about` are those that the user named or chose, several where it is open
    which; `spoken_of` the one that the last answer was about without being named; `excluded`
    those that the user ruled out; `options` the last ones to choose from. `kind` is what is to be
    cancelled, of KINDS. `lacks` are papers that the user does not have (lacks.yml); `phone_lost`
    is True once they said that the phone on file is out of use. `province` and `provider` are
    codes. `said` holds fingerprints of the last turn's replies, `asked` the message that they
    answered. `wished_language` is one that the user asked for in another, and has not written in
    since.
    """

    topic: str | None = None
    part: str | None = None
    about: tuple[str, ...] = ()
    spoken_of: str | None = None
    excluded: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    kind: str | None = None
    subject_type: SubjectType | None = None
    document: Document | None = None
    lacks: tuple[str, ...] = ()
    phone_lost: bool = False
    province: str | None = None
    provider: str | None = None
    waiting: Waiting | None = None
    said: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    asked: str = ""
    unhelped: int = 0
    invited_to_sign_in: bool = False
    wished_language: str | None = None

    @property
    def in_focus(self) -> tuple[str, ...]:
        """The keys of what was named or chosen, else of what the last answer was about; none where
        it is open."""
        return self.about or tuple(filter(None, (self.spoken_of,)))

    def with_(self, **changes: Any) -> Frame:
        """Return the frame with some of its values changed."""
        return replace(self, **changes)

    def as_slot(self) -> dict[str, Any]:
        """Return what the slot holds: JSON, without what is not there."""
        return {name: value for name, value in asdict(self).items() if value}


def frame_in(slot: object) -> Frame:
    """Return the frame that a slot holds; an empty one where it holds none that can be read."""
    if not isinstance(slot, Mapping):
        return Frame()
    values = {name: slot[name] for name in Frame.__dataclass_fields__ if name in slot}
    for name in ("about", "excluded", "options", "lacks", "said", "told"):
        if name in values:
            values[name] = tuple(values[name])
    values["subject_type"] = member(SubjectType, values.get("subject_type"))
    values["document"] = member(Document, values.get("document"))
    values["waiting"] = _waiting_in(values.get("waiting"))
    return Frame(**values)


def _waiting_in(kept: object) -> Waiting | None:
    if not isinstance(kept, Mapping) or "question" not in kept:
        return None
    values = {name: kept[name] for name in Waiting.__dataclass_fields__ if name in kept}
    return Waiting(**{**values, "options": tuple(kept.get("options") or ())})


def member(kind: Any, value: object) -> Any:
    """Return the member of an enumeration with that value, None where there is none."""
    return next((one for one in kind if one.value == value), None)


def kind_of(value: str | None) -> str | None:
    """Return one of KINDS, from an entity's value ("website", "cancel_website")."""
    kind = value.removeprefix("cancel_") if value else None
    return kind if kind in KINDS else None
