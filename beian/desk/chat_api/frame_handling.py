"""Acts on what a client sent, whichever way it came, and answers what is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from beian.base.errors import StoreUnavailable
from beian.desk.conversations.session import Session
from beian.desk.desk import Desk
from beian.desk.limits import TooMany
from beian.desk.protocol.client_frames import ClientFrame
from beian.desk.protocol.frames import Refused, checked_frame, id_of, read_json
from beian.desk.protocol.server_frames import ErrorFrame, ServerFrame

STORE_RETRY_SECONDS = 2.0
_Frame = TypeVar("_Frame", bound=ClientFrame)


async def act(
    desk: Desk, session: Session, raw: str | bytes, send: Callable[[ServerFrame], None]
) -> None:
    """Do what a raw frame asks; send an error frame if it is refused."""
    longest = desk.config.limits.frame_bytes
    if len(raw) > longest:
        send(refusal(desk, Refused("too_large", f"A frame has at most {longest} bytes.")))
        return
    try:
        frame = checked_frame(read_json(raw))
    except Refused as refused:
        send(refusal(desk, refused))
    else:
        await act_on(desk, session.handle, frame, send)


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
