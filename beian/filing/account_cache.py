"""Accounts that were read before, for as long as nobody has written to the store since.

SQLite tells at next to no cost whether anybody has; visitors ask several questions in a row.
"""

from __future__ import annotations

from sqlalchemy.engine import Connection

from beian.filing.state import Account

_MOST = 50
_REMEMBERED = "beian_accounts"


def remembered_accounts(connection: Connection) -> dict[str, Account]:
    """Accounts by their ids, as this transaction sees them; what is put in is found again by
    transactions to come. With PostgreSQL, nothing is."""
    if connection.dialect.name != "sqlite":
        return {}
    version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    known: tuple[int, dict[str, Account]] | None = connection.info.get(_REMEMBERED)
    if known is None or known[0] != version or len(known[1]) >= _MOST:
        known = (version, {})
        connection.info[_REMEMBERED] = known
    return known[1]


def forget_accounts(connection: Connection) -> None:
    """For a transaction that writes: SQLite tells a connection of the others' writes alone."""
    connection.info.pop(_REMEMBERED, None)
