"""Which rules fit a conversation, looked for among the few that can.

Rasa's RulePolicy holds each rule against the last state, several times a turn. Most of them are
about another intent or another last action, which tells at once that they do not fit. And where
no rule is about what a user wrote, word for word, there is no need to look for such a rule first.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    PREVIOUS_ACTION,
    SHOULD_NOT_BE_SET,
    USER,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ACTION_NAME, INTENT

State = dict[str, Any]
Mark = tuple[Any, Any]
"""A last action and an intent; None where either may be any."""

_BY_MARK = "beian_rules_by_mark"
_OF_WORDS = {(ACTION_LISTEN_NAME, None), (None, None)}
"""The marks of rules that may fit a message whose intent is left out of account."""
search_fitting_rules = RulePolicy._get_possible_keys
find_action = RulePolicy._find_action_from_rules


def look_among_few_rules() -> None:
    """Has RulePolicy, in this process, leave out the rules that cannot fit."""
    RulePolicy._get_possible_keys = fitting_rules
    RulePolicy._find_action_from_rules = action_by_rules


def action_by_rules(
    policy: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool,
) -> tuple[str | None, str | None, bool]:
    """RulePolicy._find_action_from_rules: an action, the rule, whether a form was left for it."""
    if use_text_for_last_user_input and tracker.active_loop_name is None:
        marks = _rules_by_mark(policy, policy.lookup[RULES])
        if _OF_WORDS.isdisjoint(marks):
            return None, None, False
    found: tuple[str | None, str | None, bool] = find_action(
        policy, tracker, domain, use_text_for_last_user_input
    )
    return found


def fitting_rules(policy: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
    """RulePolicy._get_possible_keys: the keys of the rules that fit all states."""
    by_mark = _rules_by_mark(policy, lookup)
    few = {key: "" for mark in _marks_of(states[-1]) for key in by_mark.get(mark, ())}
    found: set[str] = search_fitting_rules(policy, few, states)
    return found


def _rules_by_mark(policy: RulePolicy, lookup: dict[str, str]) -> dict[Mark, list[str]]:
    known: dict[int, dict[Mark, list[str]]] = policy.__dict__.setdefault(_BY_MARK, {})
    if id(lookup) not in known:
        known[id(lookup)] = _by_mark(lookup)
    return known[id(lookup)]


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
