"""Read-only access to conversations and their messages."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.engine import Row
from sqlalchemy.sql.elements import ColumnElement

from beian.base.clock import utc_now
from beian.desk.conversations.account_keys import AccountKeys
from beian.desk.conversations.checklists import filled
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import State
from beian.desk.storage.records import Conversation, Message
from beian.desk.storage.tables import conversations, messages

_IDS_AT_ONCE = 500
_MOST_WITH_FILES = 50
_OPEN_FOR = timedelta(hours=1)
"""A conversation in which nothing happened for so long counts as open no more."""


class ConversationReader:
    """Reads conversations of the desk's database. Raises StoreUnavailable where it does not
    answer."""

    def __init__(self, database: DeskDatabase, keys: AccountKeys | None = None) -> None:
        self.database = database
        self._keys = keys

    def check(self) -> None:
        """Return when the database answers."""
        with self.database.reading() as connection:
            connection.execute(select(conversations.c.id).limit(1)).first()

    def open(self, conversation_id: str, key: str) -> Conversation | None:
        """Return the conversation with this id and key; None if there is none."""
        with self.database.reading() as connection:
            query = select(conversations).where(conversations.c.id == conversation_id)
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        is_own = hmac.compare_digest(row.key_hash, hash_of(key))
        return Conversation.of_row(row) if is_own or self._is_account_key(row, key) else None

    def current(self, conversation_id: str) -> Conversation:
        """Return a conversation that is known to exist, as it is now."""
        with self.database.reading() as connection:
            return rows.conversation_of(connection, conversation_id)

    def newest(self, conversation_id: str, limit: int, after: int = 0) -> list[Message]:
        """Return the newest messages, those after a seq, oldest first."""
        return self._page(conversation_id, messages.c.seq > after, limit)

    def before(self, conversation_id: str, seq: int, limit: int) -> list[Message]:
        """Return the messages just before a seq, oldest first."""
        return self._page(conversation_id, messages.c.seq < seq, limit)

    def following(self, conversation_id: str, after: int, limit: int) -> list[Message]:
        """Return the messages that come next after a seq, oldest first."""
        query = (
            rows.WITH_FEEDBACK.where(messages.c.conversation_id == conversation_id)
            .where(messages.c.seq > after)
            .order_by(messages.c.seq)
            .limit(limit)
        )
        with self.database.reading() as connection:
            found = [Message.of_row(row) for row in connection.execute(query)]
            return filled(connection, conversation_id, found)

    def recalled(self, conversation_id: str) -> list[int]:
        """Return the seqs of the messages that agents have taken back, in order."""
        query = (
            select(messages.c.seq)
            .where(messages.c.conversation_id == conversation_id)
            .where(messages.c.recalled_at.is_not(None))
            .order_by(messages.c.seq)
        )
        with self.database.reading() as connection:
            return list(connection.execute(query).scalars())

    def with_files(self, conversation_id: str, up_to: int) -> list[Message]:
        """Return the newest messages up to a seq that show files."""
        query = (
            rows.WITH_FEEDBACK.where(messages.c.conversation_id == conversation_id)
            .where(messages.c.seq <= up_to, messages.c.attachments.is_not(None))
            .order_by(messages.c.seq.desc())
            .limit(_MOST_WITH_FILES)
        )
        with self.database.reading() as connection:
            return [Message.of_row(row) for row in connection.execute(query)]

    def last_seqs(self, conversation_ids: Sequence[str]) -> dict[str, int]:
        """Return the seq of the newest message of each conversation."""
        found: dict[str, int] = {}
        with self.database.reading() as connection:
            for start in range(0, len(conversation_ids), _IDS_AT_ONCE):
                some = conversation_ids[start : start + _IDS_AT_ONCE]
                query = select(conversations.c.id, conversations.c.last_seq).where(
                    conversations.c.id.in_(some)
                )
                found.update({row.id: row.last_seq for row in connection.execute(query)})
        return found

    def is_waiting(self, conversation_id: str) -> bool:
        """Return whether a message waits for the bot."""
        with self.database.reading() as connection:
            return rows.waits(connection, conversation_id)

    def open_count(self) -> int:
        """Return how many conversations are open and were active within the last hour."""
        query = (
            select(func.count())
            .select_from(conversations)
            .where(conversations.c.state != State.CLOSED)
            .where(conversations.c.changed_at > utc_now() - _OPEN_FOR)
        )
        with self.database.reading() as connection:
            return int(connection.execute(query).scalar_one())

    def _is_account_key(self, row: Row, key: str) -> bool:
        return (
            row.account_id is not None and self._keys is not None and self._keys.opens(row.id, key)
        )

    def _page(self, conversation_id: str, where: ColumnElement, limit: int) -> list[Message]:
        query = (
            rows.WITH_FEEDBACK.where(messages.c.conversation_id == conversation_id)
            .where(where)
            .order_by(messages.c.seq.desc())
            .limit(limit)
        )
        with self.database.reading() as connection:
            found = [Message.of_row(row) for row in connection.execute(query)][::-1]
            return filled(connection, conversation_id, found)


def hash_of(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
