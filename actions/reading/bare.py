"""Messages that do no more than name a province or an access provider."""

from __future__ import annotations

from actions.frame.message import Message
from beian.filing.providers import spoken_providers
from beian.nlu.plain_words.bare_naming import does_no_more_than_name
from beian.nlu.plain_words.bare_words import is_a_kind, is_ones_orders

_LABELS = ("province", "city", "correction")


def names_ones_orders(message: Message) -> bool:
    """Return whether a message does no more than name the user's orders ("我的订单"): it asks how
    they stand, whatever was spoken of before."""
    return not message.pressed and is_ones_orders(message.text)


def names_a_kind(message: Message) -> bool:
    """Return whether a message does no more than name a kind of thing ("网站呢"), so that it asks
    nothing of its own, whatever it resembles."""
    return not message.pressed and is_a_kind(message.text)


def names_a_place(message: Message) -> bool:
    """Return whether a message does no more than name a province or an access provider."""
    spans = [
        (one["start"], one["end"])
        for one in message.entities
        if one.get("entity") in _LABELS and "start" in one
    ]
    providers = [(start, end) for _, start, end in spoken_providers(message.text)]
    if not providers and message.province is None:
        return False
    return does_no_more_than_name(message.text, [*spans, *providers])
