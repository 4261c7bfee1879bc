"""Which content of conversations goes into the outbox to Chatwoot, and in which order.

Of a visitor's own messages, those that were not written in Chatwoot: who is signed in may go on
with the conversation in the site's chat, and its people have to see what is sent there while they
have it. Each goes as a private note, files with the file in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlalchemy import and_, or_, select, update
from sqlalchemy.engine import Connection, Row

from beian.desk.connectors.chatwoot.tables import chatwoot_conversations as tied
from beian.desk.storage import rows
from beian.desk.storage.deliveries import enqueue
from beian.desk.storage.enumerations import Author, State
from beian.desk.storage.records import MessageContent
from beian.desk.storage.tables import conversations, messages

KIND = "chatwoot"
"""Of deliveries."""
TIED = select(
    conversations, tied.c.chatwoot_id, tied.c.queued_seq, tied.c.handed_since
).select_from(tied.join(conversations, conversations.c.id == tied.c.conversation_id))
HAS_NEWS = or_(
    conversations.c.last_seq > tied.c.queued_seq,
    and_(
        conversations.c.state == State.WAITING,
        or_(
            tied.c.handed_since.is_(None),
            tied.c.handed_since != conversations.c.waiting_since,
        ),
    ),
)
"""Of what TIED selects: something was said, or a hand-off is due."""
_WITH_PEOPLE = (State.WAITING, State.WITH_AGENT)
_WRITTEN_IN_CHATWOOT = re.compile(r"\d+(-pressed|-file-\d+)?")
"""The id of a visitor's message that an event of Chatwoot has told of."""


def locked_tied(connection: Connection, chatwoot_id: str) -> Row | None:
    """Return the tied conversation, which nobody else changes until the transaction ends."""
    row: Row | None = connection.execute(
        TIED.where(tied.c.chatwoot_id == chatwoot_id).with_for_update()
    ).one_or_none()
    return row


def queue_news(
    connection: Connection, chatwoot_id: str, handoff_notice: Callable[[str], MessageContent]
) -> None:
    """Put into the outbox what was said since the last time, and the hand-off where it is due.
    `handoff_notice`: what tells a visitor, in a language, whom nobody has told of it yet."""
    row = locked_tied(connection, chatwoot_id)
    if row is None:  # deleted just now
        return
    is_handed_off = row.state == State.WAITING and row.handed_since != row.waiting_since
    said = _said(connection, row, after=row.queued_seq)
    if is_handed_off and (not said or said[-1].author == Author.VISITOR):
        rows.say(connection, row.id, [handoff_notice(row.language)])
        said = _said(connection, row, after=row.queued_seq)
    for message in said:
        if message.author in (Author.ASSISTANT, Author.NOTICE):
            _enqueue(connection, row, f"{row.id}:{message.seq}", {"seq": message.seq})
        elif message.author == Author.VISITOR and row.state in _WITH_PEOPLE and not is_handed_off:
            _enqueue_from_elsewhere(connection, row, message)
    values: dict[str, object] = {"queued_seq": said[-1].seq} if said else {}
    if is_handed_off:
        values["handed_since"] = row.waiting_since
        key = f"{row.id}:hand-off:{row.waiting_since.isoformat()}"
        _enqueue(connection, row, key, {"handoff": True})
        # What was written before stands in its note; the files of before come behind it.
        for message in _said(connection, row, after=0):
            if message.author == Author.VISITOR and message.attachments:
                _enqueue_from_elsewhere(connection, row, message)
    if values:
        query = update(tied).where(tied.c.chatwoot_id == chatwoot_id)
        connection.execute(query.values(**values))


def _said(connection: Connection, row: Row, *, after: int) -> list[Row]:
    query = (
        select(messages.c.seq, messages.c.author, messages.c.id, messages.c.attachments)
        .where(messages.c.conversation_id == row.id, messages.c.seq > after)
        .order_by(messages.c.seq)
    )
    return connection.execute(query).all()  # type: ignore[no-any-return]


def _enqueue_from_elsewhere(connection: Connection, row: Row, message: Row) -> None:
    """Have Chatwoot's people told what the visitor has written or sent in another place."""
    if _WRITTEN_IN_CHATWOOT.fullmatch(message.id):
        return
    if not message.attachments:
        what = {"seq": message.seq, "note": row.language}
        _enqueue(connection, row, f"{row.id}:{message.seq}", what)
    for file in message.attachments or ():
        what = {"file": file["id"], "note": row.language}
        _enqueue(connection, row, f"{row.id}:file:{file['id']}", what)


def _enqueue(connection: Connection, row: Row, key: str, what: dict[str, object]) -> None:
    """Put a delivery to the tied conversation into the outbox."""
    display_id = row.chatwoot_id.rpartition("/")[2]
    enqueue(
        connection,
        kind=KIND,
        key=key,
        thread=f"{KIND}:{row.chatwoot_id}",
        payload={"place": row.chatwoot_id, "conversation": row.id, **what},
        to=f"#{display_id}",
    )
