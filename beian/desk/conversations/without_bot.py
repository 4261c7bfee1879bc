"""What the desk does with a message by itself while the bot is down or takes long: whoever asks for
a person in words, or answers the question before a hand-off, is not kept waiting for the bot."""

from __future__ import annotations

import re

from beian.desk.conversations.handoff_question import PUT
from beian.desk.storage.records import Answer, Message
from beian.nlu.intents import AFFIRM, FALLBACK, REQUEST_HUMAN
from beian.nlu.plain_words.person_wish import needs_nobody, with_person_wish
from beian.nlu.text.characters import folded_in_place

_AGREES = re.compile(
    "(?:(?:好|是|对|嗯|行|可以|要|需要|转|麻烦|谢谢|请|的|吧|了|啊|呀|你|您)+"
    "|(?:yes|yeah|yep|sure|ok|okay|please|do|go ahead|thanks|thank you|[ ,])+)[.!。！~]*"
)
"""A yes that tells nothing of what it is about."""


def answer_without_bot(message: Message, language: str) -> Answer | None:
    """Return the answer that hands a message's conversation off; None where only the bot can tell
    what it means."""
    if message.payload is not None or needs_nobody(message.text):
        return None
    if wishes_for_person(message.text):
        return Answer([], language, REQUEST_HUMAN, None, handoff=True)
    if message.question in PUT:
        agrees = _AGREES.fullmatch(folded_in_place(message.text).strip())
        return Answer([], language, AFFIRM if agrees else FALLBACK, None, handoff=True)
    return None


def wishes_for_person(text: str) -> bool:
    """Return whether the words alone say that a person is wanted."""
    [(intent, _), *_others] = with_person_wish([(FALLBACK, 0.0)], text)
    return intent == REQUEST_HUMAN
