"""Tells who looks at a conversation that a file of it is shown otherwise from now on."""

from __future__ import annotations

from beian.desk.hub import Hub
from beian.desk.protocol.frames import attachment_shown
from beian.desk.storage.records import AttachmentRecord


async def tell_changed(
    hub: Hub, conversation_id: str, message_id: str, record: AttachmentRecord
) -> None:
    """Publish a file as it is shown now; `message_id`: of the message that shows it."""
    shown = attachment_shown(record)
    await hub.publish(
        conversation_id, [{"type": "attachment", "message": message_id, "attachment": shown}]
    )
