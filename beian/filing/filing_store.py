"""The filing store: whole accounts in, whole accounts out; SQLite or PostgreSQL.

Every method raises StoreUnavailable if the database does not answer. Several threads and processes
may use a store at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Table, bindparam, delete, select, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.sql import Select

from beian.base.database import Database
from beian.base.storable import why_not_storable
from beian.filing.account_cache import cached_accounts, clear_account_cache
from beian.filing.account_rows import account_of_rows, order_of_row
from beian.filing.account_writing import (
    FORGET_IMPORTS,
    IDS_AT_ONCE,
    NONE,
    delete_accounts,
    fingerprints_in,
    import_row,
    in_parts,
    insert_accounts,
    known_in,
    order_states_in,
)
from beian.filing.import_errors import NotStored, StoreChanged
from beian.filing.migrations import SCHEMA
from beian.filing.order_changes import OrderChange, OrderStates, order_changes, order_states
from beian.filing.order_feed import RecordedChange, changes_after, record
from beian.filing.state import Account, Order, OrderState
from beian.filing.tables import (
    OF_SERVICES,
    PARENTS_FIRST,
    accesses,
    accounts,
    domains,
    imports,
    orders,
    services,
    subjects,
    websites,
)

NEWEST_PERIODS = 1000
"""How many finished cancellations of a province count in its review times."""

_LOCK = 0x6265_6961_6E02
"""PostgreSQL's advisory lock of a process that writes ("beian", 2)."""


@dataclass(frozen=True)
class Written:
    """How many accounts were replaced, and what that changed in the states of their orders."""

    replaced: int
    order_changes: tuple[OrderChange, ...]


def _of_account(table: Table) -> Select:
    wanted = table.c.account_id == bindparam("account_id")
    order = [table.c.position] if "position" in table.c else []
    return select(table).where(wanted).order_by(*order)


_ACCOUNT = select(accounts).where(accounts.c.account_id == bindparam("account_id"))
_PARTS = {
    table: _of_account(table) for table in (subjects, websites, domains, accesses, services, orders)
}
_PARTS_OF_SERVICES = {table: _of_account(table) for table in OF_SERVICES}
_PERIODS = (
    select(orders.c.administration_received_at, orders.c.finished_at)
    .where(
        orders.c.cancellation_province == bindparam("province"),
        orders.c.state == OrderState.SUCCEEDED.value,
        orders.c.finished_at.is_not(None),
        orders.c.administration_received_at.is_not(None),
    )
    .order_by(orders.c.finished_at.desc())
    .limit(NEWEST_PERIODS)
)


class FilingStore:
    """Filing state on disk or on a server; `database` is a URL or an engine of open_engine."""

    def __init__(self, database: str | Engine) -> None:
        # A reader sees the store as it is at one moment.
        self._database = Database(database, SCHEMA, read_isolation="REPEATABLE READ")

    @property
    def engine(self) -> Engine:
        return self._database.engine

    def upgrade(self) -> None:
        """Create the tables or bring them up to date; every other method does so when needed.

        Raises StoreTooNew for the store of a newer version.
        """
        self._database.upgrade()

    def close(self) -> None:
        """Close all connections."""
        self._database.close()

    def check(self) -> None:
        """Read from the store, to see whether it answers."""
        with self._database.reading() as connection:
            connection.execute(select(accounts.c.account_id).limit(1)).first()

    def account(self, account_id: str) -> Account | None:
        """Return the account with all it holds, as of one moment; None if it is not stored."""
        if why_not_storable(account_id):
            return None
        wanted = {"account_id": account_id}
        with self._database.reading() as connection:
            cached = cached_accounts(connection)
            if account_id in cached:
                return cached[account_id]
            row = connection.execute(_ACCOUNT, wanted).one_or_none()
            if row is None:
                return None
            parts = {
                table: connection.execute(query, wanted).all() for table, query in _PARTS.items()
            }
            if parts[services]:
                parts |= {
                    table: connection.execute(query, wanted).all()
                    for table, query in _PARTS_OF_SERVICES.items()
                }
            cached[account_id] = account_of_rows(row, parts)
            return cached[account_id]

    def account_ids(self, limit: int) -> list[str]:
        """Return the first `limit` accounts, in the order in which they were imported."""
        query = (
            select(accounts.c.account_id)
            .order_by(accounts.c.import_id, accounts.c.position)
            .limit(limit)
        )
        with self._database.reading() as connection:
            return list(connection.execute(query).scalars())

    def known(self, account_ids: Iterable[str]) -> set[str]:
        """Return those of `account_ids` that are in the store."""
        with self._database.reading() as connection:
            return known_in(connection, account_ids)

    def is_empty(self) -> bool:
        """Return whether the store holds no account."""
        with self._database.reading() as connection:
            return _is_empty(connection)

    def holds_sample(self) -> bool:
        """Return whether any account comes from the sample state, which production refuses."""
        query = select(accounts.c.account_id).join(imports).where(imports.c.sample).limit(1)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def holds_only_sample(self) -> bool:
        """Return whether there is no account but those of the sample state."""
        query = select(accounts.c.account_id).join(imports).where(imports.c.sample.is_not(True))
        with self._database.reading() as connection:
            return connection.execute(query.limit(1)).first() is None

    def finished_cancellation_periods(self, province: str) -> list[tuple[datetime, datetime]]:
        """Return when the administration received each finished cancellation, and its result.

        Over all accounts, for subjects of `province` (pinyin code), their websites and services;
        the newest 1000, the latest result first.
        """
        with self._database.reading() as connection:
            rows = connection.execute(_PERIODS, {"province": province}).all()
        return [(received, finished) for received, finished in rows]

    def orders_in(self, *states: OrderState) -> list[tuple[str, Order]]:
        """Return the orders of all accounts that are in these states, each with its account."""
        query = select(orders).where(orders.c.state.in_([state.value for state in states]))
        with self._database.reading() as connection:
            return [(row.account_id, order_of_row(row)) for row in connection.execute(query)]

    def order_changes_after(self, position: int, limit: int) -> list[RecordedChange]:
        """Return what imports changed in the states of orders after a position, in order."""
        with self._database.reading() as connection:
            return changes_after(connection, position, limit)

    def fingerprints(self, account_ids: Iterable[str]) -> dict[str, str]:
        """Return what each of `account_ids` was imported from, by the fingerprint that `add` or
        `update` was given; sample accounts, and those stored without one, are left out."""
        with self._database.reading() as connection:
            return fingerprints_in(connection, account_ids)

    def add(
        self,
        new: Iterable[Account],
        source: str,
        as_of: datetime | None,
        fingerprints: Mapping[str, str] = NONE,
    ) -> None:
        """Store accounts, all of them or none. Raises AccountsExist if any is there already.

        `source` names the file they come from, `as_of` the time at which they were right;
        `fingerprints` are those of what accounts are imported from. `new` is read once, a few at a
        time; if it raises, nothing is stored.
        """
        with self._writing() as connection:
            insert_accounts(connection, new, import_row(source, as_of), fingerprints)

    def add_sample(self, sample: Iterable[Account], source: str, as_of: datetime | None) -> bool:
        """Store sample accounts if the store is empty. Return whether it was."""
        with self._writing() as connection:
            if not _is_empty(connection):
                return False
            insert_accounts(connection, sample, {**import_row(source, as_of), "sample": True})
            return True

    def update(
        self,
        changed: Iterable[Account],
        source: str,
        as_of: datetime | None,
        fingerprints: Mapping[str, str] = NONE,
        unchanged: Mapping[str, str] = NONE,
    ) -> Written:
        """Store accounts, each in place of what was stored of it; leave all others alone.

        `unchanged` are accounts that are stored as they are to be, with the fingerprints that they
        were found with; raises StoreChanged if they are not any more. Otherwise as `add`.
        """
        with self._writing() as connection:
            if unchanged and fingerprints_in(connection, unchanged) != unchanged:
                raise StoreChanged
            replaced: set[str] = set()
            before: OrderStates = {}
            after: OrderStates = {}

            def replacing() -> Iterator[Account]:
                for some in in_parts(changed, IDS_AT_ONCE):
                    there = (
                        known_in(connection, [account.account_id for account in some]) - replaced
                    )
                    before.update(order_states_in(connection, there))
                    delete_accounts(connection, there)
                    replaced.update(there)
                    after.update(order_states(one for one in some if one.account_id in there))
                    yield from some

            insert_accounts(connection, replacing(), import_row(source, as_of), fingerprints)
            connection.execute(FORGET_IMPORTS)
            return _written(connection, len(replaced), before, after)

    def replace_all(
        self,
        new: Iterable[Account],
        source: str,
        as_of: datetime | None,
        fingerprints: Mapping[str, str] = NONE,
    ) -> Written:
        """Store accounts in place of everything stored so far; as `add` otherwise."""
        with self._writing() as connection:
            known = set(connection.execute(select(accounts.c.account_id)).scalars())
            before = order_states_in(connection)
            for table in reversed(PARENTS_FIRST):
                connection.execute(delete(table))
            after: OrderStates = {}

            def noted() -> Iterator[Account]:
                for account in new:
                    if account.account_id in known:
                        after.update(order_states([account]))
                    yield account

            insert_accounts(connection, noted(), import_row(source, as_of), fingerprints)
            return _written(connection, len(known), before, after)

    def remove(self, account_id: str) -> tuple[OrderChange, ...]:
        """Take an account out, with all it holds. Return its orders. Raises NotStored."""
        if why_not_storable(account_id):
            raise NotStored(account_id)
        with self._writing() as connection:
            if not known_in(connection, [account_id]):
                raise NotStored(account_id)
            before = order_states_in(connection, [account_id])
            delete_accounts(connection, [account_id])
            connection.execute(FORGET_IMPORTS)
            return order_changes(before, {})

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open a transaction that excludes other writers, but not readers."""
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            clear_account_cache(connection)
            yield connection


def _written(
    connection: Connection, replaced: int, before: OrderStates, after: OrderStates
) -> Written:
    """Return what was written, with the changes recorded."""
    changes = order_changes(before, after)
    record(connection, changes)
    return Written(replaced, changes)


def _is_empty(connection: Connection) -> bool:
    return connection.execute(select(accounts.c.account_id).limit(1)).first() is None
