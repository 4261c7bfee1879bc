"""Whether a message agrees to be handed over, after somebody asked for a person and the desk asked
what it is about.

One notion for the desk and the assistant: the desk says that it asked, the assistant answers with a
hand-off or without one. Yes, a wish for a person, and saying what it is about agree, be it with a
question; a no, thanks, a greeting and small talk do not. Where a person is merely offered
("shall I get one?") nothing is asked by the desk, and a question is a question.
"""

from __future__ import annotations

from collections.abc import Collection

from actions.frame.message import Message
from beian.nlu.intents import (
    AFFIRM,
    FALLBACK,
    FEEDBACK_UNHELPFUL,
    INFORM,
    OUT_OF_SCOPE,
    REQUEST_HUMAN,
)
from beian.nlu.plain_words.person_wish import needs_nobody

ASKED = "asked"
"""The key under which a message's metadata says that the desk waits for an answer."""
_AGREES = (AFFIRM, REQUEST_HUMAN)
_NOT_UNDERSTOOD = (FALLBACK, OUT_OF_SCOPE)
_SAYS_WHAT_IT_IS = (INFORM, *_NOT_UNDERSTOOD, FEEDBACK_UNHELPFUL)
_SHORTEST = 4
"""Characters from which a message that is not understood tells anything: "稍等" and "?" do not."""


def consents(message: Message, topics: Collection[str]) -> bool:
    """Return whether a message agrees to what the desk asked; False where it asked nothing."""
    if not message.metadata.get(ASKED) or message.pressed or "laugh" in message.values("reply"):
        return False
    if message.intent in _NOT_UNDERSTOOD and len(message.text.strip()) < _SHORTEST:
        return False
    if needs_nobody(message.text):
        return False
    if message.intent in _AGREES or message.intent in _SAYS_WHAT_IT_IS:
        return True
    return message.intent in topics
