"""First looks at the pictures that visitors send: one after the other, behind everything else.

What fails costs the hint and nothing more. A picture is read from its decrypted stream, and what
was read in it is forgotten as soon as the hint is made.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

from beian.base.errors import BeianError
from beian.desk.conversations.attachments import AttachmentStore, Upload
from beian.desk.conversations.file_messages import FileMessages, Reviewed
from beian.desk.conversations.file_news import tell_changed
from beian.desk.event_log import event_logger
from beian.desk.files.first_look import OnFile, first_look
from beian.desk.files.looking import NothingToReadWith, PictureReader, is_installed
from beian.desk.files.vault import FileVault
from beian.desk.hub import Hub
from beian.desk.storage.enumerations import AttachmentState, Author
from beian.filing.filing_store import FilingStore
from beian.filing.masking import mask_name
from beian.filing.state import Account, SubjectType

logger = event_logger(__name__)

MOST_WAITING = 100
"""Pictures; further ones get no hint."""
_PICTURES = ("image/jpeg", "image/png")


@dataclass(frozen=True)
class FirstLookParts:
    """What FirstLooks works with."""

    store: AttachmentStore
    messages: FileMessages
    vault: FileVault
    filing: FilingStore
    hub: Hub


class FirstLooks:
    """The first looks of this process."""

    def __init__(self, parts: FirstLookParts, reader: PictureReader) -> None:
        self._store = parts.store
        self._messages = parts.messages
        self._vault = parts.vault
        self._filing = parts.filing
        self._hub = parts.hub
        self._reader = reader
        self._waiting: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        self._reading = ThreadPoolExecutor(1, "first-look")
        self._is_off = False

    def look_later(self, upload: Upload) -> None:
        """Have a look at a file that was just kept, if it is a visitor's picture."""
        is_wanted = upload.author == Author.VISITOR and upload.type in _PICTURES
        if is_wanted and not self._is_off and not self._waiting.full():
            self._waiting.put_nowait(upload.id)

    async def run(self) -> None:
        """Look at what waits, again and again; return at once where nothing can be read."""
        self._is_off = not is_installed()
        while not self._is_off:
            file_id = await self._waiting.get()
            try:
                await self._look(file_id)
            except NothingToReadWith:
                self._is_off = True
            except BeianError as failure:
                logger.warning("no_first_look", error=type(failure).__name__)
            except Exception:
                logger.exception("no_first_look")
        logger.warning("first_look_is_off", code="install_the_ocr_extra")

    def close(self) -> None:
        """End what is being read."""
        self._reader.stop()
        self._reading.shutdown(wait=False, cancel_futures=True)

    async def _look(self, file_id: str) -> None:
        loop = asyncio.get_running_loop()
        upload = await asyncio.to_thread(self._store.find, file_id)
        if upload is None or upload.state != AttachmentState.STORED:
            return
        done = await loop.run_in_executor(self._reading, self._looked_at, upload)
        if done is not None:
            await tell_changed(self._hub, upload.conversation_id, done.message_id, done.record)

    def _looked_at(self, upload: Upload) -> Reviewed | None:
        content = self._vault.read(upload.id, str(upload.sealed_key), "file")
        reading = self._reader.read(content)
        return self._messages.look(upload.id, first_look(reading, self._on_file(upload)))

    def _on_file(self, upload: Upload) -> OnFile | None:
        """Return the names on file for whoever sent a file; None where nobody is known, or the
        filing store does not answer."""
        account = None
        if upload.account_id is not None:
            with suppress(BeianError):
                account = self._filing.account(upload.account_id)
        return None if account is None else on_file_of(account)


def on_file_of(account: Account) -> OnFile:
    """Return the names by which papers are compared with what is on file."""
    subjects = account.subjects
    websites = [website for subject in subjects for website in subject.websites]
    services = [service for subject in subjects for service in subject.services]
    individuals = [one.name for one in subjects if one.type is SubjectType.INDIVIDUAL]
    in_charge = [
        *(one.person_in_charge for one in subjects),
        *(one.person_in_charge for one in websites),
        *(one.person_in_charge for one in services),
    ]
    people = tuple(dict.fromkeys([*individuals, *(one.name for one in in_charge if one)]))
    return OnFile(
        people=people,
        companies=tuple(one.name for one in subjects if one.type is SubjectType.ENTERPRISE),
        domains=tuple(
            dict.fromkeys(
                [
                    *(domain for one in websites for domain in one.domains),
                    *(domain for one in services for domain in one.domains),
                ]
            )
        ),
        shown={name: mask_name(name) for name in people},
    )
