"""What the policies look at, worked out once an event.

With each prediction, two or three times a turn, Rasa's policies have the whole session replayed
to see the state before each action. Here a tracker keeps the states and the replay, which goes on
where it stopped as long as the session's events go on. A MemoizationPolicy that has learned
nothing, since there are no stories, is not shown any.
"""

from __future__ import annotations

from typing import Any

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.policy import PolicyPrediction
from rasa.shared.core.domain import Domain, State
from rasa.shared.core.events import ActionExecuted, Event
from rasa.shared.core.trackers import DialogueStateTracker

_REPLAY = "beian_replay"
replay_whole_session = Domain.states_for_tracker_history
ask_memoization = MemoizationPolicy.predict_action_probabilities


def work_states_out_once() -> None:
    """Has Rasa, in this process, do so."""
    Domain.states_for_tracker_history = states
    MemoizationPolicy.predict_action_probabilities = _predict


class _Replay:
    """The events replayed so far, and the state before each action among them."""

    def __init__(self, domain: Domain, tracker: DialogueStateTracker) -> None:
        self._domain = domain
        self._events: list[Event] = []
        self._tracker = tracker.init_copy()
        self._states: list[State] = []

    def is_begun(self, domain: Domain, events: list[Event]) -> bool:
        """Whether these are the events of the replay, and maybe more."""
        begun = events[: len(self._events)]
        return self._domain is domain and list(map(id, begun)) == list(map(id, self._events))

    def go_on(self, events: list[Event]) -> list[State]:
        """The states once all events have happened; they belong to the caller."""
        for event in events[len(self._events) :]:
            if isinstance(event, ActionExecuted):
                self._states.append(self._state())
            self._tracker.update(event)
            self._events.append(event)
        return [{part: {**known} for part, known in state.items()} for state in self._all()]

    def _all(self) -> list[State]:
        return [*self._states, self._state()]

    def _state(self) -> State:
        state: State = self._domain.get_active_state(self._tracker)
        return state


def states(
    domain: Domain,
    tracker: DialogueStateTracker,
    omit_unset_slots: bool = False,
    ignore_rule_only_turns: bool = False,
    rule_only_data: dict[str, Any] | None = None,
) -> list[State]:
    """Domain.states_for_tracker_history: the state before each action, and the present one."""
    if omit_unset_slots or ignore_rule_only_turns:
        replayed: list[State] = replay_whole_session(
            domain, tracker, omit_unset_slots, ignore_rule_only_turns, rule_only_data
        )
        return replayed
    events = tracker.applied_events()
    replay: _Replay | None = tracker.__dict__.get(_REPLAY)
    if replay is None or not replay.is_begun(domain, events):
        replay = _Replay(domain, tracker)
        setattr(tracker, _REPLAY, replay)
    return replay.go_on(events)


def _predict(
    policy: MemoizationPolicy, tracker: DialogueStateTracker, domain: Domain, **kwargs: Any
) -> PolicyPrediction:
    """MemoizationPolicy.predict_action_probabilities."""
    if policy.lookup:
        return ask_memoization(policy, tracker, domain, **kwargs)
    return policy._prediction(policy._default_predictions(domain))
