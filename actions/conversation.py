"""Turns that are about the conversation itself: follow-ups, the offer when unsure, yes and no,
language, contact, starting over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rasa_sdk.events import AllSlotsReset, EventType, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.candidates import (
    filed_subjects,
    order_candidates,
    subject_candidates,
    website_candidates,
)
from actions.contact import contact_lines
from actions.language import wanted_language
from actions.naming import Candidate, WhichOne
from actions.question import Question
from actions.topic import TopicAction
from actions.topics import TOPICS, action_of
from actions.turn import TurnAction, utter
from actions.user import FilingService
from actions.wording import Choice, Reply, lines, reply, wording
from beian.nlu.intents import (
    FALLBACK,
    FAQ_HOW_TO_CANCEL,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    payload_of,
)
from beian.nlu.topics.model import title_name

OFFERED_TOPICS = 3
LEAST_LIKELY = 0.04
"""A topic of less confidence is not offered."""
_LONGEST_FOLLOW_UP = {"zh": 24, "en": 48}
"""Characters up to which a message that was not understood may lean on the last topic."""
_FOLLOW_UP_ENTITIES = ("subject_type", "target", "cancellation_kind", "document", "province")
_KNOWN_TOPICS = (MY_FILING_STATUS, MY_ORDER_PROGRESS, FAQ_HOW_TO_CANCEL)


def topic_choice(topic: str) -> Choice:
    """Return a button that asks a topic's question."""
    return Choice(wording(title_name(topic)), payload_of(topic))


class FollowUp(TurnAction):
    """A bare answer or a short follow-up: the last topic again, for what was just named."""

    def name(self) -> str:
        return "action_follow_up"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        if question.topic is not None and question.topic in TOPICS:
            return action_of(question.topic, self._filing).turn(dispatcher, question)
        choices = [topic_choice(name) for name in _KNOWN_TOPICS]
        named = _named(question)
        if len(named) == 1:
            utter(dispatcher, reply("utter_what_about_named", choices, name=named[0].title))
        else:
            utter(dispatcher, reply("utter_what_about_it", choices))
        return question.changes({"offered": None})


def _named(question: Question) -> list[Candidate]:
    """Return what the message names of what the account has: subjects, websites, orders."""
    account = question.user.account
    if account is None:
        return []
    subjects = filed_subjects(account)
    filings = question.mentioned([*subject_candidates(subjects), *website_candidates(subjects)])
    return filings or question.mentioned(order_candidates(account.orders, account))


class OfferTopics(TurnAction):
    """Unsure: one offer of the likeliest topics, or to put it another way; then a person."""

    def name(self) -> str:
        return "action_offer_topics"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        if _leans_on_topic(question):
            return action_of(str(question.topic), self._filing).turn(dispatcher, question)
        if question.was_unsure:
            utter(dispatcher, reply("utter_still_not_understood"))
            return question.changes({"offered": None})
        ranked = question.likely(tuple(TOPICS), LEAST_LIKELY)
        likely = different_topics(question, [action_of(name, self._filing) for name in ranked])
        if not likely:
            utter(dispatcher, reply("utter_ask_to_rephrase"))
            return question.changes({"offered": "rephrase"})
        utter(dispatcher, reply("utter_offer_topics", [topic_choice(topic) for topic in likely]))
        return question.changes({"offered": "topics"})


def different_topics(question: Question, actions: Sequence[TopicAction]) -> list[str]:
    """Return the first OFFERED_TOPICS of the topics of these actions whose answers to this user
    differ."""
    chosen: dict[str, list[Reply]] = {}
    for action in actions:
        answer = _shown(action, question)
        if not any(_alike(answer, other) for other in chosen.values()):
            chosen[action.topic] = answer
        if len(chosen) == OFFERED_TOPICS:
            break
    return list(chosen)


def _shown(action: TopicAction, question: Question) -> list[Reply]:
    try:
        return action.answer(question)
    except WhichOne as which:
        return which.replies()


def _alike(answer: list[Reply], other: list[Reply]) -> bool:
    """Return whether most of the shorter answer stands in the other one, too."""
    shorter, longer = sorted((answer, other), key=len)
    return 2 * sum(one in longer for one in shorter) > len(shorter)


def _leans_on_topic(question: Question) -> bool:
    if question.intent != FALLBACK or question.topic not in TOPICS:
        return False
    named = bool(_named(question))
    if len(question.text) > _LONGEST_FOLLOW_UP[question.language]:
        return named and question.was_asked_which
    return named or any(question.entity(name) for name in _FOLLOW_UP_ENTITIES)


class OutOfScope(TurnAction):
    """Beyond the assistant, as far as it can tell: what comes next is its second attempt."""

    def name(self) -> str:
        return "action_out_of_scope"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        utter(dispatcher, reply("utter_out_of_scope"))
        return question.changes({"offered": "rephrase"})


class Affirm(TurnAction):
    """Yes: a person, where one was offered; otherwise an invitation to ask."""

    def name(self) -> str:
        return "action_affirm"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        if question.offered in ("person", "rephrase"):
            utter(dispatcher, reply("utter_request_human"))
        else:
            utter(dispatcher, reply("utter_affirm"))
        return question.changes({"offered": None})


class Deny(TurnAction):
    """No: none of the offered topics means a person; otherwise the user is left in peace."""

    def name(self) -> str:
        return "action_deny"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        if question.offered == "topics":
            utter(dispatcher, reply("utter_still_not_understood"))
        else:
            utter(dispatcher, reply("utter_deny"))
        return question.changes({"offered": None})


class FeedbackUnhelpful(TurnAction):
    """An answer was no use: regret, and the offer of a person."""

    def name(self) -> str:
        return "action_feedback_unhelpful"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        utter(dispatcher, reply("utter_feedback_unhelpful"))
        return question.changes({"offered": "person"})


class ContactInfo(TurnAction):
    """The contact data of contact.yml."""

    def __init__(self, filing: FilingService | None = None, file: Path | None = None) -> None:
        super().__init__(filing)
        self._file = file

    def name(self) -> str:
        return "action_contact_info"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        known = contact_lines(self._file)
        if known:
            utter(dispatcher, reply("utter_contact_info", items=lines(known)))
        else:
            utter(dispatcher, reply("utter_contact_unknown"))
        return question.changes({"offered": None if known else "person"})


class ChangeLanguage(TurnAction):
    """Goes on in the language asked for, whatever script later messages are in."""

    def name(self) -> str:
        return "action_change_language"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        del dispatcher
        language = wanted_language(question.text, question.language)
        return question.changes({"language_choice": language, "offered": None})


class StartOver(TurnAction):
    """Forgets the conversation, but not the language it was held in."""

    def name(self) -> str:
        return "action_start_over"

    def turn(self, dispatcher: CollectingDispatcher, question: Question) -> list[EventType]:
        del dispatcher
        chosen = question.language_choice
        kept = {"language": question.language, **({"language_choice": chosen} if chosen else {})}
        return [AllSlotsReset(), *(SlotSet(name, value) for name, value in kept.items())]
