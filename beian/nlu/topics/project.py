"""The content of this project, read once."""

from __future__ import annotations

from functools import lru_cache

from beian.base.project import project
from beian.nlu.topics.model import Content
from beian.nlu.topics.reading import read_content


@lru_cache(maxsize=1)
def project_content() -> Content:
    """The project's topics and shared responses. Raises FaultyContent."""
    return read_content(project().content / "data")
