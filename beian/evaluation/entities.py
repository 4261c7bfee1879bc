"""How well entities are found in labelled messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.entities_parser import parse_training_example

from beian.evaluation.examples import blocks_in, listed
from beian.nlu.entities.entity import NOT_NAMED


@dataclass(frozen=True)
class Labelled:
    """A message and its entities: (label, start, end, value) of each."""

    text: str
    entities: frozenset[tuple[str, int, int, str]]


@dataclass(frozen=True)
class EntityFigures:
    """Counts of one label: labelled, found, and found with the right place and value."""

    label: str
    labelled: int
    found: int
    right: int

    @property
    def precision(self) -> float | None:
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        return self.right / self.labelled if self.labelled else None


@dataclass(frozen=True)
class EntityReport:
    """Figures by label and over all labels, and the messages with a mistake."""

    messages: int
    by_label: list[EntityFigures]
    overall: EntityFigures
    mistakes: list[tuple[Labelled, frozenset[tuple[str, int, int, str]]]]


def labelled_in(paths: Iterable[Path]) -> list[Labelled]:
    """Read messages in Rasa's markup: [text]{"entity": "label", "value": "..."}.

    Raises FaultyData.
    """
    return [_labelled(text) for block in blocks_in(paths) for text in listed(block["examples"])]


def _labelled(marked: str) -> Labelled:
    message = parse_training_example(marked)
    return Labelled(message.get(TEXT), entity_set(message.get(ENTITIES) or []))


def entity_set(entities: Iterable[dict[str, Any]]) -> frozenset[tuple[str, int, int, str]]:
    """Return Rasa's entities as comparable tuples."""
    return frozenset((e["entity"], e["start"], e["end"], str(e["value"])) for e in entities)


def entity_report(
    labelled: Sequence[Labelled], find: Callable[[str], Iterable[dict[str, Any]]]
) -> EntityReport:
    """Measure how well `find`, which returns Rasa's entities of a text, finds what is labelled.

    Scopes of negation are not labelled and not measured.
    """
    expected: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    mistakes = []
    for one in labelled:
        seen = entity_set(e for e in find(one.text) if e["entity"] not in NOT_NAMED)
        expected.update(label for label, *_ in one.entities)
        found.update(label for label, *_ in seen)
        right.update(label for label, *_ in seen & one.entities)
        if seen != one.entities:
            mistakes.append((one, seen))
    by_label = [
        EntityFigures(label, expected[label], found[label], right[label])
        for label in sorted(expected | found)
    ]
    overall = EntityFigures("all", expected.total(), found.total(), right.total())
    return EntityReport(len(labelled), by_label, overall, mistakes)
