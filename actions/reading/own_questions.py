"""The questions that a message asks by itself, and what each of them is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from actions.frame.frame import Frame
from actions.frame.message import Asked, Message
from actions.frame.things import order_key, things_of
from actions.reading.plain_questions import put_right_beside
from actions.references.mentions import mentions_in
from actions.references.refer import references
from beian.filing.orders import is_cancellation, is_open
from beian.filing.state import Account, OrderKind, OrderState
from beian.nlu.intents import FAQ_OTHER_WEBSITES, MY_FILING_STATUS, MY_ORDER_PROGRESS
from beian.nlu.plain_words.told_to import speaks_of_an_order

_WITHDRAW = "faq_withdraw_application"
_OF_SHELLS = ("faq_empty_shell_cancel", "faq_empty_shell_cause", "faq_empty_shell_definition")
_FOR_ME = ("faq_how_to_cancel", "for_me")
_WITHIN_SHELLS = {
    "faq_cancellation_time": "how_long",
    "faq_how_to_cancel": None,
    "faq_phone_unreachable": "papers",
    "faq_required_documents": "papers",
    "faq_where_to_send": "address",
}
"""Topics that differ for an empty shell, and the part on each of its cancellation."""


def own_questions(message: Message, topics: Collection[str]) -> tuple[Asked, ...]:
    """Return the questions that the message asks by itself."""
    if message.questions:
        return put_right_beside(message.questions)
    if message.intent in topics:
        return (Asked(message.intent, message.part, message.text),)
    return ()


def of_an_order(asked: Asked, message: Message, account: Account | None) -> Asked:
    """Return the question, about the order where it asks for the status of one that there is: "the
    status of the order for the shop", or how long a change takes while one is under way."""
    whole = asked.topic == MY_FILING_STATUS and asked.part is None and not message.pressed
    if whole and account is not None and account.orders and speaks_of_an_order(message.text):
        return replace(asked, topic=MY_ORDER_PROGRESS)
    how_long = (asked.topic, asked.part) == ("faq_change_instead", "duration")
    if how_long and account is not None and not message.pressed:
        changes = [o for o in account.orders if o.kind is OrderKind.CHANGE and is_open(o)]
        if len(changes) == 1:
            about = (order_key(changes[0]),)
            return replace(asked, topic=MY_ORDER_PROGRESS, part=None, about=about)
    return asked


def of_what_was_given_up(asked: Asked, message: Message, account: Account | None) -> Asked:
    """Return the question how an order is handed in again as one after giving up, where none was
    returned and one to cancel was given up."""
    if (asked.topic, asked.part) != (MY_ORDER_PROGRESS, "resubmit") or message.pressed:
        return asked
    orders = [one for one in account.orders if is_cancellation(one)] if account else []
    given_up = any(one.state is OrderState.GIVEN_UP for one in orders)
    if not given_up or any(is_open(one) or one.state is OrderState.RETURNED for one in orders):
        return asked
    return replace(asked, topic=_WITHDRAW)


def of_a_shell(
    asked: tuple[Asked, ...], frame: Frame, message: Message, account: Account | None
) -> tuple[Asked, ...]:
    """Return what somebody unknown asks about papers, places or times as questions about the empty
    shell that was just spoken of."""
    if account is not None or message.pressed or frame.topic not in _OF_SHELLS:
        return asked
    return tuple(
        replace(one, topic="faq_empty_shell_cancel", part=_WITHIN_SHELLS[one.topic])
        if one.topic in _WITHIN_SHELLS and (one.topic, one.part) != _FOR_ME
        else one
        for one in asked
    )


def each_about_its_own(
    asked: tuple[Asked, ...], message: Message, frame: Frame, account: Account | None
) -> tuple[Asked, ...]:
    """Return the questions of a message, each with the one thing that its own words name.

    What the first ones name holds for those after them, until another is named: "cancel the shop;
    who gets the code, and does the forum stay?"
    """
    if len(asked) < 2 or account is None:
        return asked
    divided: list[Asked] = []
    start = 0
    named: tuple[str, ...] = ()
    for one in asked:
        place = message.text.find(one.text, start)
        end = place + len(one.text) if place >= 0 else len(message.text)
        pointed = references(message.within(start, end), frame, account)
        if len(pointed.named) == 1 and not pointed.every:
            named = pointed.named
        elif len(pointed.named) > 1 and one.topic == FAQ_OTHER_WEBSITES:
            named = _first_of(pointed.named, message.within(start, end), account)
        several = len(pointed.named) > 1 and bool(one.about)
        divided.append(one if several else replace(one, about=named))
        start = end
    return tuple(divided) if len({one.about for one in divided}) > 1 else asked


def _first_of(keys: tuple[str, ...], message: Message, account: Account) -> tuple[str, ...]:
    """Return the key that a message names first: what is cancelled stands before what it may
    affect."""
    things = {thing.key: thing for thing in things_of(account)}
    found = [one for one in mentions_in(message, things) if one.key in keys]
    return (min(found, key=lambda one: one.start).key,) if found else ()
