"""A short summary, for agents, of what is on file for an account."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

from beian.base.clock import SHANGHAI, Clock
from beian.base.errors import BeianError
from beian.desk.event_log import event_logger
from beian.desk.protocol import agents_api as api
from beian.filing.filing_store import FilingStore
from beian.filing.masking import mask_name, mask_phone, shown_name
from beian.filing.orders import orders_under_way, review, sms_step, target_of
from beian.filing.provinces import PROVINCES
from beian.filing.state import Account, Order, Subject, SubjectType

logger = event_logger(__name__)

_KEPT_SECONDS = 60.0
_MOST_NAMES = 10_000
_MOST_ORDERS = 20


class FilingSummaries:
    """Summaries from the filing store; empty while it does not answer."""

    def __init__(self, store: FilingStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._names: dict[str, tuple[str, float]] = {}

    def names(self, account_ids: Iterable[str]) -> dict[str, str]:
        """Return what agents call accounts; empty where nothing is on file.

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
        waiting = orders_under_way(account)
        orders = sorted(account.orders, key=lambda one: (one in waiting, one.created_at))[::-1]
        return {
            "id": account.account_id,
            "masked": masked,
            "subjects": [_subject(subject, masked=masked) for subject in account.subjects],
            "phones": _phones(account, phone),
            "orders": [
                self._order(one, account, masked=masked, waiting=one in waiting)
                for one in orders[:_MOST_ORDERS]
            ],
        }

    def _read(self, account_id: str) -> Account | None:
        """Read an account. Raises BeianError, which is logged, where the store does not answer."""
        try:
            return self._store.account(account_id)
        except BeianError as error:
            logger.warning("filing_store_unavailable", error=type(error).__name__)
            raise

    def _order(self, order: Order, account: Account, *, masked: bool, waiting: bool) -> api.Order:
        """Return an order with its deadlines (docs/domain.md, "The way of an order"); `waiting`:
        whether it goes on, one that was returned and is not settled among them."""
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
            "about": _name_of_target(order, account, masked=masked),
            "state": order.state.value,
            "open": waiting,
            "submitted_on": _day(order.created_at),
            "finished_on": _day(order.finished_at),
            "return_reason": order.return_reason,
            "deadline": deadline,
            "overdue": (checked is not None and checked.overdue)
            or (sms is not None and sms.expired),
        }


def province_words(code: str) -> api.Words:
    """Return the names of a province; its code where there is no such province."""
    known = PROVINCES.get(code)
    return {"zh": known.zh, "en": known.en} if known else {"zh": code, "en": code}


def _name(account: Account | None) -> str:
    """Return what agents call an account: a company in full, a person masked.

    An account's display name may be a person's although the subjects are companies; so it is shown
    in full only where it is the name of one.
    """
    if account is None:
        return ""
    companies = [one.name for one in account.subjects if one.type is SubjectType.ENTERPRISE]
    if account.display_name in companies:
        return str(account.display_name)
    if account.display_name and len(companies) < len(account.subjects):
        return mask_name(account.display_name)
    if companies:
        return companies[0]
    return mask_name(account.display_name) if account.display_name else ""


def _subject(subject: Subject, *, masked: bool) -> api.Subject:
    document = subject.person_in_charge.document
    person = subject.person_in_charge.name
    return {
        "name": shown_name(subject) if masked else subject.name,
        "type": subject.type.value,
        "person": mask_name(person) if masked else person,
        "document": None if document is None else document.value,
        "province": province_words(subject.province),
        "filing_number": subject.filing_number,
        "status": subject.status.value,
        "websites": [
            {
                "name": website.name,
                "domains": list(website.domains),
                "filing_number": website.filing_number,
                "status": website.status.value,
            }
            for website in subject.websites
        ],
        "services": [
            {
                "kind": service.kind.value,
                "name": service.name,
                "platform": service.platform,
                "filing_number": service.filing_number,
                "status": service.status.value,
            }
            for service in subject.services
        ],
    }


def _name_of_target(order: Order, account: Account, *, masked: bool) -> str | None:
    """Return the name of what an order is about."""
    target = target_of(order, account)
    if target is None:
        return None
    thing = target.thing
    return shown_name(thing) if masked and isinstance(thing, Subject) else thing.name


def _day(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(SHANGHAI).date().isoformat()


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
