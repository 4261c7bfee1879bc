"""The clauses of a text: what stands between punctuation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HAN = "[\u3400-\u9fff]"
_CUE_BEFORE_A_SPACE = "".join(f"(?<!{word})" for word in ("不是", "不要", "不用", "是", "要", "别"))
_BREAK = re.compile(
    "(?:[,;!。~…\\n\U0001f300-\U0001faff]|\\?(?!\\w+=))+"
    r"|\.(?=[\s.]|$)"
    r"|:(?!/|\d)"  # not in an address or a time
    r"|(?<=\s)-+(?=\s)|--+"
    # A space between Chinese characters stands for a comma.
    rf"|(?<={_HAN}){_CUE_BEFORE_A_SPACE} +(?={_HAN})"
)


@dataclass(frozen=True)
class Clause:
    """A clause of a text without the white space around it, and the marks that end it."""

    start: int
    text: str
    mark: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def clauses_in(folded: str) -> list[Clause]:
    """Return the clauses of a folded text (characters.py), in order; none is blank."""
    return list(_clauses(folded))


def _clauses(folded: str) -> Iterator[Clause]:
    start, marks = 0, []
    for match in _BREAK.finditer(folded):
        marks.append((start, match.start(), match.group()))
        start = match.end()
    marks.append((start, len(folded), ""))
    for first, last, mark in marks:
        text = folded[first:last]
        bare = text.strip()
        if bare:
            yield Clause(first + len(text) - len(text.lstrip()), bare, mark.strip())
