"""Processes the stored events, those of one Chatwoot conversation one after the other.

An event may be processed twice, by a process that was killed and another one: every step of it
is known the second time.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta

from beian.base.clock import utc_now
from beian.base.errors import StoreUnavailable
from beian.desk.connectors.chatwoot.api import ChatwootApi, ChatwootFailed, NotDone
from beian.desk.connectors.chatwoot.config import display_id_of
from beian.desk.connectors.chatwoot.conversations import (
    ChatwootConversations,
    TiedConversation,
)
from beian.desk.connectors.chatwoot.events import (
    OUTGOING,
    PENDING,
    PERSON,
    RESOLVED,
    STATUS_CHANGED,
    Event,
)
from beian.desk.connectors.chatwoot.incoming_files import IncomingFiles
from beian.desk.connectors.chatwoot.listening import HubListeners
from beian.desk.connectors.chatwoot.queueing import KIND
from beian.desk.connectors.chatwoot.sends import ChatwootSends
from beian.desk.connectors.chatwoot.stored_events import ChatwootEvents
from beian.desk.conversations.answering import Answering
from beian.desk.conversations.conversation_store import (
    AnotherAccount,
    ConversationClosed,
    ConversationStore,
)
from beian.desk.event_log import event_logger
from beian.desk.metrics import Metrics
from beian.desk.storage.enumerations import Author, State

logger = event_logger(__name__)

SWEEP_SECONDS = 5.0
FORGET_SECONDS = 3600.0
LEFT_BEHIND_AFTER = timedelta(seconds=15)
"""After which an event counts as left behind by a process that was killed."""
_LONGEST_PAUSE = 30.0
_TRY_AGAIN = (ChatwootFailed, StoreUnavailable, AnotherAccount, ConversationClosed)
"""What an event waits for; the last two: another event of its conversation was faster."""


class EventProcessor:
    """Processes the events that this process receives, and those that another one left behind."""

    def __init__(
        self,
        *,
        api: ChatwootApi,
        events: ChatwootEvents,
        conversations: ChatwootConversations,
        sends: ChatwootSends,
        store: ConversationStore,
        answering: Answering,
        listeners: HubListeners,
        files: IncomingFiles,
        metrics: Metrics,
    ) -> None:
        self._api = api
        self._events = events
        self._conversations = conversations
        self._sends = sends
        self._store = store
        self._answering = answering
        self._listeners = listeners
        self._files = files
        self._metrics = metrics
        self._requested: set[str] = set()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def process(self, chatwoot_id: str) -> None:
        """Process the queued events of a Chatwoot conversation, in the background."""
        self._requested.add(chatwoot_id)
        if chatwoot_id not in self._tasks:
            self._tasks[chatwoot_id] = asyncio.create_task(self._process(chatwoot_id))

    async def sweep(self) -> None:
        """Poll for unprocessed events; the first pass takes all of them."""
        age = timedelta()
        while True:
            with suppress(StoreUnavailable):
                for chatwoot_id in await asyncio.to_thread(
                    self._events.unprocessed, utc_now() - age
                ):
                    self.process(chatwoot_id)
                age = LEFT_BEHIND_AFTER
            await asyncio.sleep(SWEEP_SECONDS)

    def forget_old(self) -> None:
        """Forget events and sends that are too old to come again."""
        self._events.forget_old()
        self._sends.forget_old()

    async def stop(self) -> None:
        """End the tasks; another process takes over what they leave, or this one does later."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _process(self, chatwoot_id: str) -> None:
        failures = 0
        try:
            while chatwoot_id in self._requested:
                self._requested.discard(chatwoot_id)
                try:
                    await self._process_stored(chatwoot_id)
                except _TRY_AGAIN as failure:
                    failures += 1
                    logger.warning("chatwoot_waits", error=type(failure).__name__)
                    self._requested.add(chatwoot_id)
                    await asyncio.sleep(min(_LONGEST_PAUSE, 0.5 * 2**failures))
                else:
                    failures = 0
        finally:
            del self._tasks[chatwoot_id]

    async def _process_stored(self, chatwoot_id: str) -> None:
        while (stored := await asyncio.to_thread(self._events.next, chatwoot_id)) is not None:
            try:
                await self._handle(Event.of_object(stored.content))
            except _TRY_AGAIN:
                raise
            except Exception:  # the next one must not wait for this one for ever
                logger.exception("chatwoot_event_failed")
                self._metrics.error("chatwoot_event_failed")
            await asyncio.to_thread(self._events.mark_processed, stored.id)

    async def _handle(self, event: Event) -> None:
        if event.name in STATUS_CHANGED:
            await self._sync_status(event.chatwoot_id)
        elif event.direction == OUTGOING:
            await self._handle_outgoing(event)
        else:
            await self._handle_incoming(event)

    async def _handle_outgoing(self, event: Event) -> None:
        """Handle the echo of one of our messages, or a message that a person wrote."""
        message_id = str(event.message_id)
        is_ours = await asyncio.to_thread(
            self._sends.echoed,
            event.chatwoot_id,
            message_id,
            event.text,
            private=event.private,
            kind=KIND,
        )
        if is_ours or event.private or event.sender_type != PERSON:
            return
        tied = await self._tied(event)
        if event.status != PENDING and tied.state != State.WITH_AGENT:
            await self._sync_status(event.chatwoot_id)
        is_new = await asyncio.to_thread(
            self._conversations.record,
            tied.conversation_id,
            message_id,
            "\n".join(filter(None, (event.text, *event.files))),
            agent=event.sender_name or "",
        )
        if is_new:
            self._metrics.count_messages(Author.AGENT)

    async def _handle_incoming(self, event: Event) -> None:
        if event.private:
            return
        tied = await asyncio.to_thread(
            self._conversations.find_or_begin, event.chatwoot_id, event.account
        )
        if _contradicts(event.status, tied.state):
            await self._sync_status(event.chatwoot_id)
        if event.files:
            await self._files.keep(event, tied.conversation_id)
            self._listeners.wake()
        if not event.text:
            return
        # The id is that of our message with buttons; pressing one is a message of its own.
        message_id = f"{event.message_id}" + ("" if event.payload is None else "-pressed")
        if event.status not in (PENDING, RESOLVED):  # written to a person, whoever is there now
            is_new = await asyncio.to_thread(
                self._conversations.record,
                tied.conversation_id,
                message_id,
                event.text,
                payload=event.payload,
                account_id=event.account,
            )
            if is_new:
                self._metrics.count_messages(Author.VISITOR)
            return
        self._listeners.listen(tied.conversation_id, event.chatwoot_id)
        accepted = await asyncio.to_thread(
            self._store.accept,
            tied.conversation_id,
            message_id,
            text=event.text,
            payload=event.payload,
            account_id=event.account,
        )
        if accepted.again:
            return
        self._metrics.count_messages(Author.VISITOR)
        if accepted.lease is not None:
            self._answering.answer(
                tied.conversation_id, accepted.lease, accepted.message, accepted.language
            )
        self._listeners.wake()

    async def _tied(self, event: Event) -> TiedConversation:
        tied = await asyncio.to_thread(self._conversations.find, event.chatwoot_id)
        if tied is not None:
            return tied
        return await asyncio.to_thread(
            self._conversations.find_or_begin, event.chatwoot_id, event.account
        )

    async def _sync_status(self, chatwoot_id: str) -> None:
        """Sync our state with Chatwoot's. Where it has no such conversation, the bot is silent."""
        try:
            status = await self._api.status(display_id_of(chatwoot_id))
        except NotDone as failure:
            if not failure.permanent:
                raise
            status = None
        state = State.BOT if status in (PENDING, RESOLVED) else State.WITH_AGENT
        await asyncio.to_thread(self._conversations.set_state, chatwoot_id, state)


def _contradicts(status: str, state: str) -> bool:
    """Return whether an event's status and our state can't both be right. A conversation that
    waits for a person is pending until the hand-off has arrived."""
    if status == PENDING:
        return state not in (State.BOT, State.WAITING)
    return state != State.WITH_AGENT
