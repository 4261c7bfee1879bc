"""The state of a conversation, and the only place that changes it.

bot -> waiting -> with_agent -> bot or closed. An agent may also step in while the bot answers, a
visitor who waits may go back to the bot, and what is not closed can be closed. While the state is
not bot nothing waits for the bot, and what the bot still says is dropped (conversation_store.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, true, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.storage.enumerations import ChangedBy, State
from beian.desk.storage.handoff_tables import transitions
from beian.desk.storage.tables import conversations, messages

ALLOWED = {
    (State.BOT, State.WAITING),
    (State.BOT, State.WITH_AGENT),
    (State.BOT, State.CLOSED),
    (State.WAITING, State.BOT),
    (State.WAITING, State.WITH_AGENT),
    (State.WAITING, State.CLOSED),
    (State.WITH_AGENT, State.BOT),
    (State.WITH_AGENT, State.WITH_AGENT),
    (State.WITH_AGENT, State.CLOSED),
}
"""From and to; from an agent to an agent is an assignment."""

_LOCKED = (
    select(conversations).where(conversations.c.id == bindparam("conversation")).with_for_update()
)


class NoSuchConversation(Exception):
    """No conversation has this id."""


class NotAllowed(Exception):
    """A change of state that is not in ALLOWED."""


@dataclass(frozen=True)
class Change:
    """A change of state: the new one, who makes it, and why. `agent_id`: the agent who acts;
    `to_agent_id`: the agent who has the conversation from now on."""

    to: State
    by: ChangedBy
    agent_id: str | None = None
    reason: str | None = None
    to_agent_id: str | None = None


def locked(connection: Connection, conversation_id: str) -> Row:
    """Return the conversation's row, which nobody else changes until the transaction ends."""
    row = connection.execute(_LOCKED, {"conversation": conversation_id}).one_or_none()
    if row is None:
        raise NoSuchConversation(conversation_id)
    return row


def change_state(connection: Connection, row: Row, change: Change) -> None:
    """Change the state of a locked conversation, and record it. Raises NotAllowed."""
    if (row.state, change.to) not in ALLOWED:
        raise NotAllowed(f"{row.state} -> {change.to}")
    moment = utc_now()
    connection.execute(
        update(conversations)
        .where(conversations.c.id == row.id)
        .values(
            state=change.to,
            agent_id=change.to_agent_id,
            waiting_since=moment if change.to == State.WAITING else None,
            changed_at=moment,
            waiting_question=None,
            reason=change.reason if change.to == State.WAITING else row.reason,
            lease=None,
            leased_until=None,
        )
    )
    if change.to != State.BOT:
        connection.execute(
            update(messages)
            .where(messages.c.conversation_id == row.id, messages.c.waiting == true())
            .values(waiting=False)
        )
    took_over = row.state == State.WAITING and change.to == State.WITH_AGENT
    connection.execute(
        insert(transitions),
        {
            "conversation_id": row.id,
            "before": row.state,
            "after": change.to,
            "by": change.by,
            "agent_id": change.agent_id,
            "to_agent_id": change.to_agent_id,
            "reason": change.reason,
            "at": moment,
            "waited_seconds": int((moment - row.waiting_since).total_seconds())
            if took_over
            else None,
        },
    )
