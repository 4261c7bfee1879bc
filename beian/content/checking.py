"""Checks everything that editors and operators write, and returns every fault, in order."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from beian.content.buttons import button_faults
from beian.content.configuration import model_configuration_faults, service_configuration_faults
from beian.content.examples import block_faults, example_faults, messages_of, style_faults
from beian.content.facts import fact_faults
from beian.content.material import Material, read_material
from beian.content.names import name_faults
from beian.content.sentences import named
from beian.content.translations import translation_faults
from beian.content.use import use_faults, values_of
from beian.content.wording import wording_faults
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.reading import INTENTS


def content_faults(folder: Path) -> list[Fault]:
    """Return what is wrong with all that the model is trained from: data/, domain.yml and
    config.yml."""
    material = read_material(folder)
    faults = {
        *material.faults,
        *name_faults(material),
        *_said(material),
        *_messages(material),
        *fact_faults(folder / "data", material.content, whole=material.whole),
        *model_configuration_faults(folder),
    }
    if material.domain.legible:
        faults |= {*use_faults(material)}
    return sorted(faults)


def all_faults(folder: Path, contact: Path, desk: Path) -> list[Fault]:
    """Return what is wrong with the content, and with the files that a running service reads."""
    service = service_configuration_faults(folder, contact, desk)
    return sorted({*content_faults(folder), *service})


def _said(material: Material) -> Iterator[Fault]:
    values = values_of(material)
    entities = list(material.domain.entities)
    for one in material.said:
        yield from wording_faults(one)
        yield from translation_faults(one, values.get(one.name, frozenset()))
        if material.domain.legible:
            yield from button_faults(one, material.intents, entities)
    file = material.folder / "data" / INTENTS
    for intent, text in material.content.conversation.items():
        yield from wording_faults(named(intent, file, text))


def _messages(material: Material) -> Iterator[Fault]:
    for file, blocks in material.learned.items():
        intents = material.intents if material.domain.legible else [b.intent for b in blocks]
        yield from block_faults(file, blocks, intents)
    yield from style_faults(material.content)
    learned = messages_of(material.content.topics, material.learned)
    yield from example_faults(learned, messages_of((), material.measured))
