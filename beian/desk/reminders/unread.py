"""Reminders that an account may not have seen yet, so that a page looks for its chat."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import and_, exists, func, select

from beian.base.clock import utc_now
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Author, ReminderState, State
from beian.desk.storage.reminder_tables import reminders
from beian.desk.storage.tables import conversations, messages

NEWS_FOR = timedelta(days=14)
"""How long a reminder is news where nothing was said since."""


def unread_reminders(database: DeskDatabase, account_id: str) -> int:
    """Return how many reminders of the last two weeks were said in conversations that are open, and
    not followed by anything of the visitor's. Whether they were read is the client's to know."""
    later = messages.alias()
    answered = exists().where(
        later.c.conversation_id == messages.c.conversation_id,
        later.c.author == Author.VISITOR,
        later.c.seq > messages.c.seq,
    )
    said = and_(
        messages.c.conversation_id == reminders.c.conversation_id,
        messages.c.id == reminders.c.message_id,
    )
    query = (
        select(func.count())
        .select_from(
            reminders.join(messages, said).join(
                conversations, conversations.c.id == reminders.c.conversation_id
            )
        )
        .where(reminders.c.account_id == account_id, reminders.c.state == ReminderState.SENT)
        .where(conversations.c.state != State.CLOSED)
        .where(messages.c.at > utc_now() - NEWS_FOR, ~answered)
        .where(messages.c.seq > func.coalesce(conversations.c.read_seq, 0))
    )
    with database.reading() as connection:
        return int(connection.execute(query).scalar_one())
