"""The question before a hand-off, and what becomes of its answer.

All of it happens in the transaction that stores the message which led to it, in a conversation
whose row that transaction has locked.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection, Row

from beian.base.phones import ANY_NUMBER
from beian.desk.conversations import tickets
from beian.desk.conversations.queue import expected_minutes, position
from beian.desk.conversations.transitions import Change, change_state
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

TOPIC, TICKET, CONTACT = "topic", "ticket", "contact"
"""What `asking` may hold: what it is about, within hours; that and how to come back to the
visitor, outside them; only the latter, for a ticket that is there."""
_LONGEST_TOPIC = 120
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


@dataclass(frozen=True)
class Request:
    """Why a person is wanted, what it is about, and how to come back to the visitor."""

    reason: str | None
    topic: str | None
    contact: str | None


class Reception(Protocol):
    """When people are there, and how the desk words what it says about it."""

    @property
    def asks(self) -> bool:
        """Return whether a question comes before a hand-off."""

    def topics(self) -> Collection[str]:
        """Return the intents that are topics: what a visitor's question can be about."""

    def is_open(self) -> bool: ...

    def answer_due(self) -> datetime: ...

    def question(self, asking: str, language: str, topic: str | None) -> MessageContent: ...

    def queued(self, language: str, place: int | None, minutes: int | None) -> MessageContent: ...

    def ticketed(
        self, language: str, number: str, due: datetime, *, asks: bool
    ) -> MessageContent: ...

    def said(self, name: str, language: str) -> MessageContent:
        """Return a notice without any values."""

    def tell_staff(self, connection: Connection, name: str, key: str, **values: object) -> None:
        """Notify staff of something, once for each key, in this transaction."""


def concerns_desk(row: Row, payload: str | None, text: str) -> bool:
    """Return whether a message is for the desk itself rather than for the bot."""
    if row.state == State.WAITING:
        return payload == STAY
    if row.state != State.BOT:
        return False
    if payload is not None:
        return payload in (WANTS_PERSON, CONNECT, STAY)
    return row.asking in (TOPIC, TICKET) or (row.asking == CONTACT and contact_in(text) is not None)


def handle_desk_message(
    connection: Connection, row: Row, message: Message, reception: Reception
) -> tuple[list[Message], bool]:
    """Act on a message that concerns_desk; return what the desk says to it, and whether the
    conversation was handed off, or back."""
    if message.payload == STAY:
        return _stay(connection, row, reception)
    if row.asking is None:
        reason = offered_reason(connection, row.id) or Reason.REQUEST_HUMAN
        return ask(connection, row, reason, message.seq, reception)
    contact = None if message.payload else contact_in(message.text)
    if row.asking == CONTACT:
        tickets.change(connection, row.id, contact=contact)
        rows.change(connection, row.id, asking=None)
        return _say(connection, row, reception.said("contact_kept", row.language)), True
    only_contact = contact is not None and len(message.text) < len(contact) + 10
    topic = row.topic if message.payload or only_contact else message.text[:_LONGEST_TOPIC]
    return _connect(connection, row, Request(row.reason, topic, contact), reception)


def ask(
    connection: Connection, row: Row, reason: str, seq: int, reception: Reception
) -> tuple[list[Message], bool]:
    """Ask the one question; `seq`: of the message that led to it."""
    topic = _topic(connection, row.id, seq, reception.topics())
    if not reception.asks:
        return _connect(connection, row, Request(reason, topic, None), reception)
    asking = TOPIC if reception.is_open() else TICKET
    said = _say(connection, row, reception.question(asking, row.language, topic))
    rows.change(connection, row.id, asking=asking, reason=reason, topic=topic)
    return said, False


def give_up_waiting(connection: Connection, row: Row, reception: Reception) -> list[Message]:
    """Nobody came: makes a ticket of a waiting conversation, which is the bot's again."""
    due = reception.answer_due()
    ticket = tickets.open_ticket(connection, row.id, topic=row.topic, contact=None, due_at=due)
    change_state(connection, row, Change(State.BOT, ChangedBy.DESK, reason=Reason.NOBODY_THERE))
    _tell_of_ticket(connection, ticket, reception)
    asks = ticket.contact is None
    if asks:
        rows.change(connection, row.id, asking=CONTACT)
    return _say(connection, row, _ticketed(row, ticket, reception, asks=asks))


def offer_after_thumbs_down(
    connection: Connection, row: Row, downs: int, reception: Reception
) -> list[Message]:
    """Offer a person, once in a conversation, when the second answer was of no use."""
    if row.state != State.BOT or row.asking is not None or downs < 2:
        return []
    before = (
        select(messages.c.seq)
        .where(messages.c.conversation_id == row.id, messages.c.author == Author.NOTICE)
        .where(messages.c.offer == Reason.THUMBS_DOWN)
    )
    if connection.execute(before.limit(1)).first() is not None:
        return []
    return _say(connection, row, reception.said("offer_person", row.language), Reason.THUMBS_DOWN)


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


def contact_in(text: str) -> str | None:
    """Return the e-mail address or phone number in a text."""
    found = _EMAIL.search(text) or ANY_NUMBER.search(text)
    return None if found is None else found.group().strip()


def _connect(
    connection: Connection, row: Row, request: Request, reception: Reception
) -> tuple[list[Message], bool]:
    """Put the conversation into the queue or, outside hours, makes a ticket of it."""
    rows.change(connection, row.id, topic=request.topic, asking=None, reason=request.reason)
    if reception.asks and not reception.is_open():
        ticket = tickets.open_ticket(
            connection,
            row.id,
            topic=request.topic,
            contact=request.contact,
            due_at=reception.answer_due(),
        )
        _tell_of_ticket(connection, ticket, reception)
        return _say(connection, row, _ticketed(row, ticket, reception, asks=False)), True
    change_state(connection, row, Change(State.WAITING, ChangedBy.VISITOR, reason=request.reason))
    if not reception.asks:
        return [], True
    place, minutes = position(connection, row.id), expected_minutes(connection)
    return _say(connection, row, reception.queued(row.language, place, minutes)), True


def _tell_of_ticket(connection: Connection, ticket: Ticket, reception: Reception) -> None:
    reception.tell_staff(
        connection, "notice_ticket", f"ticket-{ticket.number}", number=ticket.number
    )


def _ticketed(row: Row, ticket: Ticket, reception: Reception, *, asks: bool) -> MessageContent:
    return reception.ticketed(row.language, ticket.number, ticket.due_at, asks=asks)


def _stay(connection: Connection, row: Row, reception: Reception) -> tuple[list[Message], bool]:
    if row.state == State.WAITING:
        change_state(connection, row, Change(State.BOT, ChangedBy.VISITOR, reason=Reason.STAY))
    else:
        rows.change(connection, row.id, asking=None)
    said = _say(connection, row, reception.said("staying", row.language))
    return said, row.state == State.WAITING


def _topic(
    connection: Connection, conversation_id: str, seq: int, topics: Collection[str]
) -> str | None:
    """Return what the visitor asked last, as they wrote it: a topic, or a message that nobody has
    understood yet because the assistant has not answered it."""
    intent = messages.c.intent
    query = (
        select(messages.c.text)
        .where(messages.c.conversation_id == conversation_id, messages.c.author == Author.VISITOR)
        .where(messages.c.seq <= seq, messages.c.payload.is_(None))
        .where(or_(intent.is_(None), intent.in_(topics)))
        .order_by(messages.c.seq.desc())
        .limit(1)
    )
    text: str | None = connection.execute(query).scalar_one_or_none()
    return None if text is None else text[:_LONGEST_TOPIC]


def _say(
    connection: Connection, row: Row, notice: MessageContent, offer: str | None = None
) -> list[Message]:
    return rows.say(connection, row.id, [notice], offer=offer)
