"""Take one turn of a conversation, as Rasa's `Agent.handle_message` does, but:

* The answer goes out before the turn is recorded.
* A session ends before it is long enough to slow the turn down (beian.bot.sessions), and
  `action_session_start` is not run.
* A message that was answered already is answered again from the record.
* The signed identity of a message is kept neither in a slot nor in the record.
* There is no anonymisation pipeline, and a model without policies is not noticed.

docs/rasa.md lists every difference from Rasa's own turn, with its reason.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from beian.bot.sessions import SessionLength, begin_session_if_due

MESSAGE = "message"
"""The key under which a message's metadata holds the id that the client gave it."""
IDENTITY = "identity"
"""The key under which it holds the caller's token, until the turn is recorded."""
_LOCK_SECONDS = 0.05
"""Seconds between two looks whether the turn before is recorded; Rasa waits a whole second."""


async def take_turn(
    agent: Agent,
    message: UserMessage,
    length: SessionLength,
    send: Callable[[DialogueStateTracker], Awaitable[None]],
) -> None:
    """Have a parsed message answered on its output channel, await `send`, record the turn.

    `send` gets the conversation as it is after the turn. Nothing is recorded before it returns, so
    a call that breaks off may be made again.
    """
    processor = agent.processor
    async with agent.lock_store.lock(message.sender_id, wait_time_in_seconds=_LOCK_SECONDS):
        tracker = await processor.get_tracker(message.sender_id)
        recorded = _recorded_replies(tracker, message.metadata.get(MESSAGE))
        if recorded:
            for reply in recorded:
                await message.output_channel.send_response(message.sender_id, reply)
            await send(tracker)
            return
        begin_session_if_due(tracker, processor.domain, length)
        await processor._handle_message_with_tracker(message, tracker)
        tracker = await processor.run_action_extract_slots(message.output_channel, tracker)
        await processor._run_prediction_loop(message.output_channel, tracker)
        await send(tracker)
        _forget_identity(tracker)
        await processor.save_tracker(tracker)


async def forget_conversation(agent: Agent, conversation: str) -> None:
    """Delete all that is kept of a conversation, after the turn that is under way."""
    store = agent.tracker_store
    primary = getattr(store, "_tracker_store", store)  # Rasa wraps it
    async with agent.lock_store.lock(conversation, wait_time_in_seconds=_LOCK_SECONDS):
        if isinstance(primary, InMemoryTrackerStore):
            primary.store.pop(conversation, None)
        else:
            primary.forget(conversation)


def _forget_identity(tracker: DialogueStateTracker) -> None:
    """Take the signed identity out of the message that was answered: it opens an account for
    minutes, to whoever reads the record."""
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            for held in (event.metadata, (event.parse_data or {}).get("metadata")):
                if held is not None:
                    held.pop(IDENTITY, None)
            return


def _recorded_replies(
    tracker: DialogueStateTracker, message_id: str | None
) -> list[dict[str, Any]]:
    """Return the replies to the message of that id; none where it was not answered.

    Messages of a conversation come one after the other, so only the last one can be it.
    """
    replies: list[dict[str, Any]] = []
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            replies.insert(0, event.message())
        if isinstance(event, UserUttered):
            known = (event.metadata or {}).get(MESSAGE)
            return replies if message_id is not None and known == message_id else []
    return []
