"""Hands conversations to people and back, and tells everybody who looks on.

Each action is one transaction of beian.desk.conversations.handoff_store; what is published
after it is only news of what is stored.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta

from beian.base.clock import utc_now
from beian.base.errors import StoreUnavailable
from beian.desk.conversations.handoff_store import ActingAgent, HandoffStore, HandoffView
from beian.desk.hours import Hours
from beian.desk.hub import Hub
from beian.desk.metrics import Metrics
from beian.desk.protocol.frames import Frame, message_frame
from beian.desk.protocol.server_frames import Handoff, StateFrame, TypingFrame
from beian.desk.storage.enumerations import Author, State
from beian.desk.storage.records import Message, written_time

AGENTS = "@agents"
"""On the hub: where agents hear that a conversation has changed."""
CHANGED, NOTED, VISITOR_TYPING = FOR_AGENTS = ("changed", "noted", "visitor_typing")
"""Frames between connections, for agents only."""
WATCH_SECONDS = 5.0


class HandoffService:
    """The hand-off of every conversation, by these hours."""

    def __init__(self, store: HandoffStore, hub: Hub, metrics: Metrics, hours: Hours) -> None:
        self._store = store
        self._hub = hub
        self._metrics = metrics
        self._known: int | None = None
        self._ticket_after = timedelta(minutes=hours.ticket_after_minutes)
        self._notify_after = timedelta(minutes=hours.notify_after_minutes)

    async def take(self, conversation_id: str, agent: ActingAgent) -> None:
        """Give the conversation to an agent. Taken, Closed, NoSuchConversation."""
        told = await asyncio.to_thread(self._store.take, conversation_id, agent)
        if told:
            await self.announce_handoff(conversation_id, told)

    async def assign(self, conversation_id: str, agent: ActingAgent, to_agent_id: str) -> None:
        """Give it to another agent. NotYours, Closed, NoSuchConversation."""
        told = await asyncio.to_thread(self._store.assign, conversation_id, agent, to_agent_id)
        if told:
            await self.announce_handoff(conversation_id, told)

    async def give_back(self, conversation_id: str, agent: ActingAgent) -> None:
        """Return it to the assistant. NotYours, Closed, NoSuchConversation."""
        told = await asyncio.to_thread(self._store.give_back, conversation_id, agent)
        await self.announce_handoff(conversation_id, told)

    async def close(self, conversation_id: str, agent: ActingAgent) -> None:
        """End it. NotYours, Closed, NoSuchConversation."""
        told = await asyncio.to_thread(self._store.close, conversation_id, agent)
        await self.announce_handoff(conversation_id, told)

    async def say(
        self, conversation_id: str, agent: ActingAgent, message_id: str, text: str
    ) -> Message:
        """Return what an agent writes; sent again with the same id it is stored once. NotYours,
        Closed, NoSuchConversation."""
        message, is_new = await asyncio.to_thread(
            self._store.say, conversation_id, agent, message_id, text
        )
        if is_new:
            self._metrics.said(Author.AGENT)
            await self._hub.publish(conversation_id, [message_frame(message)])
            await self.changed(conversation_id)
        return message

    async def typing(self, conversation_id: str, agent: ActingAgent, *, on: bool) -> None:
        """Show the visitor whether the agent types, if the conversation is theirs."""
        if await asyncio.to_thread(self._store.is_with, conversation_id, agent):
            await self._hub.publish(
                conversation_id, [TypingFrame(type="typing", on=on, by="agent")]
            )

    async def visitor_typing(self, conversation_id: str, *, on: bool) -> None:
        """Show agents whether the visitor types."""
        await self._hub.publish(conversation_id, [{"type": VISITOR_TYPING, "on": on}])

    async def announce_handoff(self, conversation_id: str, told: Sequence[Message]) -> None:
        """Tell everybody that a conversation was handed off, or back."""
        said = [message_frame(message) for message in told]
        await self._hub.publish(conversation_id, [*said, await self.state(conversation_id)])
        await self.changed(conversation_id)
        for other in await asyncio.to_thread(self._store.waiting):
            if other != conversation_id:
                await self._tell_state(other)

    async def handed_by_assistant(self, conversation_id: str) -> None:
        """Tell everybody that a conversation waits, where no question comes before a hand-off."""
        if conversation_id in await asyncio.to_thread(self._store.waiting):
            await self.announce_handoff(conversation_id, ())

    async def changed(self, conversation_id: str) -> None:
        """Tell agents that there is news of a conversation."""
        await self._hub.publish(AGENTS, [{"type": CHANGED, "conversation": conversation_id}])

    async def noted(self, conversation_id: str, note: Frame) -> None:
        """Tell agents of a private note."""
        await self._hub.publish(conversation_id, [{"type": NOTED, "note": note}])

    async def agent_changed(self, agent: Frame) -> None:
        """Tell agents that one of them is there, or not any more."""
        await self._hub.publish(AGENTS, [{"type": "agent", "agent": agent}])

    async def state(self, conversation_id: str) -> StateFrame:
        """Return the state frame of a conversation. NoSuchConversation."""
        view = await asyncio.to_thread(self._store.view, conversation_id)
        return {"type": "state", "state": view.state, "handoff": _shown(view)}

    async def catch_up(self) -> None:
        """Tell agents here what other processes have done, in case its frame did not come."""
        self._known, changed = await asyncio.to_thread(self._store.news_since, self._known)
        news: list[Frame] = [{"type": CHANGED, "conversation": each} for each in changed]
        if news:
            self._hub.tell_here(AGENTS, news)

    async def watch_waiting(self) -> None:
        """Poll the queue: notify staff of those who wait, and make tickets of those who wait too
        long, or when nobody is there."""
        while True:
            await asyncio.sleep(WATCH_SECONDS)
            with suppress(StoreUnavailable):
                await asyncio.to_thread(self._store.tell_of_waiting, utc_now() - self._notify_after)
                longest = utc_now() - self._ticket_after
                told = await asyncio.to_thread(self._store.give_up_waiting, longest)
                for conversation_id, said in told.items():
                    await self.announce_handoff(conversation_id, said)

    async def _tell_state(self, conversation_id: str) -> None:
        await self._hub.publish(conversation_id, [await self.state(conversation_id)])


def _shown(view: HandoffView) -> Handoff | None:
    """Return the Handoff of server-frame.schema.json."""
    ticket = view.ticket
    if view.state not in {State.WAITING, State.WITH_AGENT} and ticket is None:
        return None
    return {
        "position": view.position,
        "wait_minutes": view.wait_minutes,
        "agent": None if view.agent is None else {"name": view.agent},
        "ticket": None
        if ticket is None
        else {"number": ticket.number, "due_at": written_time(ticket.due_at)},
    }
