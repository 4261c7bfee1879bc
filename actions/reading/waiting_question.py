"""The question that waits: whether a message answers it, and what becomes of it."""

from __future__ import annotations

from dataclasses import replace

from actions.frame.frame import (
    CANCELLATION,
    DOCUMENT,
    PAPERS,
    PERSON,
    REPHRASE,
    SUBJECT_TYPE,
    TOPICS,
    WHICH,
    Frame,
    Waiting,
)
from actions.frame.message import BARE, Asked, Message
from actions.reading.forms import is_follow_up
from actions.reading.outcome import Reading, reading_with
from actions.reading.what_if import asks_for_the_letter
from actions.references.refer import References
from beian.nlu.intents import AFFIRM, ENDING, SILENT
from beian.nlu.text.question_form import has_question_form


def takes(frame: Frame, message: Message, pointed: References, moved: Frame) -> bool:
    """Return whether the message answers the question that waits."""
    waiting = frame.waiting
    if waiting is None:
        return False
    if waiting.question in PAPERS and message.intent in BARE and _says(message, *_DECIDES):
        return not _asks_something_long(message.text)
    holds = {
        WHICH: bool(pointed.every or pointed.named or pointed.denied)
        or (moved.kind != frame.kind and message.intent in BARE),
        CANCELLATION: moved.kind is not None
        and (moved.kind != frame.kind or _says(message, "target", "cancellation_kind")),
        SUBJECT_TYPE: _says(message, "subject_type"),
        DOCUMENT: _says(message, "document"),
        TOPICS: message.intent == AFFIRM and len(waiting.options) == 1,
    }
    return holds.get(waiting.question, False)


def _asks_something_long(text: str) -> bool:
    """Return whether a text is a question too long to be an answer that asks back."""
    return has_question_form(text) and not is_follow_up(text)


_DECIDES = ("target", "cancellation_kind", "subject_type", "document")
"""Entities of what decides about papers: an answer to any of the questions is one to all."""


def _says(message: Message, *names: str) -> bool:
    """Return whether the message says or denies a value of these entities."""
    return any(message.values(name) or message.values(name, denied=True) for name in names)


def answered(
    reading: Reading, waiting: Waiting, message: Message, own: tuple[Asked, ...]
) -> Reading:
    """Return what is answered once the question that waited has its answer.

    A question of its own in the same message is answered; then the one that waited goes on, if it
    is about papers and more has to be asked. "I want to cancel the website" is no question of its
    own, though it would be understood as one.
    """
    topic = waiting.options[0] if waiting.question == TOPICS else waiting.topic
    pending = Asked(str(topic), waiting.part, message.text)
    asks_itself = own and (len(own) > 1 or (own[0].topic != topic and _asks_by_itself(message)))
    if not asks_itself:
        return reading_with(reading, (pending,), leans=True)
    if waiting.question in PAPERS and all(one.topic != topic for one in own):
        return reading_with(reading, (*own, pending))
    return reading_with(reading, own)


def _asks_by_itself(message: Message) -> bool:
    """Return whether a message asks something, or asks for the letter."""
    asks = has_question_form(message.text) or asks_for_the_letter(message)
    return asks and not message.pressed


def after_unanswered(waiting: Waiting | None, act: str | None) -> tuple[Waiting | None, bool]:
    """Return what becomes of a question that the message did not answer, and whether it is asked
    again now.

    It comes back once; if the next message does not answer it either, it is dropped. An offer
    lasts one turn.
    """
    if waiting is None or act in ENDING:
        return None, False
    if waiting.question in (TOPICS, PERSON, REPHRASE):
        return None, False
    if act in SILENT:
        return waiting, False
    if waiting.reminded:
        return None, False
    return replace(waiting, reminded=True), True
