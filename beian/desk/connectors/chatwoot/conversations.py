"""Conversations of Chatwoot in the desk store, and which of their content goes into the outbox.

Every method raises StoreUnavailable where the database does not answer. A `chatwoot_id` names a
Chatwoot conversation (beian.desk.connectors.chatwoot.tables).
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from beian.base.clock import utc_now
from beian.base.languages import DEFAULT_LANGUAGE
from beian.desk.connectors.chatwoot.queueing import HAS_NEWS, TIED, locked_tied, queue_news
from beian.desk.connectors.chatwoot.tables import chatwoot_conversations as tied
from beian.desk.conversations.transitions import Change, change_state
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Author, ChangedBy, State
from beian.desk.storage.records import (
    Message,
    MessageContent,
)
from beian.desk.storage.tables import conversations, messages

REASON = "chatwoot"
"""Of changes of state."""


@dataclass(frozen=True)
class TiedConversation:
    """A conversation of ours that is tied to one of Chatwoot's."""

    conversation_id: str
    state: State


@dataclass(frozen=True)
class HandoffContext:
    """What a person who takes over is told. `messages`: the latest ones, oldest first."""

    language: str
    topic: str | None
    account_id: str | None
    messages: list[Message]


class ChatwootConversations:
    """Conversations that are tied to Chatwoot's. `handoff_notice` returns, in a language, the
    notice for a visitor whom nobody has told yet that a person comes; `file_notice` the one for a
    visitor whose file Chatwoot alone keeps."""

    def __init__(
        self,
        database: DeskDatabase,
        handoff_notice: Callable[[str], MessageContent],
        file_notice: Callable[[str], MessageContent],
    ) -> None:
        self._database = database
        self._file_notice = file_notice
        self._handoff_notice = handoff_notice

    def find(self, chatwoot_id: str) -> TiedConversation | None:
        """Return the conversation that is tied to this one of Chatwoot's, if one is."""
        with self._database.reading() as connection:
            row = connection.execute(TIED.where(tied.c.chatwoot_id == chatwoot_id)).one_or_none()
            return None if row is None else TiedConversation(row.id, row.state)

    def find_or_begin(self, chatwoot_id: str, account_id: str | None) -> TiedConversation:
        """Return the conversation of this account, or of nobody in particular, that is tied to
        this one of Chatwoot's. One of another account, or one that was ended, is left, and a new
        one begun."""
        with self._database.writing() as connection:
            row = locked_tied(connection, chatwoot_id)
            if row is None:
                return self._begin_first(connection, chatwoot_id, account_id)
            if row.state != State.CLOSED:
                if row.account_id == account_id:
                    return TiedConversation(row.id, row.state)
                if row.account_id is None:
                    rows.change(connection, row.id, account_id=account_id)
                    return TiedConversation(row.id, row.state)
                change_state(
                    connection, row, Change(State.CLOSED, ChangedBy.DESK, reason="another_account")
                )
            fresh = {"conversation_id": _begin(connection, account_id), "queued_seq": 0}
            connection.execute(
                update(tied)
                .where(tied.c.chatwoot_id == chatwoot_id)
                .values(**fresh, handed_since=None)
            )
            return TiedConversation(str(fresh["conversation_id"]), State.BOT)

    def set_state(self, chatwoot_id: str, state: State, *, also_waiting: bool = False) -> None:
        """Bring our state in line with Chatwoot's: the bot's, or a person's (with_agent). A waiting
        conversation goes back to the bot only with `also_waiting`."""
        with self._database.writing() as connection:
            row = locked_tied(connection, chatwoot_id)
            if row is None or row.state in (state, State.CLOSED):
                return
            if row.state == State.WAITING and state == State.BOT and not also_waiting:
                return
            change_state(connection, row, Change(state, ChangedBy.DESK, reason=REASON))

    def record(
        self,
        conversation_id: str,
        message_id: str,
        text: str,
        *,
        payload: str | None = None,
        agent: str | None = None,
        account_id: str | None = None,
    ) -> bool:
        """Store what the assistant is not to answer: a visitor's message while a person has the
        conversation, or one of that person, who is called `agent`. False where it is known."""
        with self._database.writing() as connection:
            query = select(conversations.c.id).where(conversations.c.id == conversation_id)
            connection.execute(query.with_for_update()).one()
            if rows.by_id(connection, conversation_id, message_id) is not None:
                return False
            title = payload and rows.title_of_offer(connection, conversation_id, payload)
            said: dict[str, object] = {"id": message_id, "text": title or text}
            if agent is None:
                pressed = payload if title else None
                said |= {"author": Author.VISITOR, "payload": pressed, "account_id": account_id}
            else:
                said |= {"author": Author.AGENT, "name": agent}
            rows.say_as(connection, conversation_id, said)
            return True

    def record_file(
        self, conversation_id: str, message_id: str, name: str, account_id: str | None
    ) -> bool:
        """Store that a visitor has sent a file which Chatwoot alone keeps, and tell the visitor
        where the assistant has the conversation. False where it is known."""
        with self._database.writing() as connection:
            query = select(conversations).where(conversations.c.id == conversation_id)
            row = connection.execute(query.with_for_update()).one()
            if rows.by_id(connection, conversation_id, message_id) is not None:
                return False
            sent = {"id": message_id, "author": Author.VISITOR, "text": name}
            rows.say_as(connection, conversation_id, {**sent, "account_id": account_id})
            if row.state == State.BOT:
                rows.say(connection, conversation_id, [self._file_notice(row.language)])
            return True

    def queue(self) -> int:
        """Put into the outbox what was said since the last time, and the hand-offs that are due;
        return how many conversations had news."""
        with self._database.reading() as connection:
            found = connection.execute(TIED.where(HAS_NEWS)).all()
        for row in found:
            with self._database.writing() as connection:
                queue_news(connection, row.chatwoot_id, self._handoff_notice)
        return len(found)

    def is_tied(self, chatwoot_id: str, conversation_id: str) -> bool:
        """Return whether the conversation goes on there; another one may by now."""
        with self._database.reading() as connection:
            wanted = tied.c.chatwoot_id == chatwoot_id, conversations.c.id == conversation_id
            return connection.execute(TIED.where(*wanted)).first() is not None

    def message_to_send(self, chatwoot_id: str, conversation_id: str, seq: int) -> Message | None:
        """Return the message; None where another conversation is tied there by now."""
        with self._database.reading() as connection:
            query = (
                rows.WITH_FEEDBACK.join(tied, tied.c.conversation_id == messages.c.conversation_id)
                .where(tied.c.chatwoot_id == chatwoot_id)
                .where(messages.c.conversation_id == conversation_id)
                .where(messages.c.seq == seq)
            )
            row = connection.execute(query).one_or_none()
            return None if row is None else Message.of_row(row)

    def handoff_context(
        self, chatwoot_id: str, conversation_id: str, length: int
    ) -> HandoffContext | None:
        """Return what to tell a person; None where another conversation is tied there by now."""
        with self._database.reading() as connection:
            wanted = tied.c.chatwoot_id == chatwoot_id, conversations.c.id == conversation_id
            row = connection.execute(TIED.where(*wanted)).one_or_none()
            if row is None:
                return None
            query = (
                rows.WITH_FEEDBACK.where(messages.c.conversation_id == conversation_id)
                .order_by(messages.c.seq.desc())
                .limit(length)
            )
            last = [Message.of_row(each) for each in connection.execute(query)]
            return HandoffContext(row.language, row.topic, row.account_id, last[::-1])

    def _begin_first(
        self, connection: Connection, chatwoot_id: str, account_id: str | None
    ) -> TiedConversation:
        """Begin the first conversation, even if another process is beginning one at the same
        moment."""
        try:
            with connection.begin_nested():
                begun = _begin(connection, account_id)
                row = {"chatwoot_id": chatwoot_id, "conversation_id": begun, "queued_seq": 0}
                connection.execute(insert(tied), row)
                return TiedConversation(begun, State.BOT)
        except IntegrityError:
            found = locked_tied(connection, chatwoot_id)
            assert found is not None
            return TiedConversation(found.id, found.state)


def _begin(connection: Connection, account_id: str | None) -> str:
    """Begin a conversation in which the visitor speaks first, and to which nobody has the key."""
    conversation_id, moment = secrets.token_urlsafe(16), utc_now()
    row = {
        "id": conversation_id,
        "key_hash": "",
        "account_id": account_id,
        "language": DEFAULT_LANGUAGE,  # until the first answer tells which one the visitor writes
        "state": State.BOT,
        "last_seq": 0,
        "greeted": True,
        "began_at": moment,
        "changed_at": moment,
    }
    connection.execute(insert(conversations), row)
    return conversation_id
