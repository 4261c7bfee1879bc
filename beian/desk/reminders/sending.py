"""Sends what an account is to be reminded of: one transaction judges it, says it in the chat and
puts it into the outbox, so that all of it happens once or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, text, update
from sqlalchemy.engine import Connection, Row

from beian.base.languages import DEFAULT_LANGUAGE, LANGUAGES
from beian.base.reminder_kinds import BY_MAIL, OVERDUE
from beian.desk.conversations.blocks import for_the_visitor
from beian.desk.reminders.account_conversation import conversation_of_account
from beian.desk.reminders.occasions import deadline_of, holds
from beian.desk.reminders.outward import OutwardReminders
from beian.desk.reminders.quiet import QuietHours
from beian.desk.reminders.texts import Told, told, with_hint
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import ReminderState
from beian.desk.storage.records import Answer, Message
from beian.desk.storage.refusals import refused_kinds
from beian.desk.storage.reminder_tables import reminders
from beian.desk.storage.tables import conversations
from beian.filing.state import Account, Order

LATE_AFTER = timedelta(minutes=10)
"""What is sent so much later than it was to be is late: no desk was there, or its store was not."""
_ORDER_OVERDUE = "order_overdue"
"""Why a person is offered, as the assistant's answers about overdue orders say it."""


@dataclass(frozen=True)
class Ended:
    """A reminder that is done with. `said`: the message in the chat, where it was sent."""

    kind: str
    state: ReminderState
    is_late: bool = False
    conversation_id: str | None = None
    said: Message | None = None


class ReminderSender:
    """Sends reminders. `kinds`: those that desk.yml has; `quiet`: None where nights are days."""

    def __init__(
        self,
        database: DeskDatabase,
        kinds: Iterable[str],
        quiet: QuietHours | None,
        outward: OutwardReminders,
    ) -> None:
        self._database = database
        self._kinds = frozenset(kinds)
        self._quiet = quiet
        self._outward = outward

    def send_due(self, account_id: str, account: Account | None, now: datetime) -> list[Ended]:
        """Send what the account is to be told by now, and drop what no longer holds; at night, put
        off what can wait. `account`: as it is on file, None where it is not."""
        orders = {order.order_id: order for order in account.orders} if account else {}
        with self._database.writing() as connection:
            due = _locked_due(connection, account_id, now)
            refused = refused_kinds(connection, account_id)
            wanted, mails = self._kinds - refused, BY_MAIL not in refused
            ended, sendable = [], []
            for row in due:
                order = orders.get(row.order_id)
                if row.kind not in wanted:
                    ended.append(_end(connection, row, ReminderState.OFF, now))
                elif order is None or not holds(row.kind, row.about, order, now):
                    ended.append(_end(connection, row, ReminderState.GONE, now))
                elif not self._put_off(connection, row, order, now):
                    sendable.append(row)
            chosen, superseded = _latest_each(connection, sendable)
            ended += [_end(connection, row, ReminderState.SUPERSEDED, now) for row in superseded]
            if account is not None:
                ended += [
                    self._send(connection, row, orders[row.order_id], account, now, mails=mails)
                    for row in chosen
                ]
            return ended

    def _put_off(self, connection: Connection, row: Row, order: Order, now: datetime) -> bool:
        """Put a reminder off to the end of the night, if it is night and it can wait."""
        if self._quiet is None:
            return False
        sends_at = self._quiet.sends_at(now, deadline_of(order, now))
        if sends_at > now:
            _change(connection, row, due_at=sends_at)
        return sends_at > now

    def _send(
        self,
        connection: Connection,
        row: Row,
        order: Order,
        account: Account,
        now: datetime,
        *,
        mails: bool,
    ) -> Ended:
        language = _language(connection, account)
        said = told(row.kind, order, account, now, language)
        conversation = conversation_of_account(connection, account.account_id, language)
        if conversation.read_seq is None:  # all until now counts as read, and this does not
            rows.change(connection, conversation.id, read_seq=conversation.last_seq)
        message = _say(connection, row, conversation, said)
        self._outward.enqueue(connection, row, said, mails=mails)
        where = {"conversation_id": conversation.id, "message_id": message.id}
        _change(connection, row, state=ReminderState.SENT, ended_at=now, **where)
        is_late = now - row.due_at > LATE_AFTER
        return Ended(row.kind, ReminderState.SENT, is_late, conversation.id, message)


def _locked_due(connection: Connection, account_id: str, now: datetime) -> Sequence[Row]:
    """Return the account's reminders that are due. No other process reminds the account meanwhile:
    it would open another conversation."""
    if connection.dialect.name == "postgresql":
        key = hashlib.blake2b(account_id.encode(), digest_size=8).digest()
        lock = text("SELECT pg_advisory_xact_lock(:key)")
        connection.execute(lock, {"key": int.from_bytes(key, "big", signed=True)})
    query = (
        select(reminders)
        .where(reminders.c.account_id == account_id)
        .where(reminders.c.state == ReminderState.WAITING, reminders.c.due_at <= now)
        .order_by(reminders.c.planned_at, reminders.c.id)
    )
    found: Sequence[Row] = connection.execute(query).all()
    return found


def _latest_each(
    connection: Connection, sendable: Sequence[Row]
) -> tuple[Sequence[Row], Sequence[Row]]:
    """Return the latest reminder of each order, in order, and the others: those before it, and
    those that were due before one that was sent already."""
    latest: Mapping[str, Row] = {row.order_id: row for row in sendable}
    if not latest:
        return [], []
    account_id = sendable[0].account_id
    query = (
        select(reminders.c.order_id, func.max(reminders.c.planned_at).label("planned_at"))
        .where(reminders.c.account_id == account_id, reminders.c.order_id.in_(list(latest)))
        .where(reminders.c.state == ReminderState.SENT)
        .group_by(reminders.c.order_id)
    )
    sent = {row.order_id: row.planned_at for row in connection.execute(query)}
    chosen = [
        row
        for row in latest.values()
        if row.order_id not in sent or sent[row.order_id] <= row.planned_at
    ]
    kept = {row.id for row in chosen}
    return chosen, [row for row in sendable if row.id not in kept]


def _language(connection: Connection, account: Account) -> str:
    """Return the language on file, else that of the account's newest conversation."""
    if account.language in LANGUAGES:
        return account.language
    query = (
        select(conversations.c.language)
        .where(conversations.c.account_id == account.account_id)
        .order_by(conversations.c.changed_at.desc())
        .limit(1)
    )
    return connection.execute(query).scalar_one_or_none() or DEFAULT_LANGUAGE


def _say(connection: Connection, row: Row, conversation: Row, said: Told) -> Message:
    """Say it in the chat, where a person is offered for what is overdue; the first one that an
    account ever gets says how to get no more."""
    sent = select(reminders.c.id).where(
        reminders.c.account_id == row.account_id, reminders.c.state == ReminderState.SENT
    )
    is_first = connection.execute(sent.limit(1)).first() is None
    content = with_hint(said) if is_first else said.content
    (content,) = for_the_visitor(connection, conversation.id, [content])
    offer = _ORDER_OVERDUE if row.kind == OVERDUE else None
    # The conversation goes on in its own language.
    answer = Answer([content], conversation.language, None, None, handoff=False, offer=offer)
    (message,) = rows.say(connection, conversation.id, [content], None, answer)
    return message


def _end(connection: Connection, row: Row, state: ReminderState, now: datetime) -> Ended:
    _change(connection, row, state=state, ended_at=now)
    return Ended(row.kind, state)


def _change(connection: Connection, row: Row, **values: object) -> None:
    connection.execute(update(reminders).where(reminders.c.id == row.id).values(**values))
