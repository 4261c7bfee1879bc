"""Reads a message in a conversation: what the frame is after it, and what is to be answered.

`read` is a pure function. In order: what the message refers to, says and takes back moves the
frame on; then the question that waits takes its answer, if the message holds one; then it is
decided what is answered: the message's own questions, the question that waited, the topic before
once more, or the message as an act of the conversation (thanks, yes, no ...).
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from actions.frame.context import Context
from actions.frame.frame import Frame
from actions.frame.message import Asked, Message
from actions.frame.things import sort_of
from actions.reading.bare import names_a_kind, names_a_place, names_ones_orders
from actions.reading.by_words import by_words_or_file
from actions.reading.file_parts import file_question_of
from actions.reading.finished import all_over, of_what_runs
from actions.reading.forms import is_nod, narrows, puts_right
from actions.reading.in_context import in_context
from actions.reading.moving import moved_by, turns_to_whole
from actions.reading.of_services import of_services
from actions.reading.outcome import Reading, reading_with
from actions.reading.own_questions import (
    each_about_its_own,
    of_a_shell,
    of_an_order,
    of_what_was_given_up,
    own_questions,
)
from actions.reading.owners_questions import is_of_all_orders
from actions.reading.plain_questions import leaves_the_subject, of_lost_access, with_further
from actions.reading.waiting_question import answered, takes
from actions.reading.what_if import after_supposing
from actions.references.refer import References, references
from actions.references.supposed import what_goes
from beian.filing.state import Account
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.intents import (
    FAQ_OTHER_WEBSITES,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    START_OVER,
    THANK,
)
from beian.nlu.plain_words.verdict import wants_a_verdict
from beian.nlu.plain_words.whole import turns_to_the_whole
from beian.nlu.text.question_form import (
    asks_by_a_word,
    has_question_form,
    speaks_of_cancelling,
)

_SENTENCE = re.compile(r"[^。！!？?;；.\n]+[。！!？?;；.\n]*")
_SURELY_OVER = 0.9
"""Confidence from which a question is the wish to start over ("can we start over?")."""
_OF_ALL = ((MY_FILING_STATUS, "left"), (MY_FILING_STATUS, "cancelled"))
"""Questions whose answer tells of all things at once."""
_OF_SETS = (
    FileQuestion.COMPARED,
    FileQuestion.LONGEST,
    FileQuestion.SHORTEST,
    FileQuestion.TALLY,
    FileQuestion.UNDER_WAY,
)
"""Questions that find by themselves which of all there is they are about."""


def read(
    frame: Frame, message: Message, account: Account | None, topics: Collection[str]
) -> Reading:
    """Return what a message comes to after a frame. `topics` are the intents that are topics."""
    again = "again" in message.values("reply")
    asks = has_question_form(message.text) and message.confidence < _SURELY_OVER
    if message.intent == START_OVER and not (frame.topic in topics and (again or asks)):
        return Reading(Frame(), act=START_OVER)
    if account is not None and account.orders and names_ones_orders(message):
        moved = frame.with_(about=(), spoken_of=None, kind=None)
        return reading_with(Reading(moved), (Asked(MY_ORDER_PROGRESS, None, message.text),))
    if _only_thanks(message):
        return reading_with(Reading(frame), (), act=THANK)
    spoken_of, pointed = _points(message, frame, account)
    moved = moved_by(frame, message, pointed, account)
    no_question = is_nod(message) or wants_a_verdict(message.text)
    no_question = no_question or (frame.topic in topics and names_a_kind(message))
    own = () if no_question else own_questions(message, topics)
    pointed = replace(pointed, bare=pointed.bare or names_a_place(message))
    leans = _leans(message, pointed, frame, account)
    own = () if frame.topic in topics and leans else own
    own = of_services(message, frame.topic, own, account)
    context = Context(frame.topic, topics, account, frame.part)
    if len(own) == 1:
        asked = of_an_order(context.put(message, own[0]), message, account)
        own = (of_what_was_given_up(asked, message, account),)
    of_others = any(one.topic == FAQ_OTHER_WEBSITES for one in own) and _points_at_others(message)
    if of_others or leaves_the_subject(message, frame):
        # They are what is asked about, not what is being cancelled.
        pointed = pointed if pointed is not spoken_of else References()
        moved = moved_by(frame, message, pointed, account)
    if own and all((one.topic, one.part) in _OF_ALL for one in own):
        pointed = replace(pointed, named=(), every=False)
    own = by_words_or_file(own, message, spoken_of, (frame, moved), context)
    own = of_a_shell(with_further(own, message), frame, message, account)
    own = of_lost_access(own, account)
    asks_for_rest = any(file_question_of(one.part) is FileQuestion.LEFT for one in own)
    if asks_for_rest and all_over(pointed.named, account):
        pointed = replace(pointed, named=(), every=False)
        moved = frame
    if _is_of_a_set(own, message):
        pointed = replace(pointed, named=(), every=False)
        moved = frame.with_(about=(), spoken_of=None)
    own = each_about_its_own(own, message, frame, account)
    own, moved = of_what_runs(own, moved, pointed, account)
    moved = after_supposing(moved, frame, own, message)
    took = takes(frame, message, pointed, moved)
    waiting = frame.waiting
    if waiting is not None and not took and _denies_cancelling(message):
        moved, waiting = moved.with_(waiting=None), None
    apart = any(one.about for one in own)
    each = pointed.named if not apart and (pointed.every or _several(pointed)) else ()
    named = pointed.named[0] if len(pointed.named) == 1 and not message.pressed else None
    missing = pointed.unknown if pointed.unknown in message.values("filing_number") else None
    reading = Reading(moved, took=took, each=each, named=named, missing=missing)
    if waiting is not None and took:
        return answered(reading, waiting, message, own)
    if own:
        return reading_with(reading, own)
    return in_context(reading, frame, message, pointed, context)


def _is_of_a_set(own: tuple[Asked, ...], message: Message) -> bool:
    of_sets = any(file_question_of(one.part) in _OF_SETS for one in own)
    return of_sets or is_of_all_orders(own, message)


def _points(
    message: Message, frame: Frame, account: Account | None
) -> tuple[References, References]:
    """Return what a message refers to, of websites none where it turns to the whole; and what of
    it is to go, where it tells that apart from what stays: 商城下掉，官网留着."""
    pointed = references(message, frame, account)
    if turns_to_whole(frame, message, account):
        subjects = tuple(key for key in pointed.named if sort_of(key) == "subject")
        pointed = replace(pointed, named=subjects, every=False)
    if account is None or pointed.every:
        return pointed, pointed
    goes = what_goes(message, pointed.named, account)
    if not goes or (pointed.open and len(goes) > 1):
        return pointed, pointed
    return pointed, replace(pointed, named=goes, open=False)


def _leans(message: Message, pointed: References, frame: Frame, account: Account | None) -> bool:
    """Return whether a message does no more than say of what the question before is meant."""
    if pointed.bare or puts_right(message, pointed) or narrows(message):
        return True
    if not turns_to_whole(frame, message, account) or asks_by_a_word(message.text):
        return False
    return turns_to_the_whole(_SENTENCE.findall(message.text)[-1])


def _only_thanks(message: Message) -> bool:
    """Return whether a message is thanks alone, whatever its words may name ("better than the last
    one")."""
    sure = message.intent == THANK and message.confidence >= _SURELY_OVER
    return sure and not is_nod(message) and not has_question_form(message.text)


def _denies_cancelling(message: Message) -> bool:
    """Return whether a message says that nothing is to be cancelled ("我没说要注销")."""
    places = message.denied_places
    return any(speaks_of_cancelling(message.text[start:end]) for start, end in places)


def _points_at_others(message: Message) -> bool:
    return not {"other", "others"}.isdisjoint(message.values("reference"))


def _several(pointed: References) -> bool:
    return len(pointed.named) > 1 and not pointed.open
