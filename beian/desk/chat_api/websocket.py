"""The chat over a WebSocket: one frame in each text message, either way."""

from __future__ import annotations

from starlette.websockets import WebSocket

from beian.desk.chat_api.frame_handling import act, too_many_connections
from beian.desk.conversations.session import Session
from beian.desk.desk import Desk
from beian.desk.frame_socket import FrameSocket
from beian.desk.limits import TooMany
from beian.desk.protocol.frames import as_json
from beian.desk.protocol.server_frames import ServerFrame
from beian.desk.request_checks import address_of, origin_allowed, site_of

TOO_MANY = 4429


async def chat(websocket: WebSocket) -> None:
    """Serve one visitor's connection, from hello to its end."""
    desk: Desk = websocket.app.state.desk
    if not origin_allowed(desk.config, websocket):
        desk.metrics.error("origin_refused")
        await websocket.close()
        return
    address = address_of(desk.config, websocket)
    await websocket.accept()
    try:
        async with desk.limits.connection(address):
            with desk.metrics.connection("websocket"):
                await _serve(desk, websocket, address)
    except TooMany as refused:
        frame = too_many_connections(desk, refused)
        await websocket.send_text(as_json(frame))
        await websocket.close(TOO_MANY)


async def _serve(desk: Desk, websocket: WebSocket, address: str) -> None:
    socket: FrameSocket[ServerFrame] = FrameSocket(websocket)
    session = Session(desk, socket.put, address, site_of(websocket))
    counted = desk.limits.frames(address)

    async def act_on_frame(raw: str | bytes) -> None:
        await act(desk, session, counted, raw, socket.put)
        if counted.is_abused:
            socket.give_up(TOO_MANY)

    try:
        await socket.serve(act_on_frame)
    finally:
        session.leave()
