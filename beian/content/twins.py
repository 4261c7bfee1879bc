"""Checks that a message of the conversation is answered whether or not a form waits.

While a form waits for an answer, Rasa follows those rules alone whose condition names it; a message
without one is taken for something not understood. So rules come in twos.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from beian.content.material import Material
from beian.content.misplaced import RULES
from beian.content.rasa_files import Step
from beian.nlu.intents import FALLBACK
from beian.nlu.topics.faults import Fault, closest


def twin_faults(material: Material) -> Iterator[Fault]:
    """Yield the intents that rules answer only while a form waits, or only while it doesn't."""
    if any(fault.file.parent.name == RULES for fault in material.faults):
        return  # the twin may stand in the file that can't be read
    forms = list(material.domain.forms)
    own = [*material.domain.intents, FALLBACK]
    plain: dict[str, Step] = {}
    waiting: dict[str, dict[str, Step]] = {form: {} for form in forms}
    rules = [rule for rule in material.rules if rule.kind == "rule"]
    if any(_meant(form, forms) is None for rule in rules for form in rule.forms):
        return  # a form that nobody defines is told already
    for rule in rules:
        for step in rule.steps:
            intent = _meant(step.name, own) if step.kind == "intent" else None
            if intent is None:
                continue
            if not rule.forms:
                plain.setdefault(intent, step)
            for form in rule.forms:
                waiting.get(_meant(form, forms) or "", {}).setdefault(intent, step)
    for form, answered in waiting.items():
        for intent, step in plain.items():
            if intent not in answered:
                message = (
                    f"No rule answers {intent} while {form} waits for an answer. Write this rule's "
                    f"twin, with condition: [{{active_loop: {form}}}]."
                )
                yield Fault(step.file, step.line, message)
        for intent, step in answered.items():
            if intent not in plain:
                message = (
                    f"Rules answer {intent} only while {form} waits for an answer. Write this "
                    "rule's twin, without the condition."
                )
                yield Fault(step.file, step.line, message)


def _meant(name: str, known: Sequence[str]) -> str | None:
    """Return a known name, or the one that a misspelt name means; None where there is none."""
    return name if name in known else next(iter(closest(name, known)), None)
