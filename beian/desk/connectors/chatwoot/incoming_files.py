"""Files that visitors send in Chatwoot: fetched, checked and kept as the desk's own are. Chatwoot
keeps them, too, so what can't be kept here is only noted, and holds nothing up."""

from __future__ import annotations

import asyncio
from urllib.parse import unquote, urlsplit

from beian.desk.connectors.chatwoot.api import ChatwootApi, ChatwootFailed
from beian.desk.connectors.chatwoot.conversations import ChatwootConversations
from beian.desk.connectors.chatwoot.events import Event
from beian.desk.conversations.attachments import Sender, TooManyFiles, Upload, WantedUpload
from beian.desk.conversations.conversation_store import ConversationClosed
from beian.desk.conversations.file_messages import NoSuchFile
from beian.desk.conversations.files import CheckPostponed, Files, WrongOffset
from beian.desk.event_log import event_logger
from beian.desk.files.faults import FileRefused
from beian.desk.files.storage import StorageFull, StorageUnavailable
from beian.desk.storage.enumerations import AttachmentState

logger = event_logger(__name__)

_NOT_KEPT = (
    ChatwootFailed,
    FileRefused,
    TooManyFiles,
    StorageFull,
    StorageUnavailable,
    CheckPostponed,
    WrongOffset,
    NoSuchFile,
    ConversationClosed,
)


class IncomingFiles:
    """`files` is None where the desk takes none."""

    def __init__(
        self, api: ChatwootApi, files: Files | None, conversations: ChatwootConversations
    ) -> None:
        self._api = api
        self._files = files
        self._conversations = conversations

    async def keep(self, event: Event, conversation_id: str) -> None:
        """Keep the files of a visitor's message, each as a message of its own. What was done before
        is known. Raises StoreUnavailable."""
        for number, address in enumerate(event.files):
            message_id = f"{event.message_id}-file-{number}"
            name = unquote(urlsplit(address).path.rpartition("/")[2])
            wanted = WantedUpload(message_id, name, 0)
            if not await self._kept(address, wanted, event, conversation_id):
                await asyncio.to_thread(
                    self._conversations.record_file,
                    conversation_id,
                    message_id,
                    name or "-",
                    event.account,
                )

    async def _kept(
        self, address: str, wanted: WantedUpload, event: Event, conversation_id: str
    ) -> bool:
        if self._files is None:
            return False
        try:
            upload = await self._fetched(self._files, address, wanted, event, conversation_id)
        except _NOT_KEPT as failure:
            logger.warning("chatwoot_file_not_kept", error=type(failure).__name__)
            return False
        return upload.state in (AttachmentState.STORED, AttachmentState.DELETED)

    async def _fetched(
        self,
        files: Files,
        address: str,
        wanted: WantedUpload,
        event: Event,
        conversation_id: str,
    ) -> Upload:
        sender = Sender(account_id=event.account)
        async with self._api.file(address) as (size, parts):
            announced = WantedUpload(wanted.message_id, wanted.name, size)
            upload = await files.begin(conversation_id, sender, announced)
            offset = 0
            async for part in parts:
                if offset == upload.received:  # else this part came before a crash
                    upload = await files.receive(upload, offset, part, conversation_id)
                offset += len(part)
        return upload
