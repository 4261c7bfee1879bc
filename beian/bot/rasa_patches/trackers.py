"""Read and copy trackers without replaying their events.

Several times a turn Rasa determines which events of a session were not taken back, and it replays
them all to make the copy that an action works on.
"""

from __future__ import annotations

import copy
from functools import wraps

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
"""Forms are among them: however often a form has run, it counts as one action."""
apply_each_event = DialogueStateTracker.applied_events
copy_by_replay = DialogueStateTracker.copy


@wraps(apply_each_event)
def applied_events(tracker: DialogueStateTracker) -> list[Event]:
    """Return the events of the session that were not taken back."""
    events = list(tracker.events)
    kinds = list(map(type, events))
    if not _TAKING_BACK.isdisjoint(kinds):
        applied: list[Event] = apply_each_event(tracker)
        return applied
    while kinds and kinds[-1] not in _BEGINNING:
        kinds.pop()
    return events[len(kinds) :]


@wraps(copy_by_replay)
def copy_tracker(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """Return a tracker that shares nothing that changes with this one."""
    other = DialogueStateTracker.__new__(type(tracker))
    vars(other).update(vars(tracker))
    vars(other).pop(REPLAY, None)
    other.events = tracker.events.copy()
    other.slots = copy.copy(tracker.slots)
    for name, slot in tracker.slots.items():
        other.slots[name] = _copy_slot(slot)
    other.active_loop = copy.copy(tracker.active_loop)
    other.model_id = other.assistant_id = None
    return other


def _copy_slot(slot: Slot) -> Slot:
    """Return what copy.copy would, in a fraction of its time."""
    other = object.__new__(type(slot))
    vars(other).update(vars(slot))
    return other
