"""The shape that all our actions have: read the question, utter replies, return events."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.caller import FilingDesk, filing_desk
from actions.question import Question
from actions.wording import Reply


class TurnAction(Action, ABC):
    """An action that answers the user's latest message. `desk` is this process's by default."""

    def __init__(self, desk: FilingDesk | None = None) -> None:
        self._desk = desk

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        del domain
        return self.turn(dispatcher, Question(tracker, self._desk or filing_desk()))

    @abstractmethod
    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        """Utters the replies and returns the events."""


def utter(dispatcher: CollectingDispatcher, *replies: Reply) -> None:
    for one in replies:
        dispatcher.utter_message(**one.as_keywords())
