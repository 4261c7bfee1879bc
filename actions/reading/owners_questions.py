"""Questions that owners put in passing, and what is answered to them for what is on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.frame.frame import Frame
from actions.frame.message import Asked, Message
from actions.frame.things import order_key, owners, subject_key, things_of
from actions.references.related import orders_of
from beian.filing.orders import is_cancellation, open_cancellations, open_orders, orders_under_way
from beian.filing.provider_access import filed_subjects
from beian.filing.state import Account, OrderKind, OrderState
from beian.nlu.intents import FALLBACK, MY_FILING_STATUS, MY_ORDER_PROGRESS, OUT_OF_SCOPE
from beian.nlu.plain_words.owners_questions import (
    OwnersQuestion,
    asks_why_that_day,
    owners_question,
    speaks_of_a_return,
)
from beian.nlu.text.question_form import has_question_form

_TIME, _PAPERS = "faq_cancellation_time", "faq_required_documents"
_LETTER, _SMS = "faq_statement_letter", "faq_sms_verification"
_OPEN, _WHICH, _HOW = "faq_open_order", "faq_subject_vs_website", "faq_how_to_cancel"
_PHONE, _DOWN = "faq_phone_unreachable", "faq_site_after_access_cancelled"
_WITHDRAW, _SEND = "faq_withdraw_application", "faq_where_to_send"
_SURE = 0.9
_UNSURE = 0.7
_RETURNED_UNSURE = 0.75
_ASKED = {
    OwnersQuestion.ANOTHER_AFTER: (_OPEN, "after_result"),
    OwnersQuestion.CHANGES_MEANWHILE: (_OPEN, None),
    OwnersQuestion.DRAFT_LIFE: (MY_ORDER_PROGRESS, "draft_life"),
    OwnersQuestion.EACH_WITHDRAWN: (_WITHDRAW, None),
    OwnersQuestion.HANDHELD: (_PAPERS, "handheld"),
    OwnersQuestion.HOW_IT_STANDS: (MY_ORDER_PROGRESS, None),
    OwnersQuestion.INSTEAD_OF_CODE: (_LETTER, "purpose"),
    OwnersQuestion.IN_TIME: (_TIME, "in_time"),
    OwnersQuestion.IN_VAIN: (_SMS, "expired"),
    OwnersQuestion.NO_OTHER_PAPERS: (_PAPERS, "phone_works"),
    OwnersQuestion.NO_TEXT_COMES: (_PHONE, None),
    OwnersQuestion.ONE_BY_ONE: (_WHICH, "separately"),
    OwnersQuestion.OPENS_THEN: ("faq_after_cancelling", "still_reachable"),
    OwnersQuestion.ONLY_MOVES: ("faq_cancel_access_meaning", "which"),
    OwnersQuestion.ORDERS_OF_SUBJECT: (_OPEN, None),
    OwnersQuestion.PAPERS_AGAIN: (MY_ORDER_PROGRESS, "resubmit"),
    OwnersQuestion.STILL_OPENS: (_TIME, "site_down"),
    OwnersQuestion.TOGETHER: (_OPEN, None),
    OwnersQuestion.WHEN_DONE: (_TIME, None),
    OwnersQuestion.WHOM_TO_PRESS: ("faq_check_at_ministry", "whom_to_chase"),
}
_INSTEAD_OF = {
    OwnersQuestion.EACH_WITHDRAWN: (_WITHDRAW,),
    OwnersQuestion.HANDHELD: (_PAPERS, _PHONE),
    OwnersQuestion.INSTEAD_OF_CODE: (_PAPERS, _PHONE, _SMS),
    OwnersQuestion.NO_OTHER_PAPERS: (_LETTER, _PAPERS, _SMS),
    OwnersQuestion.ONE_BY_ONE: (_HOW, _OPEN, _WHICH),
    OwnersQuestion.PAPERS_AGAIN: (MY_ORDER_PROGRESS,),
    OwnersQuestion.STILL_OPENS: (_DOWN,),
    OwnersQuestion.WHOM_TO_PRESS: (_TIME, MY_ORDER_PROGRESS),
}
"""Topics that these questions are surely taken for; any other that is sure is believed."""
_UNDERSTOOD_AS = {
    OwnersQuestion.IN_TIME: (),
    OwnersQuestion.WHOM_TO_PRESS: (_TIME, MY_ORDER_PROGRESS),
}
"""Topics in whose place alone these words count; none: where nothing was understood."""
_WAYS = {
    _HOW: (_WHICH, "separately"),
    _OPEN: (_WHICH, "separately"),
    _PAPERS: (_PHONE, "papers_or_change"),
    _PHONE: (_PHONE, "papers_or_change"),
    _WHICH: (_WHICH, "separately"),
    _SEND: (_SEND, None),
}
"""The ways to choose from after a topic, for who takes whichever is quicker."""
_OF_THE_SUBJECT = (OwnersQuestion.ONE_BY_ONE, OwnersQuestion.ORDERS_OF_SUBJECT)
_OF_ALL = (OwnersQuestion.EACH_WITHDRAWN,)
_OF_OPEN_ORDERS = (
    OwnersQuestion.EACH_WITHDRAWN,
    OwnersQuestion.HOW_IT_STANDS,
    OwnersQuestion.WHEN_DONE,
)


def asks_in_passing(
    own: tuple[Asked, ...],
    message: Message,
    frame: Frame,
    account: Account | None,
    named: Sequence[str] = (),
) -> tuple[Asked, ...]:
    """Return the questions of a message, those in an owner's words as what they ask; `named` are
    the keys of the things that it names."""
    if message.pressed:
        return own
    if len(own) > 1:
        return _without_repeats([_one_of_several(one, frame, account) for one in own])
    found = owners_question(message.text)
    if found is None and _is_of_the_returned(own, message, named, account):
        return (Asked(MY_ORDER_PROGRESS, "resubmit", message.text),)
    if found is None or not _may_ask(found, account) or _is_another(found, message):
        return own
    asked = _asked(found, frame)
    if asked is None:
        return own
    about = own[0].about if own else ()
    about = _the_order(found, account) or _whole(found, frame, account) or about
    return (Asked(*asked, message.text, about),)


def _is_of_the_returned(
    own: tuple[Asked, ...], message: Message, named: Sequence[str], account: Account | None
) -> bool:
    """Return whether a message that is not sure of itself tells of a thing whose cancellation was
    returned that it was, and asks how to go on."""
    of_orders = bool(own) and own[0].topic in (MY_ORDER_PROGRESS, _SMS, "faq_result_notice")
    if account is None or of_orders or message.confidence >= _RETURNED_UNSURE or len(named) != 1:
        return False
    if not has_question_form(message.text):
        return False
    if not speaks_of_a_return(message.text):
        return False
    orders = orders_of(named, account)
    return bool(orders) and orders[0].state is OrderState.RETURNED


def _without_repeats(asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return several questions without those that only lean on another: "whichever is quicker"
    beside the choice, why it is that day beside how days are counted."""
    topics = [(one.topic, one.part) for one in asked]
    chosen = any(one in topics for one in _WAYS.values())
    counted = (_TIME, "working_days") in topics
    return tuple(
        one
        for one in asked
        if not (chosen and owners_question(one.text) is OwnersQuestion.WHICHEVER)
        and not (counted and one.topic == OUT_OF_SCOPE and asks_why_that_day(one.text))
    )


def _the_order(found: OwnersQuestion, account: Account | None) -> tuple[str, ...]:
    """Return the key of the only cancellation that is in the way of another, or that is late."""
    orders = open_cancellations(account) if account is not None else ()
    if found is OwnersQuestion.WHOM_TO_PRESS:
        orders = tuple(o for o in orders if o.state is OrderState.ADMINISTRATION_REVIEW)
    elif found is not OwnersQuestion.ONE_BY_ONE:
        return ()
    return (order_key(orders[0]),) if len(orders) == 1 else ()


def _whole(found: OwnersQuestion, frame: Frame, account: Account | None) -> tuple[str, ...]:
    """Return the key of the subject that is asked of as a whole: the only one, or that of what is
    spoken of."""
    if found not in _OF_THE_SUBJECT or account is None:
        return ()
    keys = [subject_key(one) for one in filed_subjects(account)]
    if len(keys) == 1:
        return (keys[0],)
    things = {thing.key: thing for thing in things_of(account)}
    above = {up for one in frame.in_focus if one in things for up in (one, *owners(things[one]))}
    spoken_of = [key for key in keys if key in above]
    return (spoken_of[0],) if len(spoken_of) == 1 else ()


def is_of_all_orders(own: tuple[Asked, ...], message: Message) -> bool:
    """Return whether a message asks of all orders, whichever was spoken of ("can both be
    withdrawn?")."""
    return len(own) == 1 and owners_question(message.text) in _OF_ALL and own[0].part is None


def _one_of_several(one: Asked, frame: Frame, account: Account | None) -> Asked:
    found = owners_question(one.text)
    if found is None or found not in _INSTEAD_OF or not _may_ask(found, account):
        return one
    asked = _asked(found, frame)
    if asked is None or one.topic not in (*_INSTEAD_OF[found], FALLBACK, OUT_OF_SCOPE):
        return one
    return replace(one, topic=asked[0], part=asked[1])


def _asked(found: OwnersQuestion, frame: Frame) -> tuple[str, str | None] | None:
    if found is OwnersQuestion.WHICHEVER:
        return _WAYS.get(frame.topic or "")
    return _ASKED[found]


def _may_ask(found: OwnersQuestion, account: Account | None) -> bool:
    """Return whether what is on file leaves room for a question."""
    orders = open_orders(account) if account is not None else ()
    if found in _OF_OPEN_ORDERS:
        return bool(orders)
    if found is OwnersQuestion.IN_VAIN:
        return any(one.state is OrderState.SMS_VERIFICATION for one in orders)
    if found is OwnersQuestion.STILL_OPENS:
        going = (one for one in orders if is_cancellation(one))
        return any(one.kind is not OrderKind.CANCEL_ACCESS for one in going)
    if found is OwnersQuestion.PAPERS_AGAIN:
        under_way = orders_under_way(account) if account is not None else ()
        return any(one.state is OrderState.RETURNED for one in under_way)
    return account is not None or found not in (
        OwnersQuestion.NO_OTHER_PAPERS,
        OwnersQuestion.ORDERS_OF_SUBJECT,
        OwnersQuestion.TOGETHER,
    )


def _is_another(found: OwnersQuestion, message: Message) -> bool:
    """Return whether a message was surely understood as another question than its words have."""
    unknown = message.intent in (FALLBACK, OUT_OF_SCOPE)
    if found in _UNDERSTOOD_AS:
        return not unknown and message.intent not in _UNDERSTOOD_AS[found]
    if found is OwnersQuestion.WHICHEVER or message.intent in _INSTEAD_OF.get(found, ()):
        return False
    least = _UNSURE if message.intent == MY_FILING_STATUS else _SURE
    return not unknown and message.confidence >= least
