"""Makes the outbox's deliveries to Chatwoot: messages, and hand-offs to its people.

Before each message Chatwoot is asked whose the conversation is; one that is not the bot's gets
none. A send whose fate is unknown waits for its echo before it is tried again
(beian.desk.connectors.chatwoot.sends).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from beian.desk.connectors.chatwoot.api import ChatwootApi, Doubtful, NotDone
from beian.desk.connectors.chatwoot.config import ChatwootConfig, display_id_of
from beian.desk.connectors.chatwoot.conversations import ChatwootConversations
from beian.desk.connectors.chatwoot.events import PENDING, RESOLVED
from beian.desk.connectors.chatwoot.sends import ARRIVED, IN_DOUBT, ChatwootSends, step
from beian.desk.connectors.chatwoot.wording import message_text, note_text
from beian.desk.deliveries.outbox import DeliveryFailed
from beian.desk.storage.deliveries import Delivery
from beian.desk.storage.enumerations import State

_MESSAGES_IN_NOTE = 10


class Sender:
    """The Deliverer of Chatwoot."""

    def __init__(
        self,
        config: ChatwootConfig,
        api: ChatwootApi,
        conversations: ChatwootConversations,
        sends: ChatwootSends,
    ) -> None:
        self._config = config
        self._api = api
        self._conversations = conversations
        self._sends = sends

    async def deliver(self, delivery: Delivery) -> None:
        """Return once the delivery has arrived, or must not be made any more. Raises
        DeliveryFailed."""
        try:
            if "seq" in delivery.payload:
                await self._send_message(delivery)
            else:
                await self._hand_off(delivery)
        except NotDone as failure:
            raise DeliveryFailed(
                str(failure), permanent=failure.permanent, retry_after=failure.retry_after
            ) from failure
        except Doubtful as failure:
            raise DeliveryFailed(str(failure)) from failure

    async def _send_message(self, delivery: Delivery) -> None:
        chatwoot_id = delivery.payload["place"]
        message = await asyncio.to_thread(
            self._conversations.message_to_send,
            chatwoot_id,
            delivery.payload["conversation"],
            delivery.payload["seq"],
        )
        if message is None:
            return
        text = message_text(message)
        await self._send(delivery.key, chatwoot_id, text, message.buttons, private=False)

    async def _hand_off(self, delivery: Delivery) -> None:
        """Send a note with what was said, then set the status, then the team."""
        chatwoot_id = delivery.payload["place"]
        display_id = display_id_of(chatwoot_id)
        context = await asyncio.to_thread(
            self._conversations.handoff_context,
            chatwoot_id,
            delivery.payload["conversation"],
            _MESSAGES_IN_NOTE,
        )
        if context is None:
            return
        status = await self._api.status(display_id)
        if status == RESOLVED:  # by a person, who has seen it then
            await asyncio.to_thread(
                self._conversations.set_state, chatwoot_id, State.BOT, also_waiting=True
            )
            return
        await self._send(
            step(delivery.key, "note"), chatwoot_id, note_text(context), (), private=True
        )
        opening = step(delivery.key, "open")
        if status == PENDING:
            await asyncio.to_thread(self._sends.mark, opening, chatwoot_id)
            await self._api.open(display_id)
        team = self._config.hand_over_team
        # What a person has opened herself stays where she put it.
        if team is not None and await asyncio.to_thread(self._sends.is_marked, opening):
            await self._api.assign(display_id, team)
        await asyncio.to_thread(self._conversations.set_state, chatwoot_id, State.WITH_AGENT)

    async def _send(
        self,
        key: str,
        chatwoot_id: str,
        text: str,
        buttons: Sequence[dict[str, str]],
        *,
        private: bool,
    ) -> None:
        """Send a message while the conversation is the bot's; a note at any time."""
        may = await asyncio.to_thread(self._sends.begin, key, chatwoot_id, text, private=private)
        if may == ARRIVED:
            return
        if may == IN_DOUBT:
            raise self._in_doubt("It may have arrived; its echo is waited for.")
        display_id = display_id_of(chatwoot_id)
        try:
            if not private and not await self._is_with_bot(chatwoot_id, display_id):
                await asyncio.to_thread(self._sends.not_sent, key)
                return
        except (NotDone, Doubtful):
            await asyncio.to_thread(self._sends.not_sent, key)
            raise
        try:
            message_id = await self._api.say(display_id, text, buttons, private=private)
        except NotDone:
            await asyncio.to_thread(self._sends.not_sent, key)
            raise
        except Doubtful as failure:
            if await asyncio.to_thread(self._sends.doubt, key):
                raise self._in_doubt(str(failure)) from failure
        else:
            await asyncio.to_thread(self._sends.arrived, key, message_id)

    async def _is_with_bot(self, chatwoot_id: str, display_id: int) -> bool:
        """Return whether Chatwoot has the conversation pending, which is the bot's; if not, bring
        our state in line."""
        status = await self._api.status(display_id)
        if status == PENDING:
            return True
        state = State.BOT if status == RESOLVED else State.WITH_AGENT
        await asyncio.to_thread(self._conversations.set_state, chatwoot_id, state)
        return False

    def _in_doubt(self, reason: str) -> DeliveryFailed:
        return DeliveryFailed(reason, retry_after=self._config.echo_seconds)
