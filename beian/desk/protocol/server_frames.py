"""The types of server-frame.schema.json, which tools/frame_types.py writes from it."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from typing_extensions import NotRequired

from beian.desk.storage.enumerations import Author, PaperState, State

Blocked = bool

FeedbackValue = Literal["up", "down", None]


class WantedFile(TypedDict):
    """Where it is there, a client that sends files opens the choice of one instead of pressing
    the button; its upload names this paper of a checklist, if there is one."""

    checklist: NotRequired[str]
    paper: NotRequired[str]


class Button(TypedDict):
    title: str
    payload: str
    file: NotRequired[WantedFile]


class Link(TypedDict):
    title: str
    url: str


class CardAction(TypedDict):
    """A button of a card: one with a payload is pressed as those of messages are; one with a
    url does something with what is there; `sign_in` has neither."""

    title: str
    payload: NotRequired[str]
    does: NotRequired[Literal["docx", "pdf", "print", "copy", "sign_in"]]
    url: NotRequired[str]


class CardStage(TypedDict):
    """A stage of an order. stopped: it has ended there."""

    title: str
    reached: Literal["done", "now", "ahead", "stopped"]


class CardSection(TypedDict):
    """Lines under a heading."""

    title: str
    lines: list[str]


class CardDeadline(TypedDict):
    """Of an order: when its time is over, and when that was told, both ISO 8601."""

    at: str
    now: str


class ChecklistFile(TypedDict):
    """A file that was sent for a checklist."""

    id: str
    name: str
    message: str


class ChecklistPaper(TypedDict):
    """A paper of a checklist, and how far it is."""

    id: str
    text: str
    name: str
    file: bool
    state: PaperState
    reason: str | None
    files: list[ChecklistFile]


class Checklist(TypedDict):
    """The papers of a cancellation, as they stand for this account or, without one, this
    conversation."""

    about: str
    complete: bool
    papers: list[ChecklistPaper]
    loose: NotRequired[list[ChecklistFile]]


class Card(TypedDict):
    """Something to look at and act upon; its title and lines hold all that it says."""

    kind: Literal["order", "orders", "letter", "checklist", "what_if", "sign_in"]
    title: str
    lines: list[str]
    actions: list[CardAction]
    stages: NotRequired[list[CardStage]]
    deadline: NotRequired[CardDeadline]
    sections: NotRequired[list[CardSection]]
    preview: NotRequired[str]
    letter: NotRequired[dict[str, Any]]
    checklist: NotRequired[Checklist]


class ChecklistFrame(TypedDict):
    """A checklist has changed, here or elsewhere: what cards about it show from now on. Their
    words stay."""

    type: Literal["checklist"]
    checklist: Checklist


class Look(TypedDict):
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
    look: NotRequired[Look]


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
    """An agent has looked at a file, a first look was taken at it, or it was deleted."""

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
    """Who answers, the place in the queue, or the language of the conversation has changed."""

    type: Literal["state"]
    state: State
    handoff: Handoff | None
    language: NotRequired[str]
    blocked: NotRequired[Blocked]


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
    blocked: NotRequired[Blocked]
    messages: Messages
    earlier: bool
    typing: bool
    rating: int | None
    read: NotRequired[int]
    recalled: NotRequired[list[int]]
    now: NotRequired[str]
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


class AccountConversationLast(TypedDict):
    """What was said last; its text may be cut."""

    author: Author
    text: str


class AccountConversationTicket(TypedDict):
    """Its newest question for a person."""

    number: str
    due_at: str | None
    answered: bool


class AccountConversation(TypedDict):
    """A conversation of the account's, as a list of them shows it."""

    id: str
    key: str
    state: State
    began_at: str
    changed_at: str
    last: AccountConversationLast | None
    unread: int
    files: int
    ticket: AccountConversationTicket | None


class ConversationsFrame(TypedDict):
    """The account's newest conversations in which its user has written, newest first."""

    type: Literal["conversations"]
    conversations: list[AccountConversation]


class ReadFrame(TypedDict):
    """The visitor has seen all messages up to this one, here or on another device."""

    type: Literal["read"]
    seq: int


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
    "unknown_paper",
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
    | ConversationsFrame
    | ReadFrame
    | ChecklistFrame
    | RecalledFrame
    | FeedbackFrame
    | RatedFrame
    | RatingWantedFrame
    | AttachmentFrame
    | TokenNeededFrame
    | ErrorFrame
    | PongFrame
)
