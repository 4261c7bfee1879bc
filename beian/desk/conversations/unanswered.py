"""What a visitor wrote for a person, and no person has answered."""

from __future__ import annotations

from sqlalchemy import func, select, update
from sqlalchemy.engine import Connection

from beian.desk.storage.enumerations import Author, State
from beian.desk.storage.handoff_tables import transitions
from beian.desk.storage.tables import messages


def unanswered(connection: Connection, conversation_id: str) -> list[int]:
    """Return the seqs of what the visitor wrote since the assistant had the conversation alone, and
    after the last word of an agent, and which the assistant has not read."""
    mine = messages.c.conversation_id == conversation_id
    last_word = select(func.coalesce(func.max(messages.c.seq), 0)).where(
        mine, messages.c.author == Author.AGENT
    )
    handed = select(func.max(transitions.c.at)).where(
        transitions.c.conversation_id == conversation_id, transitions.c.before == State.BOT
    )
    query = (
        select(messages.c.seq)
        .where(mine, messages.c.author == Author.VISITOR, messages.c.payload.is_(None))
        .where(messages.c.intent.is_(None), messages.c.waiting.is_not(True))
        .where(messages.c.seq > last_word.scalar_subquery())
        .where(messages.c.at > handed.scalar_subquery())
        .order_by(messages.c.seq)
    )
    return list(connection.execute(query).scalars())


def leave_to_assistant(connection: Connection, conversation_id: str) -> None:
    """Let the assistant answer what nobody has."""
    connection.execute(
        update(messages)
        .where(messages.c.conversation_id == conversation_id)
        .where(messages.c.seq.in_(unanswered(connection, conversation_id)))
        .values(waiting=True)
    )
