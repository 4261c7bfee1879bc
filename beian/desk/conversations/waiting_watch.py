"""Watches who waits and who is gone: no visitor is forgotten with an agent who has left.

Every desk process watches; what one of them has done in the store, the others find done.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

from beian.base.clock import utc_now
from beian.desk.conversations.absence import AbsenceStore
from beian.desk.conversations.blocking import BlockStore
from beian.desk.conversations.groups import GroupStore
from beian.desk.conversations.handoff import AGENTS, HandoffService, state_frame
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.conversations.queue import Standing
from beian.desk.endless_work import keep_doing
from beian.desk.event_log import event_logger
from beian.desk.hours import Hours
from beian.desk.hub import Hub
from beian.desk.metrics import Metrics
from beian.desk.protocol.hub_frames import HubFrame

logger = event_logger(__name__)

WATCH_SECONDS = 5.0


class WaitingWatch:
    """Looks again and again after those who wait for a person."""

    def __init__(
        self,
        store: HandoffStore,
        absences: AbsenceStore,
        blocks: BlockStore,
        groups: GroupStore,
        handoff: HandoffService,
        *,
        hub: Hub,
        metrics: Metrics,
        hours: Hours,
    ) -> None:
        self._store = store
        self._absences = absences
        self._blocks = blocks
        self._groups = groups
        self._handoff = handoff
        self._hub = hub
        self._metrics = metrics
        self._ticket_after = timedelta(minutes=hours.ticket_after_minutes)
        self._notify_after = timedelta(minutes=hours.notify_after_minutes)
        self._absent_after = timedelta(seconds=hours.agent_absent_seconds)
        self._told: dict[str, Standing] = {}
        self._there: dict[str, bool] = {}

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        await keep_doing(self.look, WATCH_SECONDS, event="watch_failed", metrics=self._metrics)

    async def look(self) -> None:
        """Note which visitors are there; take from agents who are gone what they have, and from
        visitors who were blocked what they have with a person; assign who waits; notify staff of
        those who wait on, and make tickets where they wait too long or nobody is there any more."""
        moment = utc_now()
        await asyncio.to_thread(self._absences.note_visitors, self._hub.visited())
        await asyncio.to_thread(self._absences.note_listening, moment)
        gone_before = moment - self._absent_after
        released = await asyncio.to_thread(self._absences.release_absent, gone_before)
        await self._handoff.announce_all(released)
        await self._handoff.announce_all(await asyncio.to_thread(self._blocks.enforce))
        await self._handoff.announce_all(await asyncio.to_thread(self._groups.assign_waiting))
        await asyncio.to_thread(self._store.tell_of_waiting, moment - self._notify_after)
        given_up = await asyncio.to_thread(self._store.give_up_waiting, moment - self._ticket_after)
        await self._handoff.announce_all(given_up)
        await self._tell_standings()
        await self._tell_presence()

    async def _tell_standings(self) -> None:
        """Tell who is connected here where they stand, if that has changed without a hand-off:
        others have left the page or come back, agents have come or gone."""
        views = await asyncio.to_thread(self._store.views_of_waiting)
        for conversation_id, view in views.items():
            before = self._told.get(conversation_id)
            if before is not None and before != view.stands:
                self._hub.tell_here(conversation_id, [state_frame(view)])
        self._told = {each: view.stands for each, view in views.items()}

    async def _tell_presence(self) -> None:
        """Tell agents here which visitors have left the page, or come back to it."""
        there = await asyncio.to_thread(self._absences.visitors_there)
        changed: list[HubFrame] = [
            {"type": "changed", "conversation": each}
            for each, is_there in there.items()
            if self._there.get(each, is_there) != is_there
        ]
        if changed:
            self._hub.tell_here(AGENTS, changed)
        self._there = there
