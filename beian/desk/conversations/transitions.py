"""The state of a conversation, and the only place that changes it.

bot -> waiting -> with_agent -> bot or closed. An agent may also step in while the bot answers, a
visitor who waits may go back to the bot or, where the agent is not there any more, to the queue,
and what is not closed can be closed. Where the bot is silent nothing waits for it, and what it
still says is dropped (conversation_store.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, insert, select, true, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.storage.enumerations import ChangedBy, State
from beian.desk.storage.handoff_tables import transitions
from beian.desk.storage.rows import NoSuchConversation
from beian.desk.storage.tables import conversations, messages

__all__ = ["ALLOWED", "Change", "NoSuchConversation", "NotAllowed", "change_state", "locked"]

ALLOWED = {
    (State.BOT, State.WAITING),
    (State.BOT, State.WITH_AGENT),
    (State.BOT, State.CLOSED),
    (State.WAITING, State.BOT),
    (State.WAITING, State.WITH_AGENT),
    (State.WAITING, State.CLOSED),
    (State.WITH_AGENT, State.BOT),
    (State.WITH_AGENT, State.WAITING),
    (State.WITH_AGENT, State.WITH_AGENT),
    (State.WITH_AGENT, State.CLOSED),
}
"""From and to; from an agent to an agent is an assignment."""

_LOCKED = (
    select(conversations).where(conversations.c.id == bindparam("conversation")).with_for_update()
)


class NotAllowed(Exception):
    """A change of state that is not in ALLOWED."""


@dataclass(frozen=True)
class Change:
    """A change of state: the new one, who makes it, and why. `agent_id`: the agent who acts;
    `to_agent_id`: the agent who has the conversation from now on. `bot_goes_on`: the bot answers
    also while the visitor waits."""

    to: State
    by: ChangedBy
    agent_id: str | None = None
    reason: str | None = None
    to_agent_id: str | None = None
    bot_goes_on: bool = False


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
    values: dict[str, object] = {
        "state": change.to,
        "agent_id": change.to_agent_id,
        "changed_at": moment,
        "waiting_question": None,
        **_place_in_queue(row, change, moment),
    }
    if change.to == State.WAITING:
        values["reason"] = change.reason
    if change.to == State.CLOSED:
        values |= {"page_address": None, "page_title": None}
    if change.by == ChangedBy.VISITOR:
        values["visitor_seen_at"] = moment
    if not change.bot_goes_on:
        values |= {"lease": None, "leased_until": None}
    connection.execute(update(conversations).where(conversations.c.id == row.id).values(**values))
    if change.to != State.BOT and not change.bot_goes_on:
        connection.execute(
            update(messages)
            .where(messages.c.conversation_id == row.id, messages.c.waiting == true())
            .values(waiting=False)
        )
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
            "waited_seconds": _waited_seconds(row, change, moment),
        },
    )


def _place_in_queue(row: Row, change: Change, moment: datetime) -> dict[str, datetime | None]:
    """Return the columns that hold the place: an agent's absence costs the visitor none."""
    if change.to == State.WAITING:
        return {
            "waiting_since": row.held_place or moment,
            "wait_began_at": moment,
            "held_place": None,
        }
    held = None
    if change.to == State.WITH_AGENT:
        held = row.held_place or row.waiting_since or moment
    return {"waiting_since": None, "wait_began_at": None, "held_place": held}


def _waited_seconds(row: Row, change: Change, moment: datetime) -> int | None:
    """Return how long the visitor waited, where an agent takes over."""
    if (row.state, change.to) != (State.WAITING, State.WITH_AGENT):
        return None
    since = row.wait_began_at or row.waiting_since  # a desk of before knows of one moment alone
    return int((moment - since).total_seconds())
