"""Cache accounts until somebody writes to the store.

Users ask several questions in a row, and SQLite says at next to no cost whether the store changed.
"""

from __future__ import annotations

from sqlalchemy.engine import Connection

from beian.filing.state import Account

_MOST = 50
_CACHE = "beian_accounts"


def cached_accounts(connection: Connection) -> dict[str, Account]:
    """Return the cached accounts by id, as this transaction sees them.

    Accounts that are put in are found by later transactions; with PostgreSQL, none are cached.
    """
    if connection.dialect.name != "sqlite":
        return {}
    version = connection.exec_driver_sql("PRAGMA data_version").scalar_one()
    known: tuple[int, dict[str, Account]] | None = connection.info.get(_CACHE)
    if known is None or known[0] != version or len(known[1]) >= _MOST:
        known = (version, {})
        connection.info[_CACHE] = known
    return known[1]


def clear_account_cache(connection: Connection) -> None:
    """Empty the cache in a transaction that writes: SQLite only reports writes of others."""
    connection.info.pop(_CACHE, None)
