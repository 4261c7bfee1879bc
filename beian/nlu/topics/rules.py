"""The rules that follow from the topics, in Rasa's form: a topic is answered by its action."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from beian.nlu.topics.model import Topic

Rule = dict[str, Any]


def rules_of(topics: Iterable[Topic]) -> list[Rule]:
    """Return the rules of all topics."""
    return [
        {"rule": topic.name, "steps": [{"intent": topic.name}, {"action": topic.action}]}
        for topic in topics
    ]
