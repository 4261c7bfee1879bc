"""Trackers, read and copied without going through their events one by one.

Rasa sorts out several times a turn which events of a session were not taken back, and replays
them all for the copy that an action is shown.
"""

from __future__ import annotations

import copy

from rasa.shared.core.events import (
    ActionReverted,
    ActiveLoop,
    Event,
    LegacyForm,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

from beian.bot.rasa_patches.states import REPLAY

_BEGINNING = {Restarted, SessionStarted}
_TAKING_BACK = {ActionReverted, UserUtteranceReverted, ActiveLoop, LegacyForm}
"""A form takes back, too: it counts as one action, however often it has run."""
sort_events_out = DialogueStateTracker.applied_events


def read_trackers_at_once() -> None:
    """Has Rasa, in this process, do so."""
    DialogueStateTracker.applied_events = applied_events
    DialogueStateTracker.copy = copied


def applied_events(tracker: DialogueStateTracker) -> list[Event]:
    """DialogueStateTracker.applied_events: those of the session that were not taken back."""
    events = list(tracker.events)
    kinds = list(map(type, events))
    if not _TAKING_BACK.isdisjoint(kinds):
        sorted_out: list[Event] = sort_events_out(tracker)
        return sorted_out
    while kinds and kinds[-1] not in _BEGINNING:
        kinds.pop()
    return events[len(kinds) :]


def copied(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """DialogueStateTracker.copy: what happens to one is not seen in the other."""
    other = DialogueStateTracker.__new__(type(tracker))
    vars(other).update(vars(tracker))
    vars(other).pop(REPLAY, None)
    other.events = tracker.events.copy()
    other.slots = copy.copy(tracker.slots)
    for name, slot in tracker.slots.items():
        other.slots[name] = _copied_slot(slot)
    other.active_loop = copy.copy(tracker.active_loop)
    other.model_id = other.assistant_id = None
    return other


def _copied_slot(slot: Slot) -> Slot:
    """As copy.copy, which takes several times as long."""
    other = object.__new__(type(slot))
    vars(other).update(vars(slot))
    return other
