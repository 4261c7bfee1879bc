"""The policies see, worked out once, what a replay of the whole session would show them."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUtteranceReverted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from beian.bot.rasa_patches.applying import make_rasa_faster
from beian.bot.rasa_patches.states import replay_whole_session, states
from beian.bot.sessions import SessionLength
from tests.bot.test_long_conversations import CONVERSATIONS, ENDLESS, hold
from tests.bot.trained_bot import AS_SERVED

show_states = RulePolicy._prediction_states


@pytest.mark.parametrize("length", [AS_SERVED, ENDLESS], ids=["as served", "endless"])
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_rules_are_held_against_what_a_replay_shows(
    agent: Agent, monkeypatch: pytest.MonkeyPatch, name: str, length: SessionLength
) -> None:
    shown = 0

    def show(policy: RulePolicy, *asked: Any, **how: Any) -> list[dict[str, Any]]:
        nonlocal shown
        shown += 1
        once = show_states(policy, *asked, **how)
        with monkeypatch.context() as patched:
            patched.setattr(Domain, "states_for_tracker_history", replay_whole_session)
            assert show_states(policy, *asked, **how) == once
        once[-1].clear()  # what is done to states must not be seen the next time
        return show_states(policy, *asked, **how)

    monkeypatch.setattr(RulePolicy, "_prediction_states", show)
    messages = hold(agent, name, length)
    assert shown > messages


@pytest.fixture
def domain() -> Domain:
    return Domain.from_yaml(
        """
        intents: [greet, deny]
        actions: [utter_hello]
        responses: {utter_hello: [{text: Hello}]}
        slots: {topic: {type: text, mappings: [{type: custom}]}}
        """
    )


def _greeting() -> list[Any]:
    return [ActionExecuted("action_listen"), UserUttered("hi", {"name": "greet"})]


def test_events_that_are_taken_back_leave_no_trace(domain: Domain) -> None:
    tracker = DialogueStateTracker("visitor", domain.slots)
    for event in [*_greeting(), SlotSet("topic", "x"), ActionExecuted("utter_hello"), *_greeting()]:
        tracker.update(event)
        assert states(domain, tracker) == replay_whole_session(domain, tracker)
    tracker.update(UserUtteranceReverted())
    assert states(domain, tracker) == replay_whole_session(domain, tracker)


def test_a_changed_state_is_not_seen_again(domain: Domain) -> None:
    tracker = DialogueStateTracker.from_events("visitor", _greeting(), domain.slots)
    expected = replay_whole_session(domain, tracker)
    for state in states(domain, tracker):
        state.get("user", {}).clear()
    assert states(domain, tracker) == expected


def test_another_domain_sees_for_itself(domain: Domain) -> None:
    tracker = DialogueStateTracker.from_events("visitor", _greeting(), domain.slots)
    states(domain, tracker)
    other = Domain.from_yaml("intents: [deny]")
    assert states(other, tracker) == replay_whole_session(other, tracker)


def test_stories_are_remembered_where_there_are_some(domain: Domain) -> None:
    make_rasa_faster()
    tracker = DialogueStateTracker.from_events("visitor", _greeting(), domain.slots)
    policy = MemoizationPolicy.__new__(MemoizationPolicy)
    policy.config = {"use_nlu_confidence_as_score": False}
    policy.priority = 1
    asked = []
    policy._prediction_states = lambda *shown, **_: asked.append(shown) or []
    policy._recall_states = lambda _: "utter_hello"
    policy.lookup = {}
    nothing = policy.predict_action_probabilities(tracker, domain)
    assert not asked
    assert not any(nothing.probabilities)
    policy.lookup = {"a story": "utter_hello"}
    recalled = policy.predict_action_probabilities(tracker, domain)
    assert asked
    assert recalled.probabilities[domain.index_for_action("utter_hello")] == 1
