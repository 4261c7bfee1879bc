"""Acts on what a client sent, whichever way it came, and answers what is refused."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import TypeVar

from beian.base.errors import StoreUnavailable
from beian.desk.conversations.session import Session
from beian.desk.conversations.transitions import NoSuchConversation
from beian.desk.desk import Desk
from beian.desk.limits import FrameLimit, TooMany
from beian.desk.protocol.client_frames import ClientFrame
from beian.desk.protocol.frames import Refused, checked_frame, deleted, id_of, read_json
from beian.desk.protocol.server_frames import ErrorFrame, ServerFrame

STORE_RETRY_SECONDS = 2.0
_Frame = TypeVar("_Frame", bound=ClientFrame)


async def act(
    desk: Desk,
    session: Session,
    counted: FrameLimit,
    raw: str | bytes,
    send: Callable[[ServerFrame], None],
) -> None:
    """Do what a raw frame asks; send an error frame if it is refused."""
    try:
        check_frequency(counted, raw)
        frame = checked_frame(read_json(_bounded(desk, raw)))
    except Refused as refused:
        send(refusal(desk, refused))
    else:
        await act_on(desk, session.handle, frame, send)


def check_frequency(counted: FrameLimit, raw: str | bytes) -> None:
    """Count a frame. Raises Refused where there are too many."""
    wait = counted.frame()
    if wait is not None:
        raise Refused(
            "too_fast", "Too many frames a minute.", message_id=named_in(raw), retry_after=wait
        )


def named_in(raw: str | bytes) -> str | None:
    """Return the id that a raw frame names, or a frame in an envelope; None where none is."""
    try:
        frame = json.loads(raw)
    except (ValueError, RecursionError):
        return None
    if isinstance(frame, dict) and isinstance(frame.get("frame"), dict):
        frame = frame["frame"]
    return id_of(frame) if isinstance(frame, dict) else None


def _bounded(desk: Desk, raw: str | bytes) -> str | bytes:
    longest = desk.config.limits.frame_bytes
    if len(raw) > longest:
        sentence = f"A frame has at most {longest} bytes."
        raise Refused("too_large", sentence, message_id=named_in(raw))
    return raw


async def act_on(
    desk: Desk,
    action: Callable[[_Frame], Awaitable[None]],
    frame: _Frame,
    send: Callable[[ServerFrame], None],
) -> bool:
    """Await `action` for a checked frame; if it is refused, send an error frame and return
    False."""
    try:
        await action(frame)
    except Refused as refused:
        send(refusal(desk, refused))
    except NoSuchConversation:  # it was deleted
        send(refusal(desk, deleted(id_of(frame))))
    except StoreUnavailable:
        send(unavailable(desk, id_of(frame)))
    else:
        return True
    return False


def refusal(desk: Desk, refused: Refused) -> ErrorFrame:
    """Return the error frame, counted."""
    desk.metrics.error(refused.code)
    return refused.frame


def unavailable(desk: Desk, message_id: str | None = None) -> ErrorFrame:
    """Return the error frame for a store that does not answer."""
    return refusal(
        desk,
        Refused(
            "unavailable",
            "The desk can't reach its store now.",
            message_id=message_id,
            retry_after=STORE_RETRY_SECONDS,
        ),
    )


def too_many_connections(desk: Desk, refused: TooMany) -> ErrorFrame:
    return refusal(
        desk,
        Refused(
            "too_many_connections",
            "Too many connections from this address.",
            retry_after=refused.retry_after,
        ),
    )
