"""The question before a hand-off, and what becomes of its answer.

All of it happens in the transaction that stores the message which led to it, in a conversation
whose row that transaction has locked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from beian.desk.conversations import tickets
from beian.desk.conversations.contacts import contact_in, is_contact_alone
from beian.desk.conversations.queue import expected_minutes, position
from beian.desk.conversations.transitions import Change, change_state
from beian.desk.conversations.wanted_topic import wanted_topic
from beian.desk.storage import rows
from beian.desk.storage.enumerations import Author, ChangedBy, Reason, State
from beian.desk.storage.records import (
    CONNECT,
    STAY,
    WANTS_PERSON,
    Message,
    MessageContent,
    Ticket,
)
from beian.desk.storage.tables import messages
from beian.nlu.question_form import has_question_form

TOPIC, TICKET, OFFERED = "topic", "ticket", "offered"
CONTACT, CONTACT_AGAIN = "contact", "contact_again"
"""What `waiting_question` may hold. Within opening hours the desk asks what it is about; outside
them that and how to reach the visitor. A visitor who asks something else keeps the offer, which a
button or another wish for a person takes up. For a ticket that is there the desk asks how to reach
the visitor, and waits for it once more after a reminder."""
PUT = (TOPIC, TICKET)
"""The question before a hand-off as it was put, to which consent is an answer."""


@dataclass(frozen=True)
class Request:
    """Why a person is wanted, what it is about, and how to come back to the visitor."""

    reason: str | None
    topic: str | None
    contact: str | None


class Reception(Protocol):
    """When people are there, and how the desk words its notices about it."""

    @property
    def asks(self) -> bool:
        """Return whether a question comes before a hand-off."""

    def topics(self) -> Collection[str]:
        """Return the intents that are topics: what a visitor's question can be about."""

    def is_open(self) -> bool: ...

    def answer_due(self) -> datetime: ...

    def question(
        self, waiting_question: str, language: str, topic: str | None
    ) -> MessageContent: ...

    def queued(self, language: str, place: int | None, minutes: int | None) -> MessageContent: ...

    def ticketed(self, name: str, language: str, number: str, due: datetime) -> MessageContent:
        """Return a notice about a ticket."""

    def notice(self, name: str, language: str) -> MessageContent:
        """Return a notice without any values."""

    def notify_staff(self, connection: Connection, name: str, key: str, **values: object) -> None:
        """Notify staff of something, once for each key, in this transaction."""


def concerns_desk(row: Row, payload: str | None, text: str) -> bool:
    """Return whether a message is for the desk itself: a button of the desk's, or a contact that it
    has asked for."""
    if row.state == State.WAITING:
        return payload == STAY
    if row.state != State.BOT:
        return False
    if payload is not None:
        return payload in (WANTS_PERSON, CONNECT, STAY)
    if row.waiting_question == TICKET:
        return is_contact_alone(text)
    return row.waiting_question in (CONTACT, CONTACT_AGAIN) and contact_in(text) is not None


def concerns_bot(row: Row, payload: str | None, text: str) -> bool:
    """Return whether the bot is to answer a message: one that is not for the desk, or a contact
    with a question beside it."""
    if row.state != State.BOT:
        return False
    if not concerns_desk(row, payload, text):
        return True
    return payload is None and not is_contact_alone(text) and has_question_form(text)


def handle_desk_message(
    connection: Connection, row: Row, message: Message, reception: Reception
) -> tuple[list[Message], bool]:
    """Act on a message that concerns_desk; return what the desk says to it, and whether the
    conversation was handed off, or back."""
    if message.payload == STAY:
        return _stay(connection, row, reception)
    if message.payload is None and row.waiting_question != TICKET:
        tickets.change(connection, row.id, contact=contact_in(message.text))
        rows.change(connection, row.id, waiting_question=None)
        return _say(connection, row, reception.notice("contact_kept", row.language)), True
    if row.waiting_question in (*PUT, OFFERED) or message.payload == CONNECT:
        return connect(connection, row, message, reception)
    reason = offered_reason(connection, row.id) or Reason.REQUEST_HUMAN
    return ask(connection, row, reason, message.seq, reception)


def ask(
    connection: Connection, row: Row, reason: str, seq: int, reception: Reception
) -> tuple[list[Message], bool]:
    """Ask the question before a hand-off; `seq`: of the message that led to it."""
    topic = wanted_topic(connection, row.id, seq, reception.topics())
    if not reception.asks:
        return _hand_off(connection, row, Request(reason, topic, None), reception)
    question = TOPIC if reception.is_open() else TICKET
    said = _say(connection, row, reception.question(question, row.language, topic))
    rows.change(connection, row.id, waiting_question=question, reason=reason, topic=topic)
    return said, False


def connect(
    connection: Connection, row: Row, message: Message, reception: Reception
) -> tuple[list[Message], bool]:
    """Hand off with a message that agrees to it, or make a ticket; return what the desk says to it,
    and True."""
    was_put = row.waiting_question in (*PUT, OFFERED)
    reason = row.reason if was_put else offered_reason(connection, row.id)
    known = row.topic if was_put else None
    topic = wanted_topic(connection, row.id, message.seq, reception.topics(), known)
    contact = None if message.payload else contact_in(message.text)
    request = Request(reason or Reason.REQUEST_HUMAN, topic, contact)
    declined = message.payload == CONNECT and row.waiting_question == TICKET
    return _hand_off(connection, row, request, reception, contact_declined=declined)


def give_up_waiting(connection: Connection, row: Row, reception: Reception) -> list[Message]:
    """Make a ticket of a conversation that nobody took, and give it back to the bot."""
    due = reception.answer_due()
    ticket = tickets.open_ticket(connection, row.id, topic=row.topic, contact=None, due_at=due)
    change_state(connection, row, Change(State.BOT, ChangedBy.DESK, reason=Reason.NOBODY_THERE))
    notice = "ticket_made" if ticket.contact else "ticket_of_nobody_free"
    return _tell_of_ticket(connection, row, ticket, notice, reception)


def offer_after_thumbs_down(
    connection: Connection, row: Row, downs: int, reception: Reception
) -> list[Message]:
    """Offer a person, once in a conversation, when the second answer was of no use."""
    if row.state != State.BOT or row.waiting_question is not None or downs < 2:
        return []
    before = (
        select(messages.c.seq)
        .where(messages.c.conversation_id == row.id, messages.c.author == Author.NOTICE)
        .where(messages.c.offer == Reason.THUMBS_DOWN)
    )
    if connection.execute(before.limit(1)).first() is not None:
        return []
    return _say(connection, row, reception.notice("offer_person", row.language), Reason.THUMBS_DOWN)


def offered_reason(connection: Connection, conversation_id: str) -> str | None:
    """Return why a person was offered last."""
    query = (
        select(messages.c.offer)
        .where(messages.c.conversation_id == conversation_id, messages.c.offer.is_not(None))
        .order_by(messages.c.seq.desc())
        .limit(1)
    )
    reason: str | None = connection.execute(query).scalar_one_or_none()
    return reason


def _hand_off(
    connection: Connection,
    row: Row,
    request: Request,
    reception: Reception,
    *,
    contact_declined: bool = False,
) -> tuple[list[Message], bool]:
    """Put the conversation into the queue or, outside opening hours, make a ticket of it."""
    rows.change(
        connection, row.id, topic=request.topic, waiting_question=None, reason=request.reason
    )
    if reception.asks and not reception.is_open():
        ticket = tickets.open_ticket(
            connection,
            row.id,
            topic=request.topic,
            contact=request.contact,
            due_at=reception.answer_due(),
        )
        known = contact_declined or ticket.contact
        notice = "ticket_made" if known else "ticket_asking_contact"
        return _tell_of_ticket(connection, row, ticket, notice, reception), True
    change_state(connection, row, Change(State.WAITING, ChangedBy.VISITOR, reason=request.reason))
    if not reception.asks:
        return [], True
    place, minutes = position(connection, row.id), expected_minutes(connection)
    return _say(connection, row, reception.queued(row.language, place, minutes)), True


def _tell_of_ticket(
    connection: Connection, row: Row, ticket: Ticket, notice: str, reception: Reception
) -> list[Message]:
    """Tell visitor and staff of a ticket, and wait for a contact that it lacks."""
    reception.notify_staff(
        connection, "notice_ticket", f"ticket-{ticket.number}", number=ticket.number
    )
    if ticket.contact is None:
        waits = CONTACT_AGAIN if notice == "ticket_made" else CONTACT
        rows.change(connection, row.id, waiting_question=waits)
    said = reception.ticketed(notice, row.language, ticket.number, ticket.due_at)
    return _say(connection, row, said)


def _stay(connection: Connection, row: Row, reception: Reception) -> tuple[list[Message], bool]:
    if row.state == State.WAITING:
        change_state(connection, row, Change(State.BOT, ChangedBy.VISITOR, reason=Reason.STAY))
    else:
        rows.change(connection, row.id, waiting_question=None)
    said = _say(connection, row, reception.notice("staying", row.language))
    return said, row.state == State.WAITING


def _say(
    connection: Connection, row: Row, notice: MessageContent, offer: str | None = None
) -> list[Message]:
    return rows.say(connection, row.id, [notice], offer=offer)
