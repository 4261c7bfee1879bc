"""What happens, live, for a signed-in agent: a WebSocket with JSON events, both ways."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect

from desk.agents.access import COOKIE, own_origin
from desk.console_api.reading import summary
from desk.handoff import AGENTS, CHANGED, NOTED, VISITOR_TYPING
from desk.protocol.frames import Frame, written
from desk.storage.agents import Agent
from desk.storage.cases import MINE
from desk.storage.records import WITH_AGENT
from filing.errors import StoreUnavailable

if TYPE_CHECKING:
    from desk.service import Desk

SIGNED_OUT, SILENT, TOO_SLOW = 4401, 4408, 4413
SILENT_SECONDS = 90.0
_MOST_WAITING = 1000
_MISSED = "missed"


async def events(websocket: WebSocket) -> None:
    """One console's connection; ends with its session."""
    desk: Desk = websocket.app.state.desk
    cookie = websocket.cookies.get(COOKIE, "")
    session = None
    if own_origin(websocket):
        session = await run_in_threadpool(desk.agents.session, cookie)
    await websocket.accept()
    if session is None:
        await websocket.close(SIGNED_OUT)
        return
    await _Console(desk, websocket, session.agent, cookie).serve()


class _Listener:
    """Hears of one conversation, or of all."""

    def __init__(self, console: _Console, conversation_id: str) -> None:
        self._console = console
        self._conversation_id = conversation_id

    def happened(self, frames: Sequence[Frame]) -> None:
        for frame in frames:
            self._console.hear(self._conversation_id, frame)

    def reach(self, seq: int) -> None:
        """Messages that were missed are read from the store."""
        self._console.reach(self._conversation_id, seq)


class _Console:
    def __init__(self, desk: Desk, websocket: WebSocket, agent: Agent, cookie: str) -> None:
        self._desk = desk
        self._websocket = websocket
        self._agent = agent
        self._cookie = cookie
        self._waiting: asyncio.Queue[Frame] = asyncio.Queue(_MOST_WAITING)
        self._listeners: dict[str, _Listener] = {}
        self._watched: str | None = None
        self._mine: set[str] = set()
        self._seqs: dict[str, int] = {}
        self._overrun = asyncio.Event()

    async def serve(self) -> None:
        self._listen(AGENTS)
        tasks = {
            asyncio.create_task(work)
            for work in (self._read(), self._write(), self._overrun.wait())
        }
        try:
            await self._present()
            mine, _ = await run_in_threadpool(self._desk.cases.listed, MINE, self._agent.id, "", 0)
            self._mine = {case.id for case in mine}
            self._follow()
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                with suppress(WebSocketDisconnect, OSError, StoreUnavailable):
                    task.result()
            if self._overrun.is_set():
                await self._close(TOO_SLOW)
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for conversation_id in tuple(self._listeners):
                self._unlisten(conversation_id)

    def hear(self, conversation_id: str, frame: Frame) -> None:
        """A frame of the hub; must not block."""
        kind = frame["type"]
        if conversation_id == AGENTS:
            if kind in {CHANGED, "agent"}:
                self._put(frame)
        elif kind == "message":
            self._put({**frame, "conversation": conversation_id})
        elif kind == VISITOR_TYPING:
            event = {"type": "typing", "conversation": conversation_id, "on": frame["on"]}
            self._put(event)
        elif kind == NOTED:
            self._put({"type": "note", "conversation": conversation_id, "note": frame["note"]})

    def reach(self, conversation_id: str, seq: int) -> None:
        """The store is so far; messages that were missed are sent."""
        known = self._seqs.setdefault(conversation_id, seq)
        if seq > known:
            self._seqs[conversation_id] = seq
            self._put({"type": _MISSED, "conversation": conversation_id, "after": known})
            self._put({"type": CHANGED, "conversation": conversation_id})

    async def _read(self) -> None:
        while True:
            try:
                raw = await asyncio.wait_for(self._websocket.receive_text(), SILENT_SECONDS)
            except asyncio.TimeoutError:
                await self._close(SILENT)
                return
            frame = _checked(raw)
            if frame.get("type") == "ping":
                session = await run_in_threadpool(self._desk.agents.session, self._cookie)
                if session is None:
                    await self._close(SIGNED_OUT)
                    return
                await self._present()
                self._put({"type": "pong"})
            elif frame.get("type") == "watch":
                watched = frame.get("conversation")
                self._watched = watched if isinstance(watched, str) else None
                self._follow()
                if self._watched is not None:
                    case = await run_in_threadpool(self._desk.cases.one, self._watched)
                    if case is not None:
                        self._seqs.setdefault(case.id, case.shown["last_seq"])

    async def _write(self) -> None:
        while True:
            frame = await self._waiting.get()
            if frame["type"] == _MISSED:
                await self._send_missed(frame["conversation"], frame["after"])
                continue
            event: Frame | None = frame
            if frame["type"] == CHANGED:
                event = await self._conversation(frame["conversation"])
            elif frame["type"] == "message":
                event = await self._whole(frame)
            if event is not None:
                await self._websocket.send_text(written(event))

    async def _conversation(self, conversation_id: str) -> Frame | None:
        case = await run_in_threadpool(self._desk.cases.one, conversation_id)
        if case is None:
            return None
        holder = case.shown["agent"]
        is_mine = case.state == WITH_AGENT and holder is not None and holder["id"] == self._agent.id
        (self._mine.add if is_mine else self._mine.discard)(conversation_id)
        self._follow()
        shown = await run_in_threadpool(summary, self._desk, case)
        return {"type": "conversation", "conversation": shown}

    async def _whole(self, frame: Frame) -> Frame:
        """A message with how it was understood, which visitors are not told."""
        where, seq = frame["conversation"], frame["message"]["seq"]
        self._seqs[where] = max(seq, self._seqs.get(where, 0))
        found, _ = await run_in_threadpool(lambda: self._desk.cases.messages(where, after=seq - 1))
        return {"type": "message", "conversation": where, "message": found[0]}

    async def _send_missed(self, where: str, after: int) -> None:
        found, _ = await run_in_threadpool(lambda: self._desk.cases.messages(where, after=after))
        for message in found:
            event = {"type": "message", "conversation": where, "message": message}
            await self._websocket.send_text(written(event))

    async def _present(self) -> None:
        """The agent is there: others see it, too."""
        was_online = self._agent.online
        await run_in_threadpool(self._desk.agents.seen, self._agent.id)
        if not was_online:
            found = await run_in_threadpool(self._desk.agents.find, self._agent.id)
            if found is not None:
                self._agent = found
                await self._desk.handoff.agent_changed(found.as_object())

    def _follow(self) -> None:
        """Listens to what is watched or the agent's own, and to nothing else."""
        wanted = {AGENTS, *self._mine, *([self._watched] if self._watched else [])}
        for conversation_id in wanted - set(self._listeners):
            self._listen(conversation_id)
        for conversation_id in set(self._listeners) - wanted:
            self._unlisten(conversation_id)

    def _listen(self, conversation_id: str) -> None:
        listener = self._listeners[conversation_id] = _Listener(self, conversation_id)
        self._desk.hub.join(conversation_id, listener)

    def _unlisten(self, conversation_id: str) -> None:
        self._desk.hub.leave(conversation_id, self._listeners.pop(conversation_id))
        self._seqs.pop(conversation_id, None)

    def _put(self, frame: Frame) -> None:
        try:
            self._waiting.put_nowait(frame)
        except asyncio.QueueFull:
            self._overrun.set()

    async def _close(self, code: int) -> None:
        with suppress(RuntimeError, OSError):
            await self._websocket.close(code)


def _checked(raw: str) -> dict[str, Any]:
    """A client's event; an empty one where it is none."""
    try:
        frame = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return frame if isinstance(frame, dict) else {}
