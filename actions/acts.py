"""Turns that are about the conversation itself: yes and no, thanks, a greeting, language, a person.

Each function takes the question and returns what is said to it; ACTS has them by intent.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from actions.answers.topic_answer import TopicAnswer, intent_choice, leading_on
from actions.frame.frame import PAPERS, PERSON, REPHRASE, TOPICS, WHICH, Frame, Waiting
from actions.frame.message import BARE, Asked
from actions.reading.forms import is_nod
from actions.reading.question import Question
from actions.references.candidates import (
    order_candidates,
    service_candidates,
    subject_candidates,
    website_candidates,
)
from actions.references.naming import Candidate, WhichOne
from actions.told import FOR_ME, GIVE_IT_UP, GIVING_UP
from actions.topics.greeting import greeting
from actions.topics.registry import TOPICS as TOPIC_ACTIONS
from actions.topics.registry import answer_of
from actions.wording.contact import contact_lines
from actions.wording.language import wanted_language
from actions.wording.replies import Reply, lines, reply
from beian.filing.provider_access import filed_subjects
from beian.nlu.intents import (
    AFFIRM,
    ASK_CAPABILITIES,
    BLANK_MESSAGE,
    BOT_CHALLENGE,
    CHANGE_LANGUAGE,
    CONTACT_INFO,
    DECLINE_HUMAN,
    DENY,
    FALLBACK,
    FAQ_HOW_TO_CANCEL,
    FEEDBACK_HELPFUL,
    FEEDBACK_UNHELPFUL,
    GOODBYE,
    GREET,
    INFORM,
    MESSAGE_TOO_LONG,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    OUT_OF_SCOPE,
    REQUEST_HUMAN,
    START_OVER,
    THANK,
)
from beian.nlu.text.question_form import has_question_form
from beian.nlu.topics.model import answer_name
from beian.nlu.topics.project import project_content

OFFERED_TOPICS = 3
_SURELY_NO_REMARK = 0.97
"""Confidence from which what is out of scope is no mere remark on what was said."""
LEAST_LIKELY = 0.04
"""A topic of less confidence is not offered."""
PATIENCE = 2
"""Turns in a row without a useful answer before a person is offered in the next."""
_KNOWN_TOPICS = (MY_FILING_STATUS, MY_ORDER_PROGRESS, FAQ_HOW_TO_CANCEL)


@dataclass(frozen=True)
class Said:
    """What is said in a turn, and what it leaves.

    `waiting` is the question or offer that waits now; `helped` whether the user got something
    useful, None where that was not to be had (thanks); `asks` a question to answer after `replies`;
    `language` what the user asked for; `frame` the frame, if it is not that of the reading.
    """

    replies: list[Reply] = field(default_factory=list)
    waiting: Waiting | None = None
    helped: bool | None = None
    asks: Asked | None = None
    language: str | None = None
    frame: Frame | None = None


def _one(response: str) -> Callable[[Question], Said]:
    def said(question: Question) -> Said:
        del question
        return Said([reply(response)])

    return said


def _affirm(question: Question) -> Said:
    waiting = question.before.waiting
    shrugs = not {"laugh", "closes"}.isdisjoint(question.message.values("reply"))
    if waiting is not None and waiting.question == PERSON and not shrugs:
        return Said([reply("utter_request_human")])
    if waiting is not None and waiting.question == TOPICS:
        return Said([reply("utter_which_topic", [intent_choice(t) for t in waiting.options])])
    if _is_asked(waiting):
        return _not_understood(question)
    closes = is_nod(question.message) or "closes" in question.message.values("reply")
    if not closes and question.before.topic is not None:
        return Said(asks=GIVE_IT_UP if question.before.topic in GIVING_UP else FOR_ME)
    return Said([reply("utter_nod" if question.before.topic else "utter_affirm")])


def _deny(question: Question) -> Said:
    waiting = question.before.waiting
    if waiting is not None and waiting.question in PAPERS:
        return Said([reply("utter_papers_stopped")])
    if waiting is not None and waiting.question == TOPICS:
        return Said([reply("utter_ask_to_rephrase")], Waiting(REPHRASE), helped=False)
    if question.message.corrects and question.before.topic is not None:
        return Said([reply("utter_what_is_right")])
    if question.before.topic in GIVING_UP and question.user.account is not None:
        return Said([reply("utter_not_given_up")])
    return Said([reply("utter_deny")])


def _request_human(question: Question) -> Said:
    del question
    return Said([reply("utter_request_human")], helped=True)


def _feedback_unhelpful(question: Question) -> Said:
    del question
    return Said([reply("utter_feedback_unhelpful")], Waiting(PERSON), helped=False)


def _contact_info(question: Question) -> Said:
    del question
    known = contact_lines()
    if known:
        return Said([reply("utter_contact_info", items=lines(known))], helped=True)
    return Said([reply("utter_contact_unknown")], Waiting(PERSON))


def _change_language(question: Question) -> Said:
    language = wanted_language(question.text, question.language)
    if language is None:
        return Said([reply("utter_spoken_here")])
    return Said([reply("utter_language_changed", in_language=language)], language=language)


def _greet(question: Question) -> Said:
    replies = greeting(question)
    options = question.listed or question.frame.options
    return Said(replies, frame=question.frame.with_(options=options))


def _inform(question: Question) -> Said:
    """Take a bare answer or name, where nothing was asked and no topic was spoken of."""
    if _is_asked(question.before.waiting):
        return _not_understood(question)
    not_on_file = _not_on_file(question)
    if not_on_file:
        return Said(not_on_file, helped=False)
    choices = [intent_choice(name) for name in _KNOWN_TOPICS]
    named = _named(question)
    if len(named) == 1:
        return Said([reply("utter_what_about_named", choices, name=named[0].title)], helped=True)
    return Said([reply("utter_what_about_it", choices)])


def _not_on_file(question: Question) -> list[Reply]:
    """Return that a name is not on file, where an account is known and the message has one."""
    unknown = question.reading.unknown
    if unknown is None or question.user.account is None:
        return []
    return [reply("utter_not_on_file", [intent_choice(MY_FILING_STATUS)], name=unknown)]


def _named(question: Question) -> list[Candidate]:
    """Return what the conversation is about: a subject, website, service or order."""
    account = question.user.account
    if account is None:
        return []
    subjects = filed_subjects(account)
    return question.mentioned(
        [
            *subject_candidates(subjects),
            *website_candidates(subjects),
            *service_candidates(subjects),
            *order_candidates(account.orders, account),
        ]
    )


def _fallback(question: Question) -> Said:
    """Unsure: an offer of the likeliest topics, or to put it another way; then a person."""
    if _is_asked(question.before.waiting):
        return _not_understood(question)
    if question.before.unhelped >= PATIENCE:
        return Said([reply("utter_still_not_understood")], Waiting(PERSON), helped=False)
    ranked = question.likely(tuple(TOPIC_ACTIONS), LEAST_LIKELY)
    likely = different_topics(question, [answer_of(name) for name in ranked])
    if not likely or question.before.waiting == Waiting(TOPICS, options=tuple(likely)):
        return Said([reply("utter_ask_to_rephrase")], Waiting(REPHRASE), helped=False)
    if len(likely) == 1 and question.user.account is not None:
        return Said(asks=Asked(likely[0], None, question.text))
    offer = reply("utter_offer_topics", [intent_choice(topic) for topic in likely])
    return Said([offer], Waiting(TOPICS, options=tuple(likely)), helped=False)


def _out_of_scope(question: Question) -> Said:
    """Say the one true sentence on the matter, where there is one; otherwise that it is out of
    scope, and offer a person."""
    asked = f"{question.asked.topic}/{question.asked.part}"
    if asked in project_content().parts_of(OUT_OF_SCOPE):
        return Said([reply(answer_name(asked))], helped=True)
    if question.before.unhelped >= PATIENCE:
        return Said([reply("utter_still_not_understood")], Waiting(PERSON), helped=False)
    message, before = question.message, question.before
    is_remark = before.topic is not None and message.confidence < _SURELY_NO_REMARK
    if is_remark and not has_question_form(message.text):
        return Said([reply("utter_remark_heard", leading_on(before.topic, before.part))])
    return Said([Reply("utter_out_of_scope", offers=PERSON)], helped=False)


def _is_asked(waiting: Waiting | None) -> bool:
    return waiting is not None and waiting.question in (WHICH, *PAPERS)


def _not_understood(question: Question) -> Said:
    """Where an answer is waited for: the question comes again, or something else is tried."""
    waiting = question.before.waiting
    assert waiting is not None
    if waiting.reminded:
        return Said([reply("utter_ask_to_rephrase")], Waiting(REPHRASE), helped=False)
    return Said([reply("utter_not_an_answer")], helped=False)


def can_not_tell(question: Question) -> bool:
    """Return whether the user does not know the answer to a question that was asked just once."""
    waiting = question.before.waiting
    unknown = "unknown" in question.message.values("reply") and question.intent in BARE
    return unknown and waiting is not None and _is_asked(waiting) and not waiting.reminded


def different_topics(question: Question, actions: Sequence[TopicAnswer]) -> list[str]:
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


def _shown(action: TopicAnswer, question: Question) -> list[Reply]:
    try:
        return action.answer(question.about(Asked(action.topic), question.frame))
    except WhichOne as which:
        return which.replies()


def _alike(answer: list[Reply], other: list[Reply]) -> bool:
    """Return whether most of the shorter answer stands in the other one, too, buttons aside."""
    texts = [[(one.response, one.values) for one in replies] for replies in (answer, other)]
    shorter, longer = sorted(texts, key=len)
    return 2 * sum(one in longer for one in shorter) > len(shorter)


ACTS: dict[str, Callable[[Question], Said]] = {
    AFFIRM: _affirm,
    ASK_CAPABILITIES: _one("utter_capabilities"),
    BLANK_MESSAGE: _one("utter_blank_message"),
    BOT_CHALLENGE: _one("utter_bot_challenge"),
    CHANGE_LANGUAGE: _change_language,
    CONTACT_INFO: _contact_info,
    DECLINE_HUMAN: _one("utter_decline_human"),
    DENY: _deny,
    FALLBACK: _fallback,
    FEEDBACK_HELPFUL: _one("utter_feedback_helpful"),
    FEEDBACK_UNHELPFUL: _feedback_unhelpful,
    GOODBYE: _one("utter_goodbye"),
    GREET: _greet,
    INFORM: _inform,
    MESSAGE_TOO_LONG: _one("utter_message_too_long"),
    OUT_OF_SCOPE: _out_of_scope,
    REQUEST_HUMAN: _request_human,
    START_OVER: _one("utter_started_over"),
    THANK: _one("utter_thank"),
}
"""What is said to each intent that is about the conversation itself."""
