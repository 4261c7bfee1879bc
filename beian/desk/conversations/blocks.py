"""Who is blocked: an account, a conversation, or for a time an address without an account."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, or_, select
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql.elements import ColumnElement

from beian.base.clock import utc_now
from beian.desk.person_offers import without_person
from beian.desk.protocol import agents_api as api
from beian.desk.storage.handoff_tables import blocks
from beian.desk.storage.records import MessageContent, written_time
from beian.desk.storage.tables import conversations


def stands() -> ColumnElement[bool]:
    """Return whether a block holds now."""
    return and_(
        blocks.c.lifted_at.is_(None), or_(blocks.c.until.is_(None), blocks.c.until > utc_now())
    )


def block_of(connection: Connection, row: Row, *, by_address: bool = True) -> Row | None:
    """Return the block that holds against the visitor of a conversation's row, one that lasts as
    long as any; None where none does. `by_address`: also one of the address alone, which others may
    share."""
    concerned = [blocks.c.conversation_id == row.id]
    if row.account_id is not None:
        concerned.append(blocks.c.account_id == row.account_id)
    elif by_address and row.network is not None:
        concerned.append(blocks.c.network == row.network)
    found = connection.execute(select(blocks).where(stands(), or_(*concerned))).all()
    return longest(found)


def for_the_visitor(
    connection: Connection, conversation_id: str, replies: Sequence[MessageContent]
) -> list[MessageContent]:
    """Return what is said in a conversation, without an offer of people where the visitor is
    blocked."""
    query = select(conversations).where(conversations.c.id == conversation_id)
    if block_of(connection, connection.execute(query).one()) is None:
        return list(replies)
    return [without_person(reply) for reply in replies]


def longest(found: Iterable[Row]) -> Row | None:
    """Return the block that lasts longest."""
    lasting = sorted(found, key=lambda row: (row.until is None, row.until or row.at))
    return lasting[-1] if lasting else None


def shown_block(row: Row) -> api.Block:
    """Return a block with its agent's display_name as the agents' API shows it."""
    return {
        "id": row.id,
        "conversation": row.conversation_id,
        "account": row.account_id,
        "reason": row.reason,
        "agent": {"id": row.agent_id, "display_name": row.display_name},
        "at": written_time(row.at),
        "until": None if row.until is None else written_time(row.until),
    }
