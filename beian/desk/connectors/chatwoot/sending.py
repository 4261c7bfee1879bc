"""Makes the outbox's deliveries to Chatwoot: messages, files, and hand-offs to its people.

Before each message Chatwoot is asked whose the conversation is; one that is not the bot's gets
none. A send whose fate is unknown waits for its echo before it is tried again
(beian.desk.connectors.chatwoot.sends).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from beian.desk.connectors.chatwoot.api import ChatwootApi, Doubtful, NotDone
from beian.desk.connectors.chatwoot.config import ChatwootConfig, display_id_of
from beian.desk.connectors.chatwoot.conversations import ChatwootConversations
from beian.desk.connectors.chatwoot.events import PENDING, RESOLVED
from beian.desk.connectors.chatwoot.outgoing_files import NotSent, OutgoingFiles
from beian.desk.connectors.chatwoot.sends import ARRIVED, IN_DOUBT, ChatwootSends, step
from beian.desk.connectors.chatwoot.wording import message_text, note, note_text
from beian.desk.deliveries.outbox import DeliveryFailed
from beian.desk.files.storage import StorageUnavailable
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
        files: OutgoingFiles,
    ) -> None:
        self._config = config
        self._api = api
        self._conversations = conversations
        self._sends = sends
        self._files = files

    async def deliver(self, delivery: Delivery) -> None:
        """Return once the delivery has arrived, or must not be made any more. Raises
        DeliveryFailed."""
        try:
            if "file" in delivery.payload:
                await self._send_file(delivery)
            elif "seq" in delivery.payload:
                await self._send_message(delivery)
            elif "deleted" in delivery.payload:
                text = note("deleted", delivery.payload["deleted"])
                await self._say(delivery.key, delivery.payload["place"], text, private=True)
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
        language = delivery.payload.get("note")
        if language is None:
            await self._say(
                delivery.key, chatwoot_id, message_text(message), message.buttons, private=False
            )
        else:
            text = note("written", language, text=message.text)
            await self._say(delivery.key, chatwoot_id, text, private=True)

    async def _send_file(self, delivery: Delivery) -> None:
        """Send a visitor's file as a note for people; say so where it can't go."""
        chatwoot_id, language = delivery.payload["place"], delivery.payload["note"]
        conversation_id = delivery.payload["conversation"]
        if not await asyncio.to_thread(self._conversations.is_tied, chatwoot_id, conversation_id):
            return
        try:
            file = await self._files.open(delivery.payload["file"])
            text = note("file_sent", language, name=file.name)
            sending = partial(
                self._api.send_file, display_id_of(chatwoot_id), text, file, private=True
            )
            try:
                await self._send(delivery.key, chatwoot_id, text, sending, private=True)
            except NotDone as refused:
                if not refused.permanent:
                    raise
                raise NotSent("file_refused", file.name) from refused
        except StorageUnavailable as failure:
            raise DeliveryFailed("The files' storage does not answer.") from failure
        except NotSent as not_sent:
            text = note(not_sent.why, language, name=not_sent.name)
            await self._say(step(delivery.key, "told"), chatwoot_id, text, private=True)

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
        await self._say(step(delivery.key, "note"), chatwoot_id, note_text(context), private=True)
        opening = step(delivery.key, "open")
        if status == PENDING:
            await asyncio.to_thread(self._sends.mark, opening, chatwoot_id)
            await self._api.open(display_id)
        team = self._config.hand_over_team
        # What a person has opened herself stays where she put it.
        if team is not None and await asyncio.to_thread(self._sends.is_marked, opening):
            await self._api.assign(display_id, team)
        await asyncio.to_thread(self._conversations.set_state, chatwoot_id, State.WITH_AGENT)

    async def _say(
        self,
        key: str,
        chatwoot_id: str,
        text: str,
        buttons: Sequence[dict[str, str]] = (),
        *,
        private: bool,
    ) -> None:
        display_id = display_id_of(chatwoot_id)
        sending = partial(self._api.say, display_id, text, buttons, private=private)
        await self._send(key, chatwoot_id, text, sending, private=private)

    async def _send(
        self,
        key: str,
        chatwoot_id: str,
        text: str,
        sending: Callable[[], Awaitable[str]],
        *,
        private: bool,
    ) -> None:
        """Send a message while the conversation is the bot's; a note at any time. `sending` does
        it, and returns Chatwoot's id of it."""
        may = await asyncio.to_thread(self._sends.begin, key, chatwoot_id, text, private=private)
        if may == ARRIVED:
            return
        if may == IN_DOUBT:
            raise self._in_doubt("It may have arrived; its echo is waited for.")
        try:
            if not private and not await self._is_with_bot(chatwoot_id):
                await asyncio.to_thread(self._sends.not_sent, key)
                return
        except (NotDone, Doubtful):
            await asyncio.to_thread(self._sends.not_sent, key)
            raise
        try:
            message_id = await sending()
        except NotDone:
            await asyncio.to_thread(self._sends.not_sent, key)
            raise
        except Doubtful as failure:
            if await asyncio.to_thread(self._sends.doubt, key):
                raise self._in_doubt(str(failure)) from failure
        else:
            await asyncio.to_thread(self._sends.arrived, key, message_id)

    async def _is_with_bot(self, chatwoot_id: str) -> bool:
        """Return whether Chatwoot has the conversation pending, which is the bot's; if not, bring
        our state in line."""
        status = await self._api.status(display_id_of(chatwoot_id))
        if status == PENDING:
            return True
        state = State.BOT if status == RESOLVED else State.WITH_AGENT
        await asyncio.to_thread(self._conversations.set_state, chatwoot_id, state)
        return False

    def _in_doubt(self, reason: str) -> DeliveryFailed:
        return DeliveryFailed(reason, retry_after=self._config.echo_seconds)
