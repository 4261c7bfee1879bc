"""The questions of a message as its very words, and the account's file, decide them."""

from __future__ import annotations

from actions.frame.context import Context
from actions.frame.frame import Frame
from actions.frame.message import Asked, Message
from actions.reading.by_plain_words import asks_by_plain_words
from actions.reading.by_the_file import asks_what_the_file_decides
from actions.reading.file_parts import file_question_of
from actions.reading.file_questions import RELATIONS, asks_of_the_file
from actions.reading.how_to_do_it import asks_how_to_do_it
from actions.reading.in_time import asks_whether_in_time
from actions.reading.letter_beside import asks_for_the_letter_too
from actions.reading.letter_of_service import asks_for_the_letter_of_a_service
from actions.reading.missing_papers import asks_for_what_is_missing
from actions.reading.owners_questions import asks_in_passing
from actions.reading.papers_wish import asks_for_papers
from actions.reading.plain_questions import asks_plainly, with_what_there_is
from actions.reading.what_if import Finding, asks_what_if, finding
from actions.references.refer import References
from beian.nlu.file_questions.kinds import FileQuestion

_FIRST_OF_THE_FILE = (*RELATIONS, FileQuestion.AT_PROVIDER, FileQuestion.WAITS_FOR_US)
"""Questions for the file that come before what other words of theirs seem to ask."""


def by_words_or_file(
    own: tuple[Asked, ...],
    message: Message,
    pointed: References,
    frames: tuple[Frame, Frame],
    context: Context,
) -> tuple[Asked, ...]:
    """Return the questions of a message, as its very words and the account's file decide them."""
    (frame, moved), account = frames, context.account
    in_passing = asks_in_passing(own, message, frame, account, pointed.named)
    if len(own) < 2 and in_passing != own:
        return in_passing
    own = in_passing
    plainly = asks_plainly(message, frame, account)
    if plainly is not None:
        return with_what_there_is(plainly, message)
    of_file = asks_of_the_file(own, message, pointed, frame, account)
    if any(file_question_of(one.part) in _FIRST_OF_THE_FILE for one in of_file):
        return of_file
    find = finding(message, pointed, moved, account)
    by_words = _by_its_words(own, message, pointed, find, context)
    decided = asks_what_the_file_decides(own, message, frame, account)
    return by_words or (of_file if decided is None else (decided,))


def _by_its_words(
    own: tuple[Asked, ...],
    message: Message,
    pointed: References,
    find: Finding,
    context: Context,
) -> tuple[Asked, ...]:
    """Return the questions of a message that asks in so many words which papers are missing, for
    all of them to be put together, for the letter besides, how something is done, what a
    cancellation would change, or whether an order is in time; none of any other."""
    missing = asks_for_what_is_missing(message, context.before)
    if missing is not None:
        return (missing,)
    papers = asks_for_papers(own, message) or asks_for_the_letter_too(own, message)
    if papers is not None:
        return papers
    account = context.account
    plain = asks_for_the_letter_of_a_service(own, message, account) or asks_by_plain_words(
        own, message, pointed, account
    )
    if plain is not None:
        return (plain,)
    how = asks_how_to_do_it(message, context.before)
    if how is not None:
        return (how,)
    what_if = asks_what_if(own, message, context.topics, find)
    if what_if is not None:
        return what_if
    in_time = asks_whether_in_time(message, context.account, context.topics)
    return () if in_time is None else (in_time,)
