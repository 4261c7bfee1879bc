"""The policies see, worked out once, what a replay of the whole session would show them."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUtteranceReverted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from beian.bot.rasa_patches.states import replay_whole_session, states_for_tracker_history
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
        assert states_for_tracker_history(domain, tracker) == replay_whole_session(domain, tracker)
    tracker.update(UserUtteranceReverted())
    assert states_for_tracker_history(domain, tracker) == replay_whole_session(domain, tracker)


def test_a_changed_state_is_not_seen_again(domain: Domain) -> None:
    tracker = DialogueStateTracker.from_events("visitor", _greeting(), domain.slots)
    expected = replay_whole_session(domain, tracker)
    for state in states_for_tracker_history(domain, tracker):
        state.get("user", {}).clear()
    assert states_for_tracker_history(domain, tracker) == expected


def test_another_domain_sees_for_itself(domain: Domain) -> None:
    tracker = DialogueStateTracker.from_events("visitor", _greeting(), domain.slots)
    states_for_tracker_history(domain, tracker)
    other = Domain.from_yaml("intents: [deny]")
    assert states_for_tracker_history(other, tracker) == replay_whole_session(other, tracker)
