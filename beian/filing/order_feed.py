"""What imports changed in the states of orders, kept for a while for whoever tells their owners.

A change is recorded in the import's own transaction. Readers remember the position up to which they
have read; positions grow, as one process at a time writes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Connection

from beian.base.clock import utc_now
from beian.filing.order_changes import OrderChange
from beian.filing.state import OrderState
from beian.filing.tables import recorded_changes

KEPT = timedelta(days=30)
_NEWEST = func.max(recorded_changes.c.position)
_OWN_DOING = (OrderState.DRAFT, OrderState.GIVEN_UP)
"""States of a new order that its owner has just brought about, and knows."""


@dataclass(frozen=True)
class RecordedChange:
    """An order that came into a state by an import. `change_id` is its own for ever; `position`
    only says what came before."""

    position: int
    change_id: str
    account_id: str
    order_id: str
    state: OrderState


def record(connection: Connection, changes: Iterable[OrderChange]) -> None:
    """Record changes, and forget those of more than 30 days ago.

    Left out: orders that are no longer on file, whose state nobody knows, and new ones that are
    drafts or given up already.
    """
    moment = utc_now()
    told = [
        {
            "change_id": uuid.uuid4().hex,
            "account_id": change.account_id,
            "order_id": change.order_id,
            "state": change.after.value,
            "recorded_at": moment,
        }
        for change in changes
        if change.after is not None and not (change.before is None and change.after in _OWN_DOING)
    ]
    connection.execute(
        delete(recorded_changes)
        .where(recorded_changes.c.recorded_at < moment - KEPT)
        # The newest stays, so that no position is given twice.
        .where(recorded_changes.c.position < select(_NEWEST).scalar_subquery())
    )
    if told:
        connection.execute(insert(recorded_changes), told)


def changes_after(connection: Connection, position: int, limit: int) -> list[RecordedChange]:
    """Return the changes that follow a position, in order; all from the first where the store is
    another one than that in which the position was."""
    newest = connection.execute(select(_NEWEST)).scalar_one()
    if newest is not None and newest < position:
        position = 0
    query = (
        select(recorded_changes)
        .where(recorded_changes.c.position > position)
        .order_by(recorded_changes.c.position)
        .limit(limit)
    )
    return [
        RecordedChange(
            row.position, row.change_id, row.account_id, row.order_id, OrderState(row.state)
        )
        for row in connection.execute(query)
    ]
