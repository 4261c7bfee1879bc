"""Reminders put together: what looks for them and sends them, and what switches them off."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from beian.base.clock import Clock
from beian.desk.config import RemindersConfig
from beian.desk.conversations.handoff import HandoffService
from beian.desk.event_log import event_logger
from beian.desk.hub import Hub
from beian.desk.metrics import Metrics
from beian.desk.reminders.links import ReminderLinks
from beian.desk.reminders.outward import OutwardReminders
from beian.desk.reminders.quiet import QuietHours
from beian.desk.reminders.reminder_store import ReminderStore
from beian.desk.reminders.sending import ReminderSender
from beian.desk.reminders.unread import unread_reminders
from beian.desk.reminders.watch import ReminderWatch
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.refusals import refused_kinds, switch_kinds
from beian.filing.filing_store import FilingStore

logger = event_logger(__name__)


@dataclass(frozen=True)
class Reminders:
    """The reminders of a desk; `links`: those of e-mails, good whether mails are sent or not."""

    watch: ReminderWatch
    links: ReminderLinks
    database: DeskDatabase

    async def unread(self, account_id: str) -> int:
        """Return how many reminders an account may not have seen yet."""
        return await asyncio.to_thread(unread_reminders, self.database, account_id)

    async def refused(self, account_id: str) -> frozenset[str]:
        """Return the kinds that an account has switched off."""

        def read() -> frozenset[str]:
            with self.database.reading() as connection:
                return refused_kinds(connection, account_id)

        return await asyncio.to_thread(read)

    async def switch(self, account_id: str, kinds: tuple[str, ...], *, on: bool) -> None:
        """Switch kinds on or off for an account, by a link of an e-mail."""

        def write() -> None:
            with self.database.writing() as connection:
                switch_kinds(connection, account_id, kinds, on=on, by="mail")

        await asyncio.to_thread(write)


def reminders_of(
    config: RemindersConfig,
    secret: str,
    *,
    database: DeskDatabase,
    filing: FilingStore,
    clock: Clock,
    hub: Hub,
    handoff: HandoffService,
    metrics: Metrics,
    mails: bool,
) -> Reminders:
    """Return the reminders that desk.yml describes; `mails`: whether there is a mail server."""
    links = ReminderLinks(secret, config.desk_url or "")
    by_mail = goes_by_mail(config, mails=mails)
    if mails and config.mail and not by_mail:
        logger.info("no_reminders_by_mail_without_desk_url")
    host = urlsplit(config.webhook_url).hostname if config.webhook_url else None
    outward = OutwardReminders(links if by_mail else None, host)
    quiet = (
        QuietHours(*config.quiet, timedelta(hours=config.urgent_hours)) if config.quiet else None
    )
    watch = ReminderWatch(
        filing,
        ReminderStore(database),
        ReminderSender(database, config.kinds, quiet, outward),
        kinds=config.kinds,
        hours_before=config.hours_before,
        clock=clock,
        hub=hub,
        handoff=handoff,
        metrics=metrics,
    )
    return Reminders(watch, links, database)


def goes_by_mail(config: RemindersConfig, *, mails: bool) -> bool:
    """Return whether reminders go out by e-mail, too: each has a link that switches its kind off,
    which takes the desk's own address."""
    return mails and config.mail and config.desk_url is not None
