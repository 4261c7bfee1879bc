"""The language of an answer, where the user asked for another one than they write in."""

from __future__ import annotations

from dataclasses import replace

from actions.acts import Said
from actions.frame.frame import Frame
from actions.frame.message import Message
from actions.reading.question import Question
from actions.wording.replies import reply


def wished_language(message: Message, before: Frame) -> str | None:
    """Return the language that was asked for in another one, until the user writes in it."""
    wished = before.wished_language
    return None if message.value("clear_language") == wished else wished


def in_the_language_wished_for(question: Question, said: Said) -> Said:
    wished = wished_language(question.message, question.before)
    if wished is None or said.language is not None:
        return said
    return replace(said, replies=[replace(one, language=wished) for one in said.replies])


def in_known_language(question: Question, said: Said) -> Said:
    """Return what is said, after a sentence on what is spoken here to who writes neither."""
    told = reply("utter_spoken_here")
    if "other_language" not in question.message.values("reply") or told in said.replies:
        return said
    return replace(said, replies=[told, *said.replies])
