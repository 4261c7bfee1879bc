"""The index gives the rules that Rasa finds by comparing all of them."""

from __future__ import annotations

import json
import tarfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from beian.bot.rasa_patches.rules import (
    find_action_from_rules,
    find_indexed_action,
    get_indexed_keys,
    get_possible_keys,
)
from beian.cli.paths import MODEL
from tests.bot.test_long_conversations import CONVERSATIONS, hold


@pytest.fixture(scope="module")
def rules() -> dict[str, str]:
    """The rules of the trained model: each one's states, as JSON, and its action."""
    with tarfile.open(MODEL) as archive:
        name = next(n for n in archive.getnames() if n.endswith("rule_policy.json"))
        content = archive.extractfile(name)
        assert content is not None
        lookup: dict[str, str] = json.load(content)["lookup"][RULES]
        return lookup


@settings(max_examples=60)
@given(data=st.data())
def test_rules_are_found_as_rasa_finds_them(rules: dict[str, str], data: st.DataObject) -> None:
    """In conversations put together from the rules' own states."""
    policy = RulePolicy.__new__(RulePolicy)
    keys = st.sampled_from(sorted(rules))
    states: list[dict[str, Any]] = []
    for key in data.draw(st.lists(keys, min_size=1, max_size=5)):
        states += json.loads(key)
    for length in range(1, len(states) + 1):
        some = states[:length]
        expected = get_possible_keys(policy, rules, some)
        assert get_indexed_keys(policy, rules, some) == expected


LISTEN = {"action_name": "action_listen"}


@pytest.mark.parametrize(
    ("rule", "state", "fits"),
    [
        ({"prev_action": LISTEN, "user": {"intent": "greet"}}, {"prev_action": LISTEN}, False),
        ({"prev_action": LISTEN}, {"prev_action": LISTEN, "user": {"intent": "greet"}}, True),
        ({"prev_action": LISTEN, "user": {"intent": "should_not_be_set"}}, {}, False),
        (
            {"prev_action": LISTEN, "user": {"intent": "should_not_be_set"}},
            {"prev_action": LISTEN, "user": {"text": "hello"}},
            True,
        ),
        ({"prev_action": {"action_text": "Hi"}}, {"prev_action": {"action_text": "Hi"}}, True),
        ({"prev_action": {"action_text": "Hi"}}, {"prev_action": LISTEN}, False),
        ({"user": {"intent": "greet"}}, {}, True),
        ({"user": {"intent": "greet"}}, {"user": {"intent": "deny"}}, True),
        ({"slots": {"topic": "x"}}, {"prev_action": LISTEN}, False),
    ],
)
def test_rules_of_every_form_are_found(
    rule: dict[str, Any], state: dict[str, Any], fits: bool
) -> None:
    policy = RulePolicy.__new__(RulePolicy)
    lookup = {json.dumps([rule]): "action_listen"}
    expected = set(lookup) if fits else set()
    assert get_possible_keys(policy, lookup, [state]) == expected
    assert get_indexed_keys(policy, lookup, [state]) == expected


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_actions_are_those_that_rasa_finds(
    agent: Agent, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    asked = []

    def both(
        policy: RulePolicy, *given: Any, use_text_for_last_user_input: bool
    ) -> tuple[str | None, str | None, bool]:
        found = find_indexed_action(policy, *given, use_text_for_last_user_input)
        expected = find_action_from_rules(policy, *given, use_text_for_last_user_input)
        assert (found[0], found[2]) == (expected[0], expected[2])
        asked.append(use_text_for_last_user_input)
        return found

    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", both)
    hold(agent, name)
    assert {True, False} <= set(asked)


def test_a_rule_about_words_is_looked_for() -> None:
    policy = RulePolicy.__new__(RulePolicy)
    words = {"prev_action": LISTEN, "user": {"text": "hello"}}
    policy.lookup = {RULES: {json.dumps([words]): "utter_hello"}}
    policy._prediction_states = lambda *_, **__: [words]
    policy._get_rule_only_data = dict
    domain = Domain.from_yaml("intents: [greet]")
    events = [ActionExecuted("action_listen"), UserUttered("hello", {"name": "greet"})]
    tracker = DialogueStateTracker.from_events("visitor", events)
    found = find_indexed_action(policy, tracker, domain, True)
    assert found[0] == "utter_hello"
