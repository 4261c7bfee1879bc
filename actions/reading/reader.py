"""Reads a message in a conversation: what the frame is after it, and what is to be answered.

`read` is a pure function. In order: what the message refers to, says and takes back moves the
frame on; then the question that waits takes its answer, if the message holds one; then it is
decided what is answered: the message's own questions, the question that waited, the topic before
once more, or the message as an act of the conversation (thanks, yes, no ...).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from actions.frame.context import Context
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
from actions.frame.things import things_of
from actions.reading.bare import names_a_kind, names_a_place, names_ones_orders
from actions.reading.by_plain_words import asks_by_plain_words
from actions.reading.by_the_file import asks_what_the_file_decides
from actions.reading.file_questions import RELATIONS, asks_of_the_file, file_question_of
from actions.reading.finished import WHEN, all_over, is_told_of, of_what_runs
from actions.reading.how_to_do_it import asks_how_to_do_it
from actions.reading.in_time import asks_whether_in_time
from actions.reading.letter_of_service import asks_for_the_letter_of_a_service
from actions.reading.missing_papers import asks_for_what_is_missing
from actions.reading.moving import moved_by
from actions.reading.of_services import of_services
from actions.reading.own_questions import (
    each_about_its_own,
    of_a_shell,
    of_an_order,
    of_what_was_given_up,
    own_questions,
)
from actions.reading.papers_wish import asks_for_papers
from actions.reading.plain_questions import (
    asks_plainly,
    leaves_the_subject,
    of_lost_access,
    with_further,
)
from actions.reading.what_if import (
    Finding,
    after_supposing,
    asks_for_the_letter,
    asks_what_if,
    finding,
)
from actions.references.refer import References, references
from beian.filing.orders import is_cancellation
from beian.filing.state import Account
from beian.nlu.entities.finding import SIGNS
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.intents import (
    AFFIRM,
    DECLINE_HUMAN,
    DENY,
    ENDING,
    FALLBACK,
    FAQ_OTHER_WEBSITES,
    FEEDBACK_UNHELPFUL,
    GOODBYE,
    INFORM,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    OUT_OF_SCOPE,
    SILENT,
    START_OVER,
    THANK,
)
from beian.nlu.plain_words.prefaces import narrows_what_was_asked
from beian.nlu.plain_words.told_to import speaks_of_an_order
from beian.nlu.plain_words.verdict import wants_a_verdict
from beian.nlu.text.question_form import (
    asks_by_a_word,
    has_question_form,
    speaks_of_cancelling,
)

MOST_QUESTIONS = 3
_OF_ORDERS = (
    MY_ORDER_PROGRESS,
    "faq_abandon_order_impact",
    "faq_cancellation_time",
    "faq_open_order",
    "faq_result_notice",
    "faq_withdraw_application",
)
"""Topics that are as much about any order as about a thing."""
SURE_OF_A_MATTER = 0.8
"""Confidence from which a message is about a matter out of scope (a price, a slow site), whatever
was spoken of before."""
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
_FIRST_OF_THE_FILE = (*RELATIONS, FileQuestion.WAITS_FOR_US)
"""Questions for the file that come before what other words of theirs seem to ask."""
_LONGEST_FOLLOW_UP = 30
_LONGEST_ENGLISH_FOLLOW_UP = 70
_SHORT, _SHORT_ENGLISH = 9, 24
"""Characters up to which a message that was not understood may lean on the last topic."""


@dataclass(frozen=True)
class Reading:
    """What a message comes to.

    `questions` are answered in order; without any, `act` is the intent that the message is taken
    for. `leans` is True where a question is answered out of the context, not by what the message
    itself asks. `took` is True where the message answered the question that waited; `each` holds
    the keys of several things that are all to be told of, `named` that of the one thing that the
    message names. `missing` is a filing number in the message that is not on file: what is asked
    is not about anything that is.
    """

    frame: Frame
    questions: tuple[Asked, ...] = ()
    act: str | None = None
    leans: bool = False
    took: bool = False
    each: tuple[str, ...] = ()
    named: str | None = None
    unknown: str | None = None
    missing: str | None = None


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
        return _with(Reading(moved), (Asked(MY_ORDER_PROGRESS, None, message.text),))
    if _only_thanks(message):
        return _with(Reading(frame), (), act=THANK)
    pointed = references(message, frame, account)
    moved = moved_by(frame, message, pointed, account)
    no_question = is_nod(message) or wants_a_verdict(message.text)
    no_question = no_question or (frame.topic in topics and names_a_kind(message))
    own = () if no_question else own_questions(message, topics)
    pointed = replace(pointed, bare=pointed.bare or names_a_place(message))
    leans = pointed.bare or _puts_right(message, pointed) or _narrows(message)
    own = () if frame.topic in topics and leans else own
    own = of_services(message, frame.topic, own, account)
    context = Context(frame.topic, topics, account, frame.part)
    if len(own) == 1:
        asked = of_an_order(context.put(message, own[0]), message, account)
        own = (of_what_was_given_up(asked, message, account),)
    of_others = any(one.topic == FAQ_OTHER_WEBSITES for one in own) and _points_at_others(message)
    if of_others or leaves_the_subject(message, frame):
        pointed = References()  # they are what is asked about, not what is being cancelled
        moved = moved_by(frame, message, pointed, account)
    if own and all((one.topic, one.part) in _OF_ALL for one in own):
        pointed = replace(pointed, named=(), every=False)
    own = _by_words_or_file(own, message, pointed, (frame, moved), context)
    own = of_a_shell(with_further(own, message), frame, message, account)
    own = of_lost_access(own, account)
    asks_for_rest = any(file_question_of(one.part) is FileQuestion.LEFT for one in own)
    if asks_for_rest and all_over(pointed.named, account):
        pointed = replace(pointed, named=(), every=False)
        moved = frame
    if any(file_question_of(one.part) in _OF_SETS for one in own):
        pointed = replace(pointed, named=(), every=False)
        moved = frame.with_(about=(), spoken_of=None)
    own = each_about_its_own(own, message, frame, account)
    own, moved = of_what_runs(own, moved, pointed, account)
    moved = after_supposing(moved, frame, own, message)
    took = _takes(frame, message, pointed, moved)
    waiting = frame.waiting
    if waiting is not None and not took and _denies_cancelling(message):
        moved, waiting = moved.with_(waiting=None), None
    apart = any(one.about for one in own)
    each = pointed.named if not apart and (pointed.every or _several(pointed)) else ()
    named = pointed.named[0] if len(pointed.named) == 1 and not message.pressed else None
    missing = pointed.unknown if pointed.unknown in message.values("filing_number") else None
    reading = Reading(moved, took=took, each=each, named=named, missing=missing)
    if waiting is not None and took:
        return _answered(reading, waiting, message, own)
    if own:
        return _with(reading, own)
    return _in_context(reading, frame, message, pointed, context)


def _only_thanks(message: Message) -> bool:
    """Return whether a message is thanks alone, whatever its words may name ("better than the last
    one")."""
    sure = message.intent == THANK and message.confidence >= _SURELY_OVER
    return sure and not is_nod(message) and not has_question_form(message.text)


def _by_words_or_file(
    own: tuple[Asked, ...],
    message: Message,
    pointed: References,
    frames: tuple[Frame, Frame],
    context: Context,
) -> tuple[Asked, ...]:
    """Return the questions of a message, as its very words and the account's file decide them."""
    (frame, moved), account = frames, context.account
    plainly = asks_plainly(message, frame, account)
    if plainly is not None:
        return (plainly,)
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
    all of them to be put together, how something is done, what a cancellation would change, or
    whether an order is in time; none of any other."""
    missing = asks_for_what_is_missing(message, context.before)
    if missing is not None:
        return (missing,)
    papers = asks_for_papers(own, message)
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


def _denies_cancelling(message: Message) -> bool:
    """Return whether a message says that nothing is to be cancelled ("我没说要注销")."""
    places = message.denied_places
    return any(speaks_of_cancelling(message.text[start:end]) for start, end in places)


_MAY_ASK = (AFFIRM, DECLINE_HUMAN, DENY, FEEDBACK_UNHELPFUL, GOODBYE, START_OVER)
"""Intents of messages that are taken for questions where they have the form of one ("not us?")."""


def _in_context(
    reading: Reading,
    frame: Frame,
    message: Message,
    pointed: References,
    context: Context,
) -> Reading:
    """Return what a message without a question of its own comes to after what was said before."""
    sure = message.confidence >= SURE_OF_A_MATTER and not message.corrects
    if message.intent == OUT_OF_SCOPE and message.part and sure:
        return _with(reading, (), act=OUT_OF_SCOPE)
    again = "again" in message.values("reply") or wants_a_verdict(message.text)
    if again and context.goes_on:
        return _with(reading, (Asked(str(frame.topic), frame.part),), leans=True)
    if is_nod(message):
        return _with(reading, (), act=AFFIRM, unknown=pointed.unknown)
    doubted = _MAY_ASK if has_question_form(message.text) else ()
    further = context.continued(message, doubted)
    leaning = context.goes_on and _leans_on_topic(frame, reading.frame, message, pointed)
    mere = _is_short(message.text) and not asks_by_a_word(message.text)
    if leaning and (further is None or mere or pointed.bare or _narrows(message)):
        part = None if pointed.unknown else frame.part
        once_more = Asked(str(frame.topic), part, message.text)
        asked = _of_an_order_named(pointed, message, context) or once_more
        return _with(reading, (asked,), leans=True, unknown=pointed.unknown)
    further = further or _otherwise(message, pointed, context)
    if further is not None:
        return _with(reading, (further,))
    return _with(reading, (), act=message.intent, unknown=pointed.unknown)


def _otherwise(message: Message, pointed: References, context: Context) -> Asked | None:
    """Return what a message asks that neither goes on nor leans on what was said before."""
    named = _of_what_is_named(pointed, message) if _is_follow_up(message.text) else None
    if named is not None and message.intent in (FALLBACK, OUT_OF_SCOPE, INFORM):
        return Asked(named, None, message.text)
    # A correction that nothing was to be put right of.
    return next(iter(own_questions(message, context.topics)), None)


def _of_an_order_named(pointed: References, message: Message, context: Context) -> Asked | None:
    """Return a question for where an order stands, where a follow-up names one to which the topic
    before does not apply: one that cancels nothing, or that is called an order."""
    account = context.account
    if account is None or len(pointed.named) != 1:
        return None
    things = {thing.key: thing for thing in things_of(account)}
    order = things[pointed.named[0]].order
    if is_told_of(things[pointed.named[0]], str(context.before)):
        return Asked(MY_ORDER_PROGRESS, WHEN, message.text)
    if context.before in _OF_ORDERS:
        return None
    cancels_nothing = order is not None and not is_cancellation(order)
    if not cancels_nothing and not speaks_of_an_order(message.text):
        return None
    return Asked(MY_ORDER_PROGRESS, None, message.text)


def _of_what_is_named(pointed: References, message: Message) -> str | None:
    """Return the topic that tells of the things a message names, where it asks nothing else."""
    if not pointed.named:
        return None
    orders = all(key.startswith("order:") for key in pointed.named)
    orders = orders or speaks_of_an_order(message.text)
    return MY_ORDER_PROGRESS if orders else MY_FILING_STATUS


def _points_at_others(message: Message) -> bool:
    return not {"other", "others"}.isdisjoint(message.values("reference"))


def _is_short(text: str) -> bool:
    """Return whether a text is hardly more than the name of a thing ("那官网呢", "the blog?")."""
    return len(text) <= (_SHORT_ENGLISH if text.isascii() else _SHORT)


def _with(
    reading: Reading,
    questions: tuple[Asked, ...],
    *,
    act: str | None = None,
    leans: bool = False,
    unknown: str | None = None,
) -> Reading:
    asked = questions[:MOST_QUESTIONS]
    return replace(reading, questions=asked, act=act, leans=leans, unknown=unknown)


def _puts_right(message: Message, pointed: References) -> bool:
    """Return whether a message does no more than name the right thing in a wrong one's place."""
    named = bool(pointed.named or pointed.denied)
    return message.corrects and named and not has_question_form(message.text)


def _narrows(message: Message) -> bool:
    """Return whether a message does no more than narrow the question before ("I meant of our
    six")."""
    return not message.pressed and narrows_what_was_asked(message.text)


def _several(pointed: References) -> bool:
    return len(pointed.named) > 1 and not pointed.open


def is_nod(message: Message) -> bool:
    """Return whether a message is no more than a sign that it was heard: 嗯, 好, ok, 👍."""
    return not SIGNS.isdisjoint(message.values("reply"))


# The question that waits.


def _takes(frame: Frame, message: Message, pointed: References, moved: Frame) -> bool:
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
    return has_question_form(text) and not _is_follow_up(text)


_DECIDES = ("target", "cancellation_kind", "subject_type", "document")
"""Entities of what decides about papers: an answer to any of the questions is one to all."""


def _says(message: Message, *names: str) -> bool:
    """Return whether the message says or denies a value of these entities."""
    return any(message.values(name) or message.values(name, denied=True) for name in names)


def _answered(
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
        return _with(reading, (pending,), leans=True)
    if waiting.question in PAPERS and all(one.topic != topic for one in own):
        return _with(reading, (*own, pending))
    return _with(reading, own)


def _asks_by_itself(message: Message) -> bool:
    """Return whether a message asks something, or asks for the letter."""
    asks = has_question_form(message.text) or asks_for_the_letter(message)
    return asks and not message.pressed


# The topic before.


def _leans_on_topic(frame: Frame, moved: Frame, message: Message, pointed: References) -> bool:
    """Return whether a message without a question of its own asks the topic before once more."""
    if pointed.bare or _narrows(message):
        return True
    if message.intent not in BARE and not _puts_right(message, pointed):
        return False
    said = (
        bool(pointed.named or pointed.denied)
        or moved.with_(excluded=()) != frame.with_(excluded=())
        or bool(message.values("target") or message.values("cancellation_kind"))
    )
    if message.intent == INFORM:
        return said or frame.waiting is None
    if not said:
        return False
    return message.corrects or bool(pointed.named) or _is_follow_up(message.text)


def _is_follow_up(text: str) -> bool:
    """Return whether a text is no longer than follow-ups are; a longer one has more to say."""
    return len(text) <= (_LONGEST_ENGLISH_FOLLOW_UP if text.isascii() else _LONGEST_FOLLOW_UP)


# What an unanswered question becomes.


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
