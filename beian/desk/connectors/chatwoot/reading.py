"""Works off the stored events, those of one Chatwoot conversation one after the other.

An event may be worked off twice, by a process that was killed and another one: every step of it
is known the second time.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta

from beian.base.clock import utc_now
from beian.base.errors import StoreUnavailable
from beian.desk.connectors.chatwoot.api import ChatwootApi, ChatwootFailed, NotDone
from beian.desk.connectors.chatwoot.config import display_id_of
from beian.desk.connectors.chatwoot.conversations import KIND, ChatwootConversations, Here
from beian.desk.connectors.chatwoot.events import (
    OUTGOING,
    PENDING,
    PERSON,
    RESOLVED,
    STATUS_CHANGED,
    Event,
)
from beian.desk.connectors.chatwoot.listening import Ears
from beian.desk.connectors.chatwoot.sends import ChatwootSends
from beian.desk.connectors.chatwoot.stored_events import ChatwootEvents
from beian.desk.conversations.answering import Answering
from beian.desk.conversations.conversation_store import (
    AnotherAccount,
    ConversationClosed,
    Conversations,
)
from beian.desk.metrics import Metrics
from beian.desk.storage.records import BOT, WAITING, WITH_AGENT

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 5.0
FORGET_SECONDS = 3600.0
LEFT_AFTER = timedelta(seconds=15)
"""After which an event counts as left by a process that was killed."""
_LONGEST_PAUSE = 30.0
_TRY_AGAIN = (ChatwootFailed, StoreUnavailable, AnotherAccount, ConversationClosed)
"""What an event waits for; the last two: another event of its conversation was faster."""


class Reader:
    """The events of this process."""

    def __init__(
        self,
        *,
        api: ChatwootApi,
        events: ChatwootEvents,
        places: ChatwootConversations,
        sends: ChatwootSends,
        store: Conversations,
        answering: Answering,
        ears: Ears,
        metrics: Metrics,
    ) -> None:
        self._api = api
        self._events = events
        self._places = places
        self._sends = sends
        self._store = store
        self._answering = answering
        self._ears = ears
        self._metrics = metrics
        self._asked: set[str] = set()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def came(self, place: str) -> None:
        """Has the events of a place worked off."""
        self._asked.add(place)
        if place not in self._tasks:
            self._tasks[place] = asyncio.create_task(self._work(place))

    async def sweep(self) -> None:
        """Looks, for ever, for events that nobody works off; at first for all."""
        age = timedelta()
        while True:
            with suppress(StoreUnavailable):
                for place in await asyncio.to_thread(self._events.left, utc_now() - age):
                    self.came(place)
                age = LEFT_AFTER
            await asyncio.sleep(SWEEP_SECONDS)

    async def forget(self) -> None:
        """Forgets, for ever, what is too old to come again."""
        while True:
            with suppress(StoreUnavailable):
                await asyncio.to_thread(self._events.forget_old)
                await asyncio.to_thread(self._sends.forget_old)
            await asyncio.sleep(FORGET_SECONDS)

    async def stop(self) -> None:
        """Ends the tasks; what they leave is worked off by another process, or later."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _work(self, place: str) -> None:
        failures = 0
        try:
            while place in self._asked:
                self._asked.discard(place)
                try:
                    await self._work_off(place)
                except _TRY_AGAIN as failure:
                    failures += 1
                    logger.warning("chatwoot_waits", extra={"error": type(failure).__name__})
                    self._asked.add(place)
                    await asyncio.sleep(min(_LONGEST_PAUSE, 0.5 * 2**failures))
                else:
                    failures = 0
        finally:
            del self._tasks[place]

    async def _work_off(self, place: str) -> None:
        while (stored := await asyncio.to_thread(self._events.next, place)) is not None:
            try:
                await self._take(Event(**stored.content))
            except _TRY_AGAIN:
                raise
            except Exception:  # the next one must not wait for this one for ever
                logger.exception("chatwoot_event_failed")
                self._metrics.error("chatwoot_event_failed")
            await asyncio.to_thread(self._events.done, stored.id)

    async def _take(self, event: Event) -> None:
        if event.name in STATUS_CHANGED:
            await self._look(event.place)
        elif event.direction == OUTGOING:
            await self._take_outgoing(event)
        else:
            await self._take_incoming(event)

    async def _take_outgoing(self, event: Event) -> None:
        """An echo of ours, or what a person wrote."""
        message_id = str(event.message_id)
        is_ours = await asyncio.to_thread(
            self._sends.echoed,
            event.place,
            message_id,
            event.text,
            private=event.private,
            kind=KIND,
        )
        if is_ours or event.private or event.sender_type != PERSON:
            return
        here = await self._here(event)
        if event.status != PENDING and here.state != WITH_AGENT:
            await self._look(event.place)
        is_new = await asyncio.to_thread(
            self._places.record,
            here.conversation_id,
            message_id,
            event.text,
            agent=event.sender_name or "",
        )
        if is_new:
            self._metrics.said("agent")

    async def _take_incoming(self, event: Event) -> None:
        if event.private:
            return
        here = await asyncio.to_thread(self._places.enter, event.place, event.account)
        if _disagree(event.status, here.state):
            await self._look(event.place)
        # Chatwoot's id of a message with buttons is ours, too; who presses one says something.
        message_id = f"{event.message_id}" + ("" if event.payload is None else "-pressed")
        if event.status not in (PENDING, RESOLVED):  # written to a person, whoever is there now
            is_new = await asyncio.to_thread(
                self._places.record,
                here.conversation_id,
                message_id,
                event.text,
                payload=event.payload,
                account_id=event.account,
            )
            if is_new:
                self._metrics.said("visitor")
            return
        self._ears.listen(here.conversation_id, event.place)
        accepted = await asyncio.to_thread(
            self._store.accept,
            here.conversation_id,
            message_id,
            text=event.text,
            payload=event.payload,
            account_id=event.account,
        )
        if accepted.again:
            return
        self._metrics.said("visitor")
        if accepted.lease is not None:
            self._answering.answer(
                here.conversation_id, accepted.lease, accepted.message, accepted.language
            )
        self._ears.wake()

    async def _here(self, event: Event) -> Here:
        here = await asyncio.to_thread(self._places.at, event.place)
        if here is not None:
            return here
        return await asyncio.to_thread(self._places.enter, event.place, event.account)

    async def _look(self, place: str) -> None:
        """Asks Chatwoot whose the conversation is. Where it has none such, the bot is silent."""
        try:
            status = await self._api.status(display_id_of(place))
        except NotDone as failure:
            if not failure.permanent:
                raise
            status = None
        state = BOT if status in (PENDING, RESOLVED) else WITH_AGENT
        await asyncio.to_thread(self._places.became, place, state)


def _disagree(status: str, state: str) -> bool:
    """Whether an event's status and our state can't both be right. Who waits for a person is
    pending until the hand-over has arrived."""
    if status == PENDING:
        return state not in (BOT, WAITING)
    return state != WITH_AGENT
