"""The rules that follow from the topics, in Rasa's form.

A topic is answered by its action; inside a pending question, which then is asked again, as well. A
topic that may start a question does so where its action says that it is to be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from beian.nlu.topics.model import Topic
from beian.nlu.topics.questions import form_of, slot_of

Rule = dict[str, Any]


def rules_of(topics: Iterable[Topic], forms: Iterable[str]) -> list[Rule]:
    """Return the rules of all topics, in a domain with these forms."""
    known = tuple(forms)
    return [rule for topic in topics for rule in _rules(topic, known)]


def _rules(topic: Topic, forms: Iterable[str]) -> Iterator[Rule]:
    answered = [{"intent": topic.name}, {"action": topic.action}]
    if topic.asks is None:
        yield {"rule": topic.name, "steps": answered}
    else:
        form, slot = form_of(topic.asks.name), slot_of(topic.asks.name)
        yield {"rule": f"{topic.name}, answered", "steps": [*answered, _was_set(slot, False)]}
        yield {
            "rule": f"{topic.name}, then {form} asks",
            "steps": [*answered, _was_set(slot, True), *_asked(form)],
        }
    for form in forms:
        again = _asked(form)
        if topic.asks is not None and form_of(topic.asks.name) == form:
            again = [_was_set(slot_of(topic.asks.name), True), *again]
        yield {
            "rule": f"{topic.name}, asked while {form} waits for an answer",
            "condition": [{"active_loop": form}],
            "steps": [*answered, *again],
        }


def _was_set(slot: str, value: bool) -> dict[str, Any]:
    return {"slot_was_set": [{slot: value}]}


def _asked(form: str) -> list[dict[str, Any]]:
    return [{"action": form}, {"active_loop": form}]
