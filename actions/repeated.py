"""What is said where the same was said just before: other words, a closer answer, or that there is
none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from actions.acts import Said
from actions.frame.context import SURE_OF_ITSELF, instead
from actions.frame.frame import Frame, Waiting
from actions.frame.message import Asked
from actions.reading.file_parts import file_question_of, otherwise
from actions.reading.question import Question
from actions.reading.what_if import WHAT_IF
from actions.topics.registry import TOPICS, answer_of
from actions.wording.replies import Reply, reply
from actions.wording.topic_files import answered_in
from beian.nlu.intents import FALLBACK, OUT_OF_SCOPE
from beian.nlu.plain_words.prefaces import insists
from beian.nlu.plain_words.verdict import wants_a_verdict
from beian.nlu.plain_words.yes_or_no import decides
from beian.nlu.text.question_form import has_question_form

_LEAST_CHINESE, _LEAST_ENGLISH = 10, 24
"""Characters from which a question is more than the name of a thing with a question mark."""


@dataclass(frozen=True)
class Answer:
    """The answer to one question; `waiting` is what it asks back, if anything."""

    replies: list[Reply]
    frame: Frame
    waiting: Waiting | None = None

    @property
    def asks(self) -> bool:
        return self.waiting is not None


Answering = Callable[[Question, Asked, Frame], Answer]


def unlike_before(question: Question, said: Said, answer: Answering) -> Said:
    """Return what is said, and in other words if the same was said to another question just now.

    `answer` answers one question after a frame.
    """
    before, reading = question.before, question.reading
    now = fingerprints(said.replies, question.language)[:1]
    if reading.took or question.message.pressed or not now:
        return said
    if any(file_question_of(one.part) for one in reading.questions):
        return _once_more(question, said)
    if insists(question.text) and _was_told(question, now[0]) and not _puts_a_thing_right(question):
        known = Said([reply("utter_no_more_known")], helped=False)
        return _said_instead(question, answer) or known
    if said.waiting is not None:
        return said
    if reading.leans:
        return _leaning_unlike_before(question, said, answer)
    moved = _case(reading.frame) != _case(before) or asked_words(question) == before.asked
    return said if moved or now[0] not in before.said else _otherwise(question, said, answer)


def _was_told(question: Question, now: str) -> bool:
    """Return whether an answer was given of late to what is asked once more; not where that is a
    narrow question, plainly, and another one was answered since."""
    before, asked = question.before, question.asked
    sure = question.message.confidence >= SURE_OF_ITSELF and not question.reading.leans
    narrow = asked.part is not None and (before.topic, before.part) != (asked.topic, asked.part)
    return now in before.told and not (sure and narrow and now not in before.said[:1])


def _once_more(question: Question, said: Said) -> Said:
    """Return what the file says; that it is as before, where it was just told: it is the answer all
    the same."""
    now = fingerprints(said.replies, question.language)
    if now != question.before.said:
        return said
    return replace(said, replies=[reply("utter_as_before"), *said.replies])


def _puts_a_thing_right(question: Question) -> bool:
    """Return whether a follow-up only names what it is about, so that the same holds again."""
    named = question.reading.leans and question.reading.named is not None
    return named and not has_question_form(question.text)


def _otherwise(question: Question, said: Said, answer: Answering) -> Said:
    """Return what is said to another question than the one which the same answer was given to."""
    before = question.before
    if (before.topic, before.part) == (question.asked.topic, question.asked.part):
        told = [reply("utter_nothing_closer"), *said.replies[:1]]
        closer = replace(said, replies=told, helped=False)
        return _said_instead(question, answer) or closer
    as_before = [reply("utter_as_before"), *said.replies[:1]]
    return _shorter(question, answer) or replace(said, replies=as_before)


def _shorter(question: Question, answer: Answering) -> Said | None:
    """Return what is said where the answer to the whole topic was just given to another one."""
    topic = question.asked.topic
    shorter = answer_of(topic).shorter if topic in TOPICS else None
    if shorter is None or question.asked.part is not None:
        return None
    told = answer(question, replace(question.asked, part=shorter), question.frame)
    return Said(as_answers(told.replies, question.asked), frame=told.frame, helped=True)


def _leaning_unlike_before(question: Question, said: Said, answer: Answering) -> Said:
    """Return what is said to a follow-up; that it holds as before, where it changes nothing."""
    if wants_a_verdict(question.text):
        return said if _decides(question, said) else Said([reply("utter_no_verdict")], helped=False)
    again = "again" in question.message.values("reply")
    now = fingerprints(said.replies, question.language)
    if again or now != question.before.said:
        return said
    if _asks_more(question):
        closer = Said([reply("utter_no_more_known")], helped=False)
        return _said_instead(question, answer) or closer
    return replace(said, replies=[reply("utter_as_before"), *said.replies[:1]])


def _asks_more(question: Question) -> bool:
    """Return whether a follow-up that was not understood is a question of its own, not a name, a
    correction or a nod: the answer before is none to it."""
    message = question.message
    if message.corrects or message.intent not in (FALLBACK, OUT_OF_SCOPE):
        return False
    least = _LEAST_ENGLISH if message.text.isascii() else _LEAST_CHINESE
    return has_question_form(message.text) and len(message.text) >= least


def _decides(question: Question, said: Said) -> bool:
    """Return whether the first reply begins with a yes or a no."""
    asked = question.reading.questions[0]
    answered = answered_in(asked.topic, asked.part)
    name = said.replies[0].response if said.replies else None
    found = next((one for one in answered.said if one.name == name), None) if answered else None
    return found is not None and decides(found.text.in_language(question.language))


def _said_instead(question: Question, answer: Answering) -> Said | None:
    """Return the answer to what the message may ask as well, if it is not the one just given."""
    for asked in instead(question.message, question.asked, TOPICS):
        told = answer(question, asked, question.frame)
        now = fingerprints(told.replies, question.language)[:1]
        if not set(now).isdisjoint((*question.before.said, *question.before.told)):
            continue
        replies = as_answers(told.replies, asked)
        return Said(once(replies), frame=told.frame, waiting=told.waiting, helped=True)
    return None


def _case(frame: Frame) -> tuple[Any, ...]:
    """Return what an answer depends on, beside the question."""
    return (
        frame.about,
        frame.kind,
        frame.subject_type,
        frame.document,
        frame.province,
        frame.provider,
    )


def fingerprints(replies: Iterable[Reply], language: str = "") -> tuple[str, ...]:
    """Return a short text for each reply, alike for replies that say the same in a language."""
    said = (
        [one.response, one.values, language, *([one.card.as_object()] if one.card else ())]
        for one in replies
    )
    return tuple(
        hashlib.blake2b(
            json.dumps(each, sort_keys=True, ensure_ascii=False).encode(),
            digest_size=6,
        ).hexdigest()
        for each in said
    )


def asked_words(question: Question) -> str:
    return "".join(question.text.split()).casefold()[:80]


_LEADS_ON = "utter_no_subject_of_that_type"
"""What ends in a colon, and says nothing without the reply after it."""


def in_short(replies: Sequence[Reply]) -> Sequence[Reply]:
    """Return the first reply, with the one that it leads on to."""
    return replies[: 2 if replies and replies[0].response == _LEADS_ON else 1]


def as_answers(replies: Sequence[Reply], asked: Asked) -> list[Reply]:
    """Return replies that say which question they answer."""
    asked = otherwise(asked)
    part = None if asked.part == WHAT_IF else asked.part
    intent = f"{asked.topic}/{part}" if part else asked.topic
    return [replace(each, answers=intent) for each in replies]


def once(replies: Sequence[Reply]) -> list[Reply]:
    """Return the replies without those that were said already."""
    kept: list[Reply] = []
    said: set[str] = set()
    for one, fingerprint in zip(replies, fingerprints(replies), strict=True):
        if fingerprint not in said:
            kept.append(one)
        said.add(fingerprint)
    return kept
