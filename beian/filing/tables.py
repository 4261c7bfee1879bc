"""The filing store's tables. Migrations make them; a test keeps the two in step.

Ids are unique within an account, so all keys begin with account_id. `position` keeps the
order of the lists in filing-state.schema.json.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
)

from beian.base.column_types import Instant

metadata = MetaData()


def _domain_table(name: str, holder: str, key: tuple[list[str], list[str]]) -> Table:
    """Return the table of the domains of websites or services, whose id `holder` is."""
    return Table(
        name,
        metadata,
        Column("account_id", Text, primary_key=True),
        Column(holder, Text, primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("domain", Text, nullable=False),
        ForeignKeyConstraint(*key),
    )


def _access_table(name: str, holder: str, key: tuple[list[str], list[str]]) -> Table:
    """Return the table of the accesses of websites or services, whose id `holder` is."""
    return Table(
        name,
        metadata,
        Column("account_id", Text, primary_key=True),
        Column(holder, Text, primary_key=True),
        Column("position", Integer, primary_key=True),
        Column("provider", Text, nullable=False),
        Column("instance_id", Text),
        Column("status", Text, nullable=False),
        Column("cancelled_by", Text),
        Column("cancelled_at", Instant),
        ForeignKeyConstraint(*key),
    )


def _person_columns(*, required: bool) -> tuple[Column[Any], ...]:
    """Return the columns of a person in charge; person_name is NULL if none is on file."""
    return (
        Column("person_name", Text, nullable=not required),
        Column("person_document", Text),
        Column("person_phone", Text),
        Column("person_phone_reachable", Boolean, nullable=not required),
    )


imports = Table(
    "imports",
    metadata,
    Column("import_id", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("as_of", Instant),
    Column("imported_at", Instant, nullable=False),
    Column("sample", Boolean, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("import_id", ForeignKey("imports.import_id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("display_name", Text),
    Column("language", Text),
    Column("phone", Text),
    Column("email", Text),
    Column("fingerprint", Text),
    Index("accounts_in_order", "import_id", "position"),
)

subjects = Table(
    "subjects",
    metadata,
    Column("account_id", ForeignKey("accounts.account_id"), primary_key=True),
    Column("subject_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("filing_number", Text),
    Column("name", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("cancelled_at", Instant),
    *_person_columns(required=True),
)

websites = Table(
    "websites",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("website_id", Text, primary_key=True),
    Column("subject_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("filing_number", Text),
    Column("name", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("cancelled_at", Instant),
    *_person_columns(required=False),
    ForeignKeyConstraint(
        ["account_id", "subject_id"], ["subjects.account_id", "subjects.subject_id"]
    ),
    Index("websites_of_subject", "account_id", "subject_id"),
)

_WEBSITE = (["account_id", "website_id"], ["websites.account_id", "websites.website_id"])

domains = _domain_table("domains", "website_id", _WEBSITE)
accesses = _access_table("accesses", "website_id", _WEBSITE)

services = Table(
    "services",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("service_id", Text, primary_key=True),
    Column("subject_id", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("filing_number", Text),
    Column("name", Text, nullable=False),
    Column("platform", Text),
    Column("status", Text, nullable=False),
    Column("cancelled_at", Instant),
    *_person_columns(required=False),
    ForeignKeyConstraint(
        ["account_id", "subject_id"], ["subjects.account_id", "subjects.subject_id"]
    ),
    Index("services_of_subject", "account_id", "subject_id"),
)

_SERVICE = (["account_id", "service_id"], ["services.account_id", "services.service_id"])

service_domains = _domain_table("service_domains", "service_id", _SERVICE)
service_accesses = _access_table("service_accesses", "service_id", _SERVICE)

orders = Table(
    "orders",
    metadata,
    Column("account_id", ForeignKey("accounts.account_id"), primary_key=True),
    Column("order_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("target_id", Text),
    Column("state", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("sms_sent_at", Instant),
    Column("administration_received_at", Instant),
    Column("finished_at", Instant),
    Column("return_reason", Text),
    Column(
        "cancellation_province",
        Text,
        comment="province of the subject a cancellation is about: statistics ask for it often",
    ),
    Index("finished_cancellations", "cancellation_province", "state", "finished_at"),
    Index("orders_in_state", "state"),
)

recorded_changes = Table(
    "order_changes",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("change_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("order_id", Text, nullable=False),
    Column("state", Text, nullable=False, comment="of the order, after the change"),
    Column("recorded_at", Instant, nullable=False),
)

OF_SERVICES = (service_domains, service_accesses)
"""What only accounts with services have rows in."""

PARENTS_FIRST = (
    imports,
    accounts,
    subjects,
    websites,
    domains,
    accesses,
    services,
    service_domains,
    service_accesses,
    orders,
)
