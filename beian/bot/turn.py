"""One turn of a conversation: as Rasa's `Agent.handle_message`, with four differences.

* What was said is told before the turn is recorded, for which nobody need wait.
* A session ends before it is long enough to slow the turn down (beian.bot.sessions).
* A message that was answered already is answered again from the record, not handled twice.
* The signed identity of the first message is not kept in a slot.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from beian.bot.sessions import SessionLength, begin_session_if_due

MESSAGE = "message"
"""The key of a message's metadata under which the caller's id of it stands."""
_LOCK_SECONDS = 0.05
"""How often a turn looks whether the one before it is recorded; Rasa looks once a second."""


async def take_turn(
    agent: Agent,
    message: UserMessage,
    length: SessionLength,
    tell: Callable[[DialogueStateTracker], Awaitable[None]],
) -> None:
    """Hands a parsed message to the bot, whose replies go to the message's output channel; then
    awaits `tell` with the conversation as it is now, and records the turn.

    Nothing is recorded unless it comes so far: a call that breaks off may be made again.
    """
    processor = agent.processor
    async with agent.lock_store.lock(message.sender_id, wait_time_in_seconds=_LOCK_SECONDS):
        tracker = await processor.get_tracker(message.sender_id)
        recorded = _recorded_replies(tracker, message.metadata.get(MESSAGE))
        if recorded:
            for reply in recorded:
                await message.output_channel.send_response(message.sender_id, reply)
            await tell(tracker)
            return
        begin_session_if_due(tracker, processor.domain, length)
        await processor._handle_message_with_tracker(message, tracker)
        tracker = await processor.run_action_extract_slots(message.output_channel, tracker)
        await processor._run_prediction_loop(message.output_channel, tracker)
        await tell(tracker)
        await processor.save_tracker(tracker)


def _recorded_replies(
    tracker: DialogueStateTracker, message_id: str | None
) -> list[dict[str, Any]]:
    """What was said to the message of that id; nothing where it has not been answered.

    Messages of a conversation come one after the other, so that it would be the last one.
    """
    replies: list[dict[str, Any]] = []
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            replies.insert(0, event.message())
        if isinstance(event, UserUttered):
            known = (event.metadata or {}).get(MESSAGE)
            return replies if message_id is not None and known == message_id else []
    return []
