"""The fixed words of the desk's tables, of the protocol and of the agents' API."""

from __future__ import annotations

from enum import Enum

from beian.nlu.intents import REQUEST_HUMAN


class Word(str, Enum):
    """A member is its word: in SQL, in JSON and in a metric's label."""

    def __str__(self) -> str:
        return str(self.value)


class State(Word):
    """The states of a conversation."""

    BOT = "bot"
    """The assistant answers."""
    WAITING = "waiting"
    """The visitor waits for an agent."""
    WITH_AGENT = "with_agent"
    CLOSED = "closed"


class Author(Word):
    """The authors of messages."""

    VISITOR = "visitor"
    ASSISTANT = "assistant"
    AGENT = "agent"
    NOTICE = "notice"
    """The desk itself."""


SAID_BY_PEOPLE = (Author.VISITOR, Author.AGENT)
"""What agents search for: not the assistant's answers, which are the same for everybody."""


class AttachmentState(Word):
    """How far an uploaded file has come."""

    UPLOADING = "uploading"
    CHECKING = "checking"
    STORED = "stored"
    """It is kept, and a message shows it."""
    REFUSED = "refused"
    DELETED = "deleted"


class Review(Word):
    """What an agent says of a file."""

    ACCEPTED = "accepted"
    AGAIN = "again"
    """Another one is needed in its place."""


class ChangedBy(Word):
    """Who changed the state of a conversation."""

    VISITOR = "visitor"
    AGENT = "agent"
    ASSISTANT = "assistant"
    DESK = "desk"


class Reason(Word):
    """Why a conversation was handed off, where the desk itself knows; responses have reasons of
    their own."""

    REQUEST_HUMAN = REQUEST_HUMAN
    THUMBS_DOWN = "thumbs_down"
    BOT_LATE = "bot_late"
    """The bot does not answer."""
    NOBODY_THERE = "nobody_there"
    """No agent came while the visitor waited."""
    AGENT_GONE = "agent_gone"
    """The agent who had the conversation is not there any more."""
    STAY = "stay"
    """The visitor goes on with the assistant."""
    RETURNED = "returned"
    """By the agent, to the assistant."""
    CLOSED = "closed"
    NEW = "new"
    """The visitor begins another conversation."""


class Role(Word):
    """The roles of agents, of which one may have several; beian/desk/rights.py says what each
    may."""

    AGENT = "agent"
    EDITOR = "editor"
    MANAGER = "manager"
    ADMIN = "admin"


class View(Word):
    """A list of conversations in the console."""

    QUEUE = "queue"
    MINE = "mine"
    TICKETS = "tickets"
    ALL = "all"


class DeliveryState(Word):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryKind(Word):
    """The kinds of the desk's own deliveries; connectors add kinds of their own."""

    NOTICE = "notice"
    MAIL = "mail"
