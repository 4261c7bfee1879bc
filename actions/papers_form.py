"""The waiting questions about papers: papers_form, and the answer once it knows what decides."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.forms import FormValidationAction

from actions.papers import AsksPapers, PhoneUnreachable, papers_for
from actions.question import ACCESS, Question, kind_of, member
from actions.topics import TOPICS, action_of
from actions.turn import TurnAction, utter
from actions.user import FilingService, filing_service
from beian.filing.state import Document, SubjectType


class Papers(TurnAction):
    """Answers once papers_form knows what decides."""

    def name(self) -> str:
        return "action_papers"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        if question.user.account is not None:  # signed in while the form asked
            asking = {
                name: topic for name, topic in TOPICS.items() if issubclass(topic, AsksPapers)
            }
            if question.has_done([f"action_{name}" for name in asking]):
                return []
            topic = question.topic if question.topic in asking else PhoneUnreachable.topic
            return action_of(str(topic), self._filing).turn(dispatcher, question)
        subject_type = question.subject_type or SubjectType.INDIVIDUAL
        utter(dispatcher, *papers_for(subject_type, question.document, question.cancellation))
        return question.changes(
            {"topic": PhoneUnreachable.topic, "papers_question": False, "offered": None}
        )


class ValidatePapersForm(FormValidationAction):
    """Takes what the form can use; access is cancelled without any papers, so it is no answer."""

    def __init__(self, filing: FilingService | None = None) -> None:
        self._filing = filing

    def name(self) -> str:
        return "validate_papers_form"

    async def required_slots(
        self,
        domain_slots: list[str],
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> list[str]:
        """Return what is to be asked: nothing any more of somebody who has signed in meanwhile."""
        del dispatcher, domain
        question = Question(tracker, self._filing or filing_service())
        return domain_slots if question.user.account is None else []

    def validate_cancellation(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        del tracker, domain
        kind = kind_of(value)
        if kind == ACCESS:
            dispatcher.utter_message(response="utter_papers_not_for_access")
            return {"cancellation": None}
        return {"cancellation": kind}

    def validate_subject_type(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        del dispatcher, tracker, domain
        return {"subject_type": value if member(SubjectType, value) else None}

    def validate_document(
        self,
        value: Any,
        dispatcher: CollectingDispatcher,
        tracker: Tracker,
        domain: dict[str, Any],
    ) -> dict[str, Any]:
        del dispatcher, tracker, domain
        return {"document": value if member(Document, value) else None}
