"""Looks again and again for what accounts are to be reminded of.

Every desk process looks; what one of them has sent, the others find sent.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from beian.base.clock import Clock
from beian.base.errors import StoreUnavailable
from beian.base.reminder_kinds import ORDER_CHANGES
from beian.desk.conversations.handoff import HandoffService
from beian.desk.endless_work import keep_doing
from beian.desk.event_log import event_logger
from beian.desk.hub import Hub
from beian.desk.metrics import Metrics
from beian.desk.protocol.frames import message_frame
from beian.desk.reminders.occasions import WATCHED, Occasion, occasions_of
from beian.desk.reminders.reminder_store import ReminderStore
from beian.desk.reminders.sending import Ended, ReminderSender
from beian.desk.storage.enumerations import Author, ReminderState
from beian.filing.filing_store import FilingStore

logger = event_logger(__name__)

LOOK_SECONDS = 20.0
_CHANGES_AT_ONCE = 500
_ACCOUNTS_AT_ONCE = 50


class ReminderWatch:
    """Reminds the accounts of a filing store. `kinds`: those that desk.yml has; `hours_before`: the
    deadline of an SMS verification."""

    def __init__(
        self,
        filing: FilingStore,
        store: ReminderStore,
        sender: ReminderSender,
        *,
        kinds: Sequence[str],
        hours_before: Sequence[float],
        clock: Clock,
        hub: Hub,
        handoff: HandoffService,
        metrics: Metrics,
    ) -> None:
        self._filing = filing
        self._store = store
        self._sender = sender
        self._kinds = kinds
        self._hours_before = hours_before
        self._clock = clock
        self._hub = hub
        self._handoff = handoff
        self._metrics = metrics
        self._noted: set[Occasion] = set()

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        await keep_doing(self.look, LOOK_SECONDS, event="reminders_failed", metrics=self._metrics)

    async def look(self) -> None:
        """Note what has come about, and send what is due."""
        await asyncio.to_thread(self._note_changes)
        await asyncio.to_thread(self._note_occasions)
        tried: set[str] = set()
        while True:
            due = await asyncio.to_thread(
                self._store.accounts_due, self._clock.now(), _ACCOUNTS_AT_ONCE + len(tried)
            )
            left = [account_id for account_id in due if account_id not in tried]
            if not left:
                return
            for account_id in left:
                tried.add(account_id)
                await self._remind(account_id)

    async def _remind(self, account_id: str) -> None:
        """Send an account what is due, and show it where the account is connected."""
        now = self._clock.now()
        try:
            account = await asyncio.to_thread(self._filing.account, account_id)
            ended = await asyncio.to_thread(self._sender.send_due, account_id, account, now)
        except StoreUnavailable:
            raise
        except Exception as failure:
            logger.exception("reminder_failed", error=type(failure).__name__)
            self._metrics.reminder("any", ReminderState.FAILED)
            await asyncio.to_thread(self._store.put_off, account_id, now)
            return
        for one in ended:
            await self._tell_of(one)

    async def _tell_of(self, ended: Ended) -> None:
        self._metrics.reminder(ended.kind, ended.state, is_late=ended.is_late)
        if ended.said is not None and ended.conversation_id is not None:
            self._metrics.count_messages(Author.ASSISTANT)
            await self._hub.publish(ended.conversation_id, [message_frame(ended.said)])
            await self._handoff.changed(ended.conversation_id)

    def _note_changes(self) -> None:
        """Note what imports have changed in the states of orders since the last look."""
        while True:
            position = self._store.read_up_to()
            changes = self._filing.order_changes_after(position, _CHANGES_AT_ONCE)
            if not changes:
                return
            wanted = ORDER_CHANGES in self._kinds
            self._store.note_changes(changes, self._clock.now(), wanted=wanted)

    def _note_occasions(self) -> None:
        """Note what time has brought about; what this process has noted is not noted again."""
        now = self._clock.now()
        found = {
            occasion
            for account_id, order in self._filing.orders_in(*WATCHED)
            for occasion in occasions_of(account_id, order, now, self._hours_before)
            if occasion.kind in self._kinds
        }
        self._store.note(sorted(found - self._noted, key=lambda one: one.planned_at))
        self._noted = found
