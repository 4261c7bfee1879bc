"""The greeting of a conversation that began while the bot was away.

Whoever opened it is told at once that the assistant is not there, and greeted when it is back,
unless they have written by then: what they wrote is answered, and nobody is greeted after that. A
desk that starts looks for those whom another was to greet.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.conversations.blocks import for_the_visitor
from beian.desk.conversations.checklists import note_shown
from beian.desk.conversations.transitions import locked
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Author, Reason, State
from beian.desk.storage.records import Answer, Message, MessageContent
from beian.desk.storage.tables import conversations, messages

_REMEMBERED, _MOST = timedelta(hours=1), 500
"""Which greetings outlive the process that owes them, and how many."""


class LateGreetings:
    """What is said in place of a greeting, and the greeting afterwards."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def excuse(self, conversation_id: str, lease: str, notice: MessageContent) -> list[Message]:
        """Store a notice that the assistant is not there, where it has yet to greet, for the holder
        of the lease."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            if row.lease != lease or not _owed(connection, row):
                return []
            said = for_the_visitor(connection, conversation_id, [notice])
            return rows.say(connection, conversation_id, said, offer=Reason.BOT_LATE)

    def owed(self, conversation_id: str) -> bool:
        """Return whether the assistant has yet to greet."""
        with self._database.writing() as connection:
            return _owed(connection, locked(connection, conversation_id))

    def left_behind(self) -> list[Row]:
        """Return the conversations of the last hour in which nobody has greeted or written: whoever
        was to greet in them was stopped."""
        since = utc_now() - _REMEMBERED
        written = (
            select(messages.c.seq)
            .where(messages.c.conversation_id == conversations.c.id)
            .where(messages.c.author == Author.VISITOR)
        )
        query = (
            select(conversations.c.id, conversations.c.account_id, conversations.c.language)
            .where(conversations.c.state == State.BOT, conversations.c.changed_at > since)
            .where(conversations.c.greeted.is_not(True), ~written.exists())
            .where(rows.is_free(utc_now()))
            .order_by(conversations.c.changed_at.desc())
            .limit(_MOST)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query))

    def greet(self, conversation_id: str, answer: Answer) -> list[Message]:
        """Store the greeting, once, where it is still owed."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            if not _owed(connection, row):
                return []
            greeted = update(conversations).where(conversations.c.id == conversation_id)
            connection.execute(greeted.values(greeted=True))
            greeting = for_the_visitor(connection, conversation_id, answer.replies)
            said = rows.say(connection, conversation_id, greeting, None, answer)
            return note_shown(connection, row, said)


def has_written(connection: Connection, conversation_id: str) -> bool:
    """Return whether the visitor has written something: no greeting comes below that."""
    query = (
        select(messages.c.seq)
        .where(messages.c.conversation_id == conversation_id, messages.c.author == Author.VISITOR)
        .limit(1)
    )
    return connection.execute(query).first() is not None


def _owed(connection: Connection, row: Row) -> bool:
    return row.state == State.BOT and not row.greeted and not has_written(connection, row.id)
