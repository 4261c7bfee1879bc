"""The content of this project, read once."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from nlu.topics.model import Content
from nlu.topics.reading import read_content

DATA = Path(__file__).resolve().parents[2] / "data"


@lru_cache(maxsize=1)
def project_content() -> Content:
    """The project's topics and shared responses. Raises FaultyContent."""
    return read_content(DATA)
