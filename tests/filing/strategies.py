"""Hypothesis strategies for filing state that filing-state.schema.json lets through: fields
are missing, statuses contradict each other, times come in any offset."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st

from beian.filing.state import (
    Access,
    AccessStatus,
    Account,
    CancelledBy,
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

OFFSETS = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)
TIMES = st.datetimes(datetime(2003, 1, 1), datetime(2030, 12, 31), timezones=OFFSETS)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
_SHORT_NAMES = st.sampled_from(["张", "张三", "欧阳 娜娜", "Jane Smith", " "]) | st.text(
    min_size=1, max_size=4
)
PEOPLE = st.builds(Person, _SHORT_NAMES, phone=st.none() | st.sampled_from(["13812345678", ""]))

ACCESSES = st.builds(
    Access,
    st.sampled_from(["Tencent Cloud", "Alibaba Cloud", "Huawei Cloud"]),
    st.sampled_from(AccessStatus),
    instance_id=st.none() | st.sampled_from(["ins-1", "ins-2"]),
    cancelled_by=st.none() | st.sampled_from(CancelledBy),
    cancelled_at=st.none() | TIMES,
)


def _websites(subject_id: str) -> st.SearchStrategy[tuple[Website, ...]]:
    facts = st.tuples(
        st.sampled_from(FilingStatus),
        st.none() | TIMES,
        st.none() | PEOPLE,
        st.lists(ACCESSES, max_size=2),
    )
    return st.lists(facts, max_size=3).map(
        lambda found: tuple(
            Website(
                f"{subject_id}-w{number}",
                f"Site {number}",
                (),
                status,
                cancelled_at=cancelled_at,
                person_in_charge=person_in_charge,
                accesses=tuple(accesses),
            )
            for number, (status, cancelled_at, person_in_charge, accesses) in enumerate(found)
        )
    )


def _services(subject_id: str) -> st.SearchStrategy[tuple[Service, ...]]:
    facts = st.tuples(
        st.sampled_from(ServiceKind),
        st.sampled_from(FilingStatus),
        st.none() | TIMES,
        st.none() | PEOPLE,
        st.lists(ACCESSES, max_size=2),
    )
    return st.lists(facts, max_size=2).map(
        lambda found: tuple(
            Service(
                f"{subject_id}-a{number}",
                kind,
                f"App {number}",
                status,
                cancelled_at=cancelled_at,
                person_in_charge=person_in_charge,
                accesses=tuple(accesses),
            )
            for number, (kind, status, cancelled_at, person_in_charge, accesses) in enumerate(found)
        )
    )


def _subjects(subject_id: str) -> st.SearchStrategy[Subject]:
    return st.builds(
        Subject,
        st.just(subject_id),
        _SHORT_NAMES,
        st.sampled_from(SubjectType),
        st.sampled_from(["guangdong", "beijing"]),
        st.sampled_from(FilingStatus),
        PEOPLE,
        websites=_websites(subject_id),
        services=_services(subject_id),
        cancelled_at=st.none() | TIMES,
    )


_SITES = [f"{subject_id}-w{number}" for subject_id in ("s1", "s2") for number in range(3)]
_APPS = [f"{subject_id}-a{number}" for subject_id in ("s1", "s2") for number in range(2)]
ORDERS = st.builds(
    Order,
    st.just("o1"),
    st.sampled_from(OrderKind),
    st.sampled_from(OrderState),
    TIMES,
    target_id=st.none() | st.sampled_from(["s1", "s2", *_SITES, *_APPS, "nothing on file"]),
    sms_sent_at=st.none() | TIMES,
    administration_received_at=st.none() | TIMES,
    finished_at=st.none() | TIMES,
)
SUBJECTS = _subjects("s1")
ACCOUNTS = st.builds(
    Account,
    st.just("acc-1"),
    st.tuples(SUBJECTS, _subjects("s2")),
    st.lists(ORDERS, max_size=4).map(tuple),
)
