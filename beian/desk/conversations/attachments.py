"""Uploaded files in the desk's database: how far each has come, whose it is, which message shows
it. Their bytes are kept elsewhere (beian/desk/files)."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import case, func, insert, or_, select, true, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql.elements import ColumnElement

from beian.base.clock import utc_now
from beian.base.key_ring import sealing_key
from beian.desk.config import FilesConfig
from beian.desk.conversations.conversation_store import ConversationClosed
from beian.desk.conversations.presence import note_visitors
from beian.desk.conversations.search_index import forget_terms
from beian.desk.conversations.transitions import NoSuchConversation, locked
from beian.desk.files.storage import StorageFull
from beian.desk.storage import rows
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import AttachmentState, Author, State
from beian.desk.storage.records import AttachmentRecord

MOST_UNFINISHED = 10
"""Uploads of one account or conversation that have begun and not ended."""
MOST_PARTS = 2000
CHECK_TIME = timedelta(minutes=3)
"""After which a check counts as broken off."""
UNFINISHED_FOR = timedelta(hours=24)
_MB = 1_000_000
_OPEN = (AttachmentState.UPLOADING, AttachmentState.CHECKING)
_ENDED = (AttachmentState.DELETED, AttachmentState.REFUSED)


class TooManyFiles(Exception):
    """The account, or without one the conversation, has as many files as it may have."""


@dataclass(frozen=True)
class Sender:
    """Who sends a file: the visitor, of an account or of none, or an agent."""

    account_id: str | None = None
    agent_id: str | None = None
    name: str | None = None

    @property
    def author(self) -> Author:
        return Author.VISITOR if self.agent_id is None else Author.AGENT


@dataclass(frozen=True)
class WantedUpload:
    """A file as its sender announces it; `message_id`: of the message that will show it."""

    message_id: str
    name: str
    size: int
    checklist: str | None = None
    paper: str | None = None
    """The checklist that it is picked for, and as which paper."""


@dataclass(frozen=True)
class Upload:
    """A file and how far it has come. `fault`: why it was refused; `sealed_key`: None once it was
    deleted."""

    id: str
    conversation_id: str
    message_id: str
    author: Author
    account_id: str | None
    agent_id: str | None
    state: AttachmentState
    fault: str | None
    name: str
    type: str | None
    declared: int
    received: int
    size: int
    parts: tuple[str, ...]
    has_thumbnail: bool
    sealed_key: str | None
    checklist: str | None
    paper: str | None

    @classmethod
    def of_row(cls, row: Any) -> Upload:
        return cls(
            row.id,
            row.conversation_id,
            row.message_id,
            Author(row.author),
            row.account_id,
            row.agent_id,
            AttachmentState(row.state),
            row.fault,
            row.name,
            row.type,
            row.declared,
            row.received,
            row.size,
            tuple(row.parts),
            row.has_thumbnail,
            row.sealed_key,
            row.checklist,
            row.paper,
        )

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of all that may be kept of it."""
        return (*self.parts, "file", "thumbnail")


class AttachmentStore:
    """Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase, config: FilesConfig) -> None:
        self._database = database
        self._config = config

    def begin(
        self,
        conversation_id: str,
        sender: Sender,
        wanted: WantedUpload,
        *,
        file_id: str,
        sealed_key: str,
    ) -> Upload:
        """Return a new upload, or the one that this message has already. Raises ConversationClosed,
        TooManyFiles or StorageFull."""
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            of_message = (attachments.c.conversation_id == conversation_id) & (
                attachments.c.message_id == wanted.message_id
            )
            known = connection.execute(select(attachments).where(of_message)).one_or_none()
            if known is not None:
                return Upload.of_row(known)
            if row.state == State.CLOSED:
                raise ConversationClosed(conversation_id)
            self._refuse_too_many(connection, conversation_id, sender, wanted.size)
            if sender.agent_id is None:
                note_visitors(connection, [conversation_id])
            moment = utc_now()
            values: dict[str, object] = {
                "id": file_id,
                "conversation_id": conversation_id,
                "message_id": wanted.message_id,
                "author": sender.author,
                "account_id": sender.account_id,
                "agent_id": sender.agent_id,
                "state": AttachmentState.UPLOADING,
                "name": wanted.name,
                "declared": wanted.size,
                "checklist": wanted.checklist,
                "paper": wanted.paper,
                "received": 0,
                "size": 0,
                "has_thumbnail": False,
                "has_bytes": True,
                "parts": [],
                "sealed_key": sealed_key,
                "key_id": sealing_key(sealed_key),
                "created_at": moment,
                "changed_at": moment,
            }
            connection.execute(insert(attachments), values)
            return _found(connection, file_id)

    def of_message(self, conversation_id: str, message_id: str) -> Upload | None:
        """Return the upload that a message has, if it has one."""
        query = (
            select(attachments)
            .where(attachments.c.conversation_id == conversation_id)
            .where(attachments.c.message_id == message_id)
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
            return None if row is None else Upload.of_row(row)

    def find(self, file_id: str) -> Upload | None:
        with self._database.reading() as connection:
            query = select(attachments).where(attachments.c.id == file_id)
            row = connection.execute(query).one_or_none()
            return None if row is None else Upload.of_row(row)

    def add_part(self, file_id: str, offset: int, part: str, size: int) -> Upload | None:
        """Note that a part is kept which begins at `offset`; None where that is not where the
        next one begins, or the file was deleted with its conversation."""
        with self._database.writing() as connection:
            of_file = select(attachments).where(attachments.c.id == file_id)
            known = connection.execute(of_file).one_or_none()
            if known is None:
                return None
            upload = Upload.of_row(known)
            added = connection.execute(
                update(attachments)
                .where(attachments.c.id == file_id, attachments.c.received == offset)
                .where(attachments.c.state == AttachmentState.UPLOADING)
                .values(received=offset + size, parts=[*upload.parts, part], changed_at=utc_now())
            )
            return _found(connection, file_id) if added.rowcount else None

    def take_to_check(self, file_id: str) -> Upload | None:
        """Return a whole upload for the caller to check; None where it is not whole, or another
        process checks it."""
        moment = utc_now()
        whole = (attachments.c.state == AttachmentState.UPLOADING) & (
            attachments.c.received == attachments.c.declared
        )
        broken_off = (attachments.c.state == AttachmentState.CHECKING) & (
            attachments.c.checked_until < moment
        )
        with self._database.writing() as connection:
            taken = connection.execute(
                update(attachments)
                .where(attachments.c.id == file_id, or_(whole, broken_off))
                .values(state=AttachmentState.CHECKING, checked_until=moment + CHECK_TIME)
            )
            return _found(connection, file_id) if taken.rowcount else None

    def give_back(self, file_id: str) -> None:
        """Let an upload be checked again later."""
        self._change_checked(file_id, state=AttachmentState.UPLOADING)

    def refuse(self, file_id: str, fault: str) -> None:
        """End an upload for good, and forget what it was called and its key."""
        self._change_checked(
            file_id,
            state=AttachmentState.REFUSED,
            fault=fault,
            name="",
            sealed_key=None,
            key_id=None,
        )

    def without_parts(self, file_id: str) -> None:
        """Note that the parts of a file are gone, which is kept whole."""
        with self._database.writing() as connection:
            connection.execute(
                update(attachments).where(attachments.c.id == file_id).values(parts=[])
            )

    def without_bytes(self, file_id: str) -> None:
        """Note that nothing of a file is left in the storage."""
        with self._database.writing() as connection:
            connection.execute(
                update(attachments)
                .where(attachments.c.id == file_id)
                .values(parts=[], has_bytes=False)
            )

    def delete(self, file_id: str, deleted_text: Mapping[str, str]) -> AttachmentRecord | None:
        """Forget the key and the name of a file; return what its message shows from now on, None
        where no message does, or the conversation was deleted. `deleted_text`: what the message
        says in each language."""
        upload = self.find(file_id)
        if upload is None:
            return None
        with suppress(NoSuchConversation), self._database.writing() as connection:
            row = locked(connection, upload.conversation_id)
            connection.execute(
                update(attachments)
                .where(attachments.c.id == file_id)
                .values(
                    state=AttachmentState.DELETED,
                    sealed_key=None,
                    key_id=None,
                    name="",
                    first_look=None,
                    changed_at=utc_now(),
                )
            )
            text = deleted_text[row.language]
            changed = {"name": text, "deleted": True, "has_thumbnail": False, "look": None}
            record = rows.change_attachment(
                connection, upload.conversation_id, upload.message_id, file_id, changed, text=text
            )
            if record is not None:  # the index still holds the words of its name
                forget_terms(connection, upload.conversation_id)
            return record
        return None

    def to_end(self) -> list[str]:
        """Return the files that have been kept long enough, and uploads that nobody goes on
        with."""
        moment = utc_now()
        old = (attachments.c.state == AttachmentState.STORED) & (
            attachments.c.created_at < moment - timedelta(days=self._config.kept_days)
        )
        left = (attachments.c.state == AttachmentState.UPLOADING) & (
            attachments.c.changed_at < moment - UNFINISHED_FOR
        )
        return self._ids(or_(old, left))

    def to_check(self) -> list[str]:
        """Return the uploads whose check was broken off."""
        return self._ids(
            (attachments.c.state == AttachmentState.CHECKING)
            & (attachments.c.checked_until < utc_now())
        )

    def to_purge(self) -> list[str]:
        """Return the files that have ended, and of which something may still be kept."""
        return self._ids(attachments.c.state.in_(_ENDED) & (attachments.c.has_bytes == true()))

    def not_sealed_with(self, key_id: str) -> list[str]:
        """Return the files whose keys are sealed with another key."""
        return self._ids(attachments.c.key_id.is_not(None) & (attachments.c.key_id != key_id))

    def reseal(self, file_id: str, before: str, sealed_key: str) -> None:
        """Keep the key of a file as it is sealed now, unless it has changed meanwhile."""
        with self._database.writing() as connection:
            connection.execute(
                update(attachments)
                .where(attachments.c.id == file_id, attachments.c.sealed_key == before)
                .values(sealed_key=sealed_key, key_id=sealing_key(sealed_key))
            )

    def _change_checked(self, file_id: str, **values: object) -> None:
        with self._database.writing() as connection:
            connection.execute(
                update(attachments)
                .where(attachments.c.id == file_id)
                .where(attachments.c.state == AttachmentState.CHECKING)
                .values(changed_at=utc_now(), checked_until=None, **values)
            )

    def _refuse_too_many(
        self, connection: Connection, conversation_id: str, sender: Sender, size: int
    ) -> None:
        kept = case(
            (attachments.c.state.in_(_OPEN), attachments.c.declared), else_=attachments.c.size
        )
        totals = select(
            func.count().label("files"),
            func.coalesce(func.sum(kept), 0).label("bytes"),
            func.count(case((attachments.c.state.in_(_OPEN), 1))).label("unfinished"),
        ).where(attachments.c.state.not_in(_ENDED))
        everything = connection.execute(totals).one()
        if everything.bytes + size > self._config.total_mb * _MB:
            raise StorageFull("All files together are as large as files.total_mb of desk.yml.")
        if sender.agent_id is None and sender.account_id is not None:
            theirs = attachments.c.account_id == sender.account_id
        else:
            theirs = attachments.c.conversation_id == conversation_id
        own = connection.execute(totals.where(theirs)).one()
        if (
            own.files >= self._config.most_per_account
            or own.bytes + size > self._config.account_mb * _MB
            or own.unfinished >= MOST_UNFINISHED
        ):
            raise TooManyFiles(conversation_id)

    def _ids(self, where: ColumnElement) -> list[str]:
        query = select(attachments.c.id).where(where).order_by(attachments.c.changed_at).limit(100)
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())


def used_keys(database: DeskDatabase) -> Collection[str]:
    """Return the ids of the keys that files are sealed with."""
    query = select(attachments.c.key_id).where(attachments.c.key_id.is_not(None)).distinct()
    with database.reading() as connection:
        return set(connection.execute(query).scalars())


def new_file_id() -> str:
    return secrets.token_hex(16)


def _found(connection: Connection, file_id: str) -> Upload:
    row: Row = connection.execute(select(attachments).where(attachments.c.id == file_id)).one()
    return Upload.of_row(row)
