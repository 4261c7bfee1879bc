"""Which kinds of reminders an account wants none of, and whether none by e-mail, within a
transaction of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sqlalchemy import delete, insert, select
from sqlalchemy.engine import Connection

from beian.base.clock import utc_now
from beian.desk.storage.reminder_tables import refusals

By = Literal["chat", "mail"]


def refused_kinds(connection: Connection, account_id: str) -> frozenset[str]:
    """Return the kinds that an account has switched off, of beian.base.reminder_kinds.SWITCHED."""
    query = select(refusals.c.kind).where(refusals.c.account_id == account_id)
    return frozenset(connection.execute(query).scalars())


def switch_kinds(
    connection: Connection, account_id: str, kinds: Iterable[str], *, on: bool, by: By
) -> None:
    """Switch kinds of reminders on or off for an account."""
    wanted = list(kinds)
    connection.execute(
        delete(refusals).where(refusals.c.account_id == account_id, refusals.c.kind.in_(wanted))
    )
    if not on and wanted:
        refused = {"account_id": account_id, "by": by, "at": utc_now()}
        connection.execute(insert(refusals), [{**refused, "kind": kind} for kind in wanted])
