"""Checks that every response that is asked for is there, and every one that is there is used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from beian.content.material import Material
from beian.content.states import answered_by
from beian.content.uttered import BUILT_NAMES
from beian.filing.situation_states import VALUES
from beian.nlu.intents import OUT_OF_SCOPE
from beian.nlu.topics.faults import Fault, closest
from beian.nlu.topics.model import UTTER, answer_name, title_name


@dataclass(frozen=True)
class _Wanted:
    """Who asks for a response, and in which words that is told."""

    name: str
    file: Path
    line: int
    told: str


def use_faults(material: Material) -> Iterator[Fault]:
    """Responses that nobody defines, and those that nobody uses."""
    if material.sources.faults:
        return
    for built in material.sources.unexplained:
        message = f"{built.name} is put together here, and {BUILT_NAMES} does not say of what."
        yield Fault(built.file, built.line, f"{message} Add it there.")
    said = {one.name: one for one in material.said}
    wanted = list(_wanted(material))
    names = {one.name for one in wanted} | _own(material)
    unused = [name for name in said if name not in names]
    told: set[str] = set()
    topicless = {own.file for own in material.topicless}
    for one in wanted:
        if one.name in said or one.name in material.half_read or one.name in told:
            continue
        if one.file in topicless:
            continue  # its topic would hold it, which is told to be missing
        told.add(one.name)
        meant = closest(one.name, unused) or closest(one.name, [*said])
        way_out = f"Do you mean {meant[0]}?" if meant else "Add it in data/responses/."
        yield Fault(one.file, one.line, f"{one.told} {one.name}, which nobody defines. {way_out}")
    if material.sources.exact and material.whole:
        missing = sorted(told)
        for name in unused:
            meant = closest(name, missing)
            way_out = f"Do you mean {meant[0]}?" if meant else "Take it out."
            message = f"Nothing says {name}. {way_out}"
            yield Fault(said[name].file, said[name].line, message)


def values_of(material: Material) -> dict[str, frozenset[str] | None]:
    """Return what is filled into each response; None where that can't be told, no entry where
    nothing."""
    found: dict[str, frozenset[str] | None] = {
        response.name: VALUES
        for one in answered_by(material.content)
        for response in one.said
        if response is not one.answer
    }
    for one in material.sources.exact:
        before = found.get(one.name, frozenset())
        known = before is not None and one.values is not None
        found[one.name] = (before or frozenset()) | (one.values or frozenset()) if known else None
    return found


def _wanted(material: Material) -> Iterator[_Wanted]:
    for step in material.steps:
        if step.kind == "action" and step.name.startswith(UTTER):
            yield _Wanted(step.name, step.file, step.line, "A rule says")
    domain = material.domain
    for form, slots in domain.forms.items():
        for slot, line in slots.items():
            if slot not in domain.slots:
                continue  # it is misspelt, which is told already
            name = f"{UTTER}ask_{form}_{slot}"
            yield _Wanted(name, domain.file, line, f"{form} asks for {slot} by")
    for one in material.sources.exact:
        yield _Wanted(one.name, one.file, one.line, "An action says")


def _own(material: Material) -> set[str]:
    """Return what topics and parts say of themselves, and what is said of matters out of scope."""
    answered = answered_by(material.content)
    named = {name(one.intent) for one in answered for name in (answer_name, title_name)}
    named |= {response.name for one in answered for response in one.said}
    learned = {block.intent for blocks in material.learned.values() for block in blocks}
    return named | {
        answer_name(one) for one in material.content.parts_of(OUT_OF_SCOPE) if one in learned
    }
