"""The types of client-frame.schema.json, which tools/frame_types.py writes from it."""

from __future__ import annotations

from typing import Literal, TypedDict

from typing_extensions import NotRequired

MessageId = str

FeedbackValue = Literal["up", "down", None]

FeedbackReason = Literal["wrong", "incomplete", "unclear", "off_topic", "other"]

Comment = str


class HelloFrameConversation(TypedDict):
    """The one to continue; left out, a new one begins."""

    id: MessageId
    key: str


class HelloFrame(TypedDict):
    """The first frame: who speaks, and which conversation goes on."""

    type: Literal["hello"]
    protocol: Literal[1]
    conversation: NotRequired[HelloFrameConversation]
    token: NotRequired[str]
    language: NotRequired[str]
    script: NotRequired[Literal["hant"]]
    after: NotRequired[int]
    resume: NotRequired[bool]


class SendFrame(TypedDict):
    """A message: what was typed, or the payload of a pressed button."""

    type: Literal["send"]
    id: MessageId
    text: NotRequired[str]
    payload: NotRequired[str]


class TokenFrame(TypedDict):
    """A new token: signs in, or replaces one that expires."""

    type: Literal["token"]
    token: str


class LanguageFrame(TypedDict):
    """The visitor switched the language."""

    type: Literal["language"]
    language: str


class HistoryFrame(TypedDict):
    """Older messages are wanted."""

    type: Literal["history"]
    before: int


class ConversationsFrame(TypedDict):
    """The account's conversations are wanted."""

    type: Literal["conversations"]


class ReadFrame(TypedDict):
    """The visitor has seen all messages up to this one."""

    type: Literal["read"]
    seq: int


AboutChecklist = str

PaperId = str


class TickFrame(TypedDict):
    """A paper of a checklist is ticked off by hand, or no longer."""

    type: Literal["tick"]
    checklist: AboutChecklist
    paper: PaperId
    on: bool


class PaperFrame(TypedDict):
    """Which paper of a checklist a file is; null: none."""

    type: Literal["paper"]
    checklist: AboutChecklist
    file: MessageId
    paper: PaperId | None


class FeedbackFrame(TypedDict):
    """Thumbs up or down on an answer; null takes it back."""

    type: Literal["feedback"]
    message: MessageId
    value: FeedbackValue
    reason: NotRequired[FeedbackReason]
    comment: NotRequired[Comment]


class RateFrame(TypedDict):
    """How the whole chat was."""

    type: Literal["rate"]
    score: int
    comment: NotRequired[Comment]


class TypingFrame(TypedDict):
    """The visitor types, or has stopped; for the agent's eyes."""

    type: Literal["typing"]
    on: bool


class PageFrame(TypedDict):
    """The page of the site that the visitor is on, for the agent's eyes; null: the site tells
    of none any more."""

    type: Literal["page"]
    address: str | None
    title: NotRequired[str]


class NewFrame(TypedDict):
    """Ends this conversation and begins another."""

    type: Literal["new"]


class DeleteFrame(TypedDict):
    """Deletes this conversation for good, and begins another."""

    type: Literal["delete"]
    conversation: MessageId


class PingFrame(TypedDict):
    type: Literal["ping"]


ClientFrame = (
    HelloFrame
    | SendFrame
    | TokenFrame
    | LanguageFrame
    | HistoryFrame
    | ConversationsFrame
    | ReadFrame
    | TickFrame
    | PaperFrame
    | FeedbackFrame
    | RateFrame
    | TypingFrame
    | PageFrame
    | NewFrame
    | DeleteFrame
    | PingFrame
)
