"""What is wrong with the content: file, line, fault and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, order=True)
class Fault:
    """One fault; `message` says what is wrong and what to do about it."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class FaultyContent(Exception):
    """Content that can't be used. `faults` holds all that was found, in order."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        super().__init__("\n".join(map(str, self.faults)))


def did_you_mean(name: str, known: Sequence[str]) -> str:
    """A sentence that names the likeliest of the known names, or all of them."""
    close = get_close_matches(name, known, n=1)
    if close:
        return f"Do you mean {close[0]}?"
    return f"It may be {', '.join(known)}." if known else "Leave it out."
