"""Where encrypted files are kept: a folder, or a bucket that speaks S3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from beian.desk.errors import DeskError

READ_BYTES = 64 * 1024


class StorageFull(DeskError):
    """There is no room for another file."""


class StorageUnavailable(DeskError):
    """The storage does not answer, or refuses what it is asked."""


class NoSuchObject(DeskError):
    """Nothing is kept by that name."""


class FileStorage(Protocol):
    """Keeps streams of bytes by their names, which are parts of letters, digits, - and _ between
    slashes. Every method blocks, and raises StorageUnavailable where the storage does not answer.
    """

    def write(self, name: str, content: Iterable[bytes]) -> None:
        """Keep a stream, whole or not at all, in place of what had this name. Raises
        StorageFull, and whatever `content` raises."""

    def require_room(self, size: int) -> None:
        """Raise StorageFull where there is no room for so many bytes more, as far as that can be
        told."""

    def read(self, name: str) -> Iterator[bytes]:
        """Yield what is kept by a name, in parts. Raises NoSuchObject at the first part."""

    def delete(self, names: Iterable[str]) -> None:
        """Forget what is kept by these names; that one is not there is no error."""
