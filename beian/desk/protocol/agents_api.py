"""The types of openapi.json, which tools/frame_types.py writes from it."""

from __future__ import annotations

from typing import Literal, TypedDict

from typing_extensions import NotRequired

from beian.desk.storage.enumerations import Author, ChangedBy, Role, State


class AccountName(TypedDict):
    id: str
    name: str


class AgentName(TypedDict):
    id: str
    display_name: str


class LastMessage(TypedDict):
    author: Author
    text: str
    at: str


class Ticket(TypedDict):
    """A question that an agent answers later."""

    number: str
    opened_at: str
    due_at: str | None
    contact: str | None
    answered_at: str | None


class Summary(TypedDict):
    """A conversation as lists show it."""

    id: str
    state: State
    language: str
    account: AccountName | None
    agent: AgentName | None
    topic: str | None
    reason: str | None
    waiting_since: str | None
    began_at: str
    changed_at: str
    last_seq: int
    last_message: LastMessage | None
    ticket: Ticket | None
    tags: list[str]


class ConversationEvent(TypedDict):
    """A conversation is new or has changed."""

    type: Literal["conversation"]
    conversation: Summary


class Button(TypedDict):
    title: str
    payload: str


class Link(TypedDict):
    title: str
    url: str


class Attachment(TypedDict):
    """An uploaded file, which was checked and is kept."""

    id: str
    name: str
    type: str
    size: int
    pages: int | None
    url: str
    thumbnail: str | None
    deleted: bool
    review: Literal["accepted", "again", None]
    reason: str | None


class Message(TypedDict):
    id: str
    seq: int
    author: Author
    name: str | None
    text: str
    at: str
    buttons: list[Button]
    links: list[Link]
    answers: int | None
    feedback: Literal["up", "down", None]
    intent: str | None
    confidence: float | None
    attachments: NotRequired[list[Attachment]]


class MessageEvent(TypedDict):
    type: Literal["message"]
    conversation: str
    message: Message


class Note(TypedDict):
    """What agents write to each other about a conversation."""

    id: str
    agent: AgentName
    text: str
    at: str


class NoteEvent(TypedDict):
    type: Literal["note"]
    conversation: str
    note: Note


class AttachmentEvent(TypedDict):
    """An agent has looked at a file, or it was deleted."""

    type: Literal["attachment"]
    conversation: str
    message: str
    attachment: Attachment


class TypingEvent(TypedDict):
    """The visitor types, or has stopped."""

    type: Literal["typing"]
    conversation: str
    on: bool


class Agent(TypedDict):
    id: str
    name: str
    display_name: str
    role: Role
    available: bool
    online: bool


class AgentEvent(TypedDict):
    """An agent has come, gone or changed availability."""

    type: Literal["agent"]
    agent: Agent


class PongEvent(TypedDict):
    type: Literal["pong"]


DeskEvent = (
    ConversationEvent
    | MessageEvent
    | NoteEvent
    | AttachmentEvent
    | TypingEvent
    | AgentEvent
    | PongEvent
)

Transition = TypedDict(
    "Transition",
    {
        "from": State,
        "to": State,
        "by": ChangedBy,
        "agent": AgentName | None,
        "reason": str | None,
        "at": str,
    },
)


class TopicStep(TypedDict):
    """What a visitor's message was understood to be about."""

    seq: int
    intent: str
    confidence: float | None
    at: str


class FactSource(TypedDict):
    publisher: str
    title: str
    date: str | None
    address: str | None


class Fact(TypedDict):
    """What an answer rests on. No provinces: it counts in all. Provider `any`: it counts with
    all."""

    id: str
    zh: str
    en: str
    source: FactSource
    provider: str
    provinces: list[str]
    confidence: Literal["high", "medium", "low"]
    contradicted_by: list[str]


class FactsOfTopic(TypedDict):
    intent: str
    facts: list[Fact]


class Subject(TypedDict):
    name: str
    type: str
    person: str
    document: str | None
    province: str
    filing_number: str | None
    status: str


class Website(TypedDict):
    name: str
    domains: list[str]
    filing_number: str | None
    status: str


class Order(TypedDict):
    number: str
    kind: str
    state: str
    submitted_on: str | None
    deadline: str | None
    overdue: bool


class Account(TypedDict):
    """The filing state in short. Words and states are those of the filing state."""

    id: str
    masked: bool
    subject: Subject | None
    phones: list[str]
    websites: list[Website]
    orders: list[Order]
