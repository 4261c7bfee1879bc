"""Reading and writing single rows, within a transaction of desk.storage.conversations."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import and_, case, insert, select, true, update
from sqlalchemy.engine import Connection, Row

from desk.storage.leases import LEASE, is_free, now
from desk.storage.records import ASSISTANT, NOTICE, Answer, Conversation, Message, Reply
from desk.storage.tables import conversations, feedback, messages, offers

WITH_FEEDBACK = select(messages, feedback.c.value.label("feedback")).select_from(
    messages.outerjoin(
        feedback,
        and_(
            feedback.c.conversation_id == messages.c.conversation_id,
            feedback.c.message_id == messages.c.id,
        ),
    )
)


def conversation_of(connection: Connection, conversation_id: str) -> Conversation:
    query = select(conversations).where(conversations.c.id == conversation_id)
    return Conversation.of_row(connection.execute(query).one())


def change(connection: Connection, conversation_id: str, **values: object) -> None:
    connection.execute(
        update(conversations).where(conversations.c.id == conversation_id).values(**values)
    )


def advance(connection: Connection, conversation_id: str, lease: str) -> Row:
    """Makes room for one more message, whose seq is the row's last_seq, and takes the lease if
    it is free. The row stays locked to the end of the transaction."""
    moment = now()
    free = is_free()
    connection.execute(
        update(conversations)
        .where(conversations.c.id == conversation_id)
        .values(
            last_seq=conversations.c.last_seq + 1,
            changed_at=moment,
            lease=case((free, lease), else_=conversations.c.lease),
            leased_until=case((free, moment + LEASE), else_=conversations.c.leased_until),
        )
    )
    query = select(conversations).where(conversations.c.id == conversation_id)
    return connection.execute(query).one()


def last_seq(connection: Connection, conversation_id: str) -> int:
    query = select(conversations.c.last_seq).where(conversations.c.id == conversation_id)
    return int(connection.execute(query).scalar_one())


def by_id(connection: Connection, conversation_id: str, message_id: str) -> Message | None:
    query = WITH_FEEDBACK.where(messages.c.conversation_id == conversation_id).where(
        messages.c.id == message_id
    )
    row = connection.execute(query).one_or_none()
    return None if row is None else Message.of_row(row)


def title_of_offer(connection: Connection, conversation_id: str, payload: str | None) -> str | None:
    """The title of a button that was offered."""
    query = select(offers.c.title).where(
        offers.c.conversation_id == conversation_id, offers.c.payload == payload
    )
    title: str | None = connection.execute(query).scalar_one_or_none()
    return title


def waits(connection: Connection, conversation_id: str) -> bool:
    query = (
        select(messages.c.seq)
        .where(messages.c.conversation_id == conversation_id)
        .where(messages.c.waiting == true())
        .limit(1)
    )
    return connection.execute(query).first() is not None


def append(
    connection: Connection, conversation_id: str, seq: int, values: Mapping[str, object]
) -> Message:
    row = {
        "conversation_id": conversation_id,
        "seq": seq,
        "payload": None,
        "buttons": [],
        "links": [],
        "at": now(),
        "answers": None,
        "account_id": None,
        "waiting": False,
        "apologised": False,
        "intent": None,
        "confidence": None,
        "handoff": False,
        **values,
    }
    connection.execute(insert(messages), row)
    shown = {name: row[name] for name in Message.__dataclass_fields__ if name in row}
    return Message(**shown)  # type: ignore[arg-type]


def say(
    connection: Connection,
    conversation_id: str,
    replies: Iterable[Reply],
    answers: int | None,
    answer: Answer | None,
) -> list[Message]:
    """Appends replies of the bot, or with no `answer` a notice of the desk."""
    said = []
    replies = list(replies)
    change(
        connection,
        conversation_id,
        last_seq=conversations.c.last_seq + len(replies),
        changed_at=now(),
        **({} if answer is None else {"language": answer.language}),
    )
    seq = last_seq(connection, conversation_id) - len(replies)
    for reply in replies:
        seq += 1
        row = {
            "id": uuid.uuid4().hex,
            "author": NOTICE if answer is None else ASSISTANT,
            "text": reply.text,
            "buttons": reply.buttons,
            "links": reply.links,
            "answers": answers,
            "handoff": answer is not None and answer.handoff,
        }
        said.append(append(connection, conversation_id, seq, row))
        for button in reply.buttons:
            _offer(connection, conversation_id, button)
    return said


def _offer(connection: Connection, conversation_id: str, button: dict[str, str]) -> None:
    key = {"conversation_id": conversation_id, "payload": button["payload"]}
    named = update(offers).where(
        offers.c.conversation_id == conversation_id, offers.c.payload == button["payload"]
    )
    if connection.execute(named.values(title=button["title"])).rowcount == 0:
        connection.execute(insert(offers), {**key, "title": button["title"]})
