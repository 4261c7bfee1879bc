"""Says what the bot answered, and moves on the desk's question that waited meanwhile.

Whether a message agrees to a hand-off is the bot's to say (`asked` in beian.bot.channel), so that
the desk and the assistant have one notion of it. All of it happens in the transaction that stores
the answer, in a conversation whose row that transaction has locked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from beian.desk.conversations.blocks import block_of, for_the_visitor
from beian.desk.conversations.checklists import note_shown, told_of_missing
from beian.desk.conversations.contacts import contact_in
from beian.desk.conversations.handoff_question import (
    CONTACT,
    CONTACT_AGAIN,
    OFFERED,
    PUT,
    TICKET,
    Reception,
    ask,
    connect,
    tell_place,
)
from beian.desk.conversations.presence import somebody_can_take
from beian.desk.conversations.transitions import locked
from beian.desk.conversations.wanted_topic import last_question
from beian.desk.storage import rows
from beian.desk.storage.enumerations import Author, Reason, State
from beian.desk.storage.records import WANTS_PERSON, Answer, Message, MessageContent
from beian.desk.storage.scripts import in_their_script
from beian.desk.storage.tables import messages
from beian.nlu.intents import (
    AFFIRM,
    BLANK_MESSAGE,
    CHANGE_LANGUAGE,
    ENDING,
    FALLBACK,
    FEEDBACK_UNHELPFUL,
    GREET,
    MESSAGE_TOO_LONG,
    OUT_OF_SCOPE,
    SILENT,
    THANK,
)

_FOR_A_PERSON = frozenset([FALLBACK, OUT_OF_SCOPE, FEEDBACK_UNHELPFUL, AFFIRM, GREET, THANK])
"""What the assistant leaves to the person who is waited for: it has nothing to say to it, or it is
rather meant for that person."""
_TELLS_NOTHING = (BLANK_MESSAGE, MESSAGE_TOO_LONG, CHANGE_LANGUAGE)
"""Acts after which the question before a hand-off waits as it did."""


def say_answer(
    connection: Connection,
    row: Row,
    message: Message,
    answer: Answer,
    reception: Reception,
) -> tuple[list[Message], bool]:
    """Store the bot's answer to a message; return it, with what the desk adds, and whether the
    conversation was handed off."""
    if answer.language != row.language and (answer.handoff or message.question):
        rows.change(connection, row.id, language=answer.language)
        row = locked(connection, row.id)
    if row.state == State.WAITING:
        return _say_while_waiting(connection, row, message, answer, reception), False
    return _say_alone(connection, row, message, answer, reception)


def _say_alone(
    connection: Connection, row: Row, message: Message, answer: Answer, reception: Reception
) -> tuple[list[Message], bool]:
    """Say an answer where nobody but the assistant has the conversation, and move on the question
    that waits."""
    if message.question is None or row.waiting_question != message.question:
        return _say_unasked(connection, row, message, answer, reception)
    if message.question in (CONTACT, CONTACT_AGAIN):
        return _say_beside_contact(connection, row, message, answer, reception)
    if answer.handoff:
        beside = _without(answer, lambda reply: reply.hands_off)
        said = _say(connection, row, message, beside)
        notices, handed = connect(connection, row, message, reception)
        return [*said, *notices], handed
    if message.question == TICKET and _leaves_contact(message, answer):
        said = _say(connection, row, message, answer)
        notices, handed = connect(connection, row, message, reception)
        return [*said, *notices], handed
    if answer.intent in ENDING or message.question == OFFERED:
        rows.change(connection, row.id, waiting_question=None)
        return _say(connection, row, message, answer), False
    if answer.intent not in _TELLS_NOTHING:
        _keep_offer(connection, row, message, answer, reception)
    kept = _with_offer(answer, reception.notice("offer_person", row.language))
    return _say(connection, row, message, kept), False


def _say_unasked(
    connection: Connection, row: Row, message: Message, answer: Answer, reception: Reception
) -> tuple[list[Message], bool]:
    """Say an answer while no question of the desk's waited; ask it where the answer hands off,
    unless a button has led to it meanwhile."""
    if not answer.handoff:
        return _say(connection, row, message, answer), False
    kept = _without_promise(connection, row, answer, reception)
    said = _say(connection, row, message, kept)
    if row.waiting_question in PUT:
        return said, False
    reason = answer.offer or Reason.REQUEST_HUMAN
    promised = any(reply.hands_off for reply in kept.replies)
    notices, handed = ask(connection, row, reason, message.seq, reception, promised=promised)
    return [*said, *notices], handed


def _say_while_waiting(
    connection: Connection, row: Row, message: Message, answer: Answer, reception: Reception
) -> list[Message]:
    """Say an answer to a visitor who waits for a person. What is not understood is for that person;
    another wish for one is answered with the place in the queue."""
    kept = _without(answer, lambda reply: reply.hands_off)
    if answer.handoff:
        said = _say(connection, row, message, kept)
        return [*said, *tell_place(connection, row, reception)]
    if answer.intent not in _FOR_A_PERSON:
        return _say(connection, row, message, kept)
    noted = reception.notice("kept_for_agent", row.language)
    if _was_said(connection, row, noted):
        return []
    return rows.say(connection, row.id, [noted], message.seq)


def _was_said(connection: Connection, row: Row, notice: MessageContent) -> bool:
    """Return whether a notice was said since the visitor began to wait."""
    began = row.wait_began_at or row.waiting_since
    (notice,) = in_their_script(connection, row.id, [notice])
    query = (
        select(messages.c.seq)
        .where(messages.c.conversation_id == row.id, messages.c.author == Author.NOTICE)
        .where(messages.c.text == notice.text, messages.c.at >= began)
    )
    return connection.execute(query.limit(1)).first() is not None


def _without_promise(
    connection: Connection, row: Row, answer: Answer, reception: Reception
) -> Answer:
    """Return an answer without the promise that somebody comes at once, unless somebody can."""
    is_staffed = not reception.asks or (reception.is_open() and somebody_can_take(connection))
    if is_staffed and block_of(connection, row) is None:
        return answer
    return _without(answer, lambda reply: reply.hands_off)


def _without(answer: Answer, unwanted: Callable[[MessageContent], bool]) -> Answer:
    return replace(answer, replies=[each for each in answer.replies if not unwanted(each)])


def _say_beside_contact(
    connection: Connection, row: Row, message: Message, answer: Answer, reception: Reception
) -> tuple[list[Message], bool]:
    """Say an answer to something else than the contact that was asked for, with one reminder."""
    if answer.handoff:
        return _say_unasked(connection, row, message, answer, reception)
    said = _say(connection, row, message, answer)
    if answer.intent in SILENT:
        return said, False
    reminds = message.question == CONTACT and answer.intent not in ENDING
    rows.change(connection, row.id, waiting_question=CONTACT_AGAIN if reminds else None)
    if reminds:
        said += rows.say(connection, row.id, [reception.notice("contact_again", row.language)])
    return said, False


def _keep_offer(
    connection: Connection, row: Row, message: Message, answer: Answer, reception: Reception
) -> None:
    """Let go of the question; the offer stays, for what was asked now."""
    topics = reception.topics()
    topic = row.topic
    if answer.intent in topics:
        topic = last_question(connection, row.id, message.seq, topics) or topic
    rows.change(connection, row.id, waiting_question=OFFERED, topic=topic)


def _leaves_contact(message: Message, answer: Answer) -> bool:
    """Return whether a message that is no refusal holds the contact that was asked for."""
    if message.payload is not None or answer.intent in ENDING:
        return False
    return contact_in(message.text) is not None


def _with_offer(answer: Answer, offer: MessageContent) -> Answer:
    """Return an answer with the offer of a person as its last button, if it has none."""
    if not answer.replies or any(_offers_person(reply) for reply in answer.replies):
        return answer
    last = answer.replies[-1]
    offering = replace(last, buttons=[*last.buttons, *offer.buttons])
    return replace(answer, replies=[*answer.replies[:-1], offering])


def _offers_person(reply: MessageContent) -> bool:
    return any(button["payload"] == WANTS_PERSON for button in reply.buttons)


def _say(connection: Connection, row: Row, message: Message, answer: Answer) -> list[Message]:
    told = told_of_missing(connection, row, answer.replies)
    replies = for_the_visitor(connection, row.id, told)
    said = rows.say(connection, row.id, replies, message.seq, answer, last_seq=row.last_seq)
    return note_shown(connection, row, said)
