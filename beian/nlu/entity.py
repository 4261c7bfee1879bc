"""What an entity is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """An entity: text[start:end] is a `label` and means `value`."""

    start: int
    end: int
    label: str
    value: str
