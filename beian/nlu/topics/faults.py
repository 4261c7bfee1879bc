"""What is wrong with the content: file, line, fault and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

_MOST_NAMED = 12
"""Names that are listed; in more than these nobody finds one."""


@dataclass(frozen=True)
class Fault:
    """One fault; `message` says what is wrong and what to do about it.

    Line and column are counted from 1; the column is 0 where it says nothing. Faults are sorted as
    they stand in their files.
    """

    file: Path
    line: int
    message: str
    column: int = 0

    def __lt__(self, other: Fault) -> bool:
        return self._place < other._place

    @property
    def _place(self) -> tuple[Path, int, int, str]:
        return self.file, self.line, self.column, self.message

    def __str__(self) -> str:
        column = f":{self.column}" if self.column else ""
        return f"{self.file}:{self.line}{column}: {self.message}"


class FaultyContent(Exception):
    """Content that can't be used. `faults` holds all that was found, in order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


def closest(name: str, known: Sequence[str]) -> list[str]:
    """Return the likeliest of the known names, if any is like it."""
    return get_close_matches(name, known, n=1)


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """Return a sentence that names the likeliest of the known names, or all of them."""
    close = closest(name, known)
    if close:
        return f"Do you mean {close[0]}?"
    if len(known) > _MOST_NAMED:
        return "Correct the name, or leave it out."
    return f"It may be {', '.join(known)}." if known else "Leave it out."
