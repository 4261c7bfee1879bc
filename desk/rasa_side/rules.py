"""Which rules fit a conversation, looked for among the few that can.

Rasa's RulePolicy holds each rule against the last state, several times a turn. Most of them are
about another intent or another last action, which tells at once that they do not fit.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import PREVIOUS_ACTION, SHOULD_NOT_BE_SET, USER
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

State = dict[str, Any]
Mark = tuple[Any, Any]
"""A last action and an intent; None where either may be any."""

_BY_MARK = "beian_rules_by_mark"
search_fitting_rules = RulePolicy._get_possible_keys


def look_among_few_rules() -> None:
    """Has RulePolicy, in this process, leave out the rules that cannot fit."""
    RulePolicy._get_possible_keys = fitting_rules


def fitting_rules(policy: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
    """RulePolicy._get_possible_keys: the keys of the rules that fit all states."""
    known = policy.__dict__.setdefault(_BY_MARK, {})
    if id(lookup) not in known:
        known[id(lookup)] = _by_mark(lookup)
    last = states[-1]
    few = {key: "" for mark in _marks_of(last) for key in known[id(lookup)].get(mark, ())}
    found: set[str] = search_fitting_rules(policy, few, states)
    return found


def _by_mark(lookup: dict[str, str]) -> dict[Mark, list[str]]:
    marked = defaultdict(list)
    for key in lookup:
        marked[_mark(json.loads(key)[-1])].append(key)
    return dict(marked)


def _mark(rule: State) -> Mark:
    """What a state must have for the rule to fit; the first state of a conversation, no more."""
    previous = rule.get(PREVIOUS_ACTION)
    if not previous:
        return None, None
    return _asked(previous, ACTION_NAME), _asked(rule.get(USER, {}), INTENT)


def _asked(part: dict[str, Any], name: str) -> Any:
    value = part.get(name)
    return None if value == SHOULD_NOT_BE_SET else value or None


def _marks_of(state: State) -> Iterator[Mark]:
    """The marks of all rules that may fit a state."""
    action = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    intent = state.get(USER, {}).get(INTENT)
    for one in {action, None}:
        for other in {intent, None}:
            yield one, other
