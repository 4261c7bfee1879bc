"""The messages that show files, what the desk says to them, and what agents say of them."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.conversations import paper_files, tickets
from beian.desk.conversations.attachments import Upload
from beian.desk.conversations.blocks import for_the_visitor
from beian.desk.conversations.handoff_question import Reception
from beian.desk.conversations.paper_files import ArrivedFile
from beian.desk.conversations.transitions import NoSuchConversation, locked
from beian.desk.storage import rows
from beian.desk.storage.attachment_tables import attachments
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import AttachmentState, Author, Reason, Review, State
from beian.desk.storage.handoff_tables import agents
from beian.desk.storage.records import AttachmentRecord, FirstLook, Message, MessageContent
from beian.desk.storage.scripts import in_their_script
from beian.desk.storage.tables import messages

_LOOK_BACK = 20
"""Messages within which an equal notice counts as said just before."""


@dataclass(frozen=True)
class KeptFile:
    """What a checked file is, as it is kept."""

    name: str
    media_type: str
    size: int
    pages: int | None
    has_thumbnail: bool


@dataclass(frozen=True)
class Reviewed:
    """What an agent, or a first look, said of a file: the message that shows it, the file as it is
    shown now, and what the desk says in the conversation."""

    message_id: str
    record: AttachmentRecord
    said: list[Message]


class NoSuchFile(Exception):
    """There is no such file, or not any more."""


class FileMessages:
    """Writes them. Raises StoreUnavailable where the database does not answer."""

    def __init__(self, database: DeskDatabase, reception: Reception) -> None:
        self._database = database
        self._reception = reception

    def show(self, upload: Upload, kept: KeptFile) -> list[Message]:
        """Store the message that shows a checked file, and what the desk says to it; nothing where
        the upload was given up meanwhile, or the conversation has ended."""
        with self._database.writing() as connection:
            row = locked(connection, upload.conversation_id)
            if row.state == State.CLOSED:
                return []
            done = connection.execute(
                update(attachments)
                .where(attachments.c.id == upload.id)
                .where(attachments.c.state == AttachmentState.CHECKING)
                .values(
                    state=AttachmentState.STORED,
                    name=kept.name,
                    type=kept.media_type,
                    size=kept.size,
                    pages=kept.pages,
                    has_thumbnail=kept.has_thumbnail,
                    checked_until=None,
                    changed_at=utc_now(),
                )
            )
            if done.rowcount == 0:
                return []
            notice = self._notice(connection, row) if upload.author == Author.VISITOR else None
            shown = {
                "id": upload.message_id,
                "author": upload.author,
                "text": kept.name,
                "account_id": upload.account_id,
                "agent_id": upload.agent_id,
                "name": _display_name(connection, upload.agent_id),
                "attachments": [_record(upload, kept)],
            }
            said = rows.say_as(connection, row.id, shown)
            if notice is not None:
                told = for_the_visitor(connection, row.id, [notice])
                said += rows.say(connection, row.id, told, offer=Reason.REQUEST_HUMAN)
            if upload.author == Author.VISITOR:
                said += paper_files.settle(
                    connection,
                    row,
                    ArrivedFile(upload.id, kept.name, upload.checklist, upload.paper),
                )
            return said

    def review(self, file_id: str, agent_id: str, review: Review, reason: str | None) -> Reviewed:
        """Store what an agent says of a visitor's file, and tell the visitor. Raises NoSuchFile."""
        with self._database.writing() as connection:
            query = select(attachments).where(attachments.c.id == file_id)
            found = connection.execute(query).one_or_none()
            if found is None or found.state != AttachmentState.STORED:
                raise NoSuchFile(file_id)
            row = locked(connection, found.conversation_id)
            values = {"review": review, "reason": reason}
            connection.execute(
                update(attachments)
                .where(attachments.c.id == file_id)
                .values(**values, reviewed_by=agent_id, changed_at=utc_now())
            )
            record = rows.change_attachment(
                connection, row.id, found.message_id, file_id, {**values, "review": str(review)}
            )
            if record is None:
                raise NoSuchFile(file_id)
            name = "file_accepted" if review == Review.ACCEPTED else "file_again"
            worded = self._worded(
                name,
                row.language,
                name=_display_name(connection, agent_id),
                file=found.name,
                reason=reason,
            )
            if review == Review.AGAIN:
                worded.buttons.append(paper_files.button_anew(found, row.language))
            said = [] if row.state == State.CLOSED else rows.say(connection, row.id, [worded])
            return Reviewed(found.message_id, record, said)

    def look(self, file_id: str, look: FirstLook) -> Reviewed | None:
        """Store what a first look at a file told; None where the file is gone meanwhile, or its
        conversation."""
        with suppress(NoSuchConversation), self._database.writing() as connection:
            query = select(attachments).where(attachments.c.id == file_id)
            found = connection.execute(query).one_or_none()
            if found is None:
                return None
            locked(connection, found.conversation_id)
            done = connection.execute(
                update(attachments)
                .where(attachments.c.id == file_id)
                .where(attachments.c.state == AttachmentState.STORED)
                .values(first_look=look)
            )
            if done.rowcount == 0:
                return None
            record = rows.change_attachment(
                connection, found.conversation_id, found.message_id, file_id, {"look": look}
            )
            return None if record is None else Reviewed(found.message_id, record, [])
        return None

    def _notice(self, connection: Connection, row: Row) -> MessageContent | None:
        """Return what the desk says to a visitor's file: who will see it. None where it has said so
        just before, with nothing but files and what the desk says to them since."""
        ticket = tickets.newest(connection, row.id)
        if row.state == State.WITH_AGENT:
            agent = _display_name(connection, row.agent_id)
            if agent is None:  # of another support desk, whose people see it there
                return None
            notice = self._worded("file_with_agent", row.language, name=agent)
        elif row.state == State.WAITING:
            notice = self._worded("file_waiting", row.language)
        elif ticket is not None and ticket.answered_at is None:
            notice = self._worded("file_with_ticket", row.language, number=ticket.number)
        else:
            notice = self._worded("file_with_nobody", row.language)
        (said,) = in_their_script(connection, row.id, [notice])
        return None if _just_said(connection, row.id, said.text) else notice

    def _worded(self, notice: str, language: str, **values: object) -> MessageContent:
        said = self._reception.notice(notice, language)
        return MessageContent(said.text.format(**values), said.buttons, said.links)


def _just_said(connection: Connection, conversation_id: str, text: str) -> bool:
    query = (
        select(messages.c.author, messages.c.text, messages.c.attachments)
        .where(messages.c.conversation_id == conversation_id)
        .order_by(messages.c.seq.desc())
        .limit(_LOOK_BACK)
    )
    for message in connection.execute(query):
        if message.author == Author.NOTICE:
            if message.text == text:
                return True
        elif not message.attachments:
            return False
    return False


def _record(upload: Upload, kept: KeptFile) -> AttachmentRecord:
    return {
        "id": upload.id,
        "name": kept.name,
        "type": kept.media_type,
        "size": kept.size,
        "pages": kept.pages,
        "has_thumbnail": kept.has_thumbnail,
        "deleted": False,
        "review": None,
        "reason": None,
    }


def _display_name(connection: Connection, agent_id: str | None) -> str | None:
    query = select(agents.c.display_name).where(agents.c.id == agent_id)
    name: str | None = connection.execute(query).scalar_one_or_none() if agent_id else None
    return name
