"""A short summary, for agents, of what is on file for an account."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress

from beian.base.clock import SHANGHAI, Clock
from beian.base.errors import BeianError
from beian.desk.event_log import event_logger
from beian.desk.protocol import agents_api as api
from beian.filing.filing_store import FilingStore
from beian.filing.masking import mask_name, mask_phone, shown_name
from beian.filing.orders import open_orders, review, sms_step
from beian.filing.state import Account, Order, Subject

logger = event_logger(__name__)

_KEPT_SECONDS = 60.0
_MOST_NAMES = 10_000


class FilingSummaries:
    """Summaries from the filing store; empty while it does not answer."""

    def __init__(self, store: FilingStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._names: dict[str, tuple[str, float]] = {}

    def names(self, account_ids: Iterable[str]) -> dict[str, str]:
        """Return the masked names of accounts; empty where nothing is on file.

        Lists are read often and names change seldom, so a name is kept for a minute. A store
        that does not answer is not asked for the next one: each may take seconds to fail.
        """
        wanted = dict.fromkeys(account_ids)
        if len(self._names) > _MOST_NAMES:
            self._names = {}
        names, moment = self._names, time.monotonic()
        with suppress(BeianError):
            for account_id in wanted:
                if names.get(account_id, ("", 0.0))[1] < moment:
                    names[account_id] = (_name(self._read(account_id)), moment + _KEPT_SECONDS)
        return {account_id: names.get(account_id, ("", 0.0))[0] for account_id in wanted}

    def account(self, account_id: str, *, masked: bool) -> api.Account | None:
        """Return the Account of the agents' API; None where nothing is on file."""
        account = None
        with suppress(BeianError):
            account = self._read(account_id)
        if account is None:
            return None
        phone: Callable[[str], str] = mask_phone if masked else str
        subjects = [_subject(subject, masked=masked) for subject in account.subjects]
        return {
            "id": account.account_id,
            "masked": masked,
            "subject": subjects[0] if subjects else None,
            "phones": _phones(account, phone),
            "websites": [
                {
                    "name": website.name,
                    "domains": list(website.domains),
                    "filing_number": website.filing_number,
                    "status": website.status.value,
                }
                for subject in account.subjects
                for website in subject.websites
            ],
            "orders": [self._order(order) for order in open_orders(account)],
        }

    def _read(self, account_id: str) -> Account | None:
        """Read an account. Raises BeianError, which is logged, where the store does not answer."""
        try:
            return self._store.account(account_id)
        except BeianError as error:
            logger.warning("filing_store_unavailable", error=type(error).__name__)
            raise

    def _order(self, order: Order) -> api.Order:
        """Return an order with its deadlines (docs/domain.md, "The way of an order")."""
        now = self._clock.now()
        checked, sms = review(order, now), sms_step(order, now)
        deadline = None
        if checked is not None:
            deadline = checked.last_expected_day.isoformat()
        elif sms is not None:
            deadline = sms.deadline.astimezone(SHANGHAI).isoformat(timespec="minutes")
        return {
            "number": order.order_id,
            "kind": order.kind.value,
            "state": order.state.value,
            "submitted_on": order.created_at.astimezone(SHANGHAI).date().isoformat(),
            "deadline": deadline,
            "overdue": (checked is not None and checked.overdue)
            or (sms is not None and sms.expired),
        }


def _name(account: Account | None) -> str:
    if account is None:
        return ""
    if account.display_name:
        return mask_name(account.display_name)
    return shown_name(account.subjects[0]) if account.subjects else ""


def _subject(subject: Subject, *, masked: bool) -> api.Subject:
    document = subject.person_in_charge.document
    person = subject.person_in_charge.name
    return {
        "name": shown_name(subject) if masked else subject.name,
        "type": subject.type.value,
        "person": mask_name(person) if masked else person,
        "document": None if document is None else document.value,
        "province": subject.province,
        "filing_number": subject.filing_number,
        "status": subject.status.value,
    }


def _phones(account: Account, shown: Callable[[str], str]) -> list[str]:
    """Return every phone number on file, each once, in the order of account, subjects, websites
    and services."""
    people = [
        person
        for subject in account.subjects
        for person in (
            subject.person_in_charge,
            *(website.person_in_charge for website in subject.websites),
            *(service.person_in_charge for service in subject.services),
        )
        if person is not None
    ]
    numbers = [account.phone, *(person.phone for person in people)]
    return list(dict.fromkeys(shown(number) for number in numbers if number))
