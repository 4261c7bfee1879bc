"""Calls of the action server: over connections that are kept, and no longer than they need be.

Rasa makes a connection for each call, and sends all events of the session, of which an action looks
at the last two turns.
"""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

from aiohttp import ClientSession
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker, EventVerbosity
from rasa.utils.endpoints import EndpointConfig

_TURNS = 2
send_all_events = RemoteAction._action_call_format


def send_last_turns() -> None:
    """Has Rasa, in this process, send the events of the last two turns only."""
    RemoteAction._action_call_format = _call_of


def _call_of(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
    """RemoteAction._action_call_format."""
    call: dict[str, Any] = send_all_events(action, _LastTurns(tracker), domain)
    return call


class _LastTurns:
    """A tracker as a call shows it."""

    def __init__(self, tracker: DialogueStateTracker) -> None:
        self._tracker = tracker
        self.sender_id = tracker.sender_id

    def current_state(self, verbosity: EventVerbosity) -> dict[str, Any]:
        del verbosity
        state: dict[str, Any] = self._tracker.current_state(EventVerbosity.NONE)
        return {**state, "events": self._events()}

    def _events(self) -> list[dict[str, Any]]:
        """From the message before the last one on."""
        shown = []
        turns = 0
        for event in reversed(self._tracker.events):
            shown.append(event.as_dict())
            turns += isinstance(event, UserUttered)
            if turns == _TURNS:
                break
        return shown[::-1]


def keep_connections(endpoint: EndpointConfig) -> ClientSession:
    """Has the endpoint use one session, for whoever closes it; call it within the loop.

    An idle connection is kept for 15 s (aiohttp), which is less than the action server keeps it
    (actions/__main__.py): it never closes one that a call is being sent over.
    """
    session: ClientSession = endpoint.session()
    endpoint.session = lambda: nullcontext(session)
    return session
