"""Changes checklists, and tells everybody who sees them."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from beian.desk.conversations import checklists, paper_files
from beian.desk.conversations.checklists import StoredChecklist
from beian.desk.conversations.handoff import HandoffService
from beian.desk.conversations.transitions import locked
from beian.desk.hub import Hub
from beian.desk.protocol.frames import message_frame
from beian.desk.protocol.hub_frames import HubFrame
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.records import Conversation, Message
from beian.desk.storage.tables import conversations


class NoSuchPaper(Exception):
    """There is no such checklist, paper or file of the visitor's."""


@dataclass(frozen=True)
class ChangedChecklist:
    """A checklist as it stands, and what the desk says to the change."""

    found: StoredChecklist
    said: list[Message]


class ChecklistService:
    """Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase, hub: Hub, handoff: HandoffService) -> None:
        self._database = database
        self._hub = hub
        self._handoff = handoff

    async def tick(self, conversation: Conversation, about: str, paper: str, *, on: bool) -> None:
        """Tick a paper off by hand, or no longer. Raises NoSuchPaper."""
        changed = await asyncio.to_thread(self._ticked, conversation.id, about, paper, on)
        await self._tell(conversation.id, changed)

    async def count(
        self, conversation: Conversation, about: str, file_id: str, paper: str | None
    ) -> None:
        """Count a file as a paper, or as none. Raises NoSuchPaper."""
        changed = await asyncio.to_thread(self._counted, conversation.id, about, file_id, paper)
        await self._tell(conversation.id, changed)

    async def file_changed(self, file_id: str) -> None:
        """Tell of the checklist that a file counts for, if it counts for one."""
        found = await asyncio.to_thread(self._of_file, file_id)
        if found is not None:
            conversation_id, changed = found
            await self._tell(conversation_id, changed)

    def of_conversation(
        self, conversation_id: str, account_id: str | None
    ) -> list[StoredChecklist]:
        """Return the checklists of whoever has a conversation, the one shown last first."""
        owner = checklists.owner_of(account_id, conversation_id)
        with self._database.reading() as connection:
            return checklists.of_owner(connection, owner)

    def _ticked(self, conversation_id: str, about: str, paper: str, on: bool) -> ChangedChecklist:
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            owner = checklists.owner_of(row.account_id, row.id)
            if not checklists.tick(connection, owner, about, paper, on=on):
                raise NoSuchPaper(about)
            said = paper_files.offered(connection, row, about)
            return _changed(connection, owner, about, said)

    def _counted(
        self, conversation_id: str, about: str, file_id: str, paper: str | None
    ) -> ChangedChecklist:
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            owner = checklists.owner_of(row.account_id, row.id)
            if not checklists.count_file(connection, owner, about, file_id, paper):
                raise NoSuchPaper(about)
            said = paper_files.offered(connection, row, about)
            if paper is not None:
                said += paper_files.ask_next(connection, row, about)
            return _changed(connection, owner, about, said)

    def _of_file(self, file_id: str) -> tuple[str, ChangedChecklist] | None:
        query = (
            select(attachments.c.checklist, conversations.c.id, conversations.c.account_id)
            .join(conversations, conversations.c.id == attachments.c.conversation_id)
            .where(attachments.c.id == file_id, attachments.c.checklist.is_not(None))
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            owner = checklists.owner_of(row.account_id, row.id)
            found = checklists.find(connection, owner, row.checklist)
            return None if found is None else (row.id, ChangedChecklist(found, []))

    async def _tell(self, conversation_id: str, changed: ChangedChecklist) -> None:
        found = changed.found
        frames: list[HubFrame] = [
            {"type": "checklist", "checklist": shown} for shown in (found.shown, *found.before)
        ]
        for each in dict.fromkeys([*found.conversations, conversation_id]):
            await self._hub.publish(each, frames)
        said = [message_frame(message) for message in changed.said]
        if said:
            await self._hub.publish(conversation_id, said)
        await self._handoff.changed(conversation_id)


def _changed(
    connection: Connection, owner: str, about: str, said: list[Message]
) -> ChangedChecklist:
    found = checklists.find(connection, owner, about)
    assert found is not None
    return ChangedChecklist(found, said)
