"""A message that asks for the letter itself beside something else: "要交什么材料？声明书给我"."""

from __future__ import annotations

from actions.frame.message import Asked, Message
from actions.reading.papers_wish import PAPERS_TOPIC, PREPARE
from beian.nlu.plain_words.letter_wish import (
    asks_which_papers,
    tells_of_a_lost_phone,
    wishes_for_the_letter,
)

_LETTER, _PHONE = "faq_statement_letter", "faq_phone_unreachable"
_OF_PAPERS = (PAPERS_TOPIC, _PHONE)
_SURELY = 0.9
"""Confidence from which a message asks what it was understood as."""


def asks_for_the_letter_too(own: tuple[Asked, ...], message: Message) -> tuple[Asked, ...] | None:
    """Return the questions of a message, with the wish for the letter behind them, or with that for
    list and letter in the place of the one for papers; None where it has no such wish, or asks
    nothing besides."""
    text = message.text
    if message.pressed or not wishes_for_the_letter(text):
        return None
    others = [one for one in own if one.topic != _LETTER]
    of_papers = [one for one in others if one.topic in _OF_PAPERS]
    if others and not of_papers and len(own) == 1 and message.confidence < _SURELY:
        return None
    if asks_which_papers(text) and (of_papers or not others):
        further = [one for one in others if one not in of_papers]
        return (Asked(PAPERS_TOPIC, PREPARE, text), *further)
    if not others and not tells_of_a_lost_phone(text):
        return None
    return (*(others or [Asked(_PHONE, None, text)]), Asked(_LETTER, "letter", text))
