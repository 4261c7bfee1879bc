"""Reads and writes single rows, within a transaction of beian.desk.conversations."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Text, and_, bindparam, case, func, insert, or_, select, true, update
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql.elements import ColumnElement

from beian.base.clock import utc_now
from beian.base.column_types import Instant
from beian.desk.storage.enumerations import SAID_BY_PEOPLE, Author
from beian.desk.storage.records import (
    WANTS_PERSON,
    Answer,
    AttachmentRecord,
    Conversation,
    Message,
    MessageContent,
)
from beian.desk.storage.scripts import in_their_script
from beian.desk.storage.tables import conversations, feedback, messages, offers


class NoSuchConversation(Exception):
    """No conversation has this id: there never was one, or it was deleted."""


WITH_FEEDBACK = select(
    messages,
    feedback.c.value.label("feedback"),
    feedback.c.reason.label("feedback_reason"),
    feedback.c.comment.label("feedback_comment"),
).select_from(
    messages.outerjoin(
        feedback,
        and_(
            feedback.c.conversation_id == messages.c.conversation_id,
            feedback.c.message_id == messages.c.id,
        ),
    )
)


def is_free(moment: datetime | ColumnElement) -> ColumnElement:
    """Return whether the lease of a conversation is free at that moment."""
    return or_(conversations.c.lease.is_(None), conversations.c.leased_until < moment)


# Statements are made once: to make one anew costs as much as to run it.
_CONVERSATION_ID = bindparam("conversation")
_CONVERSATION = select(conversations).where(conversations.c.id == _CONVERSATION_ID)
_LAST_SEQ = select(conversations.c.last_seq).where(conversations.c.id == _CONVERSATION_ID)
_KNOWN = (
    select(messages.c.seq)
    .where(messages.c.conversation_id == _CONVERSATION_ID, messages.c.id == bindparam("message"))
    .scalar_subquery()
)
_ADVANCED = select(conversations, _KNOWN.label("known")).where(
    conversations.c.id == _CONVERSATION_ID
)
_FREE = is_free(bindparam("moment", type_=Instant))
_ADVANCE = (
    update(conversations)
    .where(conversations.c.id == _CONVERSATION_ID)
    .values(
        last_seq=conversations.c.last_seq + 1,
        changed_at=bindparam("moment", type_=Instant),
        visitor_seen_at=bindparam("moment", type_=Instant),
        network=func.coalesce(bindparam("from_network", type_=Text), conversations.c.network),
        lease=case((_FREE, bindparam("new_lease")), else_=conversations.c.lease),
        leased_until=case(
            (_FREE, bindparam("lease_end", type_=Instant)), else_=conversations.c.leased_until
        ),
    )
)
_MAKE_ROOM = (
    update(conversations)
    .where(conversations.c.id == _CONVERSATION_ID)
    .values(
        last_seq=conversations.c.last_seq + bindparam("more"),
        changed_at=bindparam("moment", type_=Instant),
        language=func.coalesce(bindparam("spoken", type_=Text), conversations.c.language),
    )
)
_BY_ID = WITH_FEEDBACK.where(
    messages.c.conversation_id == _CONVERSATION_ID, messages.c.id == bindparam("message")
)
_WAITS = (
    select(messages.c.seq)
    .where(messages.c.conversation_id == _CONVERSATION_ID, messages.c.waiting == true())
    .limit(1)
)
_SHOWN = tuple(name for name in Message.__dataclass_fields__ if name in messages.c)
_OFFER = select(offers.c.title).where(
    offers.c.conversation_id == _CONVERSATION_ID, offers.c.payload == bindparam("payload")
)
_ANSWERED = (
    update(messages)
    .where(messages.c.conversation_id == _CONVERSATION_ID, messages.c.seq == bindparam("place"))
    .where(messages.c.waiting == true())
    .values(waiting=False, intent=bindparam("understood"), confidence=bindparam("sure"))
)
_ADD = insert(messages)
_OFFERS = select(offers.c.payload, offers.c.title).where(
    offers.c.conversation_id == _CONVERSATION_ID,
    offers.c.payload.in_(bindparam("payloads", expanding=True)),
)
_ADD_OFFERS = insert(offers)
_RENAME_OFFERS = (
    update(offers)
    .where(offers.c.conversation_id == _CONVERSATION_ID, offers.c.payload == bindparam("offered"))
    .values(title=bindparam("shown"))
)


def conversation_of(connection: Connection, conversation_id: str) -> Conversation:
    """Return a conversation. Raises NoSuchConversation."""
    row = connection.execute(_CONVERSATION, {"conversation": conversation_id}).one_or_none()
    if row is None:
        raise NoSuchConversation(conversation_id)
    return Conversation.of_row(row)


def change(connection: Connection, conversation_id: str, **values: object) -> None:
    connection.execute(
        update(conversations).where(conversations.c.id == conversation_id).values(**values)
    )


def advance(
    connection: Connection,
    conversation_id: str,
    message_id: str,
    lease: str,
    lease_time: timedelta,
    *,
    network: str | None = None,
) -> Row:
    """Make room for one more message, whose seq is the row's last_seq, and take the lease if it is
    free; `network`: the hashed address that it comes from. The row stays locked to the end of the
    transaction; its `known` is the seq of the message if it is there already. Raises
    NoSuchConversation."""
    moment = utc_now()
    values = {
        "moment": moment,
        "new_lease": lease,
        "lease_end": moment + lease_time,
        "from_network": network,
    }
    connection.execute(_ADVANCE, {"conversation": conversation_id, **values})
    wanted = {"conversation": conversation_id, "message": message_id}
    row = connection.execute(_ADVANCED, wanted).one_or_none()
    if row is None:
        raise NoSuchConversation(conversation_id)
    return row


def by_id(connection: Connection, conversation_id: str, message_id: str) -> Message | None:
    wanted = {"conversation": conversation_id, "message": message_id}
    row = connection.execute(_BY_ID, wanted).one_or_none()
    return None if row is None else Message.of_row(row)


def title_of_offer(connection: Connection, conversation_id: str, payload: str) -> str | None:
    """Return the title of a button that was offered."""
    wanted = {"conversation": conversation_id, "payload": payload}
    title: str | None = connection.execute(_OFFER, wanted).scalar_one_or_none()
    return title


def waits(connection: Connection, conversation_id: str) -> bool:
    return connection.execute(_WAITS, {"conversation": conversation_id}).first() is not None


def mark_answered(connection: Connection, conversation_id: str, seq: int, answer: Answer) -> bool:
    """Mark a message as answered; return whether it still waited."""
    done = connection.execute(
        _ANSWERED,
        {
            "conversation": conversation_id,
            "place": seq,
            "understood": answer.intent,
            "sure": answer.confidence,
        },
    )
    return bool(done.rowcount)


def append(
    connection: Connection, conversation_id: str, seq: int, *several: Mapping[str, object]
) -> list[Message]:
    """Add messages, the first with this seq, and return them."""
    added = [
        {
            "conversation_id": conversation_id,
            "seq": seq + place,
            "payload": None,
            "buttons": [],
            "links": [],
            "card": None,
            "at": utc_now(),
            "answers": None,
            "account_id": None,
            "waiting": False,
            "apologised": False,
            "intent": None,
            "confidence": None,
            "handoff": False,
            "offer": None,
            "agent_id": None,
            "name": None,
            "recalled_at": None,
            "indexed": values["author"] not in SAID_BY_PEOPLE,
            "attachments": None,
            **values,
        }
        for place, values in enumerate(several)
    ]
    connection.execute(_ADD, added)
    return [
        Message(**{name: row[name] for name in _SHOWN})  # type: ignore[arg-type]
        for row in added
    ]


def say(
    connection: Connection,
    conversation_id: str,
    replies: Sequence[MessageContent],
    answers: int | None = None,
    answer: Answer | None = None,
    *,
    offer: str | None = None,
    last_seq: int | None = None,
) -> list[Message]:
    """Append replies of the bot, or with no `answer` notices of the desk, in the characters that
    the visitor writes; `offer`: why a person is
    offered with it; `last_seq`: of the conversation, where it is locked and known."""
    if not replies:
        return []
    if answer is None:
        replies = in_their_script(connection, conversation_id, replies)
    _remember_offers(
        connection,
        conversation_id,
        {button["payload"]: button["title"] for reply in replies for button in _buttons(reply)},
    )
    said = [
        {
            "id": uuid.uuid4().hex,
            "author": Author.NOTICE if answer is None else Author.ASSISTANT,
            "text": reply.text,
            "buttons": reply.buttons,
            "links": reply.links,
            "card": reply.card,
            "answers": answers,
            "handoff": answer is not None and answer.handoff,
            "offer": (answer.offer if answer else offer) if _offers_person(reply) else None,
        }
        for reply in replies
    ]
    language = answer.language if answer else None
    return say_as(connection, conversation_id, *said, language=language, last_seq=last_seq)


def say_as(
    connection: Connection,
    conversation_id: str,
    *several: Mapping[str, object],
    language: str | None = None,
    last_seq: int | None = None,
) -> list[Message]:
    """Append messages that take the next places; `language`: the conversation's from now on;
    `last_seq`: as for `say`."""
    conversation = {"conversation": conversation_id}
    room = {"more": len(several), "moment": utc_now(), "spoken": language}
    connection.execute(_MAKE_ROOM, {**conversation, **room})
    if last_seq is None:
        last_seq = int(connection.execute(_LAST_SEQ, conversation).scalar_one()) - len(several)
    return append(connection, conversation_id, last_seq + 1, *several)


def _buttons(reply: MessageContent) -> list[dict[str, str]]:
    """Return all that can be pressed: the buttons of a message and of its card."""
    actions = reply.card["actions"] if reply.card else []
    return [*reply.buttons, *(action for action in actions if "payload" in action)]


def change_attachment(
    connection: Connection,
    conversation_id: str,
    message_id: str,
    file_id: str,
    changed: Mapping[str, object],
    *,
    text: str | None = None,
) -> AttachmentRecord | None:
    """Change what a message shows of a file, in a locked conversation, and with `text` the
    message's; return the file as it is shown now, None where no message shows it."""
    message = by_id(connection, conversation_id, message_id)
    shown = message.attachments if message is not None else None
    if not any(each["id"] == file_id for each in shown or ()):
        return None
    now_shown = [
        cast(AttachmentRecord, {**each, **changed}) if each["id"] == file_id else each
        for each in shown or ()
    ]
    connection.execute(
        update(messages)
        .where(messages.c.conversation_id == conversation_id, messages.c.id == message_id)
        .values(attachments=now_shown, **({} if text is None else {"text": text}))
    )
    return next(each for each in now_shown if each["id"] == file_id)


def _offers_person(reply: MessageContent) -> bool:
    return any(button["payload"] == WANTS_PERSON for button in reply.buttons)


def _remember_offers(
    connection: Connection, conversation_id: str, titles: Mapping[str, str]
) -> None:
    """Remember buttons, payload to title; one that was offered before keeps its newest title."""
    if not titles:
        return
    conversation = {"conversation": conversation_id}
    found = connection.execute(_OFFERS, {**conversation, "payloads": list(titles)})
    known = {row.payload: row.title for row in found}
    added = [
        {"conversation_id": conversation_id, "payload": payload, "title": title}
        for payload, title in titles.items()
        if payload not in known
    ]
    renamed = [
        {**conversation, "offered": payload, "shown": titles[payload]}
        for payload, title in known.items()
        if title != titles[payload]
    ]
    if added:
        connection.execute(_ADD_OFFERS, added)
    if renamed:
        connection.execute(_RENAME_OFFERS, renamed)
