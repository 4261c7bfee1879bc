"""Checks all content that a model is trained from, and returns every fault, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import beian.nlu
from beian.content.buttons import button_faults
from beian.content.claims import claim_faults
from beian.content.examples import block_faults, example_faults, messages_of, style_faults
from beian.content.facts import fact_faults
from beian.content.material import Material, read_material
from beian.content.model_configuration import model_configuration_faults
from beian.content.names import name_faults
from beian.content.sentences import named
from beian.content.states import state_faults
from beian.content.translations import translation_faults
from beian.content.twins import twin_faults
from beian.content.use import use_faults, values_of
from beian.content.vocabulary import provider_faults, vocabulary_faults
from beian.content.wording import wording_faults
from beian.filing.providers import FILE as PROVIDERS
from beian.nlu.intents import OUT_OF_SCOPE
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.reading import INTENTS

_PLACES_NAMED = 3
VOCABULARY = Path(beian.nlu.__file__).parent / "vocabulary"


def content_faults(folder: Path, vocabulary: Path = VOCABULARY) -> list[Fault]:
    """Return what is wrong with all that the model is trained from: data/, domain.yml, config.yml
    and the words for entities."""
    return sorted(material_faults(read_material(folder), vocabulary))


def material_faults(material: Material, vocabulary: Path = VOCABULARY) -> set[Fault]:
    """Return what is wrong with content that was read, and with the words for entities."""
    faults = {
        *material.faults,
        *once(name_faults(material)),
        *_said(material),
        *_messages(material),
        *state_faults(material.content, material.half_read),
        *fact_faults(material.content),
        *model_configuration_faults(material.folder),
        *vocabulary_faults(vocabulary),
        *provider_faults(PROVIDERS),
    }
    if material.domain.legible:
        faults |= {*use_faults(material), *twin_faults(material)}
    return faults


def once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield what is said of several places once, for the first of them, which names the others.

    A name that nobody defines is one fault, wherever it stands.
    """
    places: dict[str, list[Fault]] = {}
    for fault in sorted({*faults}):
        places.setdefault(fault.message, []).append(fault)
    for message, (first, *others) in places.items():
        where = [f"{fault.file.name}, line {fault.line}" for fault in others[:_PLACES_NAMED]]
        if len(others) > len(where):
            where.append(f"{len(others) - len(where)} more places")
        more = f" The same goes for {'; '.join(where)}." if where else ""
        yield Fault(first.file, first.line, f"{message}{more}", first.column)


def _said(material: Material) -> Iterator[Fault]:
    values = values_of(material)
    entities = list(material.domain.entities)
    for one in material.said:
        yield from wording_faults(one)
        yield from claim_faults(one, material.content.facts.by_name)
        yield from translation_faults(one, values.get(one.name, frozenset()))
        if material.domain.legible:
            yield from button_faults(one, material.intents, entities)
    file = material.folder / "data" / INTENTS
    for intent, text in material.content.conversation.items():
        yield from wording_faults(named(intent, file, text))


def _messages(material: Material) -> Iterator[Fault]:
    for file, blocks in material.learned.items():
        known = [*material.intents, *material.content.parts_of(OUT_OF_SCOPE)]
        intents = known if material.domain.legible else [b.intent for b in blocks]
        yield from block_faults(file, blocks, intents)
    yield from style_faults(material.content)
    learned = messages_of(material.content.topics, material.learned)
    yield from example_faults(learned, messages_of((), material.measured))
