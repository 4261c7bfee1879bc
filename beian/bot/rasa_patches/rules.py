"""Compare a conversation only with the rules that can apply to it.

Rasa's RulePolicy compares every rule with the last state, several times a turn. Most rules are
about another intent or another last action, so an index by these two excludes them at once. And
where no rule is about the exact words of a user, the search for such a rule is left out.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import wraps
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
IndexKey = tuple[Any, Any]
"""A last action and an intent; None where the rule accepts any."""

_INDEX = "beian_rule_index"
_KEYS_WITHOUT_INTENT = {(ACTION_LISTEN_NAME, None), (None, None)}
"""Keys of the rules that can apply to a message whose intent is disregarded."""
get_possible_keys = RulePolicy._get_possible_keys
find_action_from_rules = RulePolicy._find_action_from_rules


@wraps(find_action_from_rules)
def find_indexed_action(
    policy: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool,
) -> tuple[str | None, str | None, bool]:
    """Return the action, the rule, and whether a form was left for it."""
    if use_text_for_last_user_input and tracker.active_loop_name is None:
        index = _index_of(policy, policy.lookup[RULES])
        if _KEYS_WITHOUT_INTENT.isdisjoint(index):
            return None, None, False
    found: tuple[str | None, str | None, bool] = find_action_from_rules(
        policy, tracker, domain, use_text_for_last_user_input
    )
    return found


@wraps(get_possible_keys)
def get_indexed_keys(policy: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
    """Return the keys of the rules that match all states."""
    index = _index_of(policy, lookup)
    candidates = {rule: "" for key in _keys_of(states[-1]) for rule in index.get(key, ())}
    matching: set[str] = get_possible_keys(policy, candidates, states)
    return matching


def _index_of(policy: RulePolicy, lookup: dict[str, str]) -> dict[IndexKey, list[str]]:
    known: dict[int, dict[IndexKey, list[str]]] = policy.__dict__.setdefault(_INDEX, {})
    if id(lookup) not in known:
        known[id(lookup)] = _indexed(lookup)
    return known[id(lookup)]


def _indexed(lookup: dict[str, str]) -> dict[IndexKey, list[str]]:
    index = defaultdict(list)
    for rule in lookup:
        index[_key_of(json.loads(rule)[-1])].append(rule)
    return dict(index)


def _key_of(rule: State) -> IndexKey:
    """Return what the last state must have for a rule to apply.

    A rule without a last action also applies to the first state of a conversation.
    """
    previous = rule.get(PREVIOUS_ACTION)
    if not previous:
        return None, None
    return _required(previous, ACTION_NAME), _required(rule.get(USER, {}), INTENT)


def _required(part: dict[str, Any], name: str) -> Any:
    value = part.get(name)
    return None if value == SHOULD_NOT_BE_SET else value or None


def _keys_of(state: State) -> Iterator[IndexKey]:
    """Yield the keys of all rules that can apply to a state."""
    action = state.get(PREVIOUS_ACTION, {}).get(ACTION_NAME)
    intent = state.get(USER, {}).get(INTENT)
    for one in {action, None}:
        for other in {intent, None}:
            yield one, other
