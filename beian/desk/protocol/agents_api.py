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


class Rating(TypedDict):
    """What a visitor thinks of a conversation as a whole; `at` is null for one from before
    times were kept."""

    score: int
    comment: str | None
    at: str | None


class Block(TypedDict):
    """A visitor whom no person serves: an account or, without one, a conversation and, for a
    time, its address."""

    id: str
    conversation: str | None
    account: str | None
    reason: str
    agent: AgentName
    at: str
    until: str | None


class VisitorPage(TypedDict):
    address: str | None
    title: str | None


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
    visitor_here: bool | None
    rating: Rating | None
    group: str | None
    blocked: Block | None
    page: VisitorPage | None


class ConversationEvent(TypedDict):
    """A conversation is new or has changed."""

    type: Literal["conversation"]
    conversation: Summary


class GoneEvent(TypedDict):
    """A conversation is not open to the agent: somebody else has it, or nobody any more."""

    type: Literal["gone"]
    conversation: str
    state: State
    agent: AgentName | None


class DeletedEvent(TypedDict):
    """A visitor has deleted a conversation: nothing of it is left."""

    type: Literal["deleted"]
    conversation: str


class Button(TypedDict):
    title: str
    payload: str


class Link(TypedDict):
    title: str
    url: str


class CardStage(TypedDict):
    title: str
    reached: Literal["done", "now", "ahead", "stopped"]


class CardDeadline(TypedDict):
    """When an order's time is over, and when that was told."""

    at: str
    now: str


class CardSection(TypedDict):
    """Lines under a heading."""

    title: str
    lines: list[str]


class Card(TypedDict):
    """What a visitor sees beside the message, to look at and act upon; its title and lines hold
    all that it says. A letter's can't be opened here."""

    kind: Literal["order", "orders", "letter", "checklist", "what_if"]
    title: str
    lines: list[str]
    actions: list[str]
    stages: NotRequired[list[CardStage]]
    deadline: NotRequired[CardDeadline]
    sections: NotRequired[list[CardSection]]


FeedbackReason = Literal["wrong", "incomplete", "unclear", "off_topic", "other", None]


class FirstLook(TypedDict):
    """What a first look at a picture told, in each language: a hint; left out where there was
    none."""

    zh: str
    en: str


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
    look: NotRequired[FirstLook]


class Message(TypedDict):
    id: str
    seq: int
    author: Author
    name: str | None
    text: str
    at: str
    buttons: list[Button]
    links: list[Link]
    card: NotRequired[Card]
    answers: int | None
    feedback: Literal["up", "down", None]
    feedback_reason: FeedbackReason
    feedback_comment: str | None
    intent: str | None
    confidence: float | None
    recalled: NotRequired[bool]
    attachments: NotRequired[list[Attachment]]


class MessageEvent(TypedDict):
    type: Literal["message"]
    conversation: str
    message: Message


class RecalledEvent(TypedDict):
    """An agent has taken back a message."""

    type: Literal["recalled"]
    conversation: str
    seq: int


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


class ChecklistEvent(TypedDict):
    """A checklist of the visitor's has changed: the context tells how it stands."""

    type: Literal["checklist"]
    conversation: str


class TypingEvent(TypedDict):
    """The visitor types, or has stopped."""

    type: Literal["typing"]
    conversation: str
    on: bool


class Agent(TypedDict):
    id: str
    name: str
    display_name: str
    roles: list[Role]
    disabled: bool
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
    | GoneEvent
    | DeletedEvent
    | MessageEvent
    | RecalledEvent
    | NoteEvent
    | AttachmentEvent
    | ChecklistEvent
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


class Words(TypedDict):
    zh: str
    en: str


class Website(TypedDict):
    name: str
    domains: list[str]
    filing_number: str | None
    status: str


class Service(TypedDict):
    kind: str
    name: str
    platform: str | None
    filing_number: str | None
    status: str


class Subject(TypedDict):
    name: str
    type: str
    person: str
    document: str | None
    province: Words
    filing_number: str | None
    status: str
    websites: list[Website]
    services: list[Service]


class Order(TypedDict):
    number: str
    kind: str
    about: str | None
    state: str
    open: bool
    submitted_on: str | None
    finished_on: str | None
    return_reason: str | None
    deadline: str | None
    overdue: bool


class Account(TypedDict):
    """The filing state in short. Words and states are those of the filing state."""

    id: str
    masked: bool
    subjects: list[Subject]
    phones: list[str]
    orders: list[Order]


class Known(TypedDict):
    """What the assistant has learnt. Words are those of the filing state; `cancellation`: what
    is to be cancelled."""

    topic: str | None
    cancellation: str | None
    subject_type: str | None
    document: str | None
    province: Words | None
    provider: Words | None


Scores = list[int]


class RatedConversation(TypedDict):
    conversation: str
    rating: Rating
    agent: AgentName | None
    topic: str | None


class TopicFeedbackReasons(TypedDict):
    reason: FeedbackReason
    count: int


class TopicFeedback(TypedDict):
    """The thumbs on the answers to a topic; `intent` is null where it is not known."""

    intent: str | None
    up: int
    down: int
    reasons: list[TopicFeedbackReasons]


class Thumb(TypedDict):
    """A visitor's opinion of an answer."""

    conversation: str
    value: Literal["up", "down"]
    reason: FeedbackReason
    comment: str | None
    at: str
    intent: str | None
    question: str | None
    answer: str


class FeedbackReport(TypedDict):
    days: int
    scores_of_assistant: Scores
    scores_of_agents: Scores
    ratings: list[RatedConversation]
    topics: list[TopicFeedback]
    thumbs: list[Thumb]
