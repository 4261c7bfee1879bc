"""What the file of a topic holds: whether it has a part, and for which states it has an answer."""

from __future__ import annotations

from functools import lru_cache

from beian.filing.situation_states import State
from beian.nlu.topics.model import Part, Topic
from beian.nlu.topics.project import project_content


@lru_cache(maxsize=256)
def answered_in(topic: str, part: str | None) -> Topic | Part | None:
    """Return the topic, or its part, as its file holds it; None where there is none."""
    whole = project_content().topic(topic)
    if whole is None or part is None:
        return whole
    return next((one for one in whole.parts if one.name == part), None)


def has_part(topic: str | None, part: str) -> bool:
    return topic is not None and isinstance(answered_in(topic, part), Part)


def tells_of(state: State, topic: str, part: str | None) -> bool:
    """Return whether a topic, or a part of it, has an answer for a state."""
    answered = answered_in(topic, part)
    return answered is not None and state.value in answered.states
