"""What is answered to who tells the assistant to act: that it can't, and where to do it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.frame.message import Asked
from actions.reading.question import Question
from actions.wording.replies import Reply, sentences, wording
from beian.filing.situation_states import State
from beian.nlu.intents import (
    FALLBACK,
    FAQ_HOW_TO_CANCEL,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    OUT_OF_SCOPE,
    REQUEST_HUMAN,
)
from beian.nlu.plain_words.told_to import CANCEL, CHASE, GIVE_UP, GO_AHEAD, SUBMIT, told_to
from beian.nlu.text.question_form import has_question_form

FOR_ME = Asked(FAQ_HOW_TO_CANCEL, "for_me")
GIVE_IT_UP = Asked("faq_withdraw_application", "how")
GIVING_UP = ("faq_withdraw_application", "faq_abandon_order_impact")
_ANEW = ("resubmit", "again")
"""Parts of those topics that tell of submitting anew after giving up."""
_RESUBMIT = Asked(MY_ORDER_PROGRESS, "resubmit")
_STUCK = Asked(MY_ORDER_PROGRESS, "stuck")
_HURRY = Asked("faq_cancellation_time", "speed_up")
_TAKEN_FOR = (*GIVING_UP, FAQ_HOW_TO_CANCEL, MY_ORDER_PROGRESS, MY_FILING_STATUS, "faq_reapply")
_TAKEN_FOR_SUBMITTING = ("faq_sms_verification",)
_TAKEN_FOR_CHASING = ("faq_cancellation_time", "faq_result_notice", "faq_where_to_send")
_TAKEN_BESIDE = {CHASE: _TAKEN_FOR_CHASING, SUBMIT: _TAKEN_FOR_SUBMITTING}
"""Topics that an order to do something is understood as."""


def told(question: Question) -> Asked | None:
    """Return what is answered where the message tells the assistant to do something itself; None
    where it does not, or asks something else."""
    act = None if question.message.pressed else told_to(question.text)
    if act is None or (question.intent == REQUEST_HUMAN and act != CHASE):
        return None
    reading = question.reading
    guessed = question.intent in (FALLBACK, OUT_OF_SCOPE)
    if reading.questions and not reading.leans and not guessed:
        asked = {one.topic for one in reading.questions}
        if not asked <= {*_TAKEN_FOR, *_TAKEN_BESIDE.get(act, ())}:
            return None
        if act == GO_AHEAD and asked <= {*GIVING_UP} and has_question_form(question.text):
            return None
    return _where(question, act)


def _where(question: Question, act: str) -> Asked:
    """Return the question whose answer says where the user does it."""
    states = question.situation.states if question.user.account else frozenset()
    if act == GO_AHEAD and State.RETURNED in states:
        return _RESUBMIT
    gives_up = question.before.topic in GIVING_UP and question.before.part not in _ANEW
    if act == GO_AHEAD:
        act = GIVE_UP if gives_up else CANCEL
    if act == GIVE_UP or (act == CANCEL and gives_up):
        return GIVE_IT_UP
    if act == CHASE:
        return _STUCK if State.UNDER_WAY in states else _HURRY
    if act == SUBMIT and State.RETURNED in states:
        return _RESUBMIT
    return FOR_ME


def with_refusal(asked: Asked, replies: Sequence[Reply]) -> list[Reply]:
    """Return the replies, led by a sentence that the assistant can't do it itself."""
    if asked == FOR_ME or not replies:
        return list(replies)  # it says so in its own words
    first, *others = replies
    can_not = wording("utter_can_not_do")
    lead = can_not if first.lead is None else sentences(can_not, first.lead)
    return [replace(first, lead=lead), *others]
