"""The shape that every topic's action has."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar

from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.naming import WhichOne
from actions.question import ACCESS, Question
from actions.turn import TurnAction, utter
from actions.user import Standing
from actions.wording import Reply, reply
from beian.filing.state import Account
from beian.nlu.topics.model import answer_name


class TopicAction(TurnAction):
    """Answers the questions of one topic, generally or from the user's filing state.

    A subclass names its intent as `topic` and says in `personal` what the account adds;
    `general` and `follow_up` have defaults. `personal_answer` is False where an account adds
    nothing, so that nobody is asked to sign in for it; `same_for_every_kind` is True where it
    plays no part what is cancelled. A topic without a subclass of its own gets one in
    actions.topics.
    """

    personal_answer: ClassVar[bool] = True
    same_for_every_kind: ClassVar[bool] = False

    @property
    @abstractmethod
    def topic(self) -> str:
        """The intent that this action answers; a class attribute in each subclass."""

    def name(self) -> str:
        return f"action_{self.topic}"

    def general(self, question: Question) -> list[Reply]:
        """Return the answer that is right without knowing the user."""
        del question
        return [reply(answer_name(self.topic))]

    def of_part(self, question: Question, part: str) -> list[Reply]:
        """Return the answer to a narrower question within the topic, the same for every user."""
        del question
        return [reply(answer_name(f"{self.topic}/{part}"))]

    def personal(self, question: Question, account: Account) -> list[Reply]:
        """Return the answer for an account. May raise WhichOne."""
        del account
        return self.general(question)

    def follow_up(self, question: Question) -> list[Reply]:
        """Return the general answer to "and for a company?", "那网站呢?" after this topic."""
        if question.kind == ACCESS and self.same_for_every_kind:
            return self.general(question)
        if question.kind and self.same_for_every_kind:
            return [reply("utter_same_for_every_kind"), *self.general(question)]
        if question.kind:
            return [reply(f"utter_kind_{question.kind}")]
        if question.spoken_subject_type:
            return [reply("utter_same_for_both_types"), *self.general(question)]
        return self.general(question)

    def slots(self, question: Question) -> dict[str, Any]:
        """Further slots that an answer sets."""
        del question
        return {}

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        """Utter the answer and remember the topic for the follow-ups that lean on it."""
        asked: Sequence[str] | None = None
        try:
            replies = self.answer(question)
        except WhichOne as which:
            replies = which.replies()
            asked = [candidate.key for candidate in which.shown]
        utter(dispatcher, *replies)
        offered = next((one.offers for one in replies if one.offers), None)
        values = {"topic": self.topic, "choices": asked, "offered": offered}
        return question.changes({**values, **self.slots(question)})

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer to this user. May raise WhichOne."""
        if question.intent == self.topic and question.part is not None:
            return self.of_part(question, question.part)
        return self._of_topic(question)

    def _of_topic(self, question: Question) -> list[Reply]:
        """Return the answer to the topic as a whole."""
        user = question.user
        if user.account is not None:
            return self.personal(question, user.account)
        answer = self.follow_up(question) if question.is_follow_up else self.general(question)
        if not self.personal_answer:
            return answer
        if user.standing is Standing.UNKNOWN_ACCOUNT:
            return [reply("utter_account_unknown"), *answer]
        if user.standing is Standing.STORE_UNAVAILABLE:
            return [reply("utter_store_unavailable"), *answer]
        if not question.is_follow_up:
            return [*answer, reply("utter_sign_in_offer")]
        return answer
