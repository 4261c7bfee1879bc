"""Conversations as people at the support desk have them: taken, answered, given back, closed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import and_, func, select, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.conversations import handoff_question, tickets
from beian.desk.conversations.blocks import block_of
from beian.desk.conversations.handoff_question import Reception
from beian.desk.conversations.presence import somebody_can_take
from beian.desk.conversations.queue import OUTSIDE, Standing, standing, standings
from beian.desk.conversations.search_index import forget_terms
from beian.desk.conversations.transitions import Change, NoSuchConversation, change_state, locked
from beian.desk.rights import Right, may
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Author, ChangedBy, Reason, Role, State
from beian.desk.storage.handoff_tables import agents, transitions
from beian.desk.storage.records import (
    Message,
    MessageContent,
    Ticket,
)
from beian.desk.storage.tables import conversations, messages

__all__ = ["Closed", "HandoffStore", "NoSuchConversation", "NotYours", "Taken"]

RECALL = timedelta(minutes=2)
"""How long an agent may take a message back."""
MailAnswer = Callable[[Connection, Ticket, str, Message], None]
"""Enqueues the e-mail of an agent's message for a ticket; `str`: the language."""


class Taken(Exception):
    """Another agent has the conversation."""

    def __init__(self, agent_id: str) -> None:
        super().__init__(agent_id)
        self.agent_id = agent_id


class NotYours(Exception):
    """The agent does not have the conversation."""


class Blocked(Exception):
    """The visitor is blocked, and no agent takes what they write."""


class Closed(Exception):
    """The conversation has ended."""


class NoSuchMessage(Exception):
    """The agent has written no message with this id."""


class TooLate(Exception):
    """The message was written too long ago to be taken back."""


class ActingAgent(Protocol):
    """The agent who acts."""

    @property
    def id(self) -> str: ...

    @property
    def display_name(self) -> str: ...

    @property
    def roles(self) -> Collection[Role]: ...


@dataclass(frozen=True)
class HandoffView:
    """What a visitor may know about the hand-off. `stands`: where they stand in the queue;
    `language`: the conversation's; `blocked`: no person serves them."""

    state: State
    stands: Standing
    agent: str | None
    ticket: Ticket | None
    language: str
    blocked: bool = False

    @property
    def position(self) -> int | None:
        return self.stands.place

    @property
    def wait_minutes(self) -> int | None:
        return self.stands.minutes


class HandoffStore:
    """What agents do with conversations. `mail_answer` is told of answers to tickets."""

    def __init__(
        self,
        database: DeskDatabase,
        reception: Reception,
        mail_answer: MailAnswer | None = None,
    ) -> None:
        self._database = database
        self._reception = reception
        self._mail_answer = mail_answer

    def view(self, conversation_id: str) -> HandoffView:
        """Return the hand-off as its visitor sees it. Raises NoSuchConversation."""
        with self._database.reading() as connection:
            query = select(conversations).where(conversations.c.id == conversation_id)
            row = connection.execute(query).one_or_none()
            if row is None:
                raise NoSuchConversation(conversation_id)
            stands = OUTSIDE
            if row.state == State.WAITING:
                stands = standing(connection, conversation_id)
            return self._view(connection, row, stands)

    def views_of_waiting(self) -> dict[str, HandoffView]:
        """Return the hand-offs of all who wait, longest first, as each visitor sees their own."""
        with self._database.reading() as connection:
            found = {}
            for conversation_id, stands in standings(connection).items():
                query = select(conversations).where(conversations.c.id == conversation_id)
                row = connection.execute(query).one()
                if row.state == State.WAITING:
                    found[conversation_id] = self._view(connection, row, stands)
            return found

    def is_with(self, conversation_id: str, agent: ActingAgent) -> bool:
        """Return whether this agent has the conversation."""
        query = select(conversations.c.id).where(
            conversations.c.id == conversation_id,
            conversations.c.state == State.WITH_AGENT,
            conversations.c.agent_id == agent.id,
        )
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def news_since(self, known: int | None) -> tuple[int, list[str]]:
        """Return the newest transition, and the conversations of all transitions after `known`;
        none if that is None."""
        newest = select(func.coalesce(func.max(transitions.c.id), 0))
        later = (
            select(transitions.c.conversation_id).where(transitions.c.id > (known or 0)).distinct()
        )
        with self._database.reading() as connection:
            last = int(connection.execute(newest).scalar_one())
            if known is None or last == known:
                return last, []
            return last, list(connection.execute(later).scalars())

    def take(self, conversation_id: str, agent: ActingAgent) -> list[Message]:
        """Give the conversation to an agent; return what the visitor is told. Raises Taken, Blocked
        or Closed."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            if row.state == State.WITH_AGENT:
                if row.agent_id == agent.id:
                    return []
                raise Taken(row.agent_id)
            return self._give(connection, row, agent, agent.id)

    def assign(self, conversation_id: str, agent: ActingAgent, to_agent_id: str) -> list[Message]:
        """Give the conversation to another agent, on behalf of the one who has it or of who may act
        for others. Raises NotYours, Blocked or Closed."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            if row.state == State.WITH_AGENT:
                _refuse_others(row, agent)
                if row.agent_id == to_agent_id:
                    return []
            return self._give(connection, row, agent, to_agent_id)

    def give_back(self, conversation_id: str, agent: ActingAgent) -> list[Message]:
        """Return the conversation to the assistant. Raises NotYours or Closed."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            return self.give_back_in(connection, row, agent)

    def give_back_in(self, connection: Connection, row: Row, agent: ActingAgent) -> list[Message]:
        """Do the same in a conversation that is locked."""
        _refuse_closed(row)
        if row.state == State.BOT:
            raise NotYours
        if row.state == State.WITH_AGENT:
            _refuse_others(row, agent)
        change = Change(State.BOT, ChangedBy.AGENT, agent.id, Reason.RETURNED)
        change_state(connection, row, change)
        return self._tell(connection, row, "assistant_back")

    def close(self, conversation_id: str, agent: ActingAgent) -> list[Message]:
        """End the conversation, and with it its ticket. Raises NotYours or Closed."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            return self.close_in(connection, row, agent)

    def close_in(self, connection: Connection, row: Row, agent: ActingAgent) -> list[Message]:
        """Do the same in a conversation that is locked."""
        _refuse_closed(row)
        if row.state == State.WITH_AGENT:
            _refuse_others(row, agent)
        change = Change(State.CLOSED, ChangedBy.AGENT, agent.id, Reason.CLOSED)
        change_state(connection, row, change)
        tickets.change(connection, row.id, answered_at=utc_now())
        return self._tell(connection, row, "closed_by_agent")

    def say(
        self, conversation_id: str, agent: ActingAgent, message_id: str, text: str
    ) -> tuple[Message, bool]:
        """Store what an agent wrote, and tell whether it is new: a known id is stored no second
        time. Raises NotYours or Closed."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            return self.say_in(connection, row, agent, message_id, text)

    def say_in(
        self, connection: Connection, row: Row, agent: ActingAgent, message_id: str, text: str
    ) -> tuple[Message, bool]:
        """Do the same in a conversation that is locked."""
        before = rows.by_id(connection, row.id, message_id)
        if before is not None:
            return before, False
        _refuse_closed(row)
        if row.state != State.WITH_AGENT or row.agent_id != agent.id:
            raise NotYours
        written = {
            "id": message_id,
            "author": Author.AGENT,
            "text": text,
            "agent_id": agent.id,
            "name": agent.display_name,
        }
        (message,) = rows.say_as(connection, row.id, written)
        self._answer_ticket(connection, row, message)
        return message, True

    def recall(self, conversation_id: str, agent: ActingAgent, message_id: str) -> Message:
        """Take back what an agent wrote lately: its text is gone for everybody. Raises
        NoSuchMessage where the agent wrote no such message, or TooLate. Files are deleted
        instead."""
        with self._database.writing() as connection:
            locked(connection, conversation_id)
            where = and_(
                messages.c.conversation_id == conversation_id,
                messages.c.id == message_id,
                messages.c.author == Author.AGENT,
                messages.c.agent_id == agent.id,
                messages.c.attachments.is_(None),
            )
            row = connection.execute(select(messages).where(where)).one_or_none()
            if row is None:
                raise NoSuchMessage(message_id)
            moment = utc_now()
            if row.recalled_at is None:
                if moment - row.at > RECALL:
                    raise TooLate(message_id)
                gone = {"text": "", "buttons": [], "links": [], "recalled_at": moment}
                connection.execute(update(messages).where(where).values(**gone))
                forget_terms(connection, conversation_id)
            recalled = rows.by_id(connection, conversation_id, message_id)
            assert recalled is not None
            return recalled

    def tell_of_waiting(self, longest: datetime) -> None:
        """Notify staff, once for each wait, of visitors who are there and have waited since before
        `longest`, or for whom no agent is there."""
        for conversation_id, stands in self._waiting().items():
            if not stands.is_there:
                continue
            with suppress(NoSuchConversation), self._database.writing() as connection:
                row = locked(connection, conversation_id)
                began = _wait_began(row)
                if row.state == State.WAITING and (began < longest or not stands.staffed):
                    key = f"waiting-{row.id}-{began.isoformat()}"
                    count = sum(each.is_there for each in standings(connection).values())
                    self._reception.notify_staff(connection, "notice_waiting", key, count=count)

    def give_up_waiting(self, longest: datetime) -> dict[str, list[Message]]:
        """Make tickets of conversations that have waited since before `longest`, and of all when
        nobody is there any more; return what each visitor is told."""
        notices: dict[str, list[Message]] = {}
        is_open = self._reception.is_open()
        for conversation_id in self._waiting():
            with suppress(NoSuchConversation), self._database.writing() as connection:
                row = locked(connection, conversation_id)
                if row.state == State.WAITING and (not is_open or _wait_began(row) < longest):
                    notices[conversation_id] = handoff_question.give_up_waiting(
                        connection, row, self._reception
                    )
        return notices

    def _waiting(self) -> dict[str, Standing]:
        """Return who waits for us, and not for another support desk."""
        if not self._reception.asks:
            return {}
        with self._database.reading() as connection:
            return standings(connection)

    def _view(self, connection: Connection, row: Row, stands: Standing) -> HandoffView:
        ticket = tickets.newest(connection, row.id)
        ticket = ticket if ticket is not None and ticket.answered_at is None else None
        if ticket is not None and row.state == State.BOT:
            stands = replace(stands, staffed=somebody_can_take(connection))
        agent = _display_name(connection, row.agent_id)
        # Who shares a blocked address, and has a person or waits for one, keeps that.
        blocked = block_of(connection, row, by_address=row.state == State.BOT) is not None
        return HandoffView(State(row.state), stands, agent, ticket, row.language, blocked)

    def _give(
        self, connection: Connection, row: Row, agent: ActingAgent, to_agent_id: str
    ) -> list[Message]:
        _refuse_closed(row)
        name = _display_name(connection, to_agent_id)
        if name is None:
            raise NotYours
        # A visitor of the same address who waits for a person does so since before.
        if block_of(connection, row, by_address=row.state == State.BOT) is not None:
            raise Blocked(row.id)
        change = Change(State.WITH_AGENT, ChangedBy.AGENT, agent.id, to_agent_id=to_agent_id)
        change_state(connection, row, change)
        return self._tell(connection, row, "agent_joined", name=name)

    def _tell(
        self, connection: Connection, row: Row, notice: str, name: str | None = None
    ) -> list[Message]:
        said = self._reception.notice(notice, row.language)
        worded = MessageContent(said.text.format(name=name), said.buttons, said.links)
        return rows.say(connection, row.id, [worded])

    def _answer_ticket(self, connection: Connection, row: Row, message: Message) -> None:
        """Answer the open ticket with an agent's first message; that and what follows also goes out
        by mail until the visitor is back."""
        ticket = tickets.newest(connection, row.id)
        if ticket is None:
            return
        if ticket.answered_at is None:
            tickets.change(connection, row.id, answered_at=utc_now(), answered_seq=message.seq)
        elif self._came_back(connection, row.id, ticket.answered_at):
            return
        if self._mail_answer is not None and ticket.contact and "@" in ticket.contact:
            self._mail_answer(connection, ticket, row.language, message)

    def _came_back(self, connection: Connection, conversation_id: str, since: datetime) -> bool:
        query = (
            select(func.count())
            .select_from(messages)
            .where(messages.c.conversation_id == conversation_id)
            .where(messages.c.author == Author.VISITOR, messages.c.at > since)
        )
        return bool(connection.execute(query).scalar_one())


def _display_name(connection: Connection, agent_id: str | None) -> str | None:
    query = select(agents.c.display_name).where(agents.c.id == agent_id)
    name: str | None = connection.execute(query).scalar_one_or_none() if agent_id else None
    return name


def _wait_began(row: Row) -> datetime:
    """Return since when a visitor waits this time; a desk of before knows of one moment alone."""
    began: datetime = row.wait_began_at or row.waiting_since
    return began


def _refuse_closed(row: Row) -> None:
    if row.state == State.CLOSED:
        raise Closed(row.id)


def _refuse_others(row: Row, agent: ActingAgent) -> None:
    if row.agent_id != agent.id and not may(agent.roles, Right.OTHERS):
        raise NotYours
