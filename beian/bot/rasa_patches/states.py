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

REPLAY = "beian_replay"
"""A tracker's attribute."""
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
        self._last: tuple[int, Event] | None = None

    def is_over(self, domain: Domain, tracker: DialogueStateTracker) -> bool:
        """Whether nothing has happened since the states were asked for."""
        return self._domain is domain and self._last == _last_of(tracker)

    def is_begun(self, domain: Domain, events: list[Event]) -> bool:
        """Whether these are the events of the replay, and maybe more."""
        begun = events[: len(self._events)]
        return self._domain is domain and list(map(id, begun)) == list(map(id, self._events))

    def go_on(self, tracker: DialogueStateTracker, events: list[Event]) -> None:
        """Lets all these events happen, which are those of the tracker."""
        for event in events[len(self._events) :]:
            if isinstance(event, ActionExecuted):
                self._states.append(self._state())
            self._tracker.update(event)
            self._events.append(event)
        self._last = _last_of(tracker)

    def states(self) -> list[State]:
        """The state before each action, and the present one; they belong to the caller."""
        states = [*self._states, self._state()]
        return [{part: {**known} for part, known in state.items()} for state in states]

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
    replay: _Replay | None = tracker.__dict__.get(REPLAY)
    if replay is None or not replay.is_over(domain, tracker):
        events = tracker.applied_events()
        if replay is None or not replay.is_begun(domain, events):
            replay = _Replay(domain, tracker)
            setattr(tracker, REPLAY, replay)
        replay.go_on(tracker, events)
    return replay.states()


def _last_of(tracker: DialogueStateTracker) -> tuple[int, Event] | None:
    """How many events there are, and the last of them, by which a tracker is seen to go on."""
    return (len(tracker.events), tracker.events[-1]) if tracker.events else None


def _predict(
    policy: MemoizationPolicy, tracker: DialogueStateTracker, domain: Domain, **kwargs: Any
) -> PolicyPrediction:
    """MemoizationPolicy.predict_action_probabilities."""
    if policy.lookup:
        return ask_memoization(policy, tracker, domain, **kwargs)
    return policy._prediction(policy._default_predictions(domain))
