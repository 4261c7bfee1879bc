"""Takes a turn: reads the message, answers it, and keeps what was established."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType, SlotSet

from actions.acts import ACTS, Said, can_not_tell
from actions.answers.topic_answer import SIGN_IN
from actions.cards.order_list import orders_listed
from actions.frame.frame import PAPERS, PERSON, REPHRASE, SLOT, WHICH, Frame, Waiting, frame_in
from actions.frame.message import Asked, Message
from actions.frame.things import Thing, sort_of, spoken_names, target_key, things_of
from actions.frame.user import FilingService
from actions.on_file.file_answers import told_of_the_file
from actions.reading.consent import consents
from actions.reading.file_parts import file_question_of, otherwise
from actions.reading.plain_questions import wants_the_letter
from actions.reading.question import Question
from actions.reading.waiting_question import after_unanswered
from actions.reading.what_if import AFTER_CANCELLING, WHAT_IF
from actions.references.candidates import name_of
from actions.references.naming import WhichOne
from actions.reminders import REMINDS, reply_to, wish_in
from actions.repeated import (
    Answer,
    as_answers,
    asked_words,
    fingerprints,
    in_short,
    once,
    unlike_before,
)
from actions.to_a_person import to_a_person
from actions.told import told, with_refusal
from actions.topics.lacking import with_what_is_lacking
from actions.topics.papers import phone_lost
from actions.topics.registry import TOPICS, answer_of
from actions.wished_language import (
    in_known_language,
    in_the_language_wished_for,
    wished_language,
)
from actions.wording.language import wanted_language
from actions.wording.replies import Reply, reply, sentences, wording
from actions.wording.topic_files import tells_of
from beian.base.languages import spoken_language
from beian.filing.situation_states import State
from beian.filing.state import Account, FilingStatus, SubjectType
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.intents import (
    ASK_CAPABILITIES,
    CHANGE_LANGUAGE,
    FAQ_RESULT_NOTICE,
    FEEDBACK_HELPFUL,
    GOODBYE,
    GREET,
    MY_FILING_STATUS,
    MY_ORDER_PROGRESS,
    OUT_OF_SCOPE,
    REQUEST_HUMAN,
    THANK,
)
from beian.nlu.plain_words.reminder_wishes import ReminderWish

_CONTENT = (THANK, FEEDBACK_HELPFUL, GREET, GOODBYE)
"""Intents of messages that are not angry, however many exclamation marks they have."""
_NO_HELP = ("utter_out_of_scope", "utter_feedback_unhelpful", "utter_deny")
_TOLD_OF_LATE = 3
"""Answers that are not given again to who insists."""
MOST_TOLD = 6
"""Things of which each is told where all are asked for."""


def take_turn(tracker: Tracker, filing: FilingService) -> tuple[list[Reply], list[EventType]]:
    """Return what is said to the latest message, and the events that keep what it established."""
    message = Message(tracker.latest_message, filing.now()).without_what_is_aside()
    before = frame_in(tracker.get_slot(SLOT))
    language = wished_language(message, before) or spoken_language(
        tracker.slots, message.metadata.get("language")
    )
    question = Question(message, before, filing, TOPICS, language)
    if before.waiting is not None and before.waiting.question in PAPERS and question.user.account:
        question.before = before.with_(waiting=None)  # asked before they signed in; it is on file
    said = _with_regret(question, in_known_language(question, _said(question)))
    said = in_the_language_wished_for(question, said)
    after = _kept(question, said)
    events: list[EventType] = []
    if after.as_slot() != before.as_slot():
        events.append(SlotSet(SLOT, after.as_slot()))
    if said.language is not None:
        events.append(SlotSet("language_choice", said.language))
    return said.replies, events


def _with_regret(question: Question, said: Said) -> Said:
    """Return what is said, after a sentence of regret to somebody who is angry."""
    message = question.message
    if "angry" not in message.values("reply") or message.intent in _CONTENT or not said.replies:
        return said
    if said.replies[0].response in _NO_HELP:
        if question.user.account is not None and question.user.account.orders:
            where = _answers(question, [Asked(MY_ORDER_PROGRESS, "next_step")])
            return replace(where, replies=[reply("utter_regret"), *where.replies])
        return replace(said, replies=[reply("utter_regret_and_help")], waiting=Waiting(PERSON))
    return replace(said, replies=[reply("utter_regret"), *said.replies])


def _said(question: Question) -> Said:
    wish = wish_in(question)
    if wish is not None:
        return _to_wish(question, wish)
    if consents(question.message, TOPICS):
        return to_a_person(question, _answers)
    to_do = told(question)
    if to_do is not None:
        said = _answers(question, [to_do])
        return replace(said, replies=with_refusal(to_do, said.replies))
    if question.intent == REQUEST_HUMAN and not wants_the_letter(question.message, question.before):
        return to_a_person(question, _answers)
    return _to_reading(question)


def _to_wish(question: Question, wish: ReminderWish) -> Said:
    """Return what is said to a wish about reminders, and to what the message asks besides."""
    asked = {one.topic for one in question.reading.questions}
    if not question.message.metadata.get(REMINDS) and FAQ_RESULT_NOTICE in asked:
        return _to_reading(question)  # nobody reminds here, but the result is told all the same
    answer = reply_to(wish, question)
    if wish.asks_more and question.reading.questions:
        said = _answers(question, question.reading.questions)
        return replace(said, replies=[answer, *said.replies])
    return _with_reminder(question, Said([answer], helped=True), ASK_CAPABILITIES)


def _to_reading(question: Question) -> Said:
    """Return what is said to what the message comes to."""
    reading = question.reading
    waiting = question.before.waiting
    if not reading.took and waiting is not None and can_not_tell(question):
        helped = [reply(f"utter_help_{waiting.question}"), *_reminder(question, waiting)]
        return Said(helped, replace(waiting, reminded=True))
    if not reading.questions:
        said = ACTS[reading.act or OUT_OF_SCOPE](question)
        if said.asks is not None:
            return _answers(question, [said.asks], leading=said.replies)
        if reading.frame.waiting is not None and not reading.took and said.waiting is None:
            return _with_reminder(question, said, reading.act)
        return said
    said = _answers(question, reading.questions)
    if question.intent == CHANGE_LANGUAGE:
        language = wanted_language(question.text, question.language)
        return replace(said, language=language)
    return said


def _answers(
    question: Question,
    asked: Sequence[Asked],
    leading: Sequence[Reply] = (),
) -> Said:
    """Return the answers to the questions of a message, one after the other."""
    answers: list[Answer] = []
    frame = question.frame
    for one in asked:
        answer = _answer(question, one, frame)
        frame = answer.frame
        answers.append(answer)
    replies = [*leading]
    for one, answer in zip(asked, answers, strict=True):
        short = len(asked) > 1 and not answer.asks
        told = in_short(answer.replies) if short else answer.replies
        replies += as_answers(told, one)
    said = Said(once(replies), frame=frame, waiting=answers[-1].waiting, helped=True)
    said = _not_without_end(question, unlike_before(question, said, _answer))
    if said.waiting is None and not question.reading.took:
        return _with_reminder(question, said, None)
    return said


_OF_ALL_ON_FILE = (MY_FILING_STATUS, MY_ORDER_PROGRESS)
"""Topics that tell what there is, also to who asks about what there is not."""


_OF_ALL_ORDERS = "faq_open_order"
"""A topic whose answer is the same for each of several orders: the one that is in review."""
_WHAT_IF_GONE = (AFTER_CANCELLING, WHAT_IF)


def _answer(question: Question, asked: Asked, frame: Frame) -> Answer:
    if asked.topic not in TOPICS:
        return _of_no_topic(question, asked, frame)
    if _has_no_order(question, asked):
        status = _answer(question, replace(asked, topic=MY_FILING_STATUS), frame)
        return replace(status, replies=[reply("utter_no_orders"), *status.replies])
    if question.reading.leans and _is_gone(question, asked):
        asked = replace(asked, topic=MY_FILING_STATUS, part=None)
    frame = frame.with_(
        topic=asked.topic,
        part=asked.part,
        about=asked.about or frame.about,
        phone_lost=phone_lost(frame.phone_lost, asked, question.text),
    )
    told_at_once = asked.topic == _OF_ALL_ORDERS or (asked.topic, asked.part) == _WHAT_IF_GONE
    if question.reading.each and asked.topic == _OF_ALL_ORDERS:
        frame = frame.with_(about=(), spoken_of=None)
    if question.reading.each and not told_at_once:
        return _each(question, asked, frame)
    one = question.about(asked, frame)
    action = answer_of(asked.topic)
    try:
        replies = _of_what_is_missing(one) or told_of_the_file(one)
        if not replies:
            one = question.about(otherwise(asked), frame)
            replies = action.answer(one)
    except WhichOne as which:
        options = tuple(candidate.key for candidate in which.shown)
        waiting = Waiting(WHICH, asked.topic, asked.part, options, which.response)
        about = tuple(key for key in frame.about if key in options)
        return Answer(which.replies(), frame.with_(options=options, about=about), waiting)
    if question.before.lacks:
        replies = with_what_is_lacking(replies, question.before, _subject_type(one))
    wanted = action.asks(one)
    if wanted is not None:
        waiting = Waiting(wanted, asked.topic, asked.part)
        return Answer([*replies, ask(wanted)], frame, waiting)
    spoken_of = one.spoken_of or frame.spoken_of
    spoken_of = None if spoken_of in frame.excluded else spoken_of
    options = one.listed or frame.options
    told = frame.with_(about=_still_about(asked, frame), spoken_of=spoken_of, options=options)
    return Answer(_naming(one, replies), told)


def _still_about(asked: Asked, frame: Frame) -> tuple[str, ...]:
    """Return what the conversation is about after an answer: what would be cancelled, and not what
    that may touch."""
    touches = file_question_of(asked.part) is FileQuestion.TOUCHES
    return frame.about[:1] if touches else frame.about


def _subject_type(question: Question) -> SubjectType | None:
    """Return the type of the subject in question, as far as it is known."""
    account = question.user.account
    target = question.situation.target if account is not None else None
    if target is not None:
        return target.subject.type
    types = {one.type for one in account.subjects} if account is not None else set()
    return types.pop() if len(types) == 1 else question.frame.subject_type


def _of_no_topic(question: Question, asked: Asked, frame: Frame) -> Answer:
    said = ACTS[asked.topic](question.about(asked, frame))
    if len(question.reading.questions) > 1 and not said.helped:
        return Answer([reply("utter_other_question_out_of_scope")], frame)
    return Answer(said.replies, frame)


def _has_no_order(question: Question, asked: Asked) -> bool:
    """Return whether an account that has no order asks where one stands: how its filing stands is
    told then."""
    account = question.user.account
    whole = asked.topic == MY_ORDER_PROGRESS and asked.part is None
    return whole and account is not None and not account.orders and bool(account.subjects)


def _is_gone(question: Question, asked: Asked) -> bool:
    """Return whether a follow-up names what is cancelled already, and the topic before has nothing
    to say of that: how it stands is told instead."""
    account, named = question.user.account, question.reading.named
    if account is None or named is None or tells_of(State.SUCCEEDED, asked.topic, asked.part):
        return False
    thing = next(one for one in things_of(account) if one.key == named)
    if asked.topic in (MY_FILING_STATUS, MY_ORDER_PROGRESS) or thing.order is not None:
        return False
    target = thing.target
    return target is not None and target.thing.status is FilingStatus.CANCELLED


def _of_what_is_missing(question: Question) -> list[Reply]:
    """Return that a filing number is not on file, and the general answer: what is on file is not
    what is asked about."""
    missing, topic = question.reading.missing, question.asked.topic
    if missing is None or topic in _OF_ALL_ON_FILE:
        return []
    told = reply("utter_not_on_file", name=missing)
    return [told, *answer_of(topic).in_general(question)]


def _each(question: Question, asked: Asked, frame: Frame) -> Answer:
    """Return a short answer for each of several things; of many orders, their list."""
    listed = orders_listed(question, asked)
    if listed is not None:
        told_of = frame.with_(about=(), options=question.reading.each)
        return Answer([listed], told_of)
    replies: list[Reply] = []
    for key in question.reading.each[:MOST_TOLD]:
        one = question.about(asked, frame.with_(about=(key,)))
        try:
            usual = question.about(otherwise(asked), one.frame)
            replies += (told_of_the_file(one) or answer_of(asked.topic).answer(usual))[:1]
        except WhichOne:
            continue
    told = once(replies)
    plain = [replace(each, choices=()) for each in told[:-1]]
    return Answer([*plain, *told[-1:]], frame.with_(about=()))


def _naming(question: Question, replies: list[Reply]) -> list[Reply]:
    """Return the replies, led by the name of the one thing that the message names, or that was
    guessed among several, if none of them says it."""
    account = question.user.account
    if account is None or not replies:
        return replies
    key = question.reading.named or _guessed(question, account)
    if key is None:
        return replies
    thing = next(one for one in things_of(account) if one.key == key)
    if any(_says_name(one, thing) for one in replies):
        return replies
    name = name_of(thing, account)
    if thing.order is not None:
        lead = wording("utter_about_order", order=name)
    else:
        lead = wording("utter_about_thing", name=name)
    first = replies[0]
    said = lead if first.lead is None else sentences(lead, first.lead)
    return [replace(first, lead=said), *replies[1:]]


def _guessed(question: Question, account: Account) -> str | None:
    """Return the key of what an answer is about that nobody named, where it is one of several."""
    key = question.spoken_of
    if key is None or not question.is_guess:
        return None
    things = things_of(account)
    told = next(thing for thing in things if thing.key == key)
    sorts = {told.sort, sort_of(target_key(told.target))} if told.target else {told.sort}
    counts = Counter(thing.sort for thing in things)
    return key if any(counts[sort] > 1 for sort in sorts) else None


def _says_name(said: Reply, thing: Thing) -> bool:
    """Return whether a reply holds the name of a thing, or its number or domain."""
    told = json.dumps(said.values, ensure_ascii=False)
    return any(name in told for name in spoken_names(thing))


def ask(wanted: str) -> Reply:
    """Return the question that asks for what decides about papers."""
    return reply(f"utter_ask_{wanted}")


# A question that still waits.


def _with_reminder(question: Question, said: Said, act: str | None) -> Said:
    """Return what is said with the question that still waits, once more and short."""
    waiting, again = after_unanswered(question.frame.waiting, act)
    if waiting is None or not again:
        return replace(said, waiting=waiting)
    return replace(said, replies=[*said.replies, *_reminder(question, waiting)], waiting=waiting)


def _reminder(question: Question, waiting: Waiting) -> list[Reply]:
    if waiting.question != WHICH:
        return [ask(waiting.question)]
    topic = answer_of(str(waiting.topic))
    frame = question.before.with_(topic=waiting.topic, part=waiting.part, about=())
    try:
        topic.answer(question.about(Asked(str(waiting.topic), waiting.part), frame))
    except WhichOne as which:
        return which.replies()
    return []


def _not_without_end(question: Question, said: Said) -> Said:
    """Return what is said; a question that a follow-up brings back unchanged counts as its
    reminder, and after that it is dropped."""
    before, now, reading = question.before.waiting, said.waiting, question.reading
    if before is None or now is None or not (reading.leans or reading.took):
        return said
    if replace(before, reminded=False) != now:
        return said
    if before.reminded:
        return replace(
            said, replies=[reply("utter_ask_to_rephrase")], waiting=Waiting(REPHRASE), helped=False
        )
    return replace(said, waiting=replace(now, reminded=True))


# What is kept.


def _offered(replies: Iterable[Reply]) -> Waiting | None:
    """Return the offer of a person that a "yes" accepts, if one of the replies makes it."""
    return Waiting(PERSON) if any(one.offers == PERSON for one in replies) else None


def _kept(question: Question, said: Said) -> Frame:
    """Return the frame after the turn."""
    frame = said.frame or question.frame
    useful = said.helped
    now = fingerprints(said.replies, question.language)
    signs_in = any(one.response == SIGN_IN for one in said.replies)
    changes: dict[str, Any] = {
        "waiting": said.waiting or _offered(said.replies),
        "said": now,
        "told": (*question.before.told, *now[:1])[-_TOLD_OF_LATE:],
        "asked": asked_words(question),
        "unhelped": 0 if useful else frame.unhelped + (useful is False),
        "invited_to_sign_in": frame.invited_to_sign_in or signs_in,
        "wished_language": wished_language(question.message, question.before),
    }
    if said.language is not None:
        own = question.message.value("language")
        changes["wished_language"] = said.language if own not in (None, said.language) else None
    return frame.with_(**changes)
