"""Counts attempts to sign in, by name and by address, before any password is looked at.

Each count fades: one attempt is forgotten every so many seconds. Names that nobody has are counted
like any other, so that the answers do not tell which exist. An attacker elsewhere can't lock an
agent out: what counts against a name alone does not hold at an address from which that name has
signed in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from beian.base.clock import utc_now
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.sign_in_tables import sign_in_attempts as attempts

KNOWN_FOR = timedelta(days=30)
"""How long an address is known as one that a name signs in from."""
_RACES_LOST = 5


@dataclass(frozen=True)
class Allowance:
    """So many attempts may stand at once, of which one is forgotten every `forgets`."""

    most: int
    forgets: timedelta

    def left(self, count: float, since: timedelta) -> float:
        """Return what is left of a count after a time."""
        return max(0.0, count - since / self.forgets)

    def wait(self, count: float) -> float:
        """Return the seconds until one more may be made; 0 if now."""
        return max(0.0, (count + 1 - self.most) * self.forgets.total_seconds())


AT_ONCE = Allowance(5, timedelta(seconds=30))
IN_ALL = Allowance(40, timedelta(minutes=10))
"""For a name from one address: a few at once, and not many in a day."""
OF_ADDRESS = Allowance(60, timedelta(seconds=30))
OF_NAME = Allowance(60, timedelta(minutes=5))
"""For a name from all addresses that it has not signed in from."""


class SignInAttempts:
    """The attempts that a desk store knows. Raises StoreUnavailable."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def begin(self, name: str, address: str, now: datetime | None = None) -> float:
        """Count an attempt and return 0; or count nothing, and return the seconds to wait."""
        moment = now or utc_now()
        for _ in range(_RACES_LOST):
            try:
                with self._database.writing() as connection:
                    return self._begin(connection, name, address, moment)
            except _Raced:
                continue
        return AT_ONCE.forgets.total_seconds()

    def succeeded(self, name: str, address: str, now: datetime | None = None) -> None:
        """Take back what the attempt counted: the password was right. The address is known now."""
        moment = now or utc_now()
        known = _known(name, address)
        with self._database.writing() as connection:
            pair = _of_pair(name, address)
            gone = delete(attempts).where(attempts.c.key.in_([*pair, known]))
            connection.execute(gone)
            row = {
                "key": known,
                "name": _hash("name", name),
                "count": 0.0,
                "at": moment,
                "forgotten_at": moment + KNOWN_FOR,
            }
            connection.execute(insert(attempts), row)
            for key in (_hash("of address", address), _hash("of name", name)):
                taken_back = update(attempts).where(attempts.c.key == key, attempts.c.count >= 1)
                connection.execute(taken_back.values(count=attempts.c.count - 1))

    def forgive(self, name: str) -> None:
        """Forget all attempts for a name."""
        with self._database.writing() as connection:
            connection.execute(delete(attempts).where(attempts.c.name == _hash("name", name)))

    def _begin(self, connection: Connection, name: str, address: str, moment: datetime) -> float:
        connection.execute(delete(attempts).where(attempts.c.forgotten_at < moment))
        allowances = self._allowances(connection, name, address)
        found = self._counts(connection, list(allowances), moment, allowances)
        wait = max(each.wait(found.get(key, 0.0)) for key, each in allowances.items())
        if wait:
            return wait
        for key, allowance in allowances.items():
            count = found.get(key, 0.0) + 1
            row = {
                "name": None if key == _hash("of address", address) else _hash("name", name),
                "count": count,
                "at": moment,
                "forgotten_at": moment + count * allowance.forgets,
            }
            if key in found:
                connection.execute(update(attempts).where(attempts.c.key == key).values(**row))
                continue
            try:
                connection.execute(insert(attempts), {"key": key, **row})
            except IntegrityError as error:  # another process, in the same moment
                raise _Raced from error
        return 0.0

    @staticmethod
    def _allowances(connection: Connection, name: str, address: str) -> dict[str, Allowance]:
        at_once, in_all = _of_pair(name, address)
        query = select(attempts.c.key).where(attempts.c.key == _known(name, address))
        is_known = connection.execute(query).first() is not None
        return {
            at_once: AT_ONCE,
            in_all: IN_ALL,
            _hash("of address", address): OF_ADDRESS,
            **({} if is_known else {_hash("of name", name): OF_NAME}),
        }

    @staticmethod
    def _counts(
        connection: Connection,
        keys: list[str],
        moment: datetime,
        allowances: Mapping[str, Allowance],
    ) -> dict[str, float]:
        query = select(attempts).where(attempts.c.key.in_(keys)).order_by(attempts.c.key)
        rows: list[Any] = list(connection.execute(query.with_for_update()))
        return {row.key: allowances[row.key].left(row.count, moment - row.at) for row in rows}


class _Raced(Exception):
    """Another process counted the same for the first time in the same moment."""


def _of_pair(name: str, address: str) -> tuple[str, str]:
    return _hash("at once", name, address), _hash("in all", name, address)


def _known(name: str, address: str) -> str:
    return _hash("known", name, address)


def _hash(*parts: str) -> str:
    joined = "\0".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "replace")).hexdigest()
