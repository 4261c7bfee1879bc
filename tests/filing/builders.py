"""Filing state for tests: valid objects of which a test names only what it is about."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from beian.base.clock import SHANGHAI
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
    Service,
    ServiceKind,
    Subject,
    SubjectType,
    Website,
)


def at(text: str) -> datetime:
    """Return an ISO 8601 time; one of Asia/Shanghai if it has no offset."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def person(name: str = "王小明", **facts: Any) -> Person:
    return Person(name, **{"document": Document.MAINLAND_ID, "phone": "13812345678", **facts})


def access(provider: str = "Tencent Cloud", instance_id: str | None = "ins-1") -> Access:
    return Access(provider, AccessStatus.ACTIVE, instance_id)


def lost_access(
    provider: str = "Tencent Cloud",
    on: str | None = "2026-03-02",
    by: CancelledBy | None = CancelledBy.OWNER,
) -> Access:
    return Access(
        provider,
        AccessStatus.CANCELLED,
        cancelled_by=by,
        cancelled_at=None if on is None else at(on),
    )


def website(website_id: str = "w1", *accesses: Access, **facts: Any) -> Website:
    """Return a filed website with the accesses given, by default none."""
    usual = {
        "name": f"Site {website_id}",
        "domains": (f"{website_id}.example.cn",),
        "status": FilingStatus.FILED,
        "filing_number": f"粤ICP备2021000001号-{website_id}",
        "person_in_charge": person("李华", phone="13987654321"),
    }
    return Website(website_id, accesses=accesses, **{**usual, **facts})


def cancelled_website(website_id: str = "w1", on: str | None = "2026-03-02") -> Website:
    cancelled_at = None if on is None else at(on)
    return website(website_id, status=FilingStatus.CANCELLED, cancelled_at=cancelled_at)


def service(service_id: str = "app1", *accesses: Access, **facts: Any) -> Service:
    """Return a filed app with the accesses given, by default none."""
    usual = {
        "kind": ServiceKind.APP,
        "name": f"App {service_id}",
        "status": FilingStatus.FILED,
        "filing_number": "粤ICP备2021000001号-2A",
        "person_in_charge": person("李华", phone="13987654321"),
    }
    return Service(service_id, accesses=accesses, **{**usual, **facts})


def subject(*websites: Website, **facts: Any) -> Subject:
    """Return a filed enterprise in Guangdong with the websites given."""
    usual = {
        "subject_id": "s1",
        "name": "深圳示例科技有限公司",
        "type": SubjectType.ENTERPRISE,
        "province": "guangdong",
        "status": FilingStatus.FILED,
        "person_in_charge": person(),
        "filing_number": "粤ICP备2021000001号",
    }
    return Subject(websites=websites, **{**usual, **facts})


def order(kind: OrderKind, state: OrderState, target_id: str | None = None, **facts: Any) -> Order:
    usual = {"order_id": "o1", "created_at": at("2026-10-08 09:00")}
    return Order(kind=kind, state=state, target_id=target_id, **{**usual, **facts})


def account(*subjects: Subject, orders: tuple[Order, ...] = ()) -> Account:
    return Account("acc-1", subjects, orders)
