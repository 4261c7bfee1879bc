"""Uploaded files from their first byte to their last: received in parts, checked, kept, shown,
read, deleted.

What takes long (decoding, encrypting, a bucket) runs in threads and in the worker's processes, a
bounded number at once, and in pieces: neither the event loop nor the memory of the desk knows how
large a file is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from beian.base.errors import StoreUnavailable
from beian.base.key_ring import SealBroken
from beian.base.languages import LANGUAGES
from beian.desk.config import FilesConfig
from beian.desk.conversations.attachments import (
    MOST_PARTS,
    AttachmentStore,
    Sender,
    Upload,
    WantedUpload,
    new_file_id,
)
from beian.desk.conversations.checklist_service import ChecklistService
from beian.desk.conversations.file_messages import FileMessages, KeptFile, NoSuchFile
from beian.desk.conversations.file_news import tell_changed
from beian.desk.conversations.first_looks import FirstLooks
from beian.desk.conversations.handoff import HandoffService
from beian.desk.conversations.transitions import NoSuchConversation
from beian.desk.event_log import event_logger
from beian.desk.fair_slots import FairSlots, Room
from beian.desk.files.faults import FileRefused
from beian.desk.files.inspection import InspectionFailed, inspected
from beian.desk.files.names import safe_name
from beian.desk.files.scanner import Clamd, ScannerUnavailable
from beian.desk.files.storage import NoSuchObject, StorageFull, StorageUnavailable
from beian.desk.files.vault import FileVault
from beian.desk.hub import Hub
from beian.desk.metrics import Metrics
from beian.desk.protocol.frames import message_frame
from beian.desk.storage.enumerations import AttachmentState, Review
from beian.desk.storage.records import AttachmentRecord
from beian.desk.wording import words

logger = event_logger(__name__)

PART_BYTES = 512 * 1024
"""What is taken of a file at once, and held in memory."""
CHECKS_AT_ONCE = 2
SWEEP_SECONDS = 60.0
TRY_AGAIN_SECONDS = 5.0
_MEGAPIXEL = 1_000_000
_PASSING = (StorageUnavailable, ScannerUnavailable, InspectionFailed, SealBroken, NoSuchObject)
_T = TypeVar("_T")


class WrongOffset(Exception):
    """A part does not begin where the one before it ended. `upload`: as it stands."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(upload.id)
        self.upload = upload


class CheckPostponed(Exception):
    """A file can't be checked now. `code` says why: unavailable or scanner_unavailable."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True)
class FileParts:
    """What Files works with; `scanner` and `first_looks` are None where there are none."""

    store: AttachmentStore
    messages: FileMessages
    vault: FileVault
    scanner: Clamd | None
    first_looks: FirstLooks | None
    hub: Hub
    handoff: HandoffService
    checklists: ChecklistService
    metrics: Metrics


class Files:
    """The files of all conversations. Raises StoreUnavailable where the database does not
    answer."""

    def __init__(self, parts: FileParts, config: FilesConfig) -> None:
        self._store = parts.store
        self._messages = parts.messages
        self._vault = parts.vault
        self._scanner = parts.scanner
        self._first_looks = parts.first_looks
        self._hub = parts.hub
        self._handoff = parts.handoff
        self._checklists = parts.checklists
        self._metrics = parts.metrics
        self._config = config
        self._slots = FairSlots(Room(at_once=CHECKS_AT_ONCE, at_once_each=1))
        self._checking = ThreadPoolExecutor(CHECKS_AT_ONCE, "file-check")
        self._deleted_text = {each: words("file_deleted", each) for each in LANGUAGES}

    @property
    def largest_bytes(self) -> int:
        return self._config.largest_bytes

    def close(self) -> None:
        """Let the threads end."""
        if self._first_looks is not None:
            self._first_looks.close()
        self._checking.shutdown(wait=False, cancel_futures=True)

    async def begin(self, conversation_id: str, sender: Sender, wanted: WantedUpload) -> Upload:
        """Return a new upload, or the one that the message has already. Raises FileRefused,
        ConversationClosed, TooManyFiles, StorageFull or StorageUnavailable."""
        if wanted.size > self.largest_bytes:
            raise FileRefused("too_large")
        message_id = wanted.message_id
        known = await asyncio.to_thread(self._store.of_message, conversation_id, message_id)
        if known is not None:
            return known
        await asyncio.to_thread(self._vault.require_room, wanted.size)
        file_id = new_file_id()
        return await asyncio.to_thread(
            self._store.begin,
            conversation_id,
            sender,
            wanted,
            file_id=file_id,
            sealed_key=self._vault.new_key(file_id),
        )

    async def find(self, file_id: str, conversation_id: str | None = None) -> Upload:
        """Return a file, of this conversation where one is named. Raises NoSuchFile."""
        upload = await asyncio.to_thread(self._store.find, file_id)
        if upload is None or conversation_id not in (None, upload.conversation_id):
            raise NoSuchFile(file_id)
        return upload

    async def receive(self, upload: Upload, offset: int, part: bytes, who: str) -> Upload:
        """Keep the next part, and check the file once it is whole; return how far it has come.
        `who`: the address that sends it, or another name for whoever is to wait in one line.
        Raises WrongOffset, FileRefused, StorageFull, StorageUnavailable or CheckPostponed."""
        if upload.state != AttachmentState.UPLOADING:
            return upload
        if offset != upload.received:
            raise WrongOffset(upload)
        if offset + len(part) > upload.declared or len(upload.parts) >= MOST_PARTS:
            raise FileRefused("too_large")
        if part:
            label = f"part-{len(upload.parts)}-{new_file_id()[:8]}"
            kept = await asyncio.to_thread(self._keep_part, upload, label, part)
            if kept is None:
                raise WrongOffset(await self.find(upload.id))
            upload = kept
        return upload if upload.received < upload.declared else await self.check(upload, who)

    async def check(self, upload: Upload, who: str) -> Upload:
        """Check a whole upload in its turn, keep it and show it; leave it alone while another does
        so. Raises FileRefused, StorageFull or CheckPostponed."""
        # Goes on although the client leaves: the file is whole, and is to appear.
        return await asyncio.shield(asyncio.ensure_future(self._check_in_turn(upload.id, who)))

    async def read(self, upload: Upload, label: str) -> Iterator[bytes]:
        """Return the parts of a kept file or its thumbnail, the first of them read. Raises
        NoSuchFile or StorageUnavailable."""
        is_there = upload.state == AttachmentState.STORED and upload.sealed_key is not None
        if not is_there or (label == "thumbnail" and not upload.has_thumbnail):
            raise NoSuchFile(upload.id)
        parts = self._vault.read(upload.id, str(upload.sealed_key), label)
        try:
            first = await asyncio.to_thread(next, parts, b"")
        except (NoSuchObject, SealBroken) as error:
            logger.error("file_unreadable", error=type(error).__name__)
            raise StorageUnavailable("The file can't be read.") from error
        return chain([first], parts)

    async def delete(self, upload: Upload) -> None:
        """Delete a file at once, or give up its upload."""
        record = await asyncio.to_thread(self._store.delete, upload.id, self._deleted_text)
        if record is not None:
            await tell_changed(self._hub, upload.conversation_id, upload.message_id, record)
            await self._checklists.file_changed(upload.id)
        await self._purge(upload.id)

    async def review(
        self, upload: Upload, agent_id: str, review: Review, reason: str | None
    ) -> AttachmentRecord:
        """Keep what an agent says of a file, and tell the visitor. Raises NoSuchFile."""
        done = await asyncio.to_thread(self._messages.review, upload.id, agent_id, review, reason)
        await tell_changed(self._hub, upload.conversation_id, done.message_id, done.record)
        await self._hub.publish(upload.conversation_id, [message_frame(each) for each in done.said])
        await self._handoff.changed(upload.conversation_id)
        await self._checklists.file_changed(upload.id)
        return done.record

    def work(self) -> list[Coroutine[Any, Any, None]]:
        """Return what is to run as long as the desk does."""
        return [self.sweep(), *([self._first_looks.run()] if self._first_looks else [])]

    async def sweep(self) -> None:
        """Delete what is old, check what was left, and seal keys anew, again and again."""
        while True:
            with suppress(StoreUnavailable):
                await self.sweep_once()
            await asyncio.sleep(SWEEP_SECONDS)

    async def sweep_once(self) -> None:
        await asyncio.to_thread(self._reseal)
        for file_id in await asyncio.to_thread(self._store.to_check):
            with suppress(FileRefused, StorageFull, CheckPostponed, NoSuchFile):
                await self.check(await self.find(file_id), "sweep")
        for file_id in await asyncio.to_thread(self._store.to_end):
            with suppress(NoSuchFile):
                await self.delete(await self.find(file_id))
        for file_id in await asyncio.to_thread(self._store.to_purge):
            await self._purge(file_id)

    def _keep_part(self, upload: Upload, label: str, part: bytes) -> Upload | None:
        self._vault.write(upload.id, str(upload.sealed_key), label, [part])
        kept = self._store.add_part(upload.id, upload.received, label, len(part))
        if kept is None:
            self._vault.delete(upload.id, [label])
        return kept

    async def _check_in_turn(self, file_id: str, who: str) -> Upload:
        async with self._slots.slot(who):
            taken = await asyncio.to_thread(self._store.take_to_check, file_id)
            return await self.find(file_id) if taken is None else await self._check(taken)

    async def _check(self, upload: Upload) -> Upload:
        try:
            kept = await self._in_check_thread(partial(self._inspect, upload))
        except FileRefused as refused:
            self._metrics.error(refused.fault)
            await asyncio.to_thread(self._store.refuse, upload.id, refused.fault)
            await self._purge(upload.id)
            raise
        except StorageFull:
            await asyncio.to_thread(self._store.give_back, upload.id)
            raise
        except _PASSING as failure:
            logger.error("file_not_checked", error=type(failure).__name__)
            await asyncio.to_thread(self._store.give_back, upload.id)
            is_scanner = isinstance(failure, ScannerUnavailable)
            code = "scanner_unavailable" if is_scanner else "unavailable"
            raise CheckPostponed(code, "The file can't be checked now.") from failure
        return await self._show(upload, kept)

    async def _show(self, upload: Upload, kept: KeptFile) -> Upload:
        try:
            said = await asyncio.to_thread(self._messages.show, upload, kept)
        except NoSuchConversation as deleted:
            with suppress(StorageUnavailable):  # beian.desk.conversations.erasures tries again
                await asyncio.to_thread(self._vault.delete, upload.id, upload.labels)
            raise NoSuchFile(upload.id) from deleted
        if not said:
            now = await self.find(upload.id)
            if now.state != AttachmentState.STORED:  # given up, or its conversation has ended
                await self.delete(now)
            return await self.find(upload.id)
        self._metrics.count_messages(upload.author)
        await self._hub.publish(upload.conversation_id, [message_frame(each) for each in said])
        await self._handoff.changed(upload.conversation_id)
        await self._checklists.file_changed(upload.id)
        with suppress(StorageUnavailable):  # they go with the file, then
            await asyncio.to_thread(self._vault.delete, upload.id, upload.parts)
            await asyncio.to_thread(self._store.without_parts, upload.id)
        shown = await self.find(upload.id)
        if self._first_looks is not None:
            self._first_looks.look_later(shown)
        return shown

    def _inspect(self, upload: Upload) -> KeptFile:
        """Check a file, and keep it as it is to be read."""
        key = str(upload.sealed_key)

        def received() -> Iterator[bytes]:
            for part in upload.parts:
                yield from self._vault.read(upload.id, key, part)

        if self._scanner is not None:
            self._scanner.check(received())
        pixels = self._config.most_megapixels * _MEGAPIXEL
        with inspected(received(), self.largest_bytes, pixels) as found:
            self._vault.write(upload.id, key, "file", found.content)
            if found.has_thumbnail:
                self._vault.write(upload.id, key, "thumbnail", found.thumbnail)
            return KeptFile(
                safe_name(upload.name, found.ending),
                found.media_type,
                found.size,
                found.pages,
                found.has_thumbnail,
            )

    async def _purge(self, file_id: str) -> None:
        """Delete the bytes of a file that has ended; what can't be deleted now, a sweep does."""
        with suppress(StorageUnavailable, NoSuchFile):
            upload = await self.find(file_id)
            await asyncio.to_thread(self._vault.delete, file_id, upload.labels)
            await asyncio.to_thread(self._store.without_bytes, file_id)

    def _reseal(self) -> None:
        while found := self._store.not_sealed_with(self._vault.newest_key):
            for file_id in found:
                upload = self._store.find(file_id)
                if upload is not None and upload.sealed_key is not None:
                    now_sealed = self._vault.resealed(file_id, upload.sealed_key)
                    if now_sealed is not None:
                        self._store.reseal(file_id, upload.sealed_key, now_sealed)

    async def _in_check_thread(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._checking, work)
