"""Visitors whom agents refuse to serve: blocked, listed, lifted.

A blocked visitor reaches no person: what they have with one ends, and no wish for one is heard. The
assistant goes on answering them.
"""

from __future__ import annotations

import hmac
import uuid
from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.conversations import tickets
from beian.desk.conversations.absence import Released
from beian.desk.conversations.blocks import block_of, shown_block, stands
from beian.desk.conversations.handoff_question import Reception
from beian.desk.conversations.transitions import Change, NoSuchConversation, change_state, locked
from beian.desk.conversations.unanswered import leave_to_assistant
from beian.desk.limits import network_of
from beian.desk.protocol import agents_api as api
from beian.desk.storage import rows
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import ChangedBy, Reason, State
from beian.desk.storage.handoff_tables import agents, blocks
from beian.desk.storage.records import Message
from beian.desk.storage.tables import conversations

LONGEST_ANONYMOUS = timedelta(days=7)
"""Addresses change hands, and are shared."""
_LISTED = 500
_LABEL = b"beian addresses of visitors"


class AlreadyBlocked(Exception):
    """A block holds against the visitor."""


class BoundMissing(Exception):
    """A visitor without an account is blocked for a time alone."""


class NoSuchBlock(Exception):
    """No block with this id holds."""


class BlockStore:
    """The blocks of a desk store; `secret`: what addresses are hashed with. Raises StoreUnavailable
    where the database does not answer."""

    def __init__(self, database: DeskDatabase, reception: Reception, secret: str) -> None:
        self._database = database
        self._reception = reception
        self._key = hmac.digest(secret.encode(), _LABEL, "sha256")

    def hashed(self, address: str) -> str:
        """Return what an address is known by."""
        return hmac.new(self._key, network_of(address).encode(), "sha256").hexdigest()[:32]

    def is_blocked(self, conversation_id: str) -> bool:
        """Return whether the visitor of a conversation is blocked. Raises NoSuchConversation."""
        with self._database.reading() as connection:
            query = select(conversations).where(conversations.c.id == conversation_id)
            row = connection.execute(query).one_or_none()
            return row is not None and block_of(connection, row) is not None

    def block(
        self, conversation_id: str, agent_id: str, reason: str, lasts: timedelta | None
    ) -> None:
        """Block the visitor of a conversation: the account, if it has one; else the conversation
        and the address, for a time. Raises AlreadyBlocked, BoundMissing or NoSuchConversation."""
        moment = utc_now()
        with self._database.writing() as connection:
            row = locked(connection, conversation_id)
            if block_of(connection, row, by_address=False) is not None:
                raise AlreadyBlocked(conversation_id)
            if row.account_id is None and (lasts is None or lasts > LONGEST_ANONYMOUS):
                raise BoundMissing(conversation_id)
            block = {
                "id": uuid.uuid4().hex,
                "conversation_id": conversation_id,
                "account_id": row.account_id,
                "network": row.network if row.account_id is None else None,
                "reason": reason,
                "agent_id": agent_id,
                "at": moment,
                "until": None if lasts is None else moment + lasts,
            }
            connection.execute(insert(blocks), block)

    def lift(self, block_id: str, agent_id: str) -> str | None:
        """Lift a block; return the conversation in which it was made, None where that was deleted.
        Raises NoSuchBlock."""
        this = and_(blocks.c.id == block_id, stands())
        with self._database.writing() as connection:
            row = connection.execute(select(blocks).where(this).with_for_update()).one_or_none()
            if row is None:
                raise NoSuchBlock(block_id)
            lifted = {"lifted_at": utc_now(), "lifted_by": agent_id}
            connection.execute(update(blocks).where(blocks.c.id == block_id).values(**lifted))
        where: str | None = row.conversation_id
        return where

    def listed(self) -> list[api.Block]:
        """Return the blocks that hold, the newest first."""
        query = (
            select(blocks, agents.c.display_name)
            .select_from(blocks.join(agents, agents.c.id == blocks.c.agent_id))
            .where(stands())
            .order_by(blocks.c.at.desc())
            .limit(_LISTED)
        )
        with self._database.reading() as connection:
            return [shown_block(row) for row in connection.execute(query)]

    def enforce(self) -> Released:
        """End what blocked visitors have with people, and return what each is told. Who was with a
        person, or waited, before another visitor of the same address was blocked keeps that."""
        blocked = or_(
            blocks.c.conversation_id == conversations.c.id,
            blocks.c.account_id == conversations.c.account_id,
        )
        query = (
            select(conversations.c.id)
            .select_from(conversations.join(blocks, blocked))
            .where(conversations.c.state.in_((State.WAITING, State.WITH_AGENT)), stands())
            .distinct()
        )
        with self._database.reading() as connection:
            found = list(connection.execute(query).scalars())
        released: Released = {}
        for conversation_id in found:
            with suppress(NoSuchConversation), self._database.writing() as connection:
                row = locked(connection, conversation_id)
                block = block_of(connection, row, by_address=False)
                if block is not None and row.state in (State.WAITING, State.WITH_AGENT):
                    released[conversation_id] = self._let_go(connection, row, block.until)
        return released

    def _let_go(self, connection: Connection, row: Row, until: datetime | None) -> list[Message]:
        leave_to_assistant(connection, row.id)
        bot_goes_on = self._reception.asks
        change = Change(
            State.BOT, ChangedBy.AGENT, row.agent_id, Reason.BLOCKED, bot_goes_on=bot_goes_on
        )
        change_state(connection, row, change)
        tickets.change(connection, row.id, answered_at=utc_now())
        return rows.say(connection, row.id, [self._reception.blocked(row.language, until)])
