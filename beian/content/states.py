"""Checks the states for which topics and parts have answers, and where their buttons lead."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from beian.filing.situation_states import State
from beian.nlu.topics.faults import Fault, did_you_mean
from beian.nlu.topics.model import Content, Part, Topic

_STATES = [state.value for state in State]
MOST_BUTTONS = 3


def answered_by(content: Content) -> list[Topic | Part]:
    """Return all that has an answer of its own: topics, each before its parts."""
    answered: list[Topic | Part] = []
    for topic in content.topics:
        answered += [topic, *topic.parts]
    return answered


def state_faults(content: Content, half_read: Collection[str] = ()) -> Iterator[Fault]:
    """Yield states that nothing is ever in, and buttons that lead nowhere; topics of which nothing
    but the name could be read count as being there."""
    for answered in answered_by(content):
        yield from _unknown_states(answered)
        yield from _dead_buttons(content, answered, half_read)


def _unknown_states(answered: Topic | Part) -> Iterator[Fault]:
    for state, response in answered.states.items():
        if state not in _STATES:
            message = f"There is no state {state}. {did_you_mean(state, _STATES)}"
            yield Fault(answered.answer.file, response.line, message)


def _dead_buttons(
    content: Content, answered: Topic | Part, half_read: Collection[str]
) -> Iterator[Fault]:
    for button in answered.next[MOST_BUTTONS:]:
        message = f"{button.name} is one button too many: three fit below an answer. Take it out."
        yield Fault(answered.answer.file, button.line, message)
    topic = content.topic(answered.intent.partition("/")[0])
    own = [part.name for part in topic.parts] if topic else []
    known = [*own, *content.names, *(part.intent for t in content.topics for part in t.parts)]
    for button in answered.next:
        if button.name not in known and button.name.partition("/")[0] not in half_read:
            message = f"There is no topic or part {button.name}. {did_you_mean(button.name, known)}"
            yield Fault(answered.answer.file, button.line, message)
