"""Papers that a message says somebody does not have: vocabulary/lacks.yml."""

from __future__ import annotations

import re
from functools import lru_cache

from beian.nlu.entities.vocabulary import any_of, entries_of
from beian.nlu.text.characters import folded_in_place


def papers_lacking(text: str) -> list[tuple[str, int, int]]:
    """Return the papers ("licence", "seal", "identity") that a text says to be missing, each with
    where it says so.

    No entities: what is lost may be named in the same words ("the passport expired").
    """
    folded = folded_in_place(text)
    return [
        (paper, match.start(), match.end())
        for paper, pattern in _patterns()
        for match in pattern.finditer(folded)
    ]


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [(paper, re.compile(any_of(forms))) for paper, forms in entries_of("lacks").items()]
