"""Decide when a new Rasa session begins within a conversation, and what it begins with.

Rasa replays, featurises and sends to the action server all events of the session, several times
a turn: a reply takes longer with each turn before it. So a session ends after a bounded number
of events, and the next one begins with what the conversation has established: the slots, the
form that waits for an answer, the offer that still stands. Users do not notice.

Rasa's own start of a session carries over each slot event that there ever was, and drops the
form; so ours takes its place.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    REQUESTED_SLOT,
    SESSION_START_METADATA_SLOT,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

CHOICES = "choices"
OFFERED = "offered"
_SECONDS_OF_A_MINUTE = 60
_NOT_CARRIED = (SESSION_START_METADATA_SLOT, REQUESTED_SLOT, OFFERED)
"""Slots of the session itself, of the form and of the last turn."""


@dataclass(frozen=True)
class SessionLength:
    """Events after which a session ends: `settled` where nothing is pending, else `hard`.

    A turn makes about eight. Measured: an average reply takes 39 ms where sessions end after 20
    events, 41 after 40, 43 after 80, 54 after 160.
    """

    settled: int = 40
    hard: int = 80


def begin_session_if_due(
    tracker: DialogueStateTracker, domain: Domain, length: SessionLength
) -> None:
    """Begin a session before the next message is recorded, where one is due."""
    is_new = not tracker.applied_events()
    expired = _has_expired(tracker, domain)
    if is_new or expired or _is_long(tracker, length):
        tracker.update_with_events(_beginning(tracker, goes_on=not expired), domain)


def _is_long(tracker: DialogueStateTracker, length: SessionLength) -> bool:
    events = len(tracker.events)
    return events >= length.hard or (events >= length.settled and not _is_pending(tracker))


def _is_pending(tracker: DialogueStateTracker) -> bool:
    """Return whether the next message may answer a form, a "which one?" or an offer."""
    return bool(tracker.active_loop_name or tracker.get_slot(CHOICES) or _standing_offer(tracker))


def _standing_offer(tracker: DialogueStateTracker) -> str | None:
    """Return what the last turn offered; an offer lasts one turn."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered | SessionStarted):
            return None
        if isinstance(event, SlotSet) and event.key == OFFERED:
            return event.value and str(event.value)
    return None


def _has_expired(tracker: DialogueStateTracker, domain: Domain) -> bool:
    """Return whether the last message is older than domain.yml's `session_expiration_time`."""
    last = tracker.get_last_event_for(UserUttered)
    if last is None or not domain.session_config.are_sessions_enabled():
        return False
    minutes = (time.time() - last.timestamp) / _SECONDS_OF_A_MINUTE
    return bool(minutes > domain.session_config.session_expiration_time)


def _beginning(tracker: DialogueStateTracker, *, goes_on: bool) -> list[Event]:
    """Return the first events of a session. `goes_on`: what is pending stays pending."""
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    events += [
        SlotSet(name, slot.value)
        for name, slot in tracker.slots.items()
        if slot.value != slot.initial_value and name not in _NOT_CARRIED
    ]
    offered = _standing_offer(tracker)
    if goes_on and offered:
        events.append(SlotSet(OFFERED, offered))
    if goes_on and tracker.active_loop_name:
        events += [
            ActionExecuted(tracker.active_loop_name),
            ActiveLoop(tracker.active_loop_name),
            SlotSet(REQUESTED_SLOT, tracker.get_slot(REQUESTED_SLOT)),
        ]
    return [*events, ActionExecuted(ACTION_LISTEN_NAME)]
