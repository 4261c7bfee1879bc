"""The actions that Rasa runs: one for each intent, all of which take a turn of the conversation.

Rasa chooses the action by the intent of the message; what is answered is decided in one place
(actions.answering), from all that the conversation has established. rasa_sdk finds actions by
their classes, so each intent is given one here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.acts import ACTS
from actions.answering import take_turn
from actions.frame.user import FilingService, filing_service
from actions.topics.registry import TOPICS


class TurnAction(Action, ABC):
    """Answers the user's latest message. `filing` is this process's by default."""

    @property
    @abstractmethod
    def intent(self) -> str:
        """The intent of the message; a class attribute in each subclass."""

    def __init__(self, filing: FilingService | None = None) -> None:
        self._filing = filing

    def name(self) -> str:
        return f"action_{self.intent}"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        del domain
        replies, events = take_turn(tracker, self._filing or filing_service())
        for one in replies:
            dispatcher.utter_message(**one.as_keywords())
        return events


def _action(intent: str) -> type[TurnAction]:
    return type(f"Turn_{intent}", (TurnAction,), {"intent": intent, "__module__": __name__})


ACTIONS = {intent: _action(intent) for intent in (*TOPICS, *ACTS)}
"""The class of each intent's action."""
