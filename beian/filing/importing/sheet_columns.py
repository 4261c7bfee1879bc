"""The workbook's sheets and columns: filing-state.schema.json, a sheet for each list.

template.yml explains the columns to those who fill them in. Rows are linked by ids: `links` are the
columns that name a row's parents; they are not part of the object that the row describes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from beian.base.languages import LANGUAGES
from beian.filing.provinces import PROVINCES
from beian.filing.state import (
    AccessStatus,
    CancelledBy,
    Document,
    FilingStatus,
    OrderKind,
    OrderState,
    ServiceKind,
    SubjectType,
)


class Kind(Enum):
    """How the content of a column's cells is read."""

    TEXT = "text"
    ID = "id"
    TIME = "time"
    FLAG = "flag"
    DOMAINS = "domains"


@dataclass(frozen=True)
class Column:
    """A column; `path` is where its value goes in the object that a row describes."""

    name: str
    path: tuple[str, ...]
    kind: Kind = Kind.TEXT
    required: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Sheet:
    """A sheet; `links` name the columns that say whose row it is.

    Of the columns that `either` names, each row fills in one, which is a link, too. An `optional`
    sheet may be left out of a workbook.
    """

    name: str
    columns: tuple[Column, ...]
    links: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    optional: bool = False
    _by_name: dict[str, Column] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {column.name: column for column in self.columns})

    def column(self, name: str) -> Column | None:
        return self._by_name.get(name)


def _options(values: type[Enum]) -> tuple[str, ...]:
    return tuple(str(each.value) for each in values)


def _text(name: str, *options: str, required: bool = False) -> Column:
    return Column(name, (name,), required=required, options=options)


def _id(name: str, *, required: bool = False) -> Column:
    return Column(name, (name,), Kind.ID, required)


def _time(name: str, *, required: bool = False) -> Column:
    return Column(name, (name,), Kind.TIME, required)


def _person(*, required: bool) -> tuple[Column, ...]:
    of = "person_in_charge"
    return (
        Column("person_name", (of, "name"), required=required),
        Column("person_document", (of, "document"), options=_options(Document)),
        Column("person_phone", (of, "phone")),
        Column(
            "person_phone_reachable",
            (of, "phone_reachable"),
            Kind.FLAG,
            options=("TRUE", "FALSE"),
        ),
    )


ACCOUNTS = Sheet(
    "accounts",
    (
        _id("account_id", required=True),
        _text("display_name"),
        _text("language", *LANGUAGES),
        _text("phone"),
        _text("email"),
    ),
)
SUBJECTS = Sheet(
    "subjects",
    (
        _id("account_id", required=True),
        _id("subject_id", required=True),
        _text("filing_number"),
        _text("name", required=True),
        _text("type", *_options(SubjectType), required=True),
        _text("province", *PROVINCES, required=True),
        _text("status", *_options(FilingStatus), required=True),
        _time("cancelled_at"),
        *_person(required=True),
    ),
    links=("account_id",),
)
WEBSITES = Sheet(
    "websites",
    (
        _id("account_id", required=True),
        _id("subject_id", required=True),
        _id("website_id", required=True),
        _text("filing_number"),
        _text("name", required=True),
        Column("domains", ("domains",), Kind.DOMAINS, required=True),
        _text("status", *_options(FilingStatus), required=True),
        _time("cancelled_at"),
        *_person(required=False),
    ),
    links=("account_id", "subject_id"),
)
SERVICES = Sheet(
    "services",
    (
        _id("account_id", required=True),
        _id("subject_id", required=True),
        _id("service_id", required=True),
        _text("kind", *_options(ServiceKind), required=True),
        _text("filing_number"),
        _text("name", required=True),
        _text("platform"),
        Column("domains", ("domains",), Kind.DOMAINS),
        _text("status", *_options(FilingStatus), required=True),
        _time("cancelled_at"),
        *_person(required=False),
    ),
    links=("account_id", "subject_id"),
    optional=True,
)
ACCESSES = Sheet(
    "accesses",
    (
        _id("account_id", required=True),
        _id("website_id"),
        _id("service_id"),
        _text("provider", required=True),
        _text("instance_id"),
        _text("status", *_options(AccessStatus), required=True),
        _text("cancelled_by", *_options(CancelledBy)),
        _time("cancelled_at"),
    ),
    links=("account_id",),
    either=("website_id", "service_id"),
)
ORDERS = Sheet(
    "orders",
    (
        _id("account_id", required=True),
        _id("order_id", required=True),
        _text("kind", *_options(OrderKind), required=True),
        _id("target_id"),
        _text("state", *_options(OrderState), required=True),
        _time("created_at", required=True),
        _time("sms_sent_at"),
        _time("administration_received_at"),
        _time("finished_at"),
        _text("return_reason"),
    ),
    links=("account_id",),
)

SHEETS = (ACCOUNTS, SUBJECTS, WEBSITES, SERVICES, ACCESSES, ORDERS)
