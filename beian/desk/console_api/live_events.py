"""Live events for a signed-in agent: a WebSocket with JSON events, both ways."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from functools import partial
from typing import Any, Literal, TypedDict

from starlette.websockets import WebSocket

from beian.base.errors import StoreUnavailable
from beian.base.storable import why_not_storable
from beian.desk.console_api.access import COOKIE
from beian.desk.console_api.conversations import summary
from beian.desk.conversations.handoff import AGENTS
from beian.desk.conversations.listing import ListedConversation
from beian.desk.conversations.reach import Reach
from beian.desk.conversations.shown_to_agents import AGENTS_FILES, shown_agent
from beian.desk.desk import Desk
from beian.desk.frame_socket import FrameSocket
from beian.desk.protocol.agents_api import Attachment, DeskEvent
from beian.desk.protocol.hub_frames import ChangedFrame, HubFrame
from beian.desk.protocol.server_frames import AttachmentFrame
from beian.desk.request_checks import own_origin
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import State, View

SIGNED_OUT, TRY_AGAIN = 4401, 1013
LOOK_SECONDS = 5.0
"""How often the session and the other agents are looked at."""


class _NewsFrame(TypedDict):
    """There are messages of a conversation up to `seq`."""

    type: Literal["news"]
    conversation: str
    seq: int


_Due = DeskEvent | _NewsFrame | ChangedFrame
"""What waits for the console: events, and what is read from the store when its turn comes."""


async def events(websocket: WebSocket) -> None:
    """Serve one console's connection, which ends with its session."""
    desk: Desk = websocket.app.state.desk
    cookie = websocket.cookies.get(COOKIE, "")
    session, code = None, SIGNED_OUT
    if own_origin(websocket):
        try:
            session = await asyncio.to_thread(desk.agents.session, cookie)
        except StoreUnavailable:
            code = TRY_AGAIN
    await websocket.accept()
    if session is None:
        await websocket.close(code)
        return
    await _Console(desk, websocket, session.agent, cookie).serve()


class _Listener:
    """Hears of one conversation, or of all of them."""

    def __init__(self, console: _Console, conversation_id: str) -> None:
        self._console = console
        self._conversation_id = conversation_id

    def happened(self, frames: Sequence[HubFrame]) -> None:
        for frame in frames:
            self._console.hear(self._conversation_id, frame)

    def reach(self, seq: int) -> None:
        """Have missed messages read from the store."""
        self._console.reach(self._conversation_id, seq)


class _Console:
    def __init__(self, desk: Desk, websocket: WebSocket, agent: Agent, cookie: str) -> None:
        self._desk = desk
        self._socket: FrameSocket[_Due] = FrameSocket(websocket)
        self._agent = agent
        self._cookie = cookie
        self._listeners: dict[str, _Listener] = {}
        self._watched: str | None = None
        self._mine: set[str] = set()
        self._seqs: dict[str, int] = {}
        self._stale: set[str] = set()

    async def serve(self) -> None:
        """Serve until the client leaves, falls silent, does not read what it is sent, or is signed
        out."""
        self._listen(AGENTS)
        try:
            await self._socket.serve(self._act, self._begin(), deliver=self._deliver)
        except StoreUnavailable:
            await self._socket.close(TRY_AGAIN)
        finally:
            for conversation_id in tuple(self._listeners):
                self._unlisten(conversation_id)

    def hear(self, conversation_id: str, frame: HubFrame) -> None:
        """Handle a frame of the hub; must not block."""
        if frame["type"] == "changed":
            self._put_changed(frame["conversation"])
        elif frame["type"] == "deleted" or frame["type"] == "agent":
            self._socket.put(frame)
        elif frame["type"] == "message":
            self._put_news(conversation_id, frame["message"]["seq"])
        elif frame["type"] == "recalled":
            self._socket.put(
                {"type": "recalled", "conversation": conversation_id, "seq": frame["seq"]}
            )
        elif frame["type"] == "attachment":
            self._socket.put(_for_agents(conversation_id, frame))
        elif frame["type"] == "checklist":
            self._socket.put({"type": "checklist", "conversation": conversation_id})
        elif frame["type"] == "visitor_typing":
            self._socket.put({"type": "typing", "conversation": conversation_id, "on": frame["on"]})
        elif frame["type"] == "noted":
            self._socket.put(
                {"type": "note", "conversation": conversation_id, "note": frame["note"]}
            )

    def reach(self, conversation_id: str, seq: int) -> None:
        """Have the messages sent that were missed before `seq`, the newest in the store."""
        if seq > self._seqs.setdefault(conversation_id, seq):
            self._put_news(conversation_id, seq)
            self._put_changed(conversation_id)

    async def _begin(self) -> None:
        """Follow the agent's own conversations; then check, for as long as the session lasts, what
        no frame tells: whether it has ended, and which agents are there."""
        await asyncio.to_thread(self._desk.agents.seen, self._agent.id)
        found = await asyncio.to_thread(self._desk.agents.find, self._agent.id)
        if found is not None:
            await self._desk.handoff.agent_changed(found)
        known = await asyncio.to_thread(self._desk.agents.all)
        await self._follow_mine()
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            session = await asyncio.to_thread(self._desk.agents.session, self._cookie)
            if session is None:
                self._socket.give_up(SIGNED_OUT)
            elif session.agent.roles != self._agent.roles:
                self._socket.give_up(TRY_AGAIN)  # to come back with the rights of now
            agents = await asyncio.to_thread(self._desk.agents.all)
            for agent in agents:
                if agent not in known:
                    self._socket.put({"type": "agent", "agent": shown_agent(agent)})
            known = agents

    async def _follow_mine(self) -> None:
        cursor = None
        while True:
            listing, cursor = await asyncio.to_thread(
                partial(self._desk.listing.listed, View.MINE, self._agent, cursor=cursor)
            )
            for conversation in listing:
                self._mine.add(conversation.id)
                self._seqs.setdefault(conversation.id, conversation.shown["last_seq"])
            if cursor is None:
                break
        self._follow()

    async def _act(self, raw: str | bytes) -> None:
        frame = _checked(raw)
        if frame.get("type") == "ping":
            await asyncio.to_thread(self._desk.agents.seen, self._agent.id)
            self._socket.put({"type": "pong"})
        elif frame.get("type") == "watch":
            await self._watch(frame.get("conversation"))

    async def _watch(self, wanted: object) -> None:
        conversation = None
        if isinstance(wanted, str) and not why_not_storable(wanted):
            conversation = await asyncio.to_thread(self._desk.listing.one, wanted)
        if conversation is not None and await self._reach(conversation.id) is Reach.NONE:
            conversation = None
        if conversation is not None:
            self._seqs.setdefault(conversation.id, conversation.shown["last_seq"])
        self._watched = None if conversation is None else conversation.id
        self._follow()

    async def _deliver(self, frame: _Due) -> None:
        if frame["type"] == "news":
            await self._send_news(frame["conversation"], frame["seq"])
        elif frame["type"] == "changed":
            await self._send_changed(frame["conversation"])
        else:
            if frame["type"] == "deleted":
                self._leave(frame["conversation"])
            await self._socket.send(frame)

    async def _send_changed(self, conversation_id: str) -> None:
        self._stale.discard(conversation_id)
        conversation = await asyncio.to_thread(self._desk.listing.one, conversation_id)
        if conversation is None:
            return
        reach = await self._reach(conversation_id)
        if reach is not Reach.ACT:
            await self._send_gone(conversation, reach)
            return
        holder = conversation.shown["agent"]
        if (
            conversation.state == State.WITH_AGENT
            and holder is not None
            and holder["id"] == self._agent.id
        ):
            self._mine.add(conversation_id)
            self._seqs.setdefault(conversation_id, conversation.shown["last_seq"])
        else:
            self._mine.discard(conversation_id)
        self._follow()
        shown = await asyncio.to_thread(summary, self._desk, conversation)
        await self._socket.send({"type": "conversation", "conversation": shown})

    async def _send_gone(self, conversation: ListedConversation, reach: Reach) -> None:
        """Tell who may be shown the conversation in a list that it is not for them."""
        self._mine.discard(conversation.id)
        if self._watched == conversation.id and reach is Reach.NONE:
            self._watched = None
        self._follow()
        await self._socket.send(
            {
                "type": "gone",
                "conversation": conversation.id,
                "state": conversation.state,
                "agent": conversation.shown["agent"],
            }
        )

    def _leave(self, conversation_id: str) -> None:
        """Follow a conversation no longer that there is not any more."""
        self._mine.discard(conversation_id)
        if self._watched == conversation_id:
            self._watched = None
        self._follow()

    async def _reach(self, conversation_id: str) -> Reach:
        return await asyncio.to_thread(self._desk.listing.reach, conversation_id, self._agent)

    async def _send_news(self, where: str, seq: int) -> None:
        """Send the messages up to `seq` that were not sent yet, in order, with how they were
        understood, which visitors are not told."""
        if where == self._watched and await self._reach(where) is Reach.NONE:
            self._watched = None
            self._follow()
        while where in self._listeners and self._seqs.setdefault(where, seq - 1) < seq:
            read = partial(self._desk.listing.messages, where, after=self._seqs[where])
            found, _ = await asyncio.to_thread(read)
            for message in found:
                await self._socket.send(
                    {"type": "message", "conversation": where, "message": message}
                )
            self._seqs[where] = found[-1]["seq"] if found else seq

    def _follow(self) -> None:
        """Listen to the watched conversation and the agent's own, and to nothing else."""
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

    def _put_news(self, conversation_id: str, seq: int) -> None:
        self._socket.put({"type": "news", "conversation": conversation_id, "seq": seq})

    def _put_changed(self, conversation_id: str) -> None:
        """Announce a change once, however often the conversation changes before it is read."""
        if conversation_id not in self._stale:
            self._stale.add(conversation_id)
            self._socket.put({"type": "changed", "conversation": conversation_id})


def _for_agents(conversation_id: str, frame: AttachmentFrame) -> DeskEvent:
    """Return the event of a file that has changed, which agents read at addresses of their own."""
    shown = frame["attachment"]
    below = f"{AGENTS_FILES}/{shown['id']}"
    thumbnail = None if shown["thumbnail"] is None else f"{below}/thumbnail"
    attachment = Attachment(**{**shown, "url": f"{below}/content", "thumbnail": thumbnail})
    return {
        "type": "attachment",
        "conversation": conversation_id,
        "message": frame["message"],
        "attachment": attachment,
    }


def _checked(raw: str | bytes) -> dict[str, Any]:
    """Return a client's event; an empty one if it is malformed."""
    try:
        frame = json.loads(raw)
    except (ValueError, RecursionError):
        return {}
    return frame if isinstance(frame, dict) else {}
