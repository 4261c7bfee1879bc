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
    BLOCKED = "blocked"
    """An agent has blocked the visitor."""
    CHECKLIST_COMPLETE = "checklist_complete"
    """All papers of a checklist are there."""
    NEW = "new"
    """The visitor begins another conversation."""
    DELETED = "deleted"
    """The visitor deletes the conversation."""


class PaperState(Word):
    """How far a paper of a checklist is."""

    OPEN = "open"
    TICKED = "ticked"
    """The visitor says that it is ready."""
    SENT = "sent"
    """A file of it is there."""
    ACCEPTED = "accepted"
    AGAIN = "again"
    """An agent wants another file in its place."""


READY_PAPERS = frozenset({PaperState.TICKED, PaperState.SENT, PaperState.ACCEPTED})


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


class Ending(Word):
    """What becomes of a conversation at the end of a macro."""

    KEEP = "keep"
    """It stays with the agent."""
    RETURN = "return"
    """The assistant has it again."""
    TICKET = "ticket"
    """A ticket is made, and the assistant has it meanwhile."""
    CLOSE = "close"


class DeliveryState(Word):
    WAITING = "waiting"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryKind(Word):
    """The kinds of the desk's own deliveries; connectors add kinds of their own."""

    NOTICE = "notice"
    MAIL = "mail"
    WEBHOOK = "webhook"


class ErasedKind(Word):
    """What of a conversation lies outside of the store."""

    TRACKER = "tracker"
    """What the bot keeps of it."""
    FILE = "file"


class ReminderState(Word):
    """What became of a reminder."""

    WAITING = "waiting"
    SENT = "sent"
    SUPERSEDED = "superseded"
    """A later one of the same order was sent in its place."""
    GONE = "gone"
    """What it was about no longer holds."""
    OFF = "off"
    """Its kind is switched off, by the account or by desk.yml."""
    FAILED = "failed"
