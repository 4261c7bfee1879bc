"""What the hub passes between connections: server frames, and frames that no visitor is sent."""

from __future__ import annotations

from typing import Literal, TypedDict, TypeGuard

from beian.desk.protocol.agents_api import AgentEvent, DeletedEvent, Note
from beian.desk.protocol.server_frames import ServerFrame


class ChangedFrame(TypedDict):
    """A conversation is new or has changed."""

    type: Literal["changed"]
    conversation: str


class NotedFrame(TypedDict):
    """An agent has written a note about the conversation."""

    type: Literal["noted"]
    note: Note


class VisitorTypingFrame(TypedDict):
    """The visitor types, or has stopped."""

    type: Literal["visitor_typing"]
    on: bool


class SignedInFrame(TypedDict):
    """The conversation belongs to an account by now."""

    type: Literal["signed_in"]


HubFrame = (
    ServerFrame
    | ChangedFrame
    | DeletedEvent
    | NotedFrame
    | VisitorTypingFrame
    | SignedInFrame
    | AgentEvent
)
_INTERNAL = ("changed", "deleted", "noted", "visitor_typing", "signed_in", "agent")


def is_for_visitors(frame: HubFrame) -> TypeGuard[ServerFrame]:
    """Return whether visitors are sent the frame."""
    return frame["type"] not in _INTERNAL
