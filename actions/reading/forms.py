"""Forms of messages that lean on what was said before: nods, follow-ups, corrections."""

from __future__ import annotations

from actions.frame.message import Message
from actions.references.refer import References
from beian.nlu.entities.finding import SIGNS
from beian.nlu.plain_words.prefaces import narrows_what_was_asked
from beian.nlu.text.question_form import has_question_form

_LONGEST_FOLLOW_UP = 30
_LONGEST_ENGLISH_FOLLOW_UP = 70
_SHORT, _SHORT_ENGLISH = 9, 24
"""Characters up to which a message that was not understood may lean on the last topic."""


def puts_right(message: Message, pointed: References) -> bool:
    """Return whether a message does no more than name the right thing in a wrong one's place."""
    named = bool(pointed.named or pointed.denied)
    return message.corrects and named and not has_question_form(message.text)


def narrows(message: Message) -> bool:
    """Return whether a message does no more than narrow the question before ("I meant of our
    six")."""
    return not message.pressed and narrows_what_was_asked(message.text)


def is_nod(message: Message) -> bool:
    """Return whether a message is no more than a sign that it was heard: 嗯, 好, ok, 👍."""
    return not SIGNS.isdisjoint(message.values("reply"))


def is_follow_up(text: str) -> bool:
    """Return whether a text is no longer than follow-ups are; a longer one has more to say."""
    return len(text) <= (_LONGEST_ENGLISH_FOLLOW_UP if text.isascii() else _LONGEST_FOLLOW_UP)


def is_short(text: str) -> bool:
    """Return whether a text is hardly more than the name of a thing ("那官网呢", "the blog?")."""
    return len(text) <= (_SHORT_ENGLISH if text.isascii() else _SHORT)
