"""Corrects wrong homophones towards the words of the training messages.

People type Chinese by its sound: 注消 or 住销 for 注销, 网占 for 网站. Where a run of characters is
no word by jieba's dictionary but sounds like a word of the domain, it becomes that word, unless
the training messages write the run often, too. A word of the domain is one that the training
messages use far more often than Chinese does in general: 网站, but not 儿子.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from beian.nlu.text.pinyin import syllable
from beian.nlu.text.segmentation import segmenter

_RUN = re.compile("[\u4e00-\u9fff]+")
_LENGTHS = (4, 3, 2)
_OFTEN = 5
_OF_THE_DOMAIN = 6.0
"""How much more often than in general Chinese."""
_WRITTEN = 0.2
"""A run that is written so often, relative to the word of its sound, is meant as it stands."""


class ChineseSpelling:
    """`words` maps the sounds (syllables joined by a space) to the word meant, the commonest first;
    `meant` are runs that sound like one of the words but stand as they are."""

    def __init__(self, words: Mapping[str, str], meant: Iterable[str]) -> None:
        self.words = dict(words)
        self.meant = frozenset(meant)
        self._rank = {sound: rank for rank, sound in enumerate(self.words)}

    @classmethod
    def fit(cls, texts: Iterable[str]) -> ChineseSpelling:
        """Learn from folded texts."""
        counts: Counter[str] = Counter()
        runs: Counter[str] = Counter()
        for text in texts:
            for run in _RUN.findall(text):
                words = _cut(run)
                counts.update(word for word in words if len(word) in _LENGTHS)
                runs.update(run[start:end] for start, end in _loose_runs(words))
        by_sound: dict[str, list[tuple[int, str]]] = defaultdict(list)
        total = sum(counts.values())
        for word, count in counts.items():
            if count >= _OFTEN and count / total >= _OF_THE_DOMAIN * _general_share(word):
                by_sound[_sound(word)].append((count, word))
        commonest = {sound: max(found) for sound, found in sorted(by_sound.items())}
        in_order = sorted(commonest, key=lambda sound: -commonest[sound][0])
        words_of = {sound: commonest[sound][1] for sound in in_order}
        meant = [
            run
            for run, count in runs.items()
            if (meant_word := words_of.get(_sound(run))) and count >= _WRITTEN * counts[meant_word]
        ]
        return cls(words_of, sorted(meant))

    def corrected(self, text: str) -> str:
        """Return the folded text with its wrong homophones corrected; its length stays the same."""
        return _RUN.sub(lambda match: self._corrected_run(match.group()), text)

    def _corrected_run(self, run: str) -> str:
        """Correct the longest words first and, of two that overlap, the commoner: 老网佔 is an old
        网站, not a neighbour called 老王."""
        characters = list(run)
        found = [
            (start, end, sound)
            for start, end in _loose_runs(_cut(run))
            if (sound := _sound(run[start:end])) in self.words and run[start:end] not in self.meant
        ]
        taken: set[int] = set()
        for start, end, sound in sorted(
            found, key=lambda one: (one[0] - one[1], self._rank[one[2]])
        ):
            if taken.isdisjoint(range(start, end)):
                characters[start:end] = self.words[sound]
                taken.update(range(start, end))
        return "".join(characters)


def _general_share(word: str) -> float:
    """Return how frequent a word is in general Chinese, by jieba's dictionary."""
    tokenizer = segmenter()
    tokenizer.initialize()
    return float(tokenizer.FREQ.get(word, 0) / tokenizer.total)


def _cut(run: str) -> list[str]:
    return list(segmenter().cut(run, HMM=False))


def _loose_runs(words: list[str]) -> Iterator[tuple[int, int]]:
    """Yield where characters that belong to no word stand side by side: (start, end) of each run of
    2 to 4, by their start and the longest first."""
    loose = [len(word) == 1 for word in words for _ in word]
    for start in range(len(loose)):
        for length in _LENGTHS:
            if start + length <= len(loose) and all(loose[start : start + length]):
                yield start, start + length


def _sound(characters: str) -> str:
    return " ".join(map(syllable, characters))
