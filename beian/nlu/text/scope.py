"""What a scope is."""

from __future__ import annotations

from dataclasses import dataclass

DENIED = "denied"
"""What the words deny."""
MEANT = "meant"
"""What is put in its place."""
CORRECTION = "correction"
"""Words that take back something said before."""


@dataclass(frozen=True)
class Scope:
    """text[start:end] plays a role: DENIED, MEANT or CORRECTION."""

    start: int
    end: int
    role: str
