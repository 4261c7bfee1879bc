"""Conversations whose agent is not there any more: back to the queue, or a ticket."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql.elements import ColumnElement

from beian.desk.conversations import presence, tickets
from beian.desk.conversations.handoff_question import Reception, tell_of_ticket
from beian.desk.conversations.queue import standing
from beian.desk.conversations.transitions import Change, NoSuchConversation, change_state, locked
from beian.desk.conversations.unanswered import leave_to_assistant, unanswered
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import ChangedBy, Reason, State
from beian.desk.storage.handoff_tables import agents
from beian.desk.storage.listening import forgive_silence
from beian.desk.storage.records import Message
from beian.desk.storage.tables import conversations

Released = dict[str, list[Message]]
"""Conversations that were taken from an agent, with what each visitor is told."""
UNHEARD = timedelta(seconds=15)
"""How long all desks may be away before it is no agent's silence: consoles, which try again every
15 seconds at least, are back before theirs is over."""


@dataclass(frozen=True)
class Held:
    """A conversation that an agent has; `account_id`: the visitor's, if signed in."""

    id: str
    account_id: str | None
    topic: str | None
    since: datetime


class AbsenceStore:
    """Finds agents who are gone, and visitors who are there. Raises StoreUnavailable where the
    database does not answer."""

    def __init__(self, database: DeskDatabase, reception: Reception) -> None:
        self._database = database
        self._reception = reception

    def note_listening(self, moment: datetime) -> None:
        """Note that a desk process hears consoles at this moment. For as long as none did, because
        all were away or the store was, no agent was silent."""
        with self._database.writing() as connection:
            forgive_silence(connection, moment, UNHEARD)

    def release_absent(self, seen_before: datetime | None) -> Released:
        """Take from agents what they have, if they were disabled, or were last there before a
        moment."""
        gone = agents.c.disabled.is_(True)
        if seen_before is not None:
            gone = or_(gone, agents.c.seen_at.is_(None), agents.c.seen_at < seen_before)
        return self._release(gone)

    def release_from(self, agent_id: str) -> Released:
        """Take from an agent who leaves what they have."""
        return self._release(agents.c.id == agent_id)

    def note_visitors(self, connected: Collection[str]) -> None:
        """Note which visitors are there: those of these conversations."""
        with self._database.reading() as connection:
            stale = presence.unnoted(connection).intersection(connected)
        if stale:
            with self._database.writing() as connection:
                presence.note_visitors(connection, stale)

    def visitors_there(self) -> dict[str, bool]:
        """Return who waits or is with an agent, and whether each of them is there."""
        with self._database.reading() as connection:
            return presence.visitors_there(connection)

    def _release(self, gone: ColumnElement) -> Released:
        if not self._reception.asks:  # another support desk knows who is there
            return {}
        held = (
            select(conversations.c.id)
            .select_from(conversations.join(agents, agents.c.id == conversations.c.agent_id))
            .where(conversations.c.state == State.WITH_AGENT, gone)
        )
        with self._database.reading() as connection:
            found = list(connection.execute(held.order_by(conversations.c.held_place)).scalars())
        released: Released = {}
        for conversation_id in found:
            with suppress(NoSuchConversation), self._database.writing() as connection:
                row = locked(connection, conversation_id)
                # Somebody else may have acted meanwhile, or the agent may be back.
                if connection.execute(held.where(conversations.c.id == row.id)).first():
                    released[conversation_id] = let_go(connection, row, self._reception)
        return released


def held_by(database: DeskDatabase, name: str) -> list[Held]:
    """Return what the agent of this name has, the oldest first. Raises StoreUnavailable."""
    query = (
        select(conversations)
        .select_from(conversations.join(agents, agents.c.id == conversations.c.agent_id))
        .where(conversations.c.state == State.WITH_AGENT, agents.c.name == name)
        .order_by(conversations.c.changed_at)
    )
    with database.reading() as connection:
        return [
            Held(row.id, row.account_id, row.topic, row.changed_at)
            for row in connection.execute(query)
        ]


def let_go(connection: Connection, row: Row, reception: Reception) -> list[Message]:
    """Take a conversation from its agent; return what the visitor is told.

    A visitor who needs a person gets the place back that they had. Outside opening hours, or where
    it was about a ticket and the visitor is not there, the answer comes as a ticket. One who has
    left with nothing unanswered is the assistant's again.
    """
    visitor_there = presence.is_there(row)
    needs_person = visitor_there or bool(unanswered(connection, row.id))
    ticket = tickets.newest(connection, row.id)
    has_ticket = ticket is not None and ticket.answered_at is None
    if reception.is_open() and needs_person and (visitor_there or not has_ticket):
        _change(connection, row, State.WAITING)
        stands = standing(connection, row.id)
        said = reception.queued(row.language, stands, "agent_gone")
        return rows.say(connection, row.id, [said])
    leave_to_assistant(connection, row.id)
    _change(connection, row, State.BOT)
    if not has_ticket and (reception.is_open() or not needs_person):
        return rows.say(connection, row.id, [reception.notice("assistant_back", row.language)])
    due = reception.answer_due()
    kept = tickets.open_ticket(connection, row.id, topic=row.topic, contact=None, due_at=due)
    return tell_of_ticket(connection, row, kept, "ticket_of_agent_gone", reception)


def _change(connection: Connection, row: Row, to: State) -> None:
    change = Change(to, ChangedBy.DESK, row.agent_id, Reason.AGENT_GONE, bot_goes_on=True)
    change_state(connection, row, change)
