"""Files as the desk keeps them: encrypted, each with a data key of its own, which a key of the key
ring seals. A file whose sealed data key is forgotten is unreadable, also in copies of the storage.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from beian.base.key_ring import KeyRing, sealing_key
from beian.base.sealed_stream import new_data_key, opened, sealed
from beian.base.settings import Settings
from beian.desk.files.folder_storage import FolderStorage
from beian.desk.files.storage import FileStorage


class FileVault:
    """Keeps the streams of files in a storage, encrypted with keys that are not in it.

    A file has an id, a sealed data key, and streams of various labels: the parts of an upload, the
    file itself, its thumbnail. What FileStorage raises, passes; SealBroken where what is kept was
    altered.
    """

    def __init__(self, storage: FileStorage, keys: KeyRing) -> None:
        self._storage = storage
        self._keys = keys

    @property
    def newest_key(self) -> str:
        """The id of the key that new data keys are sealed with."""
        return self._keys.newest

    def new_key(self, file_id: str) -> str:
        """Return a sealed data key for a new file."""
        return self._keys.seal(new_data_key(), _context(file_id))

    def resealed(self, file_id: str, sealed_key: str) -> str | None:
        """Return a file's data key sealed with the newest key; None where it is already."""
        if sealing_key(sealed_key) == self._keys.newest:
            return None
        data_key = self._keys.open(sealed_key, _context(file_id))
        return self._keys.seal(data_key, _context(file_id))

    def require_room(self, size: int) -> None:
        """Raise StorageFull where a file of this size has no room: while it is checked, what was
        received and what is kept of it lie side by side."""
        self._storage.require_room(2 * size)

    def write(self, file_id: str, sealed_key: str, label: str, content: Iterable[bytes]) -> None:
        """Keep a stream of a file."""
        data_key = self._keys.open(sealed_key, _context(file_id))
        self._storage.write(_name(file_id, label), sealed(content, data_key, label))

    def read(self, file_id: str, sealed_key: str, label: str) -> Iterator[bytes]:
        """Yield a stream of a file."""
        data_key = self._keys.open(sealed_key, _context(file_id))
        yield from opened(self._storage.read(_name(file_id, label)), data_key, label)

    def delete(self, file_id: str, labels: Iterable[str]) -> None:
        """Forget streams of a file."""
        self._storage.delete(stored_names(file_id, labels))


def storage_of(settings: Settings, keep_free: int = 0) -> FileStorage | None:
    """Return where BEIAN_FILES_URL keeps files; with the embedded default var/files. None where
    several machines may serve and it is not set. `keep_free`: bytes of a disk."""
    url = settings.files_url
    if url is None:
        return FolderStorage(settings.var / "files", keep_free) if settings.embedded else None
    if url.startswith("file:"):
        return FolderStorage(Path(unquote(urlsplit(url).path)), keep_free)
    from beian.desk.files.s3_storage import S3Storage  # noqa: PLC0415  20 MB, seldom needed

    return S3Storage(url)


def stored_names(file_id: str, labels: Iterable[str]) -> list[str]:
    """Return what streams of a file are called in the storage."""
    return [_name(file_id, label) for label in labels]


def _context(file_id: str) -> str:
    return f"file {file_id}"


def _name(file_id: str, label: str) -> str:
    return f"{file_id[:2]}/{file_id}/{label}"
