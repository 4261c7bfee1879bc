"""The conversations of an account, whatever device or site they were held on.

Raises StoreUnavailable where the database does not answer.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, case, exists, func, or_, select, update
from sqlalchemy.engine import Connection

from beian.desk.conversations.account_keys import AccountKeys
from beian.desk.protocol.server_frames import AccountConversation
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import AttachmentState, Author, State
from beian.desk.storage.handoff_tables import tickets
from beian.desk.storage.records import Conversation, Ticket, written_time
from beian.desk.storage.tables import conversations, messages

MOST = 50
_LONGEST_LAST = 120
_WITH_PEOPLE = (State.WAITING, State.WITH_AGENT)
_VISITOR_WROTE = exists().where(
    messages.c.conversation_id == conversations.c.id, messages.c.author == Author.VISITOR
)


class AccountHistory:
    """Finds an account's conversations, and keeps how far they were read."""

    def __init__(self, database: DeskDatabase, keys: AccountKeys) -> None:
        self._database = database
        self._keys = keys

    def key(self, conversation: Conversation) -> str:
        """Return what a device of the account continues the conversation with."""
        return self._keys.key(conversation.id)

    def open_one(self, account_id: str) -> Conversation | None:
        """Return the conversation that a device of the account goes on with: one with people,
        before that in which something happened last; None where none is open."""
        with_people = case((conversations.c.state.in_(_WITH_PEOPLE), 0), else_=1)
        query = (
            select(conversations)
            .where(conversations.c.account_id == account_id)
            .where(conversations.c.state != State.CLOSED)
            .order_by(with_people, conversations.c.changed_at.desc(), conversations.c.id)
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
            return None if row is None else Conversation.of_row(row)

    def begun_after(self, ended: Conversation, account_id: str) -> Conversation | None:
        """Return the newest open conversation of the account that was begun after this one."""
        began = select(conversations.c.began_at).where(conversations.c.id == ended.id)
        query = (
            select(conversations)
            .where(conversations.c.account_id == account_id, conversations.c.id != ended.id)
            .where(conversations.c.state != State.CLOSED)
            .where(conversations.c.began_at > began.scalar_subquery())
            .order_by(conversations.c.began_at.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
            return None if row is None else Conversation.of_row(row)

    def is_blank(self, conversation_id: str) -> bool:
        """Return whether the visitor has not said anything in a conversation yet."""
        query = select(_VISITOR_WROTE).where(conversations.c.id == conversation_id)
        with self._database.reading() as connection:
            return not connection.execute(query).scalar_one_or_none()

    def listed(self, account_id: str) -> list[AccountConversation]:
        """Return the newest conversations in which the account's user has written, newest
        first."""
        query = (
            select(conversations)
            .where(conversations.c.account_id == account_id, _VISITOR_WROTE)
            .order_by(conversations.c.changed_at.desc(), conversations.c.id)
            .limit(MOST)
        )
        with self._database.reading() as connection:
            found = connection.execute(query).all()
            ids = [row.id for row in found]
            last, unread = _last(connection, ids), _unread(connection, ids)
            files, asked = _files(connection, ids), _tickets(connection, ids)
        return [
            {
                "id": row.id,
                "key": self._keys.key(row.id),
                "state": State(row.state),
                "began_at": written_time(row.began_at),
                "changed_at": written_time(row.changed_at),
                "last": last.get(row.id),
                "unread": unread.get(row.id, 0),
                "files": files.get(row.id, 0),
                "ticket": asked.get(row.id),
            }
            for row in found
        ]

    def read(self, conversation_id: str, seq: int) -> bool:
        """Keep that the visitor has seen a conversation up to a seq; return whether that is
        news."""
        unseen = or_(conversations.c.read_seq.is_(None), conversations.c.read_seq < seq)
        with self._database.writing() as connection:
            done = connection.execute(
                update(conversations)
                .where(conversations.c.id == conversation_id, unseen)
                .where(conversations.c.last_seq >= seq)
                .values(read_seq=seq)
            )
            return bool(done.rowcount)


def _last(connection: Connection, ids: list[str]) -> dict[str, Any]:
    query = (
        select(messages.c.conversation_id, messages.c.author, messages.c.text)
        .select_from(
            messages.join(
                conversations,
                and_(
                    conversations.c.id == messages.c.conversation_id,
                    conversations.c.last_seq == messages.c.seq,
                ),
            )
        )
        .where(conversations.c.id.in_(ids))
    )
    return {
        row.conversation_id: {"author": Author(row.author), "text": row.text[:_LONGEST_LAST]}
        for row in connection.execute(query)
    }


def _unread(connection: Connection, ids: list[str]) -> dict[str, int]:
    query = (
        select(messages.c.conversation_id, func.count())
        .select_from(messages.join(conversations, conversations.c.id == messages.c.conversation_id))
        .where(conversations.c.id.in_(ids), messages.c.author != Author.VISITOR)
        .where(messages.c.seq > conversations.c.read_seq)
        .group_by(messages.c.conversation_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _files(connection: Connection, ids: list[str]) -> dict[str, int]:
    query = (
        select(attachments.c.conversation_id, func.count())
        .where(attachments.c.conversation_id.in_(ids))
        .where(attachments.c.state == AttachmentState.STORED)
        .group_by(attachments.c.conversation_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def _tickets(connection: Connection, ids: list[str]) -> dict[str, Any]:
    query = select(tickets).where(tickets.c.conversation_id.in_(ids)).order_by(tickets.c.id)
    return {
        row.conversation_id: {
            "number": Ticket.number_of(row.id),
            "due_at": written_time(row.due_at),
            "answered": row.answered_at is not None,
        }
        for row in connection.execute(query)
    }
