"""Corrects misspelt English words towards the words of the training messages.

A word that stands neither in the dictionary of symspellpy (82,765 words) nor often in the
training messages becomes the nearest word of the training messages by edit distance, if one
that begins alike is near: wesbite is website, whatever a general speller would make of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from symspellpy import SymSpell, Verbosity

_WORD = re.compile(r"(?<![a-z0-9@./_'’-])[a-z]+(?![a-z0-9@/_-]|\.[a-z0-9]|['’]t\b)")
"""Of folded text, without 's; parts of domains, addresses and numbers are no words."""
_SHORTEST, _LONG = 4, 6
_OFTEN = 4
_FAR_RARER, _NEAR_RARER = 5, 8
"""A word of no dictionary is a slip where a dictionary word two edits away outnumbers it so many
times and it is not frequent (deregistration is no registration), or one that is one edit away."""
_FREQUENT = 10
_FARTHEST = 2


@lru_cache(maxsize=1)
def dictionary() -> frozenset[str]:
    """Return words of general English."""
    lines = files("symspellpy").joinpath("frequency_dictionary_en_82_765.txt")
    return frozenset(line.split()[0] for line in lines.read_text(encoding="utf-8-sig").splitlines())


class EnglishSpelling:
    """Corrects misspelt words; `words` are those of the training messages and how often each
    occurs."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self.words = dict(words)
        self._nearby = _index(self.words)
        self._corrected = lru_cache(maxsize=20_000)(self._nearest)

    @classmethod
    def fit(cls, texts: Iterable[str]) -> EnglishSpelling:
        """Learn from folded texts."""
        counts = Counter(word for text in texts for word in _WORD.findall(text))
        words = {word: count for word, count in counts.items() if word in dictionary()}
        nearby = _index(words)
        for word, count in counts.items():
            if word not in words and count >= _OFTEN:
                near, far = (_lookup(nearby, word, distance) for distance in (1, _FARTHEST))
                is_slip = (near is not None and nearby.words[near] >= _NEAR_RARER * count) or (
                    far is not None
                    and count < _FREQUENT
                    and nearby.words[far] >= _FAR_RARER * count
                )
                if not is_slip:
                    words[word] = count
        return cls({word: words[word] for word in sorted(words)})

    def corrected(self, text: str) -> str:
        """Return the folded text with its misspelt words corrected."""
        return _WORD.sub(lambda match: self._corrected(match.group()), text)

    def _nearest(self, word: str) -> str:
        if len(word) < _SHORTEST or word in self.words or word in dictionary():
            return word
        distance = _FARTHEST if len(word) >= _LONG else 1
        return _lookup(self._nearby, word, distance) or word


def _index(words: Mapping[str, int]) -> SymSpell:
    index = SymSpell(max_dictionary_edit_distance=_FARTHEST, prefix_length=7)
    for word, count in words.items():
        index.create_dictionary_entry(word, count)
    return index


def _lookup(index: SymSpell, word: str, distance: int) -> str | None:
    found = index.lookup(word, Verbosity.CLOSEST, max_edit_distance=distance)
    return next((str(near.term) for near in found if near.term[0] == word[0]), None)
