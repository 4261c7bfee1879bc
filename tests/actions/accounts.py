"""Accounts for the tests of the actions, from the builders of tests/filing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from beian.filing.state import (
    Account,
    CancelledBy,
    Document,
    Order,
    OrderKind,
    OrderState,
    Subject,
    SubjectType,
    Website,
)
from tests.filing.builders import (
    access,
    account,
    at,
    lost_access,
    order,
    person,
    subject,
    website,
)

COMPANY = "深圳示例科技有限公司"
LANGUAGES = ("zh", "en")


def owner(*subjects: Subject, orders: tuple[Order, ...] = (), name: str = "acc-1") -> Account:
    return replace(account(*subjects, orders=orders), account_id=name)


def shop(*accesses: Any, **facts: Any) -> Website:
    """A filed website whose person in charge is 李华, 13987654321."""
    usual = {"name": "示例商城", "domains": ("shop.example.cn",)}
    numbered = {"filing_number": "粤ICP备2021000001号-1"}
    return website("w1", *(accesses or (access(),)), **{**usual, **numbered, **facts})


def blog(*accesses: Any, **facts: Any) -> Website:
    usual = {"name": "Blog", "domains": ("blog.example.cn",)}
    numbered = {"filing_number": "粤ICP备2021000001号-2"}
    return website("w2", *(accesses or (access(),)), **{**usual, **numbered, **facts})


def individual(*websites: Website, **facts: Any) -> Subject:
    """An individual's subject: 张伟 with a passport, 13700001111."""
    someone = person("张伟", phone="13700001111", document=Document.PASSPORT)
    usual = {
        "subject_id": "s2",
        "name": "张伟",
        "type": SubjectType.INDIVIDUAL,
        "person_in_charge": someone,
        "filing_number": "粤ICP备2022000002号",
    }
    return subject(*websites, **{**usual, **facts})


def waiting_for_sms(sent: str = "2026-10-12 08:00", target: str = "w1", **facts: Any) -> Order:
    kind = facts.pop("kind", OrderKind.CANCEL_WEBSITE)
    return order(kind, OrderState.SMS_VERIFICATION, target, sms_sent_at=at(sent), **facts)


def in_review(received: str = "2026-09-28 10:00", target: str = "w1", **facts: Any) -> Order:
    kind = facts.pop("kind", OrderKind.CANCEL_WEBSITE)
    return order(
        kind,
        OrderState.ADMINISTRATION_REVIEW,
        target,
        administration_received_at=at(received),
        **facts,
    )


def in_state(state: OrderState, target: str | None = "w1", **facts: Any) -> Order:
    kind = facts.pop("kind", OrderKind.CANCEL_WEBSITE)
    return order(kind, state, target, **facts)


def finished_cancellations(count: int, province: str = "guangdong") -> Account:
    """`count` cancellations that took 1, 2, 3 ... working days from Monday 7 September 2026."""
    received = at("2026-09-07 09:00")
    orders = tuple(
        order(
            OrderKind.CANCEL_WEBSITE,
            OrderState.SUCCEEDED,
            "w9",
            order_id=f"done-{days}",
            administration_received_at=received,
            finished_at=received + timedelta(days=days),
        )
        for days in range(1, count + 1)
    )
    others = subject(website("w9", name="别人的网站"), name="别家公司", province=province)
    return owner(others, orders=orders, name=f"somebody else in {province}")


def ordered_away(provider: str = "Tencent Cloud", on: str | None = "2026-05-06") -> Any:
    return lost_access(provider, on, CancelledBy.ADMINISTRATION)
