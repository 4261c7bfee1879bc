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
from beian.desk.conversations.blocks import block_of
from beian.desk.conversations.contacts import contact_in, is_contact_alone
from beian.desk.conversations.presence import somebody_can_take
from beian.desk.conversations.queue import Standing, standing
from beian.desk.conversations.transitions import Change, change_state
from beian.desk.conversations.unanswered import leave_to_assistant
from beian.desk.conversations.wanted_topic import tells_topic, wanted_topic
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
from beian.nlu.text.question_form import has_question_form

TOPIC, TICKET, OFFERED = "topic", "ticket", "offered"
CONTACT, CONTACT_AGAIN = "contact", "contact_again"
"""What `waiting_question` may hold. Within opening hours the desk asks what it is about; outside
them that and how to reach the visitor. A visitor who thanks or greets keeps the offer, which a
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
        self, waiting_question: str, language: str, topic: str | None, *, staffed: bool
    ) -> MessageContent:
        """Return the question before a hand-off; `staffed`: whether an agent is there."""

    def queued(self, language: str, stands: Standing, because: str | None) -> MessageContent:
        """Return the notice with the place in the queue; `because`: what the notice tells of, None
        where that was said."""

    def ticketed(self, name: str, language: str, ticket: Ticket) -> MessageContent:
        """Return a notice about a ticket, which asks for a contact where the ticket lacks one."""

    def contact_kept(self, language: str, contact: str | None) -> MessageContent:
        """Return the notice that a contact was noted for a ticket."""

    def blocked(self, language: str, until: datetime | None) -> MessageContent:
        """Return the notice that no person serves the visitor; `until`: for how long, if known."""

    def notice(self, name: str, language: str) -> MessageContent:
        """Return a notice without any values."""

    def notify_staff(self, connection: Connection, name: str, key: str, **values: object) -> None:
        """Notify staff of something, once for each key, in this transaction."""


def bot_speaks(row: Row, reception: Reception) -> bool:
    """Return whether the bot answers: also who waits, unless another support desk takes over."""
    return row.state == State.BOT or (row.state == State.WAITING and reception.asks)


def concerns_desk(row: Row, payload: str | None, text: str, reception: Reception) -> bool:
    """Return whether a message is for the desk itself: a button of the desk's, or a contact that it
    has asked for."""
    if not bot_speaks(row, reception):
        return row.state == State.WAITING and payload == STAY
    if payload is not None:
        return payload in (WANTS_PERSON, CONNECT, STAY)
    if row.waiting_question == TICKET:
        return is_contact_alone(text)
    return row.waiting_question in (CONTACT, CONTACT_AGAIN) and contact_in(text) is not None


def concerns_bot(row: Row, payload: str | None, text: str, reception: Reception) -> bool:
    """Return whether the bot is to answer a message: one that is not for the desk, or a contact
    with a question beside it."""
    if not bot_speaks(row, reception):
        return False
    if not concerns_desk(row, payload, text, reception):
        return True
    return payload is None and not is_contact_alone(text) and has_question_form(text)


def handle_desk_message(
    connection: Connection, row: Row, message: Message, reception: Reception
) -> tuple[list[Message], bool]:
    """Act on a message that concerns_desk; return what the desk says to it, and whether the
    conversation was handed off, or back."""
    if message.payload == STAY:
        return _stay(connection, row, reception)
    if row.state == State.WAITING:
        return tell_place(connection, row, reception), False
    if message.payload is None and row.waiting_question != TICKET:
        contact = contact_in(message.text)
        tickets.change(connection, row.id, contact=contact)
        rows.change(connection, row.id, waiting_question=None)
        return _say(connection, row, reception.contact_kept(row.language, contact)), True
    if row.waiting_question in (*PUT, OFFERED) or message.payload == CONNECT:
        return connect(connection, row, message, reception)
    reason = offered_reason(connection, row.id) or Reason.REQUEST_HUMAN
    return ask(connection, row, reason, message.seq, reception)


def ask(
    connection: Connection,
    row: Row,
    reason: str,
    seq: int,
    reception: Reception,
    *,
    promised: bool = False,
) -> tuple[list[Message], bool]:
    """Ask the question before a hand-off; `seq`: of the message that led to it; `promised`: the
    assistant has said just now that it gets a person. What that message
    itself tells is not asked: whoever wishes for a person and says for what, or hands over the
    papers of a checklist, is handed off."""
    block = block_of(connection, row)
    if block is not None:
        return _refuse(connection, row, block.until, reception)
    topics = reception.topics()
    topic = wanted_topic(connection, row.id, seq, topics)
    is_open = reception.is_open()
    wishes = reason == Reason.REQUEST_HUMAN
    told = tells_topic(connection, row.id, seq, topics) if wishes else None
    contact = None if told is None else contact_in(told)
    known = reason == Reason.CHECKLIST_COMPLETE and is_open
    if not reception.asks or known or told is not None:
        request = Request(reason, topic, contact)
        return _hand_off(connection, row, request, reception, promised=promised)
    question = TOPIC if is_open else TICKET
    staffed = somebody_can_take(connection)
    said = _say(connection, row, reception.question(question, row.language, topic, staffed=staffed))
    rows.change(connection, row.id, waiting_question=question, reason=reason, topic=topic)
    return said, False


def connect(
    connection: Connection, row: Row, message: Message, reception: Reception
) -> tuple[list[Message], bool]:
    """Hand off with a message that agrees to it, or make a ticket; return what the desk says to it,
    and whether it was done."""
    block = block_of(connection, row)
    if block is not None:
        return _refuse(connection, row, block.until, reception)
    was_put = row.waiting_question in (*PUT, OFFERED)
    reason = row.reason if was_put else offered_reason(connection, row.id)
    known = row.topic if was_put else None
    topic = wanted_topic(connection, row.id, message.seq, reception.topics(), known)
    contact = None if message.payload else contact_in(message.text)
    request = Request(reason or Reason.REQUEST_HUMAN, topic, contact)
    declined = message.payload == CONNECT and row.waiting_question == TICKET
    return _hand_off(connection, row, request, reception, contact_declined=declined)


def give_up_waiting(connection: Connection, row: Row, reception: Reception) -> list[Message]:
    """Make a ticket of a conversation that nobody took, and give it back to the bot, which answers
    what is unanswered."""
    due = reception.answer_due()
    ticket = tickets.open_ticket(connection, row.id, topic=row.topic, contact=None, due_at=due)
    leave_to_assistant(connection, row.id)
    gone = Change(State.BOT, ChangedBy.DESK, reason=Reason.NOBODY_THERE, bot_goes_on=reception.asks)
    change_state(connection, row, gone)
    return tell_of_ticket(connection, row, ticket, "ticket_of_nobody_free", reception)


def offer_after_thumbs_down(
    connection: Connection, row: Row, downs: int, reception: Reception
) -> list[Message]:
    """Offer a person, once in a conversation, when the second answer was of no use."""
    if row.state != State.BOT or row.waiting_question is not None or downs < 2:
        return []
    if block_of(connection, row) is not None:
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
    promised: bool = False,
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
        return tell_of_ticket(connection, row, ticket, notice, reception), True
    wanted = Change(
        State.WAITING, ChangedBy.VISITOR, reason=request.reason, bot_goes_on=reception.asks
    )
    change_state(connection, row, wanted)
    if not reception.asks:
        return [], True
    return tell_place(connection, row, reception, promised=promised), True


def tell_place(
    connection: Connection, row: Row, reception: Reception, *, promised: bool = False
) -> list[Message]:
    """Tell the visitor of a conversation that waits where they stand and, unless that was promised,
    that they are connected where somebody is there to whom."""
    stands = standing(connection, row.id)
    because = "connecting" if stands.staffed and not promised else None
    return _say(connection, row, reception.queued(row.language, stands, because))


def tell_of_ticket(
    connection: Connection, row: Row, ticket: Ticket, notice: str, reception: Reception
) -> list[Message]:
    """Tell visitor and staff of a ticket; ask for a contact that it lacks, unless the visitor has
    declined to leave one (ticket_made), and wait for it."""
    reception.notify_staff(
        connection, "notice_ticket", f"ticket-{ticket.number}", number=ticket.number
    )
    if ticket.contact is None:
        waits = CONTACT_AGAIN if notice == "ticket_made" else CONTACT
        rows.change(connection, row.id, waiting_question=waits)
    return _say(connection, row, reception.ticketed(notice, row.language, ticket))


def _refuse(
    connection: Connection, row: Row, until: datetime | None, reception: Reception
) -> tuple[list[Message], bool]:
    """Tell a blocked visitor that no person serves them."""
    rows.change(connection, row.id, waiting_question=None)
    return _say(connection, row, reception.blocked(row.language, until)), False


def _stay(connection: Connection, row: Row, reception: Reception) -> tuple[list[Message], bool]:
    if row.state == State.WAITING:
        stays = Change(State.BOT, ChangedBy.VISITOR, reason=Reason.STAY, bot_goes_on=reception.asks)
        change_state(connection, row, stays)
    else:
        rows.change(connection, row.id, waiting_question=None)
    said = _say(connection, row, reception.notice("staying", row.language))
    return said, row.state == State.WAITING


def _say(
    connection: Connection, row: Row, notice: MessageContent, offer: str | None = None
) -> list[Message]:
    return rows.say(connection, row.id, [notice], offer=offer)
