"""Filing state: what an access provider or agency has on file for an account.

The classes mirror filing-state.schema.json one to one; they hold facts, no rules.
Times are timezone-aware datetimes; provinces are pinyin, lower case (see provinces.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum


class SubjectType(str, Enum):
    INDIVIDUAL = "individual"
    ENTERPRISE = "enterprise"


class Document(str, Enum):
    """An identity document."""

    MAINLAND_ID = "mainland_id"
    PASSPORT = "passport"
    HK_MACAU_PERMIT = "hk_macau_permit"
    TAIWAN_PERMIT = "taiwan_permit"


class FilingStatus(str, Enum):
    """Whether a subject, website or service is on file at the ministry."""

    FILED = "filed"
    CANCELLED = "cancelled"


class ServiceKind(str, Enum):
    """What a service of a subject is, beside websites."""

    APP = "app"
    MINI_PROGRAM = "mini_program"
    QUICK_APP = "quick_app"


class AccessStatus(str, Enum):
    ACTIVE = "active"
    CANCELLED = "cancelled"


class CancelledBy(str, Enum):
    OWNER = "owner"
    ADMINISTRATION = "administration"


class OrderKind(str, Enum):
    FIRST_FILING = "first_filing"
    NEW_WEBSITE = "new_website"
    NEW_ACCESS = "new_access"
    CHANGE = "change"
    CANCEL_SUBJECT = "cancel_subject"
    CANCEL_WEBSITE = "cancel_website"
    CANCEL_SERVICE = "cancel_service"
    CANCEL_ACCESS = "cancel_access"


class OrderState(str, Enum):
    """The stages of an order (docs/domain.md, "The way of an order")."""

    DRAFT = "draft"
    PROVIDER_REVIEW = "provider_review"
    SMS_VERIFICATION = "sms_verification"
    ADMINISTRATION_REVIEW = "administration_review"
    SUCCEEDED = "succeeded"
    RETURNED = "returned"
    GIVEN_UP = "abandoned"
    """The import format's word, which can't change."""


@dataclass(frozen=True)
class Person:
    name: str
    document: Document | None = None
    phone: str | None = None
    phone_reachable: bool = True


@dataclass(frozen=True)
class Access:
    """The tie between the filing of a website or service and one provider."""

    provider: str
    status: AccessStatus
    instance_id: str | None = None
    cancelled_by: CancelledBy | None = None
    cancelled_at: datetime | None = None


@dataclass(frozen=True)
class Website:
    website_id: str
    name: str
    domains: tuple[str, ...]
    status: FilingStatus
    filing_number: str | None = None
    cancelled_at: datetime | None = None
    person_in_charge: Person | None = None
    accesses: tuple[Access, ...] = ()


@dataclass(frozen=True)
class Service:
    """An app, mini program or quick app of a subject, which is a filing of its own.

    `platform` is where it is offered, such as WeChat.
    """

    service_id: str
    kind: ServiceKind
    name: str
    status: FilingStatus
    filing_number: str | None = None
    platform: str | None = None
    domains: tuple[str, ...] = ()
    cancelled_at: datetime | None = None
    person_in_charge: Person | None = None
    accesses: tuple[Access, ...] = ()


@dataclass(frozen=True)
class Subject:
    subject_id: str
    name: str
    type: SubjectType
    province: str
    status: FilingStatus
    person_in_charge: Person
    websites: tuple[Website, ...] = ()
    filing_number: str | None = None
    cancelled_at: datetime | None = None
    services: tuple[Service, ...] = ()


@dataclass(frozen=True)
class Order:
    order_id: str
    kind: OrderKind
    state: OrderState
    created_at: datetime
    target_id: str | None = None
    sms_sent_at: datetime | None = None
    administration_received_at: datetime | None = None
    finished_at: datetime | None = None
    return_reason: str | None = None


@dataclass(frozen=True)
class Account:
    account_id: str
    subjects: tuple[Subject, ...] = ()
    orders: tuple[Order, ...] = ()
    display_name: str | None = None
    language: str | None = None
    phone: str | None = None
    email: str | None = None
