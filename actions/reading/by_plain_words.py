"""Messages that ask in plain words what the classifier may take for something else: whether an
order may be taken back or handed in again, and whether a site can be got back."""

from __future__ import annotations

from actions.frame.message import Asked, Message
from actions.frame.things import sort_of, things_of, website_key
from actions.references.refer import References
from beian.filing.orders import is_cancellation, is_open, open_orders, orders_under_way
from beian.filing.provider_access import lost_accesses
from beian.filing.state import Account, OrderState
from beian.nlu.intents import FAQ_OTHER_WEBSITES, MY_ORDER_PROGRESS
from beian.nlu.plain_words.order_wishes import (
    asks_how_many_papers,
    speaks_of_bringing_back,
    speaks_of_filing_anew,
    speaks_of_handing_in_again,
    speaks_of_what_stays,
    speaks_of_withdrawing,
)
from beian.nlu.plain_words.prefaces import insists, without_preface
from beian.nlu.text.question_form import has_question_form

_STAYS = ("faq_abandon_order_impact", None)
_COPIES = ("faq_statement_letter", "copies")
_RESTORE = ("faq_site_after_access_cancelled", "restore")
_WITHDRAW = "faq_withdraw_application"
_GIVING_UP = (_WITHDRAW, "faq_abandon_order_impact", "faq_open_order")
_CONFUSED = (None, "faq_how_to_cancel", "faq_change_instead")
"""Topics that "what if I pull it back, then do it again?" is taken for."""
_FILING_ANEW = "faq_reapply"
_UNSURELY = (None, "faq_where_to_send", "faq_statement_letter")
"""Topics that handing in again is taken for by messages that are not sure of themselves."""
_RESUBMIT = (MY_ORDER_PROGRESS, "resubmit")
_HALF_SURE = 0.5
_SURELY = 0.9
"""Confidence from which a message that names an order asks what it was understood as."""


def asks_by_plain_words(
    own: tuple[Asked, ...],
    message: Message,
    pointed: References,
    account: Account | None,
) -> Asked | None:
    """Return what a message asks in plain words; None where it asks something else, or several
    things."""
    if message.pressed or len(own) > 1 or account is None:
        return None
    topic = own[0].topic if own else None
    taken_for = topic == _FILING_ANEW
    taken_for = taken_for or (message.confidence < _HALF_SURE and topic in _UNSURELY)
    if taken_for and _hands_in_again(message, account):
        return Asked(*_RESUBMIT, message.text)
    if topic == FAQ_OTHER_WEBSITES and _asks_what_stays(message.text, account):
        return Asked(*_STAYS, message.text)
    if topic is not None and message.confidence >= _SURELY:
        return None
    if asks_how_many_papers(message.text):
        return Asked(*_COPIES, message.text)
    return _of_an_order(own, message, pointed, account)


def _of_an_order(
    own: tuple[Asked, ...], message: Message, pointed: References, account: Account
) -> Asked | None:
    """Return the question about taking an order back, or getting a site back, that a message asks
    which is not sure of itself."""
    topic = own[0].topic if own else None
    text = without_preface(message.text)
    if topic in (*_GIVING_UP, MY_ORDER_PROGRESS, None) and _asks_what_stays(text, account):
        return Asked(*_STAYS, message.text)
    if has_question_form(text) and _brings_back(message, pointed, account):
        return Asked(*_RESTORE, message.text)
    if topic not in _GIVING_UP and _withdraws(message, pointed, account, topic):
        return Asked(_WITHDRAW, None, message.text)
    return None


def _asks_what_stays(text: str, account: Account) -> bool:
    """Return whether a text asks what stays as it is if an open order is taken back."""
    if not open_orders(account) or not has_question_form(text):
        return False
    return speaks_of_withdrawing(text) and speaks_of_what_stays(text)


def _brings_back(message: Message, pointed: References, account: Account) -> bool:
    """Return whether a message speaks of getting back a site that has lost its access, and there is
    one that was lost, and is the one named if any is."""
    if not speaks_of_bringing_back(message.text):
        return False
    lost = {
        website_key(one.website) for one in lost_accesses(account.subjects) if not one.still_active
    }
    sites = [key for key in pointed.named if sort_of(key) == "website"]
    return bool(lost) and lost.issuperset(sites)


def _withdraws(message: Message, pointed: References, account: Account, topic: str | None) -> bool:
    """Return whether a message asks to take back the one open order that it names, or that there
    is."""
    if not has_question_form(message.text) or not speaks_of_withdrawing(message.text):
        return False
    if not pointed.named and topic in _CONFUSED:
        return len(open_orders(account)) == 1
    if len(pointed.named) != 1:
        return False
    thing = next(one for one in things_of(account) if one.key == pointed.named[0])
    return thing.order is not None and is_open(thing.order)


def _hands_in_again(message: Message, account: Account) -> bool:
    """Return whether a message speaks of handing in again what was returned, and of no new
    filing but one that it denies."""
    returned = [
        order
        for order in (account.orders if orders_under_way(account) else ())
        if order.state is OrderState.RETURNED and is_cancellation(order)
    ]
    text = without_preface(message.text) if insists(message.text) else message.text
    return bool(returned) and speaks_of_handing_in_again(text) and not speaks_of_filing_anew(text)
