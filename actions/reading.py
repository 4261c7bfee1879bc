"""Reads a message in a conversation: what the frame is after it, and what is to be answered.

`read` is a pure function. In order: what the message refers to, says and takes back moves the
frame on; then the question that waits takes its answer, if the message holds one; then it is
decided what is answered: the message's own questions, the question that waited, the topic before
once more, or the message as an act of the conversation (thanks, yes, no ...).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from actions.bare import names_a_place
from actions.context import Context
from actions.frame import (
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
    kind_of,
    member,
)
from actions.message import Asked, Message
from actions.own_questions import each_about_its_own, of_an_order, own_questions
from actions.references import References, references
from actions.things import target_key, things_of
from beian.filing.orders import is_cancellation
from beian.filing.state import Account, Document, SubjectType
from beian.nlu.entities import SIGNS
from beian.nlu.intents import (
    AFFIRM,
    DENY,
    ENDING,
    FALLBACK,
    FEEDBACK_UNHELPFUL,
    GOODBYE,
    INFORM,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    OUT_OF_SCOPE,
    SILENT,
    START_OVER,
)
from beian.nlu.lacks import papers_lacking
from beian.nlu.question_form import asks_by_a_word, has_question_form
from beian.nlu.told_to import speaks_of_an_order

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
BARE = (INFORM, FALLBACK, AFFIRM, DENY, OUT_OF_SCOPE, FEEDBACK_UNHELPFUL)
"""Intents of messages that may be an answer, a follow-up or a correction rather than a question."""
SURE_OF_A_MATTER = 0.8
"""Confidence from which a message is about a matter out of scope (a price, a slow site), whatever
was spoken of before."""
_SURELY_OVER = 0.9
"""Confidence from which a question is the wish to start over ("can we start over?")."""
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
    pointed = references(message, frame, account)
    moved = _moved(frame, message, pointed, account)
    own = () if is_nod(message) else own_questions(message, topics)
    pointed = replace(pointed, bare=pointed.bare or names_a_place(message))
    if frame.topic in topics and (pointed.bare or _puts_right(message, pointed)):
        own = ()
    context = Context(frame.topic, topics, account)
    if len(own) == 1:
        own = (of_an_order(context.put(message, own[0]), message, account),)
    own = each_about_its_own(own, message, frame, account)
    took = _takes(frame, message, pointed, moved)
    waiting = frame.waiting
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


_MAY_ASK = (AFFIRM, DENY, FEEDBACK_UNHELPFUL, GOODBYE, START_OVER)
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
    if "again" in message.values("reply") and context.goes_on:
        return _with(reading, (Asked(str(frame.topic), frame.part),), leans=True)
    if is_nod(message):
        return _with(reading, (), act=AFFIRM, unknown=pointed.unknown)
    doubted = _MAY_ASK if has_question_form(message.text) else ()
    further = context.continued(message, doubted)
    leaning = context.goes_on and _leans_on_topic(frame, reading.frame, message, pointed)
    mere = _is_short(message.text) and not asks_by_a_word(message.text)
    if leaning and (further is None or mere):
        part = None if pointed.unknown else frame.part
        again = Asked(str(frame.topic), part, message.text)
        asked = _of_an_order_named(pointed, message, context) or again
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
    if account is None or context.before in _OF_ORDERS or len(pointed.named) != 1:
        return None
    things = {thing.key: thing for thing in things_of(account)}
    order = things[pointed.named[0]].order
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


def _several(pointed: References) -> bool:
    return len(pointed.named) > 1 and not pointed.open


def is_nod(message: Message) -> bool:
    """Return whether a message is no more than a sign that it was heard: 嗯, 好, ok, 👍."""
    return not SIGNS.isdisjoint(message.values("reply"))


# What the message says, refers to and takes back.


def _moved(
    frame: Frame,
    message: Message,
    pointed: References,
    account: Account | None,
) -> Frame:
    """Return the frame after what the message says of the case, whatever it asks."""
    moved = _about(frame, pointed, account)
    kinds = {kind for kind in map(kind_of, message.values("cancellation_kind")) if kind}
    bare = message.intent in BARE or message.pressed or message.corrects
    if not kinds and (bare or not moved.about):
        kinds = {kind for kind in map(kind_of, message.values("target")) if kind}
        kinds -= {"access"} if not bare else set()
    denied = {
        kind
        for name in ("cancellation_kind", "target")
        for kind in map(kind_of, message.values(name, denied=True))
        if kind
    }
    if len(kinds) == 1:
        moved = _of_kind(moved, kinds.pop(), pointed, account, decides=bare)
    elif denied and (moved.kind in denied or _asks(frame, CANCELLATION)):
        left = {"subject", "website"} - denied
        moved = moved.with_(kind=left.pop() if len(left) == 1 else None)
    return _facts(moved, message)


def _asks(frame: Frame, question: str) -> bool:
    """Return whether that question waits for an answer."""
    return frame.waiting is not None and frame.waiting.question == question


def _about(frame: Frame, pointed: References, account: Account | None) -> Frame:
    """Return the frame about what was named, and no more about what was denied, or an order for
    it."""
    named = _with_orders(pointed.named, account)
    denied = [key for key in _with_orders(pointed.denied, account) if key not in pointed.named]
    excluded = tuple(
        key
        for key in dict.fromkeys((*frame.excluded, *denied))
        if key in denied or key not in named
    )
    about = pointed.named if pointed.named and not pointed.every else frame.about
    return frame.with_(
        about=tuple(key for key in about if key not in denied),
        excluded=excluded,
        spoken_of=None if frame.spoken_of in denied else frame.spoken_of,
    )


def _with_orders(keys: tuple[str, ...], account: Account | None) -> list[str]:
    """Return the keys, and those of the orders for these very things."""
    if account is None or not keys:
        return list(keys)
    orders = [thing for thing in things_of(account) if thing.order and thing.target]
    theirs = [one.key for one in orders if one.target and target_key(one.target) in keys]
    return [*keys, *(key for key in theirs if key not in keys)]


def _of_kind(
    frame: Frame, kind: str, pointed: References, account: Account | None, *, decides: bool
) -> Frame:
    """Return the frame where this kind is what is wanted.

    A thing of another kind that was spoken of before is not meant any more, where the message does
    not name it itself.
    """
    frame = frame.with_(kind=kind)
    if pointed.named or account is None or kind == "access":
        return frame
    sorts = {key.partition(":")[0] for key in frame.about}
    if decides and sorts and sorts <= {"subject", "website", "service"} and kind not in sorts:
        subjects = {
            thing.subject.subject_id
            for thing in things_of(account)
            if thing.key in frame.about and thing.subject is not None
        }
        if kind == "subject" and len(subjects) == 1:
            return frame.with_(about=(f"subject:{subjects.pop()}",))
        return frame.with_(about=())
    return frame


def _facts(frame: Frame, message: Message) -> Frame:
    """Return the frame with the type, document, province and provider that the message says."""
    subject_type = member(SubjectType, message.value("subject_type"))
    denied = [member(SubjectType, one) for one in message.values("subject_type", denied=True)]
    if subject_type is None and denied:
        others = [one for one in SubjectType if one not in denied]
        subject_type = others[0] if len(others) == 1 else None
    document = member(Document, message.value("document"))
    province = message.province
    return frame.with_(
        subject_type=subject_type or frame.subject_type,
        document=document or frame.document,
        lacks=_lacking(frame, message),
        province=province or frame.province,
        provider=message.provider or frame.provider,
    )


def _lacking(frame: Frame, message: Message) -> tuple[str, ...]:
    """Return the papers that the user does not have, this message's included."""
    said = [(p, message.denies(start, end)) for p, start, end in papers_lacking(message.text)]
    denied = {paper for paper, is_denied in said if is_denied}
    known = (*frame.lacks, *(paper for paper, is_denied in said if not is_denied))
    return tuple(one for one in dict.fromkeys(known) if one not in denied)


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
    asks_itself = own and (
        len(own) > 1
        or (own[0].topic != topic and has_question_form(message.text) and not message.pressed)
    )
    if not asks_itself:
        return _with(reading, (pending,), leans=True)
    if waiting.question in PAPERS and all(one.topic != topic for one in own):
        return _with(reading, (*own, pending))
    return _with(reading, own)


# The topic before.


def _leans_on_topic(frame: Frame, moved: Frame, message: Message, pointed: References) -> bool:
    """Return whether a message without a question of its own asks the topic before once more."""
    if pointed.bare:
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
