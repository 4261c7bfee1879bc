"""Finds the entities of ICP filing in a text, by rules; no model.

Found are filing numbers, domains, phone numbers and order numbers by their form
(written_forms.py); provinces, subject types, identity documents, kinds of cancellation and their
bare targets by their words (vocabulary.py). Each has a normalised value.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from beian.nlu.entities.entity import Found
from beian.nlu.entities.vocabulary import words_in
from beian.nlu.entities.written_forms import forms_in
from beian.nlu.text.characters import folded_in_place

LONGEST = 4000
"""Characters of a text that are searched."""

SIGNS = frozenset(["nod", "laugh"])
"""Replies that count only where a text holds nothing else: "ok" is no nod in "is it ok to wait"."""
_LAST_OF_PUNCTUATION = 0x1F000

_MOST_SPECIFIC_FIRST = (
    "filing_number",
    "domain",
    "order_number",
    "phone_number",
    "document",
    "cancellation_kind",
    "subject_type",
    "province",
    "city",
    "order_kind",
    "reference",
    "reply",
    "site_kind",
    "target",
)

_POINTING_AT_OTHERS = ("other", "others")


@lru_cache(maxsize=32)
def find_entities(text: str) -> tuple[Found, ...]:
    """Return the entities of a text, in order.

    Where two overlap the longer one stays; of equal ones the more specific label. Only "the other"
    may lie within what is cancelled. The last
    texts are remembered, since several parts of the pipeline ask for the same one.
    """
    folded = folded_in_place(text[:LONGEST])
    found = [*forms_in(text[:LONGEST], folded), *words_in(folded)]
    found.sort(key=lambda one: (one.start - one.end, _MOST_SPECIFIC_FIRST.index(one.label)))
    taken: list[Found] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    taken += [one for one in found if _is_pointed_at_within(one, taken)]
    signs = [one for one in taken if one.label == "reply" and one.value in SIGNS]
    if sum(one.end - one.start for one in signs) < sum(map(_tells, folded)):
        taken = [one for one in taken if one not in signs]
    return tuple(sorted(taken, key=lambda one: one.start))


def _is_pointed_at_within(one: Found, taken: Sequence[Found]) -> bool:
    """Return whether one points at others within what is cancelled ("cancel the other website")."""
    return (one.label == "reference" and one.value in _POINTING_AT_OTHERS) and any(
        two.label == "cancellation_kind" and two.start <= one.start and one.end <= two.end
        for two in taken
    )


def _tells(character: str) -> bool:
    """Return whether a character is part of a word or an emoji, and no punctuation."""
    return character.isalnum() or ord(character) > _LAST_OF_PUNCTUATION
