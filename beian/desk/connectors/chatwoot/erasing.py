"""What the desk store keeps of a Chatwoot conversation, deleted with ours."""

from __future__ import annotations

import uuid

from sqlalchemy import delete, select
from sqlalchemy.engine import Connection

from beian.desk.connectors.chatwoot.queueing import KIND
from beian.desk.connectors.chatwoot.tables import (
    chatwoot_conversations,
    chatwoot_events,
    chatwoot_sends,
)
from beian.desk.storage.deliveries import enqueue
from beian.desk.storage.tables import conversations


def erase_of(connection: Connection, conversation_id: str) -> None:
    """Delete the events and sends of the Chatwoot conversation that is tied to this one of ours,
    and let people there know: what Chatwoot has is theirs to delete."""
    query = (
        select(chatwoot_conversations.c.chatwoot_id, conversations.c.language)
        .join(conversations, conversations.c.id == chatwoot_conversations.c.conversation_id)
        .where(conversations.c.id == conversation_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return
    for table in (chatwoot_events, chatwoot_sends):
        connection.execute(delete(table).where(table.c.chatwoot_id == row.chatwoot_id))
    enqueue(
        connection,
        kind=KIND,
        key=f"deleted:{uuid.uuid4().hex}",
        thread=f"{KIND}:{row.chatwoot_id}",
        payload={"place": row.chatwoot_id, "deleted": row.language},
        to=f"#{row.chatwoot_id.rpartition('/')[2]}",
    )
