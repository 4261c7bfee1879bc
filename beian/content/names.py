"""Checks that what rules, forms, slots and actions name is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beian.base.languages import LANGUAGES
from beian.content.material import Material
from beian.content.rasa_files import Step
from beian.nlu.intents import BLANK_MESSAGE, FALLBACK, MESSAGE_TOO_LONG
from beian.nlu.topics.domain import domain_faults
from beian.nlu.topics.faults import Fault, closest, did_you_mean
from beian.nlu.topics.reading import INTENTS

_SENT = (BLANK_MESSAGE, MESSAGE_TOO_LONG)
"""Intents that the channel alone sends; nothing is learned for them."""
RASAS_ACTIONS = (
    "action_listen",
    "action_restart",
    "action_session_start",
    "action_default_fallback",
    "action_deactivate_loop",
    "action_back",
    "action_extract_slots",
)
_REQUESTED = "requested_slot"


def name_faults(material: Material) -> Iterator[Fault]:
    """Yield names of intents, slots, forms and actions that nobody defines."""
    if not material.domain.legible:
        return
    yield from _of_topics(material)
    yield from _of_domain(material)
    for step in material.steps:
        yield from _of_step(material, step)
    yield from _unanswered(material)
    yield from _of_intents_file(material)


def _of_topics(material: Material) -> Iterator[Fault]:
    domain = material.domain
    yield from domain_faults(
        material.content,
        {
            "intents": list(domain.intents),
            "responses": {said.name: said for said in domain.responses},
            "forms": dict(domain.forms),
            "slots": dict(domain.slots),
        },
    )
    for own in material.topicless:
        message = f"An action answers {own.name}, and there is no such topic in data/topics/."
        close = did_you_mean(own.name, material.content.names)
        yield Fault(own.file, own.line, f"{message} {close}")
    for language in LANGUAGES:
        first: dict[str, str] = {}
        for topic in material.content.topics:
            other = first.setdefault(topic.title.in_language(language), topic.name)
            if other != topic.name:
                message = f"{other} has this title, too. On buttons nobody can tell them apart."
                yield Fault(
                    topic.file, topic.title.line_of(language), f"{message} Change one of them."
                )


def _of_domain(material: Material) -> Iterator[Fault]:
    domain = material.domain
    for intent in material.unlisted:
        message = f"intents lacks {intent}, of which data/nlu/{intent}.yml holds examples. Add it."
        yield Fault(domain.file, min(domain.intents.values(), default=1), message)
    for form, slots in domain.forms.items():
        for slot, line in slots.items():
            if slot not in domain.slots:
                message = f"{form} asks for the slot {slot}, which nobody defines."
                yield Fault(domain.file, line, f"{message} {did_you_mean(slot, [*domain.slots])}")
    for mapped in domain.mapped:
        for entity, line in mapped.entities.items():
            if entity not in domain.entities:
                message = f"There is no entity {entity}."
                close = did_you_mean(entity, [*domain.entities])
                yield Fault(domain.file, line, f"{message} {close}")
        for intent, line in mapped.intents.items():
            if intent not in material.intents:
                yield _no_intent(material, domain.file, line, intent)
    if material.sources.literals and not material.sources.faults:
        for action, line in domain.actions.items():
            if action not in material.sources.literals and action not in _of_intents(material):
                known = sorted(a for a in material.sources.literals if a.startswith("action_"))
                message = f"No action in actions/ has the name {action}."
                yield Fault(domain.file, line, f"{message} {did_you_mean(action, known)}")


def _no_intent(material: Material, file: Path, line: int, intent: str) -> Fault:
    known = [*material.content.names, *material.domain.intents]
    return Fault(file, line, f"There is no intent {intent}. {did_you_mean(intent, known)}")


def _of_step(material: Material, step: Step) -> Iterator[Fault]:
    domain = material.domain
    if step.kind == "intent":
        if step.name not in material.intents and step.name != FALLBACK:
            yield _no_intent(material, step.file, step.line, step.name)
        return
    if step.kind == "action":
        if step.name.startswith("utter_"):
            return  # beian.content.use tells of responses
        topics = [topic.action for topic in material.content.topics]
        known = [*domain.actions, *domain.forms, *topics, *RASAS_ACTIONS]
        what = "action"
    elif step.kind == "active_loop":
        known, what = [*domain.forms], "form"
    else:
        known, what = [*domain.slots, _REQUESTED], "slot"
    if step.name not in known and step.name not in material.half_read:
        message = f"There is no {what} {step.name}. {did_you_mean(step.name, known)}"
        yield Fault(step.file, step.line, message)


def _unanswered(material: Material) -> Iterator[Fault]:
    """Intents that no rule answers, and those that nothing is learned for."""
    answered = _with_misspelt(material, [s.name for s in material.steps if s.kind == "intent"])
    learned = _with_misspelt(
        material, [block.intent for blocks in material.learned.values() for block in blocks]
    )
    faulty = {fault.file.parent.name for fault in material.faults}
    for intent, line in material.domain.intents.items():
        if intent not in answered and "rules" not in faulty:
            message = f"No rule says what is answered to {intent}. Write one in data/rules/."
            yield Fault(material.domain.file, line, message)
        if intent not in learned and intent not in _SENT and "nlu" not in faulty:
            message = f"There are no examples of {intent}. Write some in data/nlu/{intent}.yml."
            yield Fault(material.domain.file, line, message)


def _with_misspelt(material: Material, names: list[str]) -> set[str]:
    """Return the names, and those that are meant where there is no such intent, which is told
    already."""
    unknown = {*names} - {*material.intents}
    meant = {one for name in unknown for one in closest(name, [*material.domain.intents])}
    return {*names, *meant}


def _of_intents_file(material: Material) -> Iterator[Fault]:
    named = material.content.conversation
    file = material.folder / "data" / INTENTS
    if not named:
        return
    for intent, text in named.items():
        known = [*material.domain.intents, FALLBACK]
        if intent not in (*known, *material.unlisted):
            message = (
                f"There is no intent {intent} of the conversation. {did_you_mean(intent, known)}"
            )
            yield Fault(file, text.zh_line, message)
    for intent in material.domain.intents:
        if intent not in named:
            message = (
                f"What agents read for {intent} is missing. Add {intent}: {{zh: ..., en: ...}}."
            )
            yield Fault(file, 1, message)


def _of_intents(material: Material) -> set[str]:
    """Return the names of the actions of intents, one for each (actions/conversation.py)."""
    return {f"action_{intent}" for intent in (*material.intents, FALLBACK)}
