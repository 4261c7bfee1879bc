"""What a connector needs that hands every message to another support desk, and takes what people
there write: the messages that are to go out, and the answers that came in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from beian.base.clock import utc_now
from beian.desk.conversations.transitions import Change, change_state, locked
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.deliveries import enqueue
from beian.desk.storage.enumerations import Author, ChangedBy, State
from beian.desk.storage.records import Message
from beian.desk.storage.tables import conversations, messages

_LOOKED_BACK = timedelta(days=1)


def enqueue_said(database: DeskDatabase, kind: str) -> None:
    """Put what was said to people during the last day into the outbox, each message once, as
    deliveries of this kind: {"conversation", "from": its author, "text"}, in order within a
    conversation."""
    with_people = conversations.c.state.in_((State.WAITING, State.WITH_AGENT))
    is_theirs = with_people & (messages.c.author != Author.AGENT)
    is_new = messages.c.at > utc_now() - _LOOKED_BACK
    query = select(messages).join(conversations).where(is_theirs, is_new).order_by(messages.c.seq)
    with database.writing() as connection:
        for row in connection.execute(query).all():
            said = {"conversation": row.conversation_id, "from": row.author, "text": row.text}
            thread = f"{kind}:{row.conversation_id}"
            key = f"{row.conversation_id}:{row.seq}"
            enqueue(connection, kind=kind, key=key, thread=thread, payload=said, to=kind)


def store_answer(
    database: DeskDatabase,
    kind: str,
    conversation_id: str,
    answer: Mapping[str, str],
    *,
    done: bool = False,
) -> list[Message]:
    """Store what a person wrote: `id`, `name` and `text`; `done`: gives the conversation back to
    the assistant. Returns the message as it is shown to the visitor, and nothing where it was
    stored before, or the conversation is closed. Raises NoSuchConversation."""
    with database.writing() as connection:
        row = locked(connection, conversation_id)
        if row.state == State.CLOSED or rows.by_id(connection, row.id, answer["id"]):
            return []
        state = State.BOT if done else State.WITH_AGENT
        if row.state != state:
            change_state(connection, row, Change(state, ChangedBy.DESK, reason=kind))
        said = {name: answer[name] for name in ("id", "name", "text")}
        return rows.say_as(connection, row.id, {"author": Author.AGENT, **said})
