"""Compute the states that the policies look at once an event.

For each prediction, two or three times a turn, Rasa replays the whole session to get the state
before each action. Here a tracker keeps the states and the replay, which continues where it
stopped as long as the session's events continue.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker

REPLAY = "beian_replay"
"""The attribute of a tracker that holds its replay."""
replay_whole_session = Domain.states_for_tracker_history


class _Replay:
    """The events replayed so far, and the state before each action among them."""

    def __init__(self, domain: Domain, tracker: DialogueStateTracker) -> None:
        self._domain = domain
        self._events: list[Event] = []
        self._tracker = tracker.init_copy()
        self._states: list[State] = []
        self._last: tuple[int, Event] | None = None

    def is_current(self, domain: Domain, tracker: DialogueStateTracker) -> bool:
        """Return whether nothing has happened since the states were last asked for."""
        return self._domain is domain and self._last == _last_event(tracker)

    def is_prefix(self, domain: Domain, events: list[Event]) -> bool:
        """Return whether `events` begin with the events replayed so far."""
        begun = events[: len(self._events)]
        return self._domain is domain and list(map(id, begun)) == list(map(id, self._events))

    def advance(self, tracker: DialogueStateTracker, events: list[Event]) -> None:
        """Replay the rest of `events`, which are all events of the tracker."""
        for event in events[len(self._events) :]:
            if isinstance(event, ActionExecuted):
                self._states.append(self._state())
            self._tracker.update(event)
            self._events.append(event)
        self._last = _last_event(tracker)

    def states(self) -> list[State]:
        """Return copies of the state before each action and of the present one."""
        states = [*self._states, self._state()]
        return [{part: {**known} for part, known in state.items()} for state in states]

    def _state(self) -> State:
        state: State = self._domain.get_active_state(self._tracker)
        return state


@wraps(replay_whole_session)
def states_for_tracker_history(
    domain: Domain,
    tracker: DialogueStateTracker,
    omit_unset_slots: bool = False,
    ignore_rule_only_turns: bool = False,
    rule_only_data: dict[str, Any] | None = None,
) -> list[State]:
    """Return the state before each action, and the present one."""
    if omit_unset_slots or ignore_rule_only_turns:
        replayed: list[State] = replay_whole_session(
            domain, tracker, omit_unset_slots, ignore_rule_only_turns, rule_only_data
        )
        return replayed
    replay: _Replay | None = tracker.__dict__.get(REPLAY)
    if replay is None or not replay.is_current(domain, tracker):
        events = tracker.applied_events()
        if replay is None or not replay.is_prefix(domain, events):
            replay = _Replay(domain, tracker)
            setattr(tracker, REPLAY, replay)
        replay.advance(tracker, events)
    return replay.states()


def _last_event(tracker: DialogueStateTracker) -> tuple[int, Event] | None:
    """Return the number of events and the last one, which tell whether a tracker has changed."""
    return (len(tracker.events), tracker.events[-1]) if tracker.events else None
