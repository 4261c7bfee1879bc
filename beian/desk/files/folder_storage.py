"""Encrypted files in a folder, which all desks see."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from beian.desk.files.storage import READ_BYTES, NoSuchObject, StorageFull, StorageUnavailable

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class FolderStorage:
    """A FileStorage in `folder`. `keep_free`: bytes of its disk that are left for others, such as
    the databases beside it."""

    def __init__(self, folder: Path, keep_free: int = 0) -> None:
        self._folder = folder
        self._keep_free = keep_free

    def write(self, name: str, content: Iterable[bytes]) -> None:
        place = self._folder / name
        try:
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._refuse_when_full(0)
            descriptor, unfinished = tempfile.mkstemp(dir=place.parent, prefix=".unfinished-")
            try:
                with os.fdopen(descriptor, "wb") as stream:
                    stream.writelines(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                Path(unfinished).replace(place)
            except BaseException:
                Path(unfinished).unlink(missing_ok=True)
                raise
        except OSError as error:
            raise self._named(error) from error

    def require_room(self, size: int) -> None:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._refuse_when_full(size)
        except OSError as error:
            raise self._named(error) from error

    def read(self, name: str) -> Iterator[bytes]:
        try:
            with (self._folder / name).open("rb") as stream:
                while part := stream.read(READ_BYTES):
                    yield part
        except FileNotFoundError as error:
            raise NoSuchObject(f"{self._folder} holds no {name}.") from error
        except OSError as error:
            raise self._named(error) from error

    def delete(self, names: Iterable[str]) -> None:
        for name in names:
            place = self._folder / name
            try:
                place.unlink(missing_ok=True)
            except OSError as error:
                raise self._named(error) from error
            with suppress(OSError):  # others are in it, or a write has just begun
                place.parent.rmdir()

    def _refuse_when_full(self, size: int) -> None:
        free = shutil.disk_usage(self._folder).free
        if free - size < self._keep_free:
            raise StorageFull(f"The disk of {self._folder} has less room than is to be kept free.")

    def _named(self, error: OSError) -> StorageFull | StorageUnavailable:
        if error.errno in _FULL:
            return StorageFull(f"The disk of {self._folder} is full.")
        reason = error.strerror or "unknown error"
        return StorageUnavailable(
            f"The folder {self._folder} of uploaded files can't be used: {reason}. Make it"
            " writable, or let BEIAN_FILES_URL name another place."
        )
