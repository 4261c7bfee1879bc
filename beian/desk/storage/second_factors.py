"""The second factor of agents: codes of an authenticator, by the time (TOTP, RFC 6238)."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy import delete, insert, select, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import second_factors

_LABEL = b"beian second factors"
_STEP = 30
_WINDOW = (-1, 0, 1)
"""The time steps whose codes are taken, from now: clocks differ a little."""
_FAILURES_ALLOWED = 5
_LOCK = timedelta(minutes=15)


class WrongCode(Exception):
    """The code is not the present one, or was used already."""


class CodesLocked(Exception):
    """Too many wrong codes: none is looked at for a while."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class NoSecret(Exception):
    """No second factor was begun."""


class SecondFactors:
    """The second factors of a desk store; `secret`: what they are encrypted under; `now`: tells the
    time that codes go by. Raises StoreUnavailable where the database does not answer."""

    def __init__(
        self, database: DeskDatabase, secret: str, now: Callable[[], datetime] = utc_now
    ) -> None:
        self._database = database
        self.now = now
        key = hmac.digest(secret.encode(), _LABEL, "sha256")
        self._cipher = Fernet(base64.urlsafe_b64encode(key))

    def is_on(self, agent_id: str) -> bool:
        """Return whether an agent signs in with a second factor."""
        with self._database.reading() as connection:
            row = _of(connection, agent_id)
        return row is not None and row.confirmed_at is not None

    def begin(self, agent_id: str) -> str | None:
        """Return a new secret, which counts once it is confirmed; None where one counts already."""
        secret = pyotp.random_base32()
        with self._database.writing() as connection:
            row = _of(connection, agent_id)
            if row is not None and row.confirmed_at is not None:
                return None
            values = {
                "agent_id": agent_id,
                "secret": self._cipher.encrypt(secret.encode()).decode(),
                "last_step": 0,
                "failures": 0,
            }
            connection.execute(delete(second_factors).where(second_factors.c.agent_id == agent_id))
            connection.execute(insert(second_factors), values)
        return secret

    def confirm(self, agent_id: str, code: str) -> None:
        """Have the begun factor count from now on. Raises NoSecret, WrongCode or CodesLocked."""
        self._check(agent_id, code, confirms=True)

    def check(self, agent_id: str, code: str) -> None:
        """Take a code, which counts once. Raises NoSecret, WrongCode or CodesLocked."""
        self._check(agent_id, code, confirms=False)

    def drop(self, agent_id: str) -> bool:
        """Let an agent sign in without; return whether there was a factor."""
        with self._database.writing() as connection:
            return bool(
                connection.execute(
                    delete(second_factors).where(second_factors.c.agent_id == agent_id)
                ).rowcount
            )

    def _check(self, agent_id: str, code: str, *, confirms: bool) -> None:
        moment = self.now()
        with self._database.writing() as connection:
            row = _of(connection, agent_id, locked=True)
            if row is None or (row.confirmed_at is None) != confirms:
                raise NoSecret(agent_id)
            if row.locked_until is not None and row.locked_until > moment:
                raise CodesLocked((row.locked_until - moment).total_seconds())
            step = self._step_of(row, code)
            right = step is not None
            failures = 0 if right else row.failures + 1
            values = {
                "failures": failures,
                "locked_until": moment + _LOCK if failures >= _FAILURES_ALLOWED else None,
            }
            if right:
                values["last_step"] = step
                values["confirmed_at"] = row.confirmed_at or moment
            connection.execute(
                update(second_factors).where(second_factors.c.agent_id == agent_id).values(**values)
            )
        if not right:
            raise WrongCode(agent_id)

    def _step_of(self, row: Row, code: str) -> int | None:
        """Return the time step of a code that counts: within the window, and later than the last
        that was taken."""
        try:
            secret = self._cipher.decrypt(row.secret.encode()).decode()
        except InvalidToken:  # of another BEIAN_SECRET
            return None
        codes = pyotp.TOTP(secret, interval=_STEP)
        now = int(self.now().timestamp()) // _STEP
        for step in (now + later for later in _WINDOW):
            if step > row.last_step and hmac.compare_digest(
                codes.generate_otp(step).encode(), code.encode()
            ):
                return step
        return None


def _of(connection: Connection, agent_id: str, *, locked: bool = False) -> Row | None:
    query = select(second_factors).where(second_factors.c.agent_id == agent_id)
    return connection.execute(query.with_for_update() if locked else query).one_or_none()
