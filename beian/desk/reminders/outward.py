"""Reminders that leave the desk: by e-mail where an address is on file, and to a site's webhook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection, Row

from beian.desk.config_values import address
from beian.desk.reminders.links import ReminderLinks
from beian.desk.reminders.occasions import deadline_of
from beian.desk.reminders.texts import Told, mail_text
from beian.desk.storage.deliveries import enqueue
from beian.desk.storage.enumerations import DeliveryKind
from beian.desk.storage.records import written_time
from beian.filing.state import Account


@dataclass(frozen=True)
class OutwardReminders:
    """Puts reminders into the outbox. `links`: of the pages that switch kinds off, None where no
    mail is sent; `webhook`: the host of the webhook, None where there is none."""

    links: ReminderLinks | None = None
    webhook: str | None = None

    def enqueue(self, connection: Connection, row: Row, said: Told, *, mails: bool) -> None:
        """Put a reminder into the outbox, for each way there is; `mails`: whether the account wants
        e-mails."""
        to = _address(said.account) if mails else None
        if self.links is not None and to is not None:
            _mail(
                connection, row, said, to, self.links.link(row.account_id, row.kind, said.language)
            )
        if self.webhook is not None:
            _post(connection, row, said, self.webhook)


def _address(account: Account) -> str | None:
    """Return the e-mail address on file, if it can be one."""
    try:
        return address((account.email or "").strip() or None)
    except ValueError:
        return None


def _mail(connection: Connection, row: Row, said: Told, to: str, off: str) -> None:
    enqueue(
        connection,
        kind=DeliveryKind.MAIL,
        key=_key(row),
        thread=f"{DeliveryKind.MAIL}-{_key(row)}",
        payload={
            "to": to,
            "subject": said.subject,
            "text": mail_text(said, off),
            "unsubscribe": off,
        },
        to=f"{to[:1]}***@{to.rpartition('@')[2]}",
    )


def _post(connection: Connection, row: Row, said: Told, host: str) -> None:
    order = said.order
    deadline = deadline_of(order, row.planned_at)
    body: dict[str, Any] = {
        "type": "reminder",
        "id": _key(row),
        "kind": row.kind,
        "account": row.account_id,
        "order": order.order_id,
        "state": order.state.value,
        "deadline": None if deadline is None else written_time(deadline),
        "language": said.language,
        "subject": said.subject,
        "text": said.plain,
    }
    enqueue(
        connection,
        kind=DeliveryKind.WEBHOOK,
        key=_key(row),
        # In order within an order: what is told later holds.
        thread=f"{DeliveryKind.WEBHOOK}-{row.account_id}-{row.order_id}",
        payload=body,
        to=host,
    )


def _key(row: Row) -> str:
    return f"reminder-{row.id}"
