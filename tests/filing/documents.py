"""Documents of filing-state.schema.json: a full one to change, and strategies for others."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import strategies as st

from beian.filing.importing.accounts_from_document import account_of
from beian.filing.provinces import PROVINCES
from beian.filing.state import (
    AccessStatus,
    Account,
    CancelledBy,
    Document,
    FilingStatus,
    OrderKind,
    OrderState,
    ServiceKind,
    SubjectType,
)
from tests.filing.strategies import TIMES

Item = dict[str, Any]

BACKGROUND = "2026-03-02T09:00:00+08:00"


def full_account(account_id: str = "acc-1") -> Item:
    """Return an account with every field there is."""
    return {
        "account_id": account_id,
        "display_name": "示例公司",
        "language": "zh",
        "phone": "0755-12345678",
        "email": "a@example.com",
        "subjects": [
            {
                "subject_id": "s1",
                "filing_number": "粤ICP备2021000001号",
                "name": "深圳示例科技有限公司",
                "type": "enterprise",
                "province": "guangdong",
                "status": "filed",
                "cancelled_at": BACKGROUND,
                "person_in_charge": _person("王小明"),
                "websites": [
                    {
                        "website_id": "w1",
                        "filing_number": "粤ICP备2021000001号-1",
                        "name": "示例网站",
                        "domains": ["example-demo.cn", "www.example-demo.cn"],
                        "status": "cancelled",
                        "cancelled_at": BACKGROUND,
                        "person_in_charge": _person("李华"),
                        "accesses": [
                            {
                                "provider": "腾讯云",
                                "instance_id": "ins-1",
                                "status": "cancelled",
                                "cancelled_by": "administration",
                                "cancelled_at": BACKGROUND,
                            },
                            {"provider": "阿里云", "status": "active"},
                        ],
                    }
                ],
                "services": [
                    {
                        "service_id": "app1",
                        "kind": "app",
                        "filing_number": "粤ICP备2021000001号-2A",
                        "name": "示例助手",
                        "platform": "安卓",
                        "domains": ["app.example-demo.cn"],
                        "status": "filed",
                        "cancelled_at": BACKGROUND,
                        "person_in_charge": _person("李华"),
                        "accesses": [
                            {"provider": "腾讯云", "status": "active"},
                            {
                                "provider": "阿里云",
                                "instance_id": "i-1",
                                "status": "cancelled",
                                "cancelled_by": "owner",
                                "cancelled_at": BACKGROUND,
                            },
                        ],
                    },
                    {
                        "service_id": "mini1",
                        "kind": "mini_program",
                        "name": "示例小程序",
                        "domains": [],
                        "status": "cancelled",
                        "accesses": [],
                    },
                ],
            }
        ],
        "orders": [
            {
                "order_id": "o1",
                "kind": "cancel_website",
                "target_id": "w1",
                "state": "returned",
                "created_at": BACKGROUND,
                "sms_sent_at": "2026-03-02T09:10:00.000001+08:00",
                "administration_received_at": "2026-03-02T02:00:00Z",
                "finished_at": "2026-03-20T09:00:00+08:00",
                "return_reason": "材料不全",
            }
        ],
    }


def full_document() -> Item:
    return {"as_of": BACKGROUND, "accounts": [full_account()]}


def _person(name: str) -> Item:
    return {"name": name, "document": "passport", "phone": "13800000000", "phone_reachable": False}


def accounts_of(document: Item) -> list[Account]:
    """Return the accounts that a valid document describes."""
    return [account_of(item) for item in document["accounts"]]


def _values(of: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([each.value for each in of])


def _items(required: Item, optional: Item) -> st.SearchStrategy[Item]:
    return st.fixed_dictionaries(required, optional=optional)


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cf", "Cc", "Zl", "Zp"]), max_size=12)
"""Whatever JSON and both databases can hold, but for characters that nobody sees, and line
breaks."""

_READ_AS_BLANK_OR_NUMBER = re.compile(
    r"nan|nat|none|null|<na>|-?\d+\.0+|\d\.\d+e\+\d+", re.IGNORECASE
)
CELL_TEXT = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="=_#,，;；、"),
    min_size=1,
    max_size=12,
).filter(lambda text: not _READ_AS_BLANK_OR_NUMBER.fullmatch(text))
"""What a cell keeps as it is: no blanks, none of Excel's escapes, no formula or error, nothing that
programs write for a blank or a number."""

PHONES = (
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
    | st.from_regex(r"0(10|2[0-9]|[3-9][0-9]{2})-[1-9][0-9]{7}(-[0-9]{1,4})?", fullmatch=True)
    | st.from_regex(r"\+852[569][0-9]{7}", fullmatch=True)
)
"""Phone numbers in the form in which they are kept."""
DOMAINS = st.lists(
    st.from_regex(r"[a-z][a-z0-9]{0,6}\.(cn|com\.cn|网络|中国)", fullmatch=True),
    max_size=3,
    unique=True,
)
_SUBJECT_NUMBERS = st.from_regex(r"[粤京苏]ICP备(20[0-9]{8}|0[0-9]{7})号", fullmatch=True)


def _numbers(letter: str) -> st.SearchStrategy[str]:
    """Generate numbers with an ending, in the form in which they are kept."""
    places = st.integers(1, 999)
    return st.builds(lambda number, at: f"{number}-{at}{letter}", _SUBJECT_NUMBERS, places)


_WRITTEN_TIMES = TIMES.map(lambda moment: moment.isoformat())


def documents(text: st.SearchStrategy[str]) -> st.SearchStrategy[Item]:
    """Generate valid documents in the forms in which all is kept, with `text` wherever any text is
    allowed."""
    accounts = st.lists(
        _accounts(text), min_size=1, max_size=3, unique_by=lambda a: a["account_id"]
    )
    return _items({"accounts": accounts}, {"as_of": _WRITTEN_TIMES})


def _accounts(text: st.SearchStrategy[str]) -> st.SearchStrategy[Item]:
    some = text.filter(bool)
    person = _items(
        {"name": some},
        {"document": _values(Document), "phone": PHONES, "phone_reachable": st.booleans()},
    )
    access = _items(
        {"provider": text, "status": _values(AccessStatus)},
        {
            "instance_id": text,
            "cancelled_by": _values(CancelledBy),
            "cancelled_at": _WRITTEN_TIMES,
        },
    )
    website = _items(
        {
            "website_id": text,
            "name": text,
            "domains": DOMAINS,
            "status": _values(FilingStatus),
        },
        {
            "filing_number": _numbers(""),
            "cancelled_at": _WRITTEN_TIMES,
            "person_in_charge": person,
            "accesses": st.lists(access, max_size=2),
        },
    )
    service = _items(
        {
            "service_id": text,
            "kind": _values(ServiceKind),
            "name": text,
            "status": _values(FilingStatus),
        },
        {
            "platform": text,
            "domains": DOMAINS,
            "cancelled_at": _WRITTEN_TIMES,
            "person_in_charge": person,
            "accesses": st.lists(access, max_size=2),
        },
    )
    subject = _items(
        {
            "subject_id": text,
            "name": text,
            "type": _values(SubjectType),
            "province": st.sampled_from(list(PROVINCES)),
            "status": _values(FilingStatus),
            "person_in_charge": person,
            "websites": st.lists(website, max_size=3),
        },
        {
            "filing_number": _SUBJECT_NUMBERS,
            "cancelled_at": _WRITTEN_TIMES,
            "services": st.lists(service, max_size=2),
        },
    )
    order = _items(
        {
            "order_id": text,
            "kind": _values(OrderKind),
            "state": _values(OrderState),
            "created_at": _WRITTEN_TIMES,
        },
        {
            "sms_sent_at": _WRITTEN_TIMES,
            "administration_received_at": _WRITTEN_TIMES,
            "finished_at": _WRITTEN_TIMES,
            "return_reason": text,
        },
    )
    account = _items(
        {
            "account_id": some,
            "subjects": st.lists(subject, max_size=2),
            "orders": st.lists(order, max_size=3, unique_by=lambda o: o["order_id"]),
        },
        {
            "display_name": text,
            "language": st.sampled_from(["zh", "en"]),
            "phone": PHONES,
            "email": text,
        },
    )
    return st.builds(_consistent, account, st.randoms(use_true_random=False))


def _consistent(account: Item, random: Any) -> Item:
    """Return `account` without repeated ids, and with allowed targets of its orders."""
    taken: set[str] = set()
    subjects: list[Item] = []
    ids: dict[str, list[str]] = {"websites": [], "services": []}
    for subject in account["subjects"]:
        if subject["subject_id"] in taken:
            continue
        taken.add(subject["subject_id"])
        for held, name in (("websites", "website_id"), ("services", "service_id")):
            kept = []
            for one in subject.get(held, []):
                if one[name] not in taken:
                    taken.add(one[name])
                    kept.append(one)
            subject[held] = kept
            ids[held] += [one[name] for one in kept]
        subjects.append(subject)
    account["subjects"] = subjects
    subject_ids = [subject["subject_id"] for subject in subjects]
    targets = {
        "cancel_subject": subject_ids,
        "cancel_website": ids["websites"],
        "cancel_service": ids["services"],
    }
    for order in account["orders"]:
        fitting = targets.get(order["kind"], [*subject_ids, *ids["websites"], *ids["services"]])
        if fitting and random.random() < 0.8:
            order["target_id"] = random.choice(fitting)
    return account
