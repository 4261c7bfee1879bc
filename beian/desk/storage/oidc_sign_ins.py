"""Sign-ins by OpenID Connect that are under way: each used once, by the browser that began it."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.handoff_tables import oidc_sign_ins

LASTS = timedelta(minutes=10)


@dataclass(frozen=True)
class Begun:
    """A sign-in that begins: what goes to the provider, and to the browser as a cookie."""

    state: str
    browser: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Awaited:
    """What the answer to a sign-in is checked against."""

    nonce: str
    verifier: str


class OidcSignIns:
    """The sign-ins that a desk store knows. Raises StoreUnavailable."""

    def __init__(self, database: DeskDatabase) -> None:
        self._database = database

    def begin(self) -> Begun:
        """Return a new sign-in."""
        made = Begun(*(secrets.token_urlsafe(48) for _ in range(4)))
        with self._database.writing() as connection:
            self._keep(connection, made)
        return made

    def take(self, state: str, browser: str) -> Awaited | None:
        """Return what was begun with a state in this browser, once; None where nothing was, it was
        taken before, or it is over."""
        row = self._take(state, browser)
        return None if row is None or row.agent_id else Awaited(row.nonce, row.verifier)

    def await_code(self, agent_id: str) -> str:
        """Return a cookie with which an agent whom the provider knows gives a code."""
        made = Begun(*(secrets.token_urlsafe(48) for _ in range(4)))
        made = Begun(made.browser, made.browser, made.nonce, made.verifier)
        with self._database.writing() as connection:
            self._keep(connection, made, agent_id)
        return made.browser

    def who_gives_code(self, browser: str) -> str | None:
        """Return the agent of a cookie of `await_code`."""
        query = select(oidc_sign_ins).where(
            oidc_sign_ins.c.state_hash == _hash(browser), oidc_sign_ins.c.expires_at > utc_now()
        )
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else row.agent_id

    def end(self, browser: str) -> None:
        """Forget what a cookie of `await_code` stands for."""
        self._take(browser, browser)

    def _take(self, state: str, browser: str) -> Row | None:
        this = oidc_sign_ins.c.state_hash == _hash(state)
        with self._database.writing() as connection:
            row = connection.execute(select(oidc_sign_ins).where(this)).one_or_none()
            # Of two that come at once, one deletes it.
            if connection.execute(delete(oidc_sign_ins).where(this)).rowcount == 0:
                return None
        if row is None or row.expires_at <= utc_now() or row.browser_hash != _hash(browser):
            return None
        return row

    def _keep(self, connection: Connection, made: Begun, agent_id: str | None = None) -> None:
        moment = utc_now()
        connection.execute(delete(oidc_sign_ins).where(oidc_sign_ins.c.expires_at < moment))
        row = {
            "state_hash": _hash(made.state),
            "browser_hash": _hash(made.browser),
            "nonce": made.nonce,
            "verifier": made.verifier,
            "agent_id": agent_id,
            "expires_at": moment + LASTS,
        }
        connection.execute(insert(oidc_sign_ins), row)


def _hash(value: str) -> str:
    return hashlib.sha256(value.encode("utf-8", "replace")).hexdigest()
