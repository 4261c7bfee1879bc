"""Text as it was probably meant, for the features of the intent classifier.

Entities are looked for in the text as it was written.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from beian.nlu.text.chinese_spelling import ChineseSpelling
from beian.nlu.text.english_spelling import EnglishSpelling
from beian.nlu.text.normalisation import folded

FILE = "spelling.json"


class Spelling:
    """Both languages' corrections, one after the other.

    File: spelling.json, {"english": {word: times}, "chinese": {sound: word}, "meant": [run]}.
    """

    def __init__(self, english: EnglishSpelling, chinese: ChineseSpelling) -> None:
        self._english = english
        self._chinese = chinese

    @classmethod
    def fit(cls, texts: Sequence[str]) -> Spelling:
        shown = [folded(text) for text in texts]
        return cls(EnglishSpelling.fit(shown), ChineseSpelling.fit(shown))

    def corrected(self, text: str) -> str:
        """Return the text, folded and corrected."""
        return self._chinese.corrected(self._english.corrected(folded(text)))

    def save(self, folder: Path) -> None:
        stored = {
            "english": self._english.words,
            "chinese": self._chinese.words,
            "meant": sorted(self._chinese.meant),
        }
        (folder / FILE).write_text(json.dumps(stored, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Spelling:
        stored = json.loads((folder / FILE).read_text(encoding="utf-8"))
        chinese = ChineseSpelling(stored["chinese"], stored["meant"])
        return cls(EnglishSpelling(stored["english"]), chinese)
