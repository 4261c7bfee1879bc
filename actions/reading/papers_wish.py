"""A message that asks for the papers to be put together, to be sent in the chat."""

from __future__ import annotations

from dataclasses import replace

from actions.frame.message import Asked, Message
from beian.nlu.intents import FAQ_HOW_TO_CANCEL, REQUEST_HUMAN
from beian.nlu.plain_words.papers_wish import wants_papers_prepared

PAPERS_TOPIC = "faq_required_documents"
PREPARE = "prepare"
"""The part of it that hands out list and letter, and says how files are sent here. Its file has
none of that name: messages are taken for it by their words."""
_NEAR = (
    PAPERS_TOPIC,
    "faq_phone_unreachable",
    "faq_statement_letter",
    "faq_where_to_send",
    FAQ_HOW_TO_CANCEL,
)
"""Topics that such a message is taken for."""
_SURELY = 0.9
"""Confidence from which a message asks what it was understood as."""


def asks_for_papers(own: tuple[Asked, ...], message: Message) -> tuple[Asked, ...] | None:
    """Return the questions of a message, with that for papers and letter in the place of the one
    that asks to have them put together; None where it does not ask that."""
    if message.pressed or not wants_papers_prepared(message.text):
        return None
    if len(own) > 1:
        asked = [_in_place(one) if wants_papers_prepared(one.text) else one for one in own]
        return tuple({(one.topic, one.part): one for one in asked}.values())
    taken = next(iter(own), Asked(REQUEST_HUMAN, None, message.text))
    near = taken.topic in _NEAR or message.intent == REQUEST_HUMAN
    if not near and message.confidence >= _SURELY:
        return None
    return (_in_place(replace(taken, text=message.text)),)


def _in_place(asked: Asked) -> Asked:
    return replace(asked, topic=PAPERS_TOPIC, part=PREPARE)
