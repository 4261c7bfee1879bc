"""uvicorn's protocols, with deadlines for what clients send, and connections counted by address.

A client has so long for the head of a request, from the connection or the first byte on, and sends
a body at SLOWEST_BODY at least. What comes over a WebSocket has limits of its own
(beian.desk.frame_socket).
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

from beian.desk.connections import Connections

SLOWEST_BODY = 1024
"""Bytes a second."""


@dataclass(frozen=True)
class Deadlines:
    """Seconds for the head of a request; and after how many a body is looked at, again and
    again."""

    head: float = 10.0
    body: float = 10.0


def guarded_protocols(
    connections: Connections, deadlines: Deadlines
) -> tuple[type[H11Protocol], type[WSProtocol]]:
    """Return the protocols for HTTP and WebSockets of a server that counts so."""

    class GuardedHttp(H11Protocol):
        _deadline: asyncio.TimerHandle | None = None
        _in_body = False
        _received = 0

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            peer = self.client[0] if self.client else ""
            if not connections.opened(transport, peer, transport.abort):
                transport.abort()
                return
            self._look()

        def data_received(self, data: bytes) -> None:
            self._received += len(data)
            super().data_received(data)
            self._look()

        def on_response_complete(self) -> None:
            super().on_response_complete()
            self._look()

        def connection_lost(self, exc: Exception | None) -> None:
            self._set_deadline(None)
            connections.closed(self.transport)
            super().connection_lost(exc)

        def handle_websocket_upgrade(self, event: h11.Request) -> None:
            self._set_deadline(None)
            connections.used(self.transport)
            super().handle_websocket_upgrade(event)

        def _look(self) -> None:
            """See what the client is at, and set its deadline."""
            if self.transport.is_closing() or self.transport.get_protocol() is not self:
                self._set_deadline(None)
                return
            state = self.conn.their_state
            if state is h11.SEND_BODY:
                if not self._in_body:
                    self._in_body = True
                    self._set_deadline(deadlines.body)
                return
            self._in_body = False
            if state is not h11.IDLE:
                self._set_deadline(None)
                connections.used(self.transport)
                return
            connections.idle(self.transport, self.transport.abort)
            self._received = 0
            # Between two requests, the keep-alive time of uvicorn counts.
            if self._deadline is None and self.timeout_keep_alive_task is None:
                self._set_deadline(deadlines.head)

        def _set_deadline(self, seconds: float | None) -> None:
            if self._deadline is not None:
                self._deadline.cancel()
            self._deadline = None if seconds is None else self.loop.call_later(seconds, self._late)

        def _late(self) -> None:
            self._deadline = None
            waits = self.flow.read_paused  # then it is the desk that has not read on
            if self._in_body and (waits or self._received >= SLOWEST_BODY * deadlines.body):
                self._received = 0
                self._set_deadline(deadlines.body)
            else:
                self.transport.abort()

    class GuardedWebSocket(WSProtocol):
        def connection_lost(self, exc: Exception | None) -> None:
            connections.closed(self.transport)
            super().connection_lost(exc)

    return GuardedHttp, GuardedWebSocket
