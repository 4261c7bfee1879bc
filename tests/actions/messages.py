"""Messages as the model hands them on, made of a text by the rules of its pipeline alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from actions.frame.message import Message
from beian.nlu.entities.finding import find_entities
from beian.nlu.entities.negation import is_denied, scopes_in
from beian.nlu.intents import INFORM
from beian.nlu.model.parts import OTHER_PARTS_KEY, PART_KEY


def message(
    text: str,
    intent: str = INFORM,
    *,
    part: str | None = None,
    entities: Iterable[tuple[str, Any]] | None = None,
    questions: Iterable[tuple[str, str | None]] = (),
    ranking: Mapping[str, float] | None = None,
    confidence: float = 0.9,
    other_parts: Mapping[str, list[str]] | None = None,
) -> Message:
    """Return a message of an intent; what stands in it is found, unless it is given.

    `questions` are the topics and parts of several questions in it, `ranking` the confidences of
    intents, `other_parts` the parts of intents that may be meant instead.
    """
    found = typed_entities(text) if entities is None else given_entities(entities)
    others = other_parts or {}
    several = [{"intent": topic, "part": one, "text": text} for topic, one in questions]
    return Message(
        {
            "text": text,
            "intent": {**understood(intent, part), "confidence": confidence},
            "intent_ranking": [
                {"name": name, "confidence": value, OTHER_PARTS_KEY: others.get(name, [])}
                for name, value in (ranking or {}).items()
            ],
            "entities": found,
            "questions": several,
        }
    )


def typed_entities(text: str) -> list[dict[str, Any]]:
    """Return the entities and scopes of a typed text, as the model's pipeline hands them on.

    A text that begins with a slash is a pressed button; it has none but those in its payload.
    """
    if text.startswith("/"):
        return []
    scopes = scopes_in(text)
    found = [
        {
            "entity": one.label,
            "value": one.value,
            "start": one.start,
            "end": one.end,
            **({"role": "denied"} if is_denied(one, scopes) else {}),
        }
        for one in find_entities(text)
    ]
    return found + [_of_scope(text, scope.start, scope.end, scope.role) for scope in scopes]


def _of_scope(text: str, start: int, end: int, role: str) -> dict[str, Any]:
    if role == "correction":
        return {"entity": role, "value": role, "start": start, "end": end}
    return {"entity": "scope", "value": text[start:end], "start": start, "end": end, "role": role}


def given_entities(entities: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """Return entities that the message has wherever in it they stand."""
    return [{"entity": label, "value": value} for label, value in entities]


def understood(intent: str, part: str | None = None) -> dict[str, Any]:
    """Return an intent as the model hands it on; the part stands in it as Rasa has it."""
    whole = {PART_KEY: f"{intent}/{part}"} if part else {}
    return {"name": intent, "confidence": 0.9, **whole}
