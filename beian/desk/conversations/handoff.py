"""Hands conversations to people and back, and informs everybody who follows them.

Each action is one transaction of beian.desk.conversations.handoff_store; what is published
after it is only news of what is stored.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from beian.desk.conversations.absence import AbsenceStore
from beian.desk.conversations.handoff_store import ActingAgent, HandoffStore, HandoffView
from beian.desk.conversations.macros import Ran
from beian.desk.conversations.shown_to_agents import shown_agent
from beian.desk.hub import Hub
from beian.desk.metrics import Metrics
from beian.desk.protocol.agents_api import Note
from beian.desk.protocol.frames import message_frame
from beian.desk.protocol.hub_frames import HubFrame
from beian.desk.protocol.server_frames import Handoff, StateFrame, TypingFrame
from beian.desk.storage.agents import Agent
from beian.desk.storage.enumerations import Author, State
from beian.desk.storage.records import Message, written_time

AGENTS = "@agents"
"""On the hub: where agents hear that a conversation has changed."""


class HandoffService:
    """Hands off every conversation of the desk."""

    def __init__(
        self, store: HandoffStore, absences: AbsenceStore, hub: Hub, metrics: Metrics
    ) -> None:
        self._store = store
        self._absences = absences
        self._hub = hub
        self._metrics = metrics
        self._known: int | None = None

    async def take(self, conversation_id: str, agent: ActingAgent) -> None:
        """Give the conversation to an agent. Raises Taken, Blocked, Closed or
        NoSuchConversation."""
        notices = await asyncio.to_thread(self._store.take, conversation_id, agent)
        if notices:
            await self.announce_handoff(conversation_id, notices)

    async def assign(self, conversation_id: str, agent: ActingAgent, to_agent_id: str) -> None:
        """Give it to another agent. Raises NotYours, Blocked, Closed or NoSuchConversation."""
        notices = await asyncio.to_thread(self._store.assign, conversation_id, agent, to_agent_id)
        if notices:
            await self.announce_handoff(conversation_id, notices)

    async def give_back(self, conversation_id: str, agent: ActingAgent) -> None:
        """Return it to the assistant. Raises NotYours, Closed or NoSuchConversation."""
        notices = await asyncio.to_thread(self._store.give_back, conversation_id, agent)
        await self.announce_handoff(conversation_id, notices)

    async def close(self, conversation_id: str, agent: ActingAgent) -> None:
        """End it. Raises NotYours, Closed or NoSuchConversation."""
        notices = await asyncio.to_thread(self._store.close, conversation_id, agent)
        await self.announce_handoff(conversation_id, notices)

    async def say(
        self, conversation_id: str, agent: ActingAgent, message_id: str, text: str
    ) -> Message:
        """Store what an agent writes and return it; the same id sent again is stored once. Raises
        NotYours, Closed or NoSuchConversation."""
        message, is_new = await asyncio.to_thread(
            self._store.say, conversation_id, agent, message_id, text
        )
        if is_new:
            self._metrics.count_messages(Author.AGENT)
            await self._hub.publish(conversation_id, [message_frame(message)])
            await self.changed(conversation_id)
        return message

    async def announce_macro(self, conversation_id: str, ran: Ran) -> None:
        """Tell everybody what a macro has done."""
        for message in ran.messages:
            self._metrics.count_messages(Author.AGENT)
            await self._hub.publish(conversation_id, [message_frame(message)])
        if ran.handed:
            await self.announce_handoff(conversation_id, ran.notices)
        else:
            await self.changed(conversation_id)

    async def recall(self, conversation_id: str, agent: ActingAgent, message_id: str) -> Message:
        """Take back what an agent wrote lately, and return it without its text. Raises
        NoSuchMessage, TooLate or NoSuchConversation."""
        message = await asyncio.to_thread(self._store.recall, conversation_id, agent, message_id)
        await self._hub.publish(conversation_id, [{"type": "recalled", "seq": message.seq}])
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
        await self._hub.publish(conversation_id, [{"type": "visitor_typing", "on": on}])

    async def announce_handoff(self, conversation_id: str, notices: Sequence[Message]) -> None:
        """Tell everybody that a conversation was handed off, or back."""
        said = [message_frame(message) for message in notices]
        await self._hub.publish(conversation_id, [*said, await self.state(conversation_id)])
        await self.changed(conversation_id)
        for other, view in (await asyncio.to_thread(self._store.views_of_waiting)).items():
            if other != conversation_id:
                await self._hub.publish(other, [state_frame(view)])

    async def announce_all(self, said: Mapping[str, Sequence[Message]]) -> None:
        """Announce several hand-offs, or returns, with what each visitor is told."""
        for conversation_id, notices in said.items():
            await self.announce_handoff(conversation_id, notices)

    async def release_from(self, agent_id: str) -> None:
        """Return what an agent has to the queue: they leave."""
        await self.announce_all(await asyncio.to_thread(self._absences.release_from, agent_id))

    async def changed(self, conversation_id: str) -> None:
        """Tell agents that there is news of a conversation."""
        await self._hub.publish(AGENTS, [{"type": "changed", "conversation": conversation_id}])

    async def noted(self, conversation_id: str, note: Note) -> None:
        """Tell agents of a private note."""
        await self._hub.publish(conversation_id, [{"type": "noted", "note": note}])

    async def agent_changed(self, agent: Agent) -> None:
        """Tell agents that one of them has come or gone."""
        await self._hub.publish(AGENTS, [{"type": "agent", "agent": shown_agent(agent)}])

    async def state(self, conversation_id: str) -> StateFrame:
        """Return the state frame of a conversation. Raises NoSuchConversation."""
        return state_frame(await asyncio.to_thread(self._store.view, conversation_id))

    async def catch_up(self) -> None:
        """Tell agents at this desk what other processes did, in case a frame of theirs was lost."""
        self._known, changed = await asyncio.to_thread(self._store.news_since, self._known)
        news: list[HubFrame] = [{"type": "changed", "conversation": each} for each in changed]
        if news:
            self._hub.tell_here(AGENTS, news)


def state_frame(view: HandoffView) -> StateFrame:
    """Return the state frame of a hand-off as its visitor sees it."""
    frame: StateFrame = {
        "type": "state",
        "state": view.state,
        "handoff": _shown(view),
        "language": view.language,
    }
    if view.blocked:
        frame["blocked"] = True
    return frame


def _shown(view: HandoffView) -> Handoff | None:
    """Return a hand-off as the Handoff of server-frame.schema.json."""
    ticket = view.ticket
    if view.state not in {State.WAITING, State.WITH_AGENT} and ticket is None:
        return None
    return {
        "position": view.position,
        "wait_minutes": view.wait_minutes,
        "staffed": view.stands.staffed,
        "agent": None if view.agent is None else {"name": view.agent},
        "ticket": None
        if ticket is None
        else {"number": ticket.number, "due_at": written_time(ticket.due_at)},
    }
