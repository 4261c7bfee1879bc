"""The conversation of an account in which the assistant speaks first."""

from __future__ import annotations

import secrets
from contextlib import suppress

from sqlalchemy import case, insert, select
from sqlalchemy.engine import Connection, Row

from beian.base.clock import utc_now
from beian.desk.conversations.conversation_reader import hash_of
from beian.desk.conversations.transitions import NoSuchConversation, locked
from beian.desk.storage.enumerations import State
from beian.desk.storage.tables import conversations

_WITH_PEOPLE = (State.WAITING, State.WITH_AGENT)
_MOST = 3
"""Conversations that are looked at, should one be closed just now."""


def conversation_of_account(connection: Connection, account_id: str, language: str) -> Row:
    """Return the row, which is locked, of the conversation that the account has open: one with
    people before that in which something happened last. One is opened where there is none."""
    with_people = case((conversations.c.state.in_(_WITH_PEOPLE), 0), else_=1)
    query = (
        select(conversations.c.id)
        .where(conversations.c.account_id == account_id, conversations.c.state != State.CLOSED)
        .order_by(with_people, conversations.c.changed_at.desc(), conversations.c.id)
        .limit(_MOST)
    )
    for conversation_id in connection.execute(query).scalars().all():
        with suppress(NoSuchConversation):  # deleted just now
            row = locked(connection, conversation_id)
            if row.state != State.CLOSED:
                return row
    return locked(connection, _opened(connection, account_id, language))


def _opened(connection: Connection, account_id: str, language: str) -> str:
    """Open a conversation, whose key nobody knows: the account's token finds it."""
    conversation_id, moment = secrets.token_urlsafe(16), utc_now()
    connection.execute(
        insert(conversations),
        {
            "id": conversation_id,
            "key_hash": hash_of(secrets.token_urlsafe(32)),
            "account_id": account_id,
            "language": language,
            "state": State.BOT,
            "last_seq": 0,
            "read_seq": 0,
            "greeted": True,
            "began_at": moment,
            "changed_at": moment,
        },
    )
    return conversation_id
