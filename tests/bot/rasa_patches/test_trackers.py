"""What is read and copied at once is what Rasa finds by going through all events."""

from __future__ import annotations

from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from beian.bot.rasa_patches.trackers import applied_events, apply_each_event, copy_tracker
from beian.bot.sessions import SessionLength
from tests.bot.test_long_conversations import CONVERSATIONS, ENDLESS, hold
from tests.bot.trained_bot import AS_SERVED

FORM = "papers_form"


def seen(tracker: DialogueStateTracker) -> dict[str, Any]:
    """All that anybody asks a tracker for; the action to follow is told by no event."""
    state: dict[str, Any] = tracker.current_state()
    del state["followup_action"]
    kept = [tracker.model_id, tracker.assistant_id, tracker.latest_bot_utterance]
    return {**state, "events": list(tracker.events), "kept": kept}


@pytest.mark.parametrize("length", [AS_SERVED, ENDLESS], ids=["as served", "endless"])
@pytest.mark.parametrize("name", CONVERSATIONS)
def test_actions_are_shown_what_a_replay_gives(
    agent: Agent, monkeypatch: pytest.MonkeyPatch, name: str, length: SessionLength
) -> None:
    shown = 0

    def copy(tracker: DialogueStateTracker) -> DialogueStateTracker:
        nonlocal shown
        shown += 1
        at_once, replayed = copy_tracker(tracker), tracker.travel_back_in_time(float("inf"))
        assert seen(at_once) == seen(replayed)
        assert applied_events(tracker) == apply_each_event(tracker)
        return at_once

    monkeypatch.setattr(DialogueStateTracker, "copy", copy)
    messages = hold(agent, name, length)
    assert shown > messages


@pytest.fixture
def tracker() -> DialogueStateTracker:
    domain = Domain.from_yaml(
        """
        intents: [greet]
        actions: [utter_hello]
        slots: {topic: {type: text, mappings: [{type: custom}]}}
        """
    )
    return DialogueStateTracker("visitor", domain.slots)


def turn(action: str) -> list[Event]:
    return [
        ActionExecuted("action_listen"),
        UserUttered("hi", {"name": "greet"}),
        SlotSet("topic", action),
        ActionExecuted(action),
    ]


@pytest.mark.parametrize(
    "more",
    [
        [],
        [SessionStarted(), *turn("utter_hello")],
        [Restarted()],
        [UserUtteranceReverted()],
        [ActionReverted(), *turn("utter_hello")],
        [*turn(FORM), ActiveLoop(FORM), *turn(FORM), *turn("utter_hello"), ActiveLoop(None)],
    ],
    ids=["nothing", "session", "restart", "message taken back", "action taken back", "form"],
)
def test_events_that_count_are_found(tracker: DialogueStateTracker, more: list[Event]) -> None:
    for event in [*turn("utter_hello"), *more]:
        tracker.update(event)
        assert applied_events(tracker) == apply_each_event(tracker)
        assert seen(copy_tracker(tracker)) == seen(tracker.travel_back_in_time(float("inf")))


def test_a_copy_goes_its_own_way(tracker: DialogueStateTracker) -> None:
    for event in [*turn("utter_hello"), ActiveLoop(FORM)]:
        tracker.update(event)
    before = seen(tracker)
    other = copy_tracker(tracker)
    for event in [SlotSet("topic", "another"), ActiveLoop(None), *turn("utter_other")]:
        other.update(event)
    assert seen(tracker) == before
    other = copy_tracker(tracker)
    tracker.update(SlotSet("topic", "another"))
    assert seen(other)["slots"] == before["slots"]
