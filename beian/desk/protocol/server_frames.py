"""The types of server-frame.schema.json, which tools/frame_types.py writes from it."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from typing_extensions import NotRequired

from beian.desk.storage.enumerations import Author, State

FeedbackValue = Literal["up", "down", None]


class Button(TypedDict):
    title: str
    payload: str


class Link(TypedDict):
    title: str
    url: str


class CardAction(TypedDict):
    """A button of a card: one with a payload is pressed as those of messages are; one with a
    url does something with what is there."""

    title: str
    payload: NotRequired[str]
    does: NotRequired[Literal["docx", "pdf", "print", "copy"]]
    url: NotRequired[str]


class Card(TypedDict):
    """Something to look at and act upon; its title and lines hold all that it says."""

    kind: Literal["order", "orders", "letter", "checklist", "what_if"]
    title: str
    lines: list[str]
    actions: list[CardAction]
    preview: NotRequired[str]
    letter: NotRequired[dict[str, Any]]


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


class ChatMessage(TypedDict):
    """A stored message; seq is its place in the conversation, from 1, without gaps."""

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
    feedback: FeedbackValue
    recalled: NotRequired[bool]
    attachments: NotRequired[list[Attachment]]


class AttachmentFrame(TypedDict):
    """An agent has looked at a file, or it was deleted."""

    type: Literal["attachment"]
    message: str
    attachment: Attachment


class HandoffAgent(TypedDict):
    name: str


class HandoffTicket(TypedDict):
    """A question that a person answers later."""

    number: str
    due_at: str | None


class Handoff(TypedDict):
    """Where the conversation stands with the support desk."""

    position: int | None
    wait_minutes: int | None
    staffed: bool
    agent: HandoffAgent | None
    ticket: HandoffTicket | None


class StateFrame(TypedDict):
    """Who answers has changed, or the place in the queue has."""

    type: Literal["state"]
    state: State
    handoff: Handoff | None


Messages = list[ChatMessage]


class WelcomeFrameConversation(TypedDict):
    id: str
    key: NotRequired[str]


class WelcomeFrameLimits(TypedDict):
    text_length: int
    file_bytes: NotRequired[int]


class WelcomeFrame(TypedDict):
    """The conversation is open: its newest messages, or those after the one asked for."""

    type: Literal["welcome"]
    conversation: WelcomeFrameConversation
    created: bool
    signed_in: bool
    language: str
    state: State
    handoff: Handoff | None
    messages: Messages
    earlier: bool
    typing: bool
    rating: int | None
    recalled: NotRequired[list[int]]
    limits: WelcomeFrameLimits


class MessageFrame(TypedDict):
    type: Literal["message"]
    message: ChatMessage


class AckFrame(TypedDict):
    """The message with this id is stored."""

    type: Literal["ack"]
    id: str
    seq: int
    at: str


class TypingFrame(TypedDict):
    type: Literal["typing"]
    on: bool
    by: Literal["assistant", "agent"]


class HistoryFrame(TypedDict):
    type: Literal["history"]
    messages: Messages
    earlier: bool


class RecalledFrame(TypedDict):
    """The agent who wrote a message has taken it back."""

    type: Literal["recalled"]
    seq: int


class FeedbackFrame(TypedDict):
    type: Literal["feedback"]
    message: str
    value: FeedbackValue


class RatedFrame(TypedDict):
    type: Literal["rated"]
    score: int


class RatingWantedFrame(TypedDict):
    """The visitor seems to be done: a good moment to ask for a rating."""

    type: Literal["rating_wanted"]


class TokenNeededFrame(TypedDict):
    """The token has expired: nothing personal goes on until a new one comes."""

    type: Literal["token_needed"]


ErrorCode = Literal[
    "bad_frame",
    "protocol_version",
    "hello_first",
    "unknown_conversation",
    "another_account",
    "token_invalid",
    "token_expired",
    "too_long",
    "blank",
    "too_fast",
    "too_many_connections",
    "too_many_conversations",
    "origin_refused",
    "too_large",
    "unknown_message",
    "closed",
    "unavailable",
]


class ErrorFrame(TypedDict):
    type: Literal["error"]
    code: ErrorCode
    detail: str
    id: NotRequired[str]
    retry_after: NotRequired[float]


class PongFrame(TypedDict):
    type: Literal["pong"]


ServerFrame = (
    WelcomeFrame
    | MessageFrame
    | AckFrame
    | TypingFrame
    | StateFrame
    | HistoryFrame
    | RecalledFrame
    | FeedbackFrame
    | RatedFrame
    | RatingWantedFrame
    | AttachmentFrame
    | TokenNeededFrame
    | ErrorFrame
    | PongFrame
)
