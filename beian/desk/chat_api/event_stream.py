"""Server-sent events and POST, for where WebSockets are blocked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from beian.desk.chat_api.frame_handling import (
    act_on,
    check_frequency,
    named_in,
    refusal,
    too_many_connections,
)
from beian.desk.conversations.session import Session
from beian.desk.desk import Desk
from beian.desk.frame_socket import SLOWEST_READER
from beian.desk.limits import TooMany
from beian.desk.protocol.client_frames import HelloFrame
from beian.desk.protocol.frames import Refused, as_json, checked_frame, read_json
from beian.desk.protocol.server_frames import ServerFrame
from beian.desk.request_checks import (
    BodyTooLarge,
    address_of,
    bounded_body,
    origin_allowed,
    site_of,
)

HEARTBEAT_SECONDS = 15
_READ_FOR_THE_ID = 4
"""How many times the size of what is taken is read, to tell which message was too large."""
_STATUS = {
    "bad_frame": 400,
    "protocol_version": 400,
    "origin_refused": 403,
    "too_large": 413,
    "too_many_connections": 429,
    "too_fast": 429,
}


async def stream(request: Request) -> Response:
    """POST /chat/stream: the frames of a conversation, as long as the client listens."""
    desk: Desk = request.app.state.desk
    address = address_of(desk.config, request)
    try:
        body = await _body(desk, request)
        check_frequency(desk.limits.frames(address), body)
        hello = _hello(read_json(body))
    except Refused as refused:
        return _refused(desk, refused)
    return StreamingResponse(
        _events(desk, hello, address, site_of(request)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


async def frames(request: Request) -> Response:
    """POST /chat/frames: one client frame, in the conversation that a hello names."""
    desk: Desk = request.app.state.desk
    answered: list[ServerFrame] = []
    address = address_of(desk.config, request)
    try:
        body = await _body(desk, request)
        check_frequency(desk.limits.frames(address), body)
        envelope = read_json(body)
        if not isinstance(envelope, dict) or set(envelope) != {"hello", "frame"}:
            raise Refused("bad_frame", "The body is an object of `hello` and `frame`.")
        hello = _hello(envelope["hello"])
        frame = checked_frame(envelope["frame"])
    except Refused as refused:
        return _refused(desk, refused)
    session = Session(desk, answered.append, address, site_of(request))

    async def enter(hello: HelloFrame) -> None:
        await session.enter(hello, listen=False)

    try:
        if await act_on(desk, enter, hello, answered.append):
            await act_on(desk, session.handle, frame, answered.append)
    finally:
        session.leave()
    return JSONResponse({"frames": answered}, headers={"Cache-Control": "no-store"})


async def _events(
    desk: Desk, hello: HelloFrame, address: str, site: str | None
) -> AsyncIterator[str]:
    waiting: asyncio.Queue[ServerFrame | None] = asyncio.Queue()

    def send(frame: ServerFrame) -> None:
        # A reader that is too slow is let go; it comes back and asks for what it missed.
        waiting.put_nowait(frame if waiting.qsize() < SLOWEST_READER else None)

    session = Session(desk, send, address, site)
    try:
        async with desk.limits.connection(address):
            with desk.metrics.connection("events"):
                entered = await act_on(desk, session.enter, hello, send)
                while entered or not waiting.empty():
                    try:
                        frame = await asyncio.wait_for(waiting.get(), HEARTBEAT_SECONDS)
                    except asyncio.TimeoutError:
                        yield ": still here\n\n"
                        continue
                    if frame is None:
                        return
                    yield f"data: {as_json(frame)}\n\n"
    except TooMany as refused:
        yield f"data: {as_json(too_many_connections(desk, refused))}\n\n"
    finally:
        session.leave()


def _hello(frame: object) -> HelloFrame:
    hello = checked_frame(frame)
    if hello["type"] != "hello":
        raise Refused("hello_first", "A hello frame is needed.")
    return hello


async def _body(desk: Desk, request: Request) -> bytes:
    """Return the body of a request that may be made. Raises Refused."""
    if not origin_allowed(desk.config, request):
        raise Refused("origin_refused", "This page's origin is not listed in desk.yml.")
    longest = 2 * desk.config.limits.frame_bytes  # a hello and a frame
    try:
        body = await bounded_body(request, _READ_FOR_THE_ID * longest)
    except BodyTooLarge as refused:
        raise Refused("too_large", str(refused)) from refused
    if len(body) > longest:
        sentence = f"A body has at most {longest} bytes."
        raise Refused("too_large", sentence, message_id=named_in(body))
    return body


def _refused(desk: Desk, refused: Refused) -> Response:
    status = _STATUS.get(refused.code, 400)
    return JSONResponse(refusal(desk, refused), status)
