"""The filing store: whole accounts in, whole accounts out; SQLite or PostgreSQL.

Every method raises StoreUnavailable if the database does not answer. Several threads and processes
may use a store at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import TypeVar

from sqlalchemy import Table, bindparam, delete, func, insert, select, text
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.sql import Select

from beian.base.clock import SHANGHAI
from beian.base.database import Database
from beian.base.storable import why_not_storable
from beian.filing.account_cache import cached_accounts, clear_account_cache
from beian.filing.account_rows import Values, account_of_rows, rows_of_account
from beian.filing.import_errors import AccountsExist
from beian.filing.migrations import SCHEMA
from beian.filing.state import Account, OrderState
from beian.filing.tables import (
    PARENTS_FIRST,
    accesses,
    accounts,
    domains,
    imports,
    orders,
    subjects,
    websites,
)

NEWEST_PERIODS = 1000
"""How many finished cancellations of a province count in its review times."""

_ROWS_AT_ONCE = 5_000
_IDS_AT_ONCE = 500
_LOCK = 0x6265_6961_6E02
"""PostgreSQL's advisory lock of a process that writes ("beian", 2)."""

_T = TypeVar("_T")


def _of_account(table: Table) -> Select:
    wanted = table.c.account_id == bindparam("account_id")
    order = [table.c.position] if "position" in table.c else []
    return select(table).where(wanted).order_by(*order)


_ACCOUNT = select(accounts).where(accounts.c.account_id == bindparam("account_id"))
_PARTS = {table: _of_account(table) for table in (subjects, websites, domains, accesses, orders)}
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
            return _known(connection, account_ids)

    def is_empty(self) -> bool:
        """Return whether the store holds no account."""
        with self._database.reading() as connection:
            return _is_empty(connection)

    def holds_sample(self) -> bool:
        """Return whether any account comes from the sample state, which production refuses."""
        query = select(accounts.c.account_id).join(imports).where(imports.c.sample).limit(1)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def finished_cancellation_periods(self, province: str) -> list[tuple[datetime, datetime]]:
        """Return when the administration received each finished cancellation, and its result.

        Over all accounts, for subjects of `province` (pinyin code) and their websites; the
        newest 1000, the latest result first.
        """
        with self._database.reading() as connection:
            rows = connection.execute(_PERIODS, {"province": province}).all()
        return [(received, finished) for received, finished in rows]

    def add(self, new: Iterable[Account], source: str, as_of: datetime | None) -> None:
        """Store accounts, all of them or none. Raises AccountsExist if any is there already.

        `source` names the file they come from, `as_of` the time at which they were right. `new` is
        read once, a few at a time; if it raises, nothing is stored.
        """
        with self._writing() as connection:
            _insert(connection, new, source, as_of)

    def add_sample(self, sample: Iterable[Account], source: str, as_of: datetime | None) -> bool:
        """Store sample accounts if the store is empty. Return whether it was."""
        with self._writing() as connection:
            if not _is_empty(connection):
                return False
            _insert(connection, sample, source, as_of, sample=True)
            return True

    def replace_all(self, new: Iterable[Account], source: str, as_of: datetime | None) -> int:
        """Store accounts in place of everything stored so far. Return how many were replaced."""
        with self._writing() as connection:
            replaced = connection.execute(select(func.count()).select_from(accounts)).scalar_one()
            for table in reversed(PARENTS_FIRST):
                connection.execute(delete(table))
            _insert(connection, new, source, as_of)
            return int(replaced)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open a transaction that excludes other writers, but not readers."""
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            clear_account_cache(connection)
            yield connection


def _is_empty(connection: Connection) -> bool:
    return connection.execute(select(accounts.c.account_id).limit(1)).first() is None


def _known(connection: Connection, account_ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for some in _in_parts(account_ids, _IDS_AT_ONCE):
        query = select(accounts.c.account_id).where(accounts.c.account_id.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def _insert(
    connection: Connection,
    new: Iterable[Account],
    source: str,
    as_of: datetime | None,
    *,
    sample: bool = False,
) -> None:
    values = {
        "source": source,
        "as_of": as_of,
        "imported_at": datetime.now(SHANGHAI),
        "sample": sample,
    }
    (import_id,) = connection.execute(insert(imports), values).inserted_primary_key
    waiting: dict[Table, list[Values]] = {}
    position = 0
    for some in _in_parts(new, _IDS_AT_ONCE):
        _refuse_known(connection, [account.account_id for account in some])
        for account in some:
            for table, rows in rows_of_account(account, position, import_id).items():
                waiting.setdefault(table, []).extend(rows)
            position += 1
            if sum(map(len, waiting.values())) >= _ROWS_AT_ONCE:
                _flush(connection, waiting)
        _flush(connection, waiting)


def _refuse_known(connection: Connection, account_ids: list[str]) -> None:
    refused = _known(connection, account_ids)
    refused.update(each for each, times in Counter(account_ids).items() if times > 1)
    if refused:
        raise AccountsExist(sorted(refused))


def _flush(connection: Connection, waiting: dict[Table, list[Values]]) -> None:
    for table, rows in waiting.items():
        if rows:
            connection.execute(insert(table), rows)
    waiting.clear()


def _in_parts(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
