"""The shape that all our actions have: read the question, utter replies, return events."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.question import Question
from actions.user import FilingService, filing_service
from actions.wording import Reply


class TurnAction(Action, ABC):
    """An action that answers the user's latest message. `filing` is this process's by default."""

    def __init__(self, filing: FilingService | None = None) -> None:
        self._filing = filing

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        del domain
        return self.turn(dispatcher, Question(tracker, self._filing or filing_service()))

    @abstractmethod
    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        """Utter the replies and return the events."""


def utter(dispatcher: CollectingDispatcher, *replies: Reply) -> None:
    for one in replies:
        dispatcher.utter_message(**one.as_keywords())
