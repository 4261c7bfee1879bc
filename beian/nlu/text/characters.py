"""Single characters folded so that offsets in the text stay as they are."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from beian.nlu.text.cantonese import standard
from beian.nlu.text.simplified import simplified_character

_DASHES = "‐‑‒–—―−﹣－_＿ー"


def folded_in_place(text: str) -> str:
    """Return the text with full-width forms, case, dashes, white space, Traditional characters and
    those of Cantonese made plain.

    One character for each character: text[a:b] folds to folded_in_place(text)[a:b].
    """
    return "".join(map(_folded, standard(text)))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character.isspace():
        return " "
    for fold in (_compatible, str.lower, simplified_character):
        folded = fold(character)
        if len(folded) == 1:
            character = folded
    return character


def _compatible(character: str) -> str:
    if unicodedata.category(character) == "No":
        return character  # ① is a bullet, no digit of the word behind it
    return unicodedata.normalize("NFKC", character)
