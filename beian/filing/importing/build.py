"""Accounts of beian/filing/state.py from a document that was checked and found right."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from beian.base.times import parse_time
from beian.filing.state import (
    Access,
    AccessStatus,
    Account,
    CancelledBy,
    Document,
    FilingStatus,
    Order,
    OrderKind,
    OrderState,
    Person,
    Subject,
    SubjectType,
    Website,
)

_Item = dict[str, Any]


def account_of(item: _Item) -> Account:
    """The account that an entry of `accounts` describes."""
    return Account(
        account_id=item["account_id"],
        subjects=tuple(_subject(each) for each in item["subjects"]),
        orders=tuple(_order(each) for each in item["orders"]),
        display_name=item.get("display_name"),
        language=item.get("language"),
        phone=item.get("phone"),
        email=item.get("email"),
    )


def time_of(item: _Item, field: str) -> datetime | None:
    """The time in `field`, if there is one."""
    return parse_time(item[field]) if field in item else None


def _subject(item: _Item) -> Subject:
    return Subject(
        subject_id=item["subject_id"],
        name=item["name"],
        type=SubjectType(item["type"]),
        province=item["province"],
        status=FilingStatus(item["status"]),
        person_in_charge=_person(item["person_in_charge"]),
        websites=tuple(_website(each) for each in item["websites"]),
        filing_number=item.get("filing_number"),
        cancelled_at=time_of(item, "cancelled_at"),
    )


def _website(item: _Item) -> Website:
    person = item.get("person_in_charge")
    return Website(
        website_id=item["website_id"],
        name=item["name"],
        domains=tuple(item["domains"]),
        status=FilingStatus(item["status"]),
        filing_number=item.get("filing_number"),
        cancelled_at=time_of(item, "cancelled_at"),
        person_in_charge=None if person is None else _person(person),
        accesses=tuple(_access(each) for each in item.get("accesses", ())),
    )


def _person(item: _Item) -> Person:
    return Person(
        name=item["name"],
        document=Document(item["document"]) if "document" in item else None,
        phone=item.get("phone"),
        phone_reachable=item.get("phone_reachable", True),
    )


def _access(item: _Item) -> Access:
    return Access(
        provider=item["provider"],
        status=AccessStatus(item["status"]),
        instance_id=item.get("instance_id"),
        cancelled_by=CancelledBy(item["cancelled_by"]) if "cancelled_by" in item else None,
        cancelled_at=time_of(item, "cancelled_at"),
    )


def _order(item: _Item) -> Order:
    return Order(
        order_id=item["order_id"],
        kind=OrderKind(item["kind"]),
        state=OrderState(item["state"]),
        created_at=parse_time(item["created_at"]),
        target_id=item.get("target_id"),
        sms_sent_at=time_of(item, "sms_sent_at"),
        administration_received_at=time_of(item, "administration_received_at"),
        finished_at=time_of(item, "finished_at"),
        return_reason=item.get("return_reason"),
    )
