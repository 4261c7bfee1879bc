"""What is said with a provider or in a province, and the rule of a provider that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from actions.answers.place import place_of
from actions.answers.situation import values_of
from actions.reading.question import Question
from actions.wording.provinces import province_name
from actions.wording.replies import Reply, Value, reply
from beian.filing.situation_states import State
from beian.nlu.topics.model import Part, Response, Topic
from beian.nlu.topics.project import project_content
from beian.nlu.topics.variants import Place, fitting

_PLACEHOLDER = re.compile(r"{([a-z_]+)}")
_OF_SHELLS = {State.EMPTY_SHELL, State.SHELL_WITH_WEBSITES}


def sayable(varied: Response, place: Place, values: Mapping[str, Value]) -> Response | None:
    """Return what is said in a place, with values on file for all that it needs; None if there is
    nothing."""
    facts = project_content().facts.by_name
    fit = fitting(varied, place, facts)
    return next((one for one in fit if needed(one) <= values.keys()), None)


@lru_cache(maxsize=512)
def needed(response: Response) -> frozenset[str]:
    """Return the names of the values that a response has places for."""
    return frozenset(_PLACEHOLDER.findall(response.text.zh + response.text.en))


def chosen_values(values: Mapping[str, Value], names: frozenset[str]) -> dict[str, Value]:
    """Return the values of these names."""
    return {name: values[name] for name in sorted(names)}


def for_place(said: Reply, question: Question, answered: Topic | Part | None) -> Reply:
    """Return the general answer as it is for the provider and the province in question; any other
    reply as it is."""
    if answered is None or said.response != answered.answer.name or not answered.answer.where:
        return said
    account, place = question.user.account, place_of(question)
    values = {} if account is None else values_of(question.situation, account, question.now)
    if place.province is not None:
        values["province"] = province_name(place.province)
    chosen = sayable(answered.answer, place, values)
    if chosen is None or chosen is answered.answer:
        return said
    return replace(said, response=chosen.name, values=chosen_values(values, needed(chosen)))


def rule_first(replies: list[Reply], question: Question, answered: Topic | Part) -> list[Reply]:
    """Return the replies after the rule of the provider that the message asks for, where they tell
    of the account alone: what was asked comes before what is on file.

    Not where the message names what is on file, nor for an empty shell, which no provider holds.
    """
    account, provider = question.user.account, question.message.provider
    if account is None or provider is None or question.reading.named is not None or not replies:
        return replies
    if _OF_SHELLS & question.situation.states:
        return replies
    if {one.response for one in replies} & set(_telling(provider, answered)):
        return replies
    rule = for_place(reply(answered.answer.name), question, answered)
    if rule.response not in _rules(provider, answered.answer):
        return replies
    return [rule, replies[0]]


def _rules(provider: str, answer: Response) -> list[str]:
    """Return the names of the variants of an answer for a provider."""
    of_it = (one for one in answer.where if provider in [named.name for named in one.providers])
    return [one.response.name for one in of_it]


def _telling(provider: str, answered: Topic | Part) -> Iterator[str]:
    """Yield the names of the answers that tell how it is with a provider."""
    yield from _rules(provider, answered.answer)
    for varied in answered.states.values():
        yield from _rules(provider, varied)
        if "provider" in needed(varied):
            yield varied.name
