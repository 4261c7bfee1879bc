"""What is said on the way to a person: that somebody comes and, where the message asks something
besides, the answer, which helps while the visitor waits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.acts import Said
from actions.frame.frame import WHICH
from actions.frame.message import Asked
from actions.reading.papers_wish import asks_for_papers
from actions.reading.question import Question
from actions.topics.registry import TOPICS
from actions.wording.replies import reply
from beian.nlu.intents import REQUEST_HUMAN
from beian.nlu.model.parts import part_in
from beian.nlu.plain_words.wish_matter import tells_matter
from beian.nlu.text.question_form import has_question_form

_SURE = 0.5
"""Confidence from which the topic beside a wish for a person is answered."""


def to_a_person(question: Question, answers: Callable[[Question, Sequence[Asked]], Said]) -> Said:
    """Return the hand-off, after the answers to what the message asks. The assistant asks nothing
    back there, be it which website is meant."""
    handing = reply("utter_request_human")
    asked = _asked(question)
    if not asked:
        return Said([handing], helped=True)
    said = answers(question, asked)
    told = said.replies
    if said.waiting is not None:
        told = [] if said.waiting.question == WHICH else told[:-1]
    return replace(said, replies=[*told, handing], waiting=None, helped=True)


def _asked(question: Question) -> tuple[Asked, ...]:
    """Return what a message asks, in the form of a question, beside its wish for a person."""
    message = question.message
    asked = asks_for_papers((), message)
    if asked is not None:
        return asked
    if message.pressed or not has_question_form(message.text):
        return ()
    asked = question.reading.questions
    if asked or message.intent != REQUEST_HUMAN:
        return tuple(one for one in asked if one.topic in TOPICS)
    if not tells_matter(message.text):
        return ()
    ranked = (one for one in message.ranking if one["name"] in TOPICS)
    likeliest = next(ranked, None)
    if likeliest is None or likeliest["confidence"] < _SURE:
        return ()
    return (Asked(str(likeliest["name"]), part_in(likeliest), message.text),)
