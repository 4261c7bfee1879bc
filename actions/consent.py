"""Whether a message agrees to be handed over, after the desk asked "shall I connect you?".

One notion for the desk and the assistant: the desk says that it asked, the assistant answers with a
hand-off or without one. Yes, a wish for a person, and saying what it is about agree; a no, thanks,
small talk and a question that the assistant can answer do not.
"""

from __future__ import annotations

from collections.abc import Collection

from actions.message import Message
from beian.nlu.intents import (
    AFFIRM,
    FALLBACK,
    FEEDBACK_UNHELPFUL,
    INFORM,
    OUT_OF_SCOPE,
    REQUEST_HUMAN,
)
from beian.nlu.question_form import has_question_form

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
    if message.intent in _AGREES or message.intent in _SAYS_WHAT_IT_IS:
        return True
    return message.intent in topics and not has_question_form(message.text)
