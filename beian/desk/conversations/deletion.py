"""Conversations that are deleted for good, and everybody who has them before their eyes told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.engine import Connection, Row

from beian.desk.conversations.erasing import audit_deletion, erase_account, erase_conversation
from beian.desk.conversations.erasures import Erasures
from beian.desk.conversations.handoff import AGENTS, HandoffService
from beian.desk.conversations.transitions import Change, NoSuchConversation, change_state, locked
from beian.desk.hub import Hub
from beian.desk.protocol.frames import deleted
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import ChangedBy, Reason, State
from beian.desk.storage.tables import conversations

BY_VISITOR, BY_OPERATOR = "visitor_deleted", "forgotten"
"""Actions in the audit log."""

EraseElsewhere = Callable[[Connection, str], None]
"""Deletes what the tables of a connector hold of a conversation."""


class DeletionStore:
    """Deletes conversations from the desk store. Raises StoreUnavailable where it does not
    answer."""

    def __init__(self, database: DeskDatabase, erase_elsewhere: EraseElsewhere) -> None:
        self._database = database
        self._erase_elsewhere = erase_elsewhere

    def end(self, conversation_id: str) -> bool:
        """End a conversation, and with it the hand-off; return whether a person was waited for or
        there. Raises NoSuchConversation."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            if row.state != State.CLOSED:
                ended = Change(State.CLOSED, ChangedBy.VISITOR, reason=Reason.DELETED)
                change_state(connection, row, ended)
            return row.state in (State.WAITING, State.WITH_AGENT)

    def delete(self, conversation_id: str, by: str) -> None:
        """Delete a conversation and all that is stored of it. Raises NoSuchConversation."""
        with self._database.writing() as connection:
            self._delete(connection, locked(connection, conversation_id), by)

    def delete_account(self, account_id: str, by: str) -> tuple[int, int]:
        """Delete the conversations of an account, and what else is stored of it; return how many
        conversations that were, and how many other things."""
        count = 0
        query = select(conversations.c.id).where(conversations.c.account_id == account_id)
        while True:
            with self._database.writing() as connection:
                found = connection.execute(query.limit(1)).scalar_one_or_none()
                if found is None:
                    more = erase_account(connection, account_id)
                    return count, more
                try:
                    row = locked(connection, found)
                except NoSuchConversation:  # the visitor was faster
                    continue
                self._delete(connection, row, by)
                count += 1

    def _delete(self, connection: Connection, row: Row, by: str) -> None:
        self._erase_elsewhere(connection, row.id)
        erase_conversation(connection, row)
        audit_deletion(connection, by)


class Deletion:
    """Deletes conversations for their visitors."""

    def __init__(
        self, store: DeletionStore, erasures: Erasures, hub: Hub, handoff: HandoffService
    ) -> None:
        self._store = store
        self._erasures = erasures
        self._hub = hub
        self._handoff = handoff

    async def run(self) -> None:
        """Delete what lies outside of the store, again and again."""
        await self._erasures.run()

    def look(self) -> None:
        """Look at once for what is left to be deleted outside of the store."""
        self._erasures.look()

    async def delete(self, conversation_id: str) -> None:
        """Delete a conversation; one with a person is ended first, so that nobody goes on in it.
        Raises NoSuchConversation."""
        if await asyncio.to_thread(self._store.end, conversation_id):
            await self._handoff.announce_handoff(conversation_id, ())
        await asyncio.to_thread(self._store.delete, conversation_id, BY_VISITOR)
        self.look()

    async def announce(self, conversation_id: str) -> None:
        """Tell the visitor's other devices, and agents."""
        await self._hub.publish(conversation_id, [deleted().frame])
        await self._hub.publish(AGENTS, [{"type": "deleted", "conversation": conversation_id}])
