"""A desk's reminders over stores of each kind, with a clock that a test moves."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from beian.base.clock import SHANGHAI
from beian.base.reminder_kinds import REMINDER_KINDS
from beian.desk.conversations.absence import AbsenceStore
from beian.desk.conversations.handoff import HandoffService
from beian.desk.conversations.handoff_store import HandoffStore
from beian.desk.front_desk import FrontDesk
from beian.desk.hub import Hub
from beian.desk.metrics import Metrics
from beian.desk.reminders.links import ReminderLinks
from beian.desk.reminders.outward import OutwardReminders
from beian.desk.reminders.quiet import QuietHours
from beian.desk.reminders.reminder_store import ReminderStore
from beian.desk.reminders.sending import ReminderSender
from beian.desk.reminders.watch import ReminderWatch
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import outbox
from beian.desk.storage.reminder_tables import reminders
from beian.desk.storage.tables import conversations, messages
from beian.filing.filing_store import FilingStore
from beian.filing.state import Account, Order, OrderKind, OrderState
from tests.desk.front_desk import Hours
from tests.filing.builders import account, at, order, subject, website

START = at("2026-10-12T10:00")
NIGHT = QuietHours(time(22), time(8), timedelta(hours=3))
LINKS = ReminderLinks("a secret of the tests, long enough to sign", "https://desk.example.cn")
OUTWARD = OutwardReminders(LINKS, "site.example")
SENT_AT = at("2026-10-12T08:20")
"""When the SMS was sent: its deadline is the next day at 08:20."""


@dataclass
class MovedClock:
    """Stands still until a test moves it."""

    moment: datetime = START

    def now(self) -> datetime:
        return self.moment.astimezone(SHANGHAI)


@dataclass(frozen=True)
class Said:
    """A message of the assistant's, with what became of the reminder behind it."""

    text: str
    buttons: tuple[str, ...]
    conversation: str
    offer: str | None


@dataclass
class Reminding:
    """The reminders of a desk process, over stores that others may share."""

    database: DeskDatabase
    filing: FilingStore
    clock: MovedClock
    kinds: tuple[str, ...] = REMINDER_KINDS
    quiet: QuietHours | None = NIGHT
    outward: OutwardReminders = OUTWARD
    metrics: Metrics = field(default_factory=Metrics)
    hub: Hub = field(default_factory=Hub)

    def watch(self) -> ReminderWatch:
        front = FrontDesk(Hours())
        handoff = HandoffService(
            HandoffStore(self.database, front, None),
            AbsenceStore(self.database, front),
            self.hub,
            self.metrics,
        )
        return ReminderWatch(
            self.filing,
            ReminderStore(self.database),
            ReminderSender(self.database, self.kinds, self.quiet, self.outward),
            kinds=self.kinds,
            hours_before=(6, 1),
            clock=self.clock,  # type: ignore[arg-type]
            hub=self.hub,
            handoff=handoff,
            metrics=self.metrics,
        )

    def look(self, moment: str | None = None) -> list[str]:
        """Look once, at a moment; return the texts that are new in the chat."""
        if moment is not None:
            self.clock.moment = at(moment)
        before = len(self.said())
        asyncio.run(self.watch().look())
        return [said.text for said in self.said()[before:]]

    def said(self) -> list[Said]:
        """All that the assistant has said, in order."""
        query = (
            messages.select()
            .where(messages.c.author == "assistant")
            .order_by(messages.c.at, messages.c.seq)
        )
        with self.database.reading() as connection:
            return [
                Said(
                    row.text,
                    tuple(button["payload"] for button in row.buttons),
                    row.conversation_id,
                    row.offer,
                )
                for row in connection.execute(query)
            ]

    def outcomes(self) -> list[tuple[str, str]]:
        """Kind and state of all reminders, in the order of their planned times."""
        query = reminders.select().order_by(reminders.c.planned_at, reminders.c.id)
        with self.database.reading() as connection:
            return [(row.kind, row.state) for row in connection.execute(query)]

    def outgoing(self, kind: str) -> list[dict[str, Any]]:
        """What waits in the outbox."""
        query = outbox.select().where(outbox.c.kind == kind).order_by(outbox.c.id)
        with self.database.reading() as connection:
            return [row.payload for row in connection.execute(query)]

    def conversations(self, account_id: str = "a1") -> list[Any]:
        query = conversations.select().where(conversations.c.account_id == account_id)
        with self.database.reading() as connection:
            return list(connection.execute(query).all())

    def store(self, *accounts: Account) -> None:
        """Put accounts on file, in place of what was there."""
        self.filing.update(accounts, "test", None)


@pytest.fixture
def filing(tmp_path: Path) -> Iterator[FilingStore]:
    store = FilingStore(f"sqlite:///{tmp_path / 'filing.sqlite3'}")
    yield store
    store.close()


@pytest.fixture
def reminding(desk_database: DeskDatabase, filing: FilingStore) -> Reminding:
    return Reminding(desk_database, filing, MovedClock())


def an_order(state: OrderState, kind: OrderKind = OrderKind.CANCEL_WEBSITE, **facts: Any) -> Order:
    return order(kind, state, "w1", **{"order_id": "BA1", **facts})


def waits_for_sms(sent_at: datetime = SENT_AT, **facts: Any) -> Order:
    """An order whose SMS has to be verified within a day of when it was sent."""
    return an_order(OrderState.SMS_VERIFICATION, sms_sent_at=sent_at, **facts)


def on_file(*orders: Order, account_id: str = "a1", **facts: Any) -> Account:
    filed = subject(website("w1", name="晓梅烘焙笔记"))
    usual = {"account_id": account_id, "email": "lin@example.cn", "language": "zh"}
    return replace(account(filed, orders=orders), **{**usual, **facts})
