"""Acts on what a client sent, over whichever way it came, and answers what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from beian.base.errors import StoreUnavailable
from beian.desk.conversations.session import Session
from beian.desk.desk import Desk
from beian.desk.limits import TooMany
from beian.desk.protocol.frames import Frame, Refused, checked_frame, read_json

STORE_RETRY_SECONDS = 2.0


async def act(
    desk: Desk, session: Session, raw: str | bytes, send: Callable[[Frame], None]
) -> None:
    """Do what a raw frame asks; sends an error frame where it is refused."""
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
    desk: Desk, action: Callable[[Frame], Any], frame: Frame, send: Callable[[Frame], None]
) -> bool:
    """Await `action` for a checked frame; False, and an error frame, where it is refused."""
    try:
        await action(frame)
    except Refused as refused:
        send(refusal(desk, refused))
    except StoreUnavailable:
        send(unavailable(desk, frame.get("id")))
    else:
        return True
    return False


def refusal(desk: Desk, refused: Refused) -> Frame:
    """Return the error frame, counted."""
    desk.metrics.error(refused.code)
    return refused.frame


def unavailable(desk: Desk, message_id: str | None = None) -> Frame:
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


def too_many_connections(desk: Desk, refused: TooMany) -> Frame:
    return refusal(
        desk,
        Refused(
            "too_many_connections",
            "Too many connections from this address.",
            retry_after=refused.retry_after,
        ),
    )
