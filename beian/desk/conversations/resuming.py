"""Which conversation of an account a device goes on with (docs/protocol.md, "Identity")."""

from __future__ import annotations

import asyncio

from beian.desk.conversations.account_history import AccountHistory
from beian.desk.storage.enumerations import State
from beian.desk.storage.records import Conversation


async def open_instead(
    history: AccountHistory, conversation: Conversation | None, account_id: str
) -> Conversation | None:
    """Return what the account has open, to go on with in place of a new conversation or of one in
    which nobody has signed in, nor said anything; None where the given one stays."""
    if conversation is not None:
        is_theirs = conversation.account_id is not None
        if is_theirs or not await asyncio.to_thread(history.is_blank, conversation.id):
            return None
    return await asyncio.to_thread(history.open_one, account_id)


async def begun_since(
    history: AccountHistory, conversation: Conversation, account_id: str
) -> Conversation | None:
    """Return the conversation that another device of the account has begun since this one ended, if
    it has."""
    if conversation.state != State.CLOSED:
        return None
    return await asyncio.to_thread(history.begun_after, conversation, account_id)
