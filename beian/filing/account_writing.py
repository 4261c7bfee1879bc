"""Accounts written to the tables of a filing store and taken out, within one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy import Table, delete, func, insert, select
from sqlalchemy.engine import Connection

from beian.base.clock import SHANGHAI
from beian.filing.account_rows import Values, rows_of_account
from beian.filing.import_errors import AccountsExist
from beian.filing.order_changes import OrderStates
from beian.filing.state import Account, OrderKind, OrderState
from beian.filing.tables import PARENTS_FIRST, accounts, imports, orders

IDS_AT_ONCE = 500
_ROWS_AT_ONCE = 5_000
NONE: Mapping[str, str] = MappingProxyType({})

_T = TypeVar("_T")

FORGET_IMPORTS = delete(imports).where(
    imports.c.import_id.not_in(select(accounts.c.import_id)),
    imports.c.import_id < select(func.max(imports.c.import_id)).scalar_subquery(),
)
"""Takes out imports of which no account is left, but for the latest."""


def known_in(connection: Connection, account_ids: Iterable[str]) -> set[str]:
    """Return those of the accounts that are stored."""
    found: set[str] = set()
    for some in in_parts(account_ids, IDS_AT_ONCE):
        query = select(accounts.c.account_id).where(accounts.c.account_id.in_(some))
        found.update(connection.execute(query).scalars())
    return found


def fingerprints_in(connection: Connection, account_ids: Iterable[str]) -> dict[str, str]:
    """Return the fingerprints of accounts; not of sample accounts, nor where there is none."""
    found: dict[str, str] = {}
    for some in in_parts(account_ids, IDS_AT_ONCE):
        query = (
            select(accounts.c.account_id, accounts.c.fingerprint)
            .join(imports)
            .where(accounts.c.account_id.in_(some))
            .where(accounts.c.fingerprint.is_not(None), imports.c.sample.is_(False))
        )
        found.update((row.account_id, row.fingerprint) for row in connection.execute(query))
    return found


def order_states_in(
    connection: Connection, account_ids: Iterable[str] | None = None
) -> OrderStates:
    """Return kind and state of the orders of these accounts, of all where none are named."""
    query = select(orders.c.account_id, orders.c.order_id, orders.c.kind, orders.c.state).order_by(
        orders.c.account_id, orders.c.position
    )
    queries = [query]
    if account_ids is not None:
        parts = in_parts(account_ids, IDS_AT_ONCE)
        queries = [query.where(orders.c.account_id.in_(some)) for some in parts]
    return {
        (row.account_id, row.order_id): (OrderKind(row.kind), OrderState(row.state))
        for one in queries
        for row in connection.execute(one)
    }


def delete_accounts(connection: Connection, account_ids: Iterable[str]) -> None:
    """Take accounts out, with all they hold."""
    for some in in_parts(account_ids, IDS_AT_ONCE):
        for table in reversed(PARENTS_FIRST):
            if table is not imports:
                connection.execute(delete(table).where(table.c.account_id.in_(some)))


def import_row(source: str, as_of: datetime | None) -> Values:
    """Return the row of an import that begins now."""
    now = datetime.now(SHANGHAI)
    return {"source": source, "as_of": as_of, "imported_at": now, "sample": False}


def insert_accounts(
    connection: Connection,
    new: Iterable[Account],
    imported: Values,
    fingerprints: Mapping[str, str] = NONE,
) -> None:
    """Store accounts of an import. Raises AccountsExist if any is there already or given twice."""
    (import_id,) = connection.execute(insert(imports), imported).inserted_primary_key
    waiting: dict[Table, list[Values]] = {}
    position = 0
    for some in in_parts(new, IDS_AT_ONCE):
        _refuse_known(connection, [account.account_id for account in some])
        for account in some:
            fingerprint = fingerprints.get(account.account_id)
            made = rows_of_account(account, position, import_id, fingerprint)
            for table, rows in made.items():
                waiting.setdefault(table, []).extend(rows)
            position += 1
            if sum(map(len, waiting.values())) >= _ROWS_AT_ONCE:
                _flush(connection, waiting)
        _flush(connection, waiting)


def _refuse_known(connection: Connection, account_ids: list[str]) -> None:
    refused = known_in(connection, account_ids)
    refused.update(each for each, times in Counter(account_ids).items() if times > 1)
    if refused:
        raise AccountsExist(sorted(refused))


def _flush(connection: Connection, waiting: dict[Table, list[Values]]) -> None:
    for table, rows in waiting.items():
        if rows:
            connection.execute(insert(table), rows)
    waiting.clear()


def in_parts(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """Yield the items in lists of that size; the last one may be shorter."""
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
