"""Files that visitors send in the site's chat while people at Chatwoot have the conversation: read
from the desk's storage as they go out, decrypted piece by piece."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator

from beian.desk.connectors.chatwoot.api import FileToSend
from beian.desk.conversations.file_messages import NoSuchFile
from beian.desk.conversations.files import Files
from beian.desk.storage.enumerations import AttachmentState

_MB = 1_000_000


class NotSent(Exception):
    """A file does not go out. `why`: the name of the text that is sent instead; `name`: of the
    file, empty once it was deleted."""

    def __init__(self, why: str, name: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.name = name


class OutgoingFiles:
    """`files` is None where the desk takes none any more; `largest_mb`: what Chatwoot takes."""

    def __init__(self, files: Files | None, largest_mb: int) -> None:
        self._files = files
        self._largest = largest_mb * _MB

    async def open(self, file_id: str) -> FileToSend:
        """Return a file to be sent. Raises NotSent, StorageUnavailable or StoreUnavailable."""
        if self._files is None:
            raise NotSent("file_gone")
        try:
            upload = await self._files.find(file_id)
            if upload.state != AttachmentState.STORED:
                raise NoSuchFile(file_id)
            if upload.size > self._largest:
                raise NotSent("file_too_large", upload.name)
            parts = await self._files.read(upload, "file")
        except NoSuchFile as gone:
            raise NotSent("file_gone") from gone
        return FileToSend(upload.name, str(upload.type), upload.size, _in_thread(parts))


async def _in_thread(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    while part := await asyncio.to_thread(next, parts, b""):
        yield part
