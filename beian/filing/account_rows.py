"""Turn accounts into rows of beian/filing/tables.py, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table
from sqlalchemy.engine import Row

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
from beian.filing.tables import (
    accesses,
    accounts,
    domains,
    orders,
    service_accesses,
    service_domains,
    services,
    subjects,
    websites,
)

Values = dict[str, Any]
"""A row that is to be stored: column name to value."""

_CANCELLATIONS = {
    OrderKind.CANCEL_SUBJECT,
    OrderKind.CANCEL_WEBSITE,
    OrderKind.CANCEL_SERVICE,
    OrderKind.CANCEL_ACCESS,
}


def rows_of_account(
    account: Account, position: int, import_id: int, fingerprint: str | None = None
) -> dict[Table, list[Values]]:
    """Return the rows of `account`, tables in the order in which they have to be filled.

    `fingerprint` is that of what it was imported from (beian.filing.importing.fingerprints).
    """
    account_id = account.account_id
    rows: dict[Table, list[Values]] = {
        accounts: [
            {
                "account_id": account_id,
                "import_id": import_id,
                "position": position,
                "display_name": account.display_name,
                "language": account.language,
                "phone": account.phone,
                "email": account.email,
                "fingerprint": fingerprint,
            }
        ],
        subjects: [],
        websites: [],
        domains: [],
        accesses: [],
        services: [],
        service_domains: [],
        service_accesses: [],
        orders: [],
    }
    provinces: dict[str, str] = {}
    for position_in_account, subject in enumerate(account.subjects):
        rows[subjects].append(_subject_row(subject, position_in_account, account_id))
        provinces[subject.subject_id] = subject.province
        for position_in_subject, website in enumerate(subject.websites):
            rows[websites].append(
                _website_row(website, position_in_subject, account_id, subject.subject_id)
            )
            key = {"account_id": account_id, "website_id": website.website_id}
            rows[domains].extend(_domain_rows(website, key))
            rows[accesses].extend(_access_rows(website, key))
            provinces[website.website_id] = subject.province
        for position_in_subject, service in enumerate(subject.services):
            rows[services].append(
                _service_row(service, position_in_subject, account_id, subject.subject_id)
            )
            key = {"account_id": account_id, "service_id": service.service_id}
            rows[service_domains].extend(_domain_rows(service, key))
            rows[service_accesses].extend(_access_rows(service, key))
            provinces[service.service_id] = subject.province
    for position_in_account, order in enumerate(account.orders):
        rows[orders].append(_order_row(order, position_in_account, account_id, provinces))
    return rows


def _person_values(person: Person | None) -> Values:
    return {
        "person_name": person and person.name,
        "person_document": person and person.document and person.document.value,
        "person_phone": person and person.phone,
        "person_phone_reachable": person and person.phone_reachable,
    }


def _subject_row(subject: Subject, position: int, account_id: str) -> Values:
    return {
        "account_id": account_id,
        "subject_id": subject.subject_id,
        "position": position,
        "filing_number": subject.filing_number,
        "name": subject.name,
        "type": subject.type.value,
        "province": subject.province,
        "status": subject.status.value,
        "cancelled_at": subject.cancelled_at,
        **_person_values(subject.person_in_charge),
    }


def _website_row(website: Website, position: int, account_id: str, subject_id: str) -> Values:
    return {
        "account_id": account_id,
        "website_id": website.website_id,
        "subject_id": subject_id,
        "position": position,
        "filing_number": website.filing_number,
        "name": website.name,
        "status": website.status.value,
        "cancelled_at": website.cancelled_at,
        **_person_values(website.person_in_charge),
    }


def _service_row(service: Service, position: int, account_id: str, subject_id: str) -> Values:
    return {
        "account_id": account_id,
        "service_id": service.service_id,
        "subject_id": subject_id,
        "position": position,
        "kind": service.kind.value,
        "filing_number": service.filing_number,
        "name": service.name,
        "platform": service.platform,
        "status": service.status.value,
        "cancelled_at": service.cancelled_at,
        **_person_values(service.person_in_charge),
    }


def _domain_rows(held: Website | Service, key: Values) -> list[Values]:
    return [
        {**key, "position": position, "domain": domain}
        for position, domain in enumerate(held.domains)
    ]


def _access_rows(held: Website | Service, key: Values) -> list[Values]:
    return [
        {
            **key,
            "position": position,
            "provider": access.provider,
            "instance_id": access.instance_id,
            "status": access.status.value,
            "cancelled_by": access.cancelled_by and access.cancelled_by.value,
            "cancelled_at": access.cancelled_at,
        }
        for position, access in enumerate(held.accesses)
    ]


def _order_row(
    order: Order, position: int, account_id: str, provinces: Mapping[str, str]
) -> Values:
    province = provinces.get(order.target_id or "") if order.kind in _CANCELLATIONS else None
    return {
        "account_id": account_id,
        "order_id": order.order_id,
        "position": position,
        "kind": order.kind.value,
        "target_id": order.target_id,
        "state": order.state.value,
        "created_at": order.created_at,
        "sms_sent_at": order.sms_sent_at,
        "administration_received_at": order.administration_received_at,
        "finished_at": order.finished_at,
        "return_reason": order.return_reason,
        "cancellation_province": province,
    }


def account_of_rows(account: Row, rows: Mapping[Table, Iterable[Row]]) -> Account:
    """Return the account of these rows, which `rows_of_account` made; rows sorted by position.

    A table without rows may be left out.
    """
    domains_of = _by(rows[domains], "website_id")
    accesses_of = _by(rows[accesses], "website_id")
    websites_of: dict[str, list[Website]] = defaultdict(list)
    for row in rows[websites]:
        websites_of[row.subject_id].append(
            Website(
                website_id=row.website_id,
                name=row.name,
                domains=tuple(domain.domain for domain in domains_of[row.website_id]),
                status=FilingStatus(row.status),
                filing_number=row.filing_number,
                cancelled_at=row.cancelled_at,
                person_in_charge=None if row.person_name is None else _person(row),
                accesses=tuple(_access(access) for access in accesses_of[row.website_id]),
            )
        )
    services_of = _services(rows)
    return Account(
        account_id=account.account_id,
        subjects=tuple(
            _subject(row, websites_of[row.subject_id], services_of[row.subject_id])
            for row in rows[subjects]
        ),
        orders=tuple(order_of_row(row) for row in rows[orders]),
        display_name=account.display_name,
        language=account.language,
        phone=account.phone,
        email=account.email,
    )


def _services(rows: Mapping[Table, Iterable[Row]]) -> dict[str, list[Service]]:
    """Return the services by the id of their subject."""
    domains_of = _by(rows.get(service_domains, ()), "service_id")
    accesses_of = _by(rows.get(service_accesses, ()), "service_id")
    found: dict[str, list[Service]] = defaultdict(list)
    for row in rows.get(services, ()):
        found[row.subject_id].append(
            Service(
                service_id=row.service_id,
                kind=ServiceKind(row.kind),
                name=row.name,
                status=FilingStatus(row.status),
                filing_number=row.filing_number,
                platform=row.platform,
                domains=tuple(domain.domain for domain in domains_of[row.service_id]),
                cancelled_at=row.cancelled_at,
                person_in_charge=None if row.person_name is None else _person(row),
                accesses=tuple(_access(access) for access in accesses_of[row.service_id]),
            )
        )
    return found


def _by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, column)].append(row)
    return grouped


def _person(row: Row) -> Person:
    return Person(
        name=row.person_name,
        document=None if row.person_document is None else Document(row.person_document),
        phone=row.person_phone,
        phone_reachable=row.person_phone_reachable,
    )


def _access(row: Row) -> Access:
    return Access(
        provider=row.provider,
        status=AccessStatus(row.status),
        instance_id=row.instance_id,
        cancelled_by=None if row.cancelled_by is None else CancelledBy(row.cancelled_by),
        cancelled_at=row.cancelled_at,
    )


def _subject(row: Row, its_websites: list[Website], its_services: list[Service]) -> Subject:
    return Subject(
        subject_id=row.subject_id,
        name=row.name,
        type=SubjectType(row.type),
        province=row.province,
        status=FilingStatus(row.status),
        person_in_charge=_person(row),
        websites=tuple(its_websites),
        filing_number=row.filing_number,
        cancelled_at=row.cancelled_at,
        services=tuple(its_services),
    )


def order_of_row(row: Row) -> Order:
    """Return the order of a row of the table orders."""
    return Order(
        order_id=row.order_id,
        kind=OrderKind(row.kind),
        state=OrderState(row.state),
        created_at=row.created_at,
        target_id=row.target_id,
        sms_sent_at=row.sms_sent_at,
        administration_received_at=row.administration_received_at,
        finished_at=row.finished_at,
        return_reason=row.return_reason,
    )
