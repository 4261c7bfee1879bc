"""What a message without a question of its own comes to after what was said before."""

from __future__ import annotations

from actions.frame.context import Context
from actions.frame.frame import Frame
from actions.frame.message import BARE, Asked, Message
from actions.frame.things import things_of
from actions.reading.finished import WHEN, is_told_of
from actions.reading.forms import is_follow_up, is_nod, is_short, narrows, puts_right
from actions.reading.moving import turns_to_whole
from actions.reading.outcome import Reading, reading_with
from actions.reading.own_questions import own_questions
from actions.references.refer import References
from beian.filing.orders import is_cancellation
from beian.nlu.intents import (
    AFFIRM,
    DECLINE_HUMAN,
    DENY,
    FALLBACK,
    FEEDBACK_UNHELPFUL,
    GOODBYE,
    INFORM,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    OUT_OF_SCOPE,
    START_OVER,
)
from beian.nlu.plain_words.told_to import speaks_of_an_order
from beian.nlu.plain_words.verdict import wants_a_verdict
from beian.nlu.text.question_form import asks_by_a_word, has_question_form

_OF_ORDERS = (
    MY_ORDER_PROGRESS,
    "faq_abandon_order_impact",
    "faq_cancellation_time",
    "faq_open_order",
    "faq_result_notice",
    "faq_withdraw_application",
)
"""Topics that are as much about any order as about a thing."""
SURE_OF_A_MATTER = 0.8
"""Confidence from which a message is about a matter out of scope (a price, a slow site), whatever
was spoken of before."""
_MAY_ASK = (AFFIRM, DECLINE_HUMAN, DENY, FEEDBACK_UNHELPFUL, GOODBYE, START_OVER)
"""Intents of messages that are taken for questions where they have the form of one ("not us?")."""


def in_context(
    reading: Reading,
    frame: Frame,
    message: Message,
    pointed: References,
    context: Context,
) -> Reading:
    """Return what a message without a question of its own comes to after what was said before."""
    sure = message.confidence >= SURE_OF_A_MATTER and not message.corrects
    if message.intent == OUT_OF_SCOPE and message.part and sure:
        return reading_with(reading, (), act=OUT_OF_SCOPE)
    again = "again" in message.values("reply") or wants_a_verdict(message.text)
    if again and context.goes_on:
        return reading_with(reading, (Asked(str(frame.topic), frame.part),), leans=True)
    if is_nod(message):
        return reading_with(reading, (), act=AFFIRM, unknown=pointed.unknown)
    doubted = _MAY_ASK if has_question_form(message.text) else ()
    further = context.continued(message, doubted)
    leans = _leans_on_topic(frame, reading.frame, message, pointed)
    mere = is_short(message.text) and not asks_by_a_word(message.text)
    turns = turns_to_whole(frame, message, context.account)
    leaning = context.goes_on and (turns or leans)
    only_narrows = pointed.bare or narrows(message) or turns
    if leaning and (further is None or mere or only_narrows):
        part = None if pointed.unknown or turns else frame.part
        once_more = Asked(str(frame.topic), part, message.text)
        asked = _of_an_order_named(pointed, message, context) or once_more
        return reading_with(reading, (asked,), leans=True, unknown=pointed.unknown)
    further = further or _otherwise(message, pointed, context)
    if further is not None:
        return reading_with(reading, (further,))
    return reading_with(reading, (), act=message.intent, unknown=pointed.unknown)


def _otherwise(message: Message, pointed: References, context: Context) -> Asked | None:
    """Return what a message asks that neither goes on nor leans on what was said before."""
    named = _of_what_is_named(pointed, message) if is_follow_up(message.text) else None
    if named is not None and message.intent in (FALLBACK, OUT_OF_SCOPE, INFORM):
        return Asked(named, None, message.text)
    # A correction that nothing was to be put right of.
    return next(iter(own_questions(message, context.topics)), None)


def _of_an_order_named(pointed: References, message: Message, context: Context) -> Asked | None:
    """Return a question for where an order stands, where a follow-up names one to which the topic
    before does not apply: one that cancels nothing, or that is called an order."""
    account = context.account
    if account is None or len(pointed.named) != 1:
        return None
    things = {thing.key: thing for thing in things_of(account)}
    order = things[pointed.named[0]].order
    if is_told_of(things[pointed.named[0]], str(context.before)):
        return Asked(MY_ORDER_PROGRESS, WHEN, message.text)
    if context.before in _OF_ORDERS:
        return None
    cancels_nothing = order is not None and not is_cancellation(order)
    if not cancels_nothing and not speaks_of_an_order(message.text):
        return None
    return Asked(MY_ORDER_PROGRESS, None, message.text)


def _of_what_is_named(pointed: References, message: Message) -> str | None:
    """Return the topic that tells of the things a message names, where it asks nothing else."""
    if not pointed.named:
        return None
    orders = all(key.startswith("order:") for key in pointed.named)
    orders = orders or speaks_of_an_order(message.text)
    return MY_ORDER_PROGRESS if orders else MY_FILING_STATUS


def _leans_on_topic(frame: Frame, moved: Frame, message: Message, pointed: References) -> bool:
    """Return whether a message without a question of its own asks the topic before once more."""
    if pointed.bare or narrows(message):
        return True
    if message.intent not in BARE and not puts_right(message, pointed):
        return False
    said = (
        bool(pointed.named or pointed.denied)
        or moved.with_(excluded=()) != frame.with_(excluded=())
        or bool(message.values("target") or message.values("cancellation_kind"))
    )
    if message.intent == INFORM:
        return said or frame.waiting is None
    if not said:
        return False
    return message.corrects or bool(pointed.named) or is_follow_up(message.text)
