"""Questions in plain words that are learnt as something else, and the second one of a message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.frame.frame import Frame
from actions.frame.message import Asked, Message
from actions.frame.things import order_key
from actions.reading.file_parts import part_of_the_file
from beian.filing.orders import is_cancellation, open_orders, orders_under_way
from beian.filing.provider_access import filed_subjects, lost_accesses
from beian.filing.shells import empty_shell
from beian.filing.state import Account, FilingStatus, Order, OrderKind, OrderState
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.file_questions.tally import tally_in
from beian.nlu.intents import (
    FAQ_OTHER_WEBSITES,
    FAQ_RESULT_NOTICE,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
)
from beian.nlu.plain_words.plain_questions import (
    PlainQuestion,
    further_questions,
    plain_question,
    status_clause,
)
from beian.nlu.plain_words.questions import pieces_of
from beian.nlu.plain_words.sideways import (
    asks_for_the_phone,
    asks_how_long_it_is_good,
    asks_who_got_it,
    asks_why,
    waves_aside,
)

_TIME, _PAPERS = "faq_cancellation_time", "faq_required_documents"
_LETTER, _SMS = "faq_statement_letter", "faq_sms_verification"
_DOWN, _BUREAU = "faq_site_after_access_cancelled", "faq_access_cancelled_by_bureau"
_RESTORES = (
    ("faq_withdraw_application", "restore"),
    ("faq_cancelled_by_administration", "restore"),
    (_DOWN, "restore"),
)
_GIVING_UP = ("faq_withdraw_application", "faq_abandon_order_impact")
_ASKED = {
    PlainQuestion.REFUSED: (FAQ_RESULT_NOTICE, "refused"),
    PlainQuestion.PHOTO_OR_NUMBER: (_PAPERS, "copy"),
    PlainQuestion.SITE_ALONE: ("faq_subject_vs_website", "subject_stays"),
    PlainQuestion.SAME_SERVER: (FAQ_OTHER_WEBSITES, "same_server"),
    PlainQuestion.WHEN_DOWN: (_TIME, "site_down"),
    PlainQuestion.OTHERS_PHONE: ("faq_phone_unreachable", "new_number"),
    PlainQuestion.MOVES: ("faq_cancel_access_meaning", "which"),
    PlainQuestion.MEANWHILE: ("faq_open_order", None),
    PlainQuestion.TOUCHES: (FAQ_OTHER_WEBSITES, None),
    PlainQuestion.LETTER: (_LETTER, None),
    PlainQuestion.RESTORE_TIME: (_DOWN, "restore"),
    PlainQuestion.CODE_BY_OTHER: ("faq_who_may_apply", "verifier"),
    PlainQuestion.CODE_TO_OTHER: ("faq_phone_unreachable", "new_number"),
    PlainQuestion.WHERE_TO_GIVE_UP: ("faq_withdraw_application", "how"),
    PlainQuestion.WHEN_DONE: (_TIME, None),
    PlainQuestion.WHERE_TO_CANCEL: ("faq_how_to_cancel", "where"),
    PlainQuestion.BUYER_FILES: ("faq_domain_expired_or_sold", None),
}
_AFTER = {
    PlainQuestion.LETTER: (_LETTER,),
    PlainQuestion.CODE_BY_OTHER: (_SMS, "faq_who_may_apply", "faq_phone_unreachable"),
    PlainQuestion.CODE_TO_OTHER: (_SMS, "faq_who_may_apply", "faq_phone_unreachable"),
    PlainQuestion.WHERE_TO_GIVE_UP: ("faq_withdraw_application", "faq_abandon_order_impact"),
}
"""Questions that lean on what was said before, and the topics after which they are asked."""
_FURTHER = {
    PlainQuestion.HOW_LONG: (_TIME, None),
    PlainQuestion.PAPERS: (_PAPERS, None),
    PlainQuestion.ORIGINALS: (_PAPERS, "copy"),
    PlainQuestion.AGAIN: ("faq_withdraw_application", "resubmit"),
    PlainQuestion.COST: ("faq_cost", None),
    PlainQuestion.SIGNER: (_LETTER, "signer"),
}
_WHATEVER = (
    PlainQuestion.BEING_CANCELLED,
    PlainQuestion.CODE_BY_OTHER,
    PlainQuestion.CODE_TO_OTHER,
    PlainQuestion.LETTER,
    PlainQuestion.MEANWHILE,
    PlainQuestion.PHOTO_OR_NUMBER,
    PlainQuestion.REFUSED,
    PlainQuestion.RESTORE_TIME,
    PlainQuestion.SAME_SERVER,
    PlainQuestion.TOUCHES,
    PlainQuestion.WHEN_DONE,
    PlainQuestion.WHEN_TEXTED,
    PlainQuestion.WHERE_TO_GIVE_UP,
    PlainQuestion.WHICH_DRAFT,
    PlainQuestion.WHOSE_DESK,
    PlainQuestion.PHONE_ON_FILE,
    PlainQuestion.BUYER_FILES,
)
"""Questions whose words are plainer than whatever the message is learnt as."""
_SURE = 0.9
_OF_A_FILING = re.compile(r"\b(?:filing|icp|beian|record|registration)\b", re.IGNORECASE)
_OF_CANCELLING = (
    "faq_cost",
    "faq_how_to_cancel",
    "faq_open_order",
    FAQ_OTHER_WEBSITES,
    "faq_subject_vs_website",
    "faq_where_to_send",
)
_BESIDE = {
    PlainQuestion.HOW_LONG: (*_OF_CANCELLING, _PAPERS),
    PlainQuestion.PAPERS: (*_OF_CANCELLING, _TIME),
    PlainQuestion.ORIGINALS: (*_OF_CANCELLING, _PAPERS, _TIME),
    PlainQuestion.AGAIN: _GIVING_UP,
    PlainQuestion.COST: (*_OF_CANCELLING, _PAPERS, _TIME),
    PlainQuestion.SIGNER: (*_OF_CANCELLING, _PAPERS, "faq_phone_unreachable"),
}
"""Topics of the other question, beside which a clause asks what it seems to."""
_LEADING_UP = (
    "faq_domain_expired_or_sold",
    "faq_phone_unreachable",
    "faq_who_may_apply",
    _PAPERS,
    _SMS,
)
"""Topics of what people tell before they ask where their order stands."""


def asks_plainly(message: Message, frame: Frame, account: Account | None) -> Asked | None:
    """Return what a message asks in plain words; None where it asks something else, or several
    things."""
    if message.pressed or len(message.questions) > 1:
        return None
    found = plain_question(message.text)
    if found is None or (account is None and found not in _ASKED) or not _fits(found, frame):
        return None
    if account is None or (found in _ASKED and not _keeps_one(found, account)):
        asked: Asked | None = Asked(*_ASKED[found], message.text)
    else:
        asked = _by_account(found, message, account)
    return None if asked is None or _is_surely_another(found, asked, message) else asked


def with_what_there_is(asked: Asked, message: Message) -> tuple[Asked, ...]:
    """Return the question for what is being cancelled, after that for what there is, where another
    clause asks for a count: "how many sites do I have, and which is being cancelled?"."""
    if plain_question(message.text) is not PlainQuestion.BEING_CANCELLED:
        return (asked,)
    others = [one for one in pieces_of(message.text) if plain_question(one) is None]
    counts = [one for one in others if tally_in(one) is not None]
    return (*(Asked(MY_FILING_STATUS, None, one) for one in counts[:1]), asked)


def _is_surely_another(found: PlainQuestion, asked: Asked, message: Message) -> bool:
    """Return whether a message was surely understood as another question than its words have."""
    if found in _WHATEVER or message.confidence < _SURE:
        return False
    return message.intent != asked.topic or message.part is not None


def _fits(found: PlainQuestion, frame: Frame) -> bool:
    """Return whether what was said before leaves room for a question: one that leans on it needs a
    thing that is spoken of, or the letter."""
    if found in _AFTER:
        return frame.topic in _AFTER[found]
    return found is not PlainQuestion.TOUCHES or bool(frame.about)


def _keeps_one(found: PlainQuestion, account: Account) -> bool:
    """Return whether a website alone is to go, while the whole subject is being cancelled."""
    orders = [one for one in open_orders(account) if one.kind is OrderKind.CANCEL_SUBJECT]
    return found is PlainQuestion.SITE_ALONE and bool(orders)


def _by_account(found: PlainQuestion, message: Message, account: Account) -> Asked | None:
    """Return what a message asks in plain words that mean another thing for each account."""
    if found is PlainQuestion.SITE_ALONE:
        return Asked("faq_subject_vs_website", "keep_one", message.text)
    if found in _OF_AN_ORDER:
        return _OF_AN_ORDER[found](message, account)
    if found is PlainQuestion.PHONE_ON_FILE:
        return Asked(MY_FILING_STATUS, "person_in_charge", message.text)
    subjects = filed_subjects(account)
    shell = any(empty_shell(subject) for subject in subjects)
    if found is PlainQuestion.NUMBER_KEPT:
        keeps = (
            ("faq_empty_shell_definition", "keep") if shell else ("faq_if_not_cancelled", "must")
        )
        return Asked(*keeps, message.text)
    if shell or lost_accesses(account.subjects):
        return Asked("faq_empty_shell_cause", None, message.text)
    return Asked(MY_FILING_STATUS, "cancelled", message.text)


def _draft(message: Message, account: Account) -> Asked | None:
    drafts = [one for one in open_orders(account) if one.state is OrderState.DRAFT]
    return _of_the_order(drafts[0], message) if len(drafts) == 1 else None


def _before_a_text(message: Message, account: Account) -> Asked | None:
    """Return the question how long the provider takes, where a code can come only after an order
    was submitted."""
    going = [one for one in orders_under_way(account) if is_cancellation(one)]
    to_submit = (OrderState.DRAFT, OrderState.RETURNED)
    if not going or any(one.state not in to_submit for one in going):
        return None
    return Asked(_TIME, "provider", message.text)


def _being_cancelled(message: Message, account: Account) -> Asked | None:
    """Return the question for what is being cancelled: one order, or all that are under way."""
    going = [one for one in open_orders(account) if is_cancellation(one)]
    if len(going) == 1:
        return _of_the_order(going[0], message)
    part = part_of_the_file(FileQuestion.UNDER_WAY)
    return Asked(MY_ORDER_PROGRESS, part, message.text) if going else None


def _of_the_order(order: Order, message: Message) -> Asked:
    return Asked(MY_ORDER_PROGRESS, None, message.text, (order_key(order),))


def _whose_desk(message: Message, account: Account) -> Asked | None:
    going = orders_under_way(account)
    return Asked(MY_ORDER_PROGRESS, "whose_desk", message.text) if going else None


_OF_AN_ORDER = {
    PlainQuestion.WHICH_DRAFT: _draft,
    PlainQuestion.BEING_CANCELLED: _being_cancelled,
    PlainQuestion.WHEN_TEXTED: _before_a_text,
    PlainQuestion.WHOSE_DESK: _whose_desk,
}
"""Questions of an order that the account has."""


def leaves_the_subject(message: Message, frame: Frame) -> bool:
    """Return whether what a message names is not what it asks of ("while the other one runs")."""
    found = plain_question(message.text)
    beside = (PlainQuestion.MEANWHILE, PlainQuestion.TOUCHES)
    return found is not None and found in beside and _fits(found, frame)


def wants_the_letter(message: Message, frame: Frame) -> bool:
    """Return whether a message asks for the letter that is spoken of ("make me one")."""
    found = plain_question(message.text)
    return found is PlainQuestion.LETTER and _fits(found, frame)


def of_lost_access(asked: tuple[Asked, ...], account: Account | None) -> tuple[Asked, ...]:
    """Return questions for getting back what was cancelled as ones for access, where access was
    lost and nothing is cancelled; how long that takes is not known."""
    if account is None or not lost_accesses(account.subjects) or _any_cancelled(account):
        return asked
    restores = [(one.topic, one.part) in _RESTORES for one in asked]
    return tuple(
        replace(one, topic=_DOWN, part="restore") if back else one
        for one, back in zip(asked, restores, strict=True)
        if not (any(restores) and one.topic == _TIME)
    )


def _any_cancelled(account: Account) -> bool:
    gone = FilingStatus.CANCELLED
    return any(
        gone in (subject.status, *(website.status for website in subject.websites))
        for subject in account.subjects
    )


def with_further(asked: tuple[Asked, ...], message: Message) -> tuple[Asked, ...]:
    """Return the questions of a message, with those that its clauses ask besides by themselves."""
    if message.pressed or len(asked) != 1 or message.questions:
        return asked
    first = asked[0]
    stands = status_clause(message.text) if first.topic in _LEADING_UP else None
    if stands is not None:
        return (Asked(MY_ORDER_PROGRESS, None, stands), first)
    further = [
        Asked(*_FURTHER[one], words, first.about)
        for one, words in further_questions(message.text)
        if first.topic in _BESIDE[one] and (first.topic, first.part) != _FURTHER[one]
    ]
    return (first, *further)


def put_right_beside(asked: Sequence[Asked]) -> tuple[Asked, ...]:
    """Return the questions of a message, what leans on the one before it taken for what it means
    beside that: "when does the code run out, and who got it?"."""
    kept: list[Asked] = list(asked[:1])
    for one in asked[1:]:
        if waves_aside(kept[-1].text):
            kept[-1] = one
            continue
        meant = _beside(kept[-1], one)
        if meant is not None:
            kept.append(meant)
    return tuple(kept)


def _asks_no_filing_number(one: Asked) -> bool:
    """Return whether a question that is taken for one for a filing number speaks of none: behind
    one for a phone, "on which number?" asks of that."""
    of_number = (one.topic, one.part) == (MY_FILING_STATUS, "number")
    return of_number and one.text.isascii() and _OF_A_FILING.search(one.text) is None


def _beside(before: Asked, one: Asked) -> Asked | None:
    """Return what a question means behind another one; None where it asks nothing more."""
    if before.topic == _SMS and one.topic == "faq_where_to_send" and asks_who_got_it(one.text):
        return Asked(_SMS, "whose_phone", one.text, one.about)
    if before.topic == _SMS and one.topic == _TIME and asks_how_long_it_is_good(one.text):
        return Asked(_SMS, "validity", one.text, one.about)
    if (before.topic, before.part) == (MY_FILING_STATUS, "person_in_charge"):
        of_number = one.topic == MY_FILING_STATUS and one.part in ("number", "full_number")
        return None if of_number and asks_for_the_phone(one.text) else one
    if before.topic in (_SMS, "faq_phone_unreachable") and _asks_no_filing_number(one):
        return None
    if before.topic == _BUREAU and one.topic == FAQ_RESULT_NOTICE:
        return Asked(_BUREAU, "notice", one.text, one.about)
    return None if one.topic == FAQ_OTHER_WEBSITES and asks_why(one.text) else one
