"""Which conversations an agent may read, and in which they may act."""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum, auto
from typing import Protocol

from sqlalchemy import and_, exists, false, or_, select, true
from sqlalchemy.engine import Connection
from sqlalchemy.sql.elements import ColumnElement

from beian.desk.rights import Right, may
from beian.desk.storage.enumerations import Role, State
from beian.desk.storage.handoff_tables import tickets, transitions
from beian.desk.storage.tables import conversations

_SERVED = conversations.alias("served")
_OPEN = tickets.alias("open_tickets")


class Reader(Protocol):
    """The agent who reads."""

    @property
    def id(self) -> str: ...

    @property
    def roles(self) -> Collection[Role]: ...


class Reach(Enum):
    """How far a conversation is open to an agent."""

    NONE = auto()
    READ = auto()
    """An earlier conversation of an account that the agent serves: read, and written down."""
    ACT = auto()


def open_to(agent: Reader) -> ColumnElement[bool]:
    """Return whether a conversation is the agent's to act in: it waits, or the agent has or had
    it; any, for who has the right to others' conversations."""
    if may(agent.roles, Right.OTHERS):
        return true()
    if not may(agent.roles, Right.SERVE):
        return false()
    of_this = conversations.c.id
    had = of_this.in_(
        select(transitions.c.conversation_id).where(transitions.c.to_agent_id == agent.id)
    )
    ticket_waits = exists().where(_OPEN.c.conversation_id == of_this, _OPEN.c.answered_at.is_(None))
    has = and_(conversations.c.state == State.WITH_AGENT, conversations.c.agent_id == agent.id)
    return or_(
        conversations.c.state == State.WAITING,
        has,
        and_(conversations.c.state != State.WITH_AGENT, ticket_waits),
        had,
    )


def reach_of(connection: Connection, conversation_id: str, agent: Reader) -> Reach:
    """Return how far a conversation is open to an agent."""
    this = conversations.c.id == conversation_id
    if connection.execute(select(conversations.c.id).where(this, open_to(agent))).first():
        return Reach.ACT
    serves = exists().where(
        _SERVED.c.account_id == conversations.c.account_id,
        _SERVED.c.state == State.WITH_AGENT,
        _SERVED.c.agent_id == agent.id,
    )
    if (
        may(agent.roles, Right.SERVE)
        and connection.execute(select(conversations.c.id).where(this, serves)).first()
    ):
        return Reach.READ
    return Reach.NONE
