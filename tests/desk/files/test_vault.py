"""Files in a folder and in a bucket, encrypted in both."""

from __future__ import annotations

import resource
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from beian.base.key_ring import KeyRing, SealBroken, add_key, read_keys
from beian.base.settings import Settings
from beian.desk.files.folder_storage import FolderStorage
from beian.desk.files.storage import NoSuchObject, StorageFull, StorageUnavailable
from beian.desk.files.vault import FileVault, storage_of
from tests.desk.files.s3_server import s3_server

CONTENT = [b"the papers of a company " * 1000] * 40


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    with s3_server() as url:
        yield url


@pytest.fixture(params=["folder", "s3"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "folder":
        return f"file://{tmp_path}/files"
    found: str = request.getfixturevalue("bucket")
    return found


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    add_key(tmp_path / "encryption.keys")
    return tmp_path / "encryption.keys"


def vault_of(url: str, key_file: Path) -> FileVault:
    storage = storage_of(Settings.from_environment({"BEIAN_FILES_URL": url}), 0)
    assert storage is not None
    return FileVault(storage, KeyRing(read_keys(key_file)))


def test_a_file_comes_back_as_it_was_until_it_is_deleted(url: str, key_file: Path) -> None:
    vault = vault_of(url, key_file)
    key = vault.new_key("abc")
    vault.write("abc", key, "file", CONTENT)
    vault.write("abc", key, "thumbnail", [b"small"])
    assert b"".join(vault.read("abc", key, "file")) == b"".join(CONTENT)
    assert b"".join(vault.read("abc", key, "thumbnail")) == b"small"
    vault.delete("abc", ["file", "thumbnail", "never-there"])
    with pytest.raises(NoSuchObject):
        list(vault.read("abc", key, "file"))


def test_a_new_key_takes_over_without_touching_the_files(url: str, key_file: Path) -> None:
    vault = vault_of(url, key_file)
    key = vault.new_key("abc")
    vault.write("abc", key, "file", CONTENT)
    assert vault.resealed("abc", key) is None
    add_key(key_file)
    resealed = vault_of(url, key_file).resealed("abc", key)
    assert resealed is not None
    newest = KeyRing(read_keys(key_file)[:1])
    storage = storage_of(Settings.from_environment({"BEIAN_FILES_URL": url}), 0)
    assert storage is not None
    assert b"".join(FileVault(storage, newest).read("abc", resealed, "file")) == b"".join(CONTENT)


def test_nothing_readable_lies_in_the_folder_and_nothing_is_left_of_a_broken_write(
    tmp_path: Path, key_file: Path
) -> None:
    def broken() -> Iterator[bytes]:
        yield CONTENT[0]
        raise RuntimeError

    vault = vault_of(f"file://{tmp_path}/files", key_file)
    key = vault.new_key("abc")
    vault.write("abc", key, "file", CONTENT)
    with pytest.raises(RuntimeError):
        vault.write("abc", key, "thumbnail", broken())
    kept = [place for place in (tmp_path / "files").rglob("*") if place.is_file()]
    assert [place.name for place in kept] == ["file"]
    assert b"papers" not in kept[0].read_bytes()


def test_a_file_put_in_the_place_of_another_is_not_opened(tmp_path: Path, key_file: Path) -> None:
    vault = vault_of(f"file://{tmp_path}/files", key_file)
    mine, other = vault.new_key("mine"), vault.new_key("other")
    vault.write("mine", mine, "file", [b"mine"])
    vault.write("other", other, "file", [b"other"])
    (tmp_path / "files/ot/other/file").replace(tmp_path / "files/mi/mine/file")
    with pytest.raises(SealBroken):
        list(vault.read("mine", mine, "file"))
    with pytest.raises(SealBroken):
        list(vault.read("mine", other, "file"))


def test_a_disk_without_room_is_told(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path / "files")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(StorageFull):
            storage.write("a/b", [b"x" * 5000])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert not any(place.is_file() for place in tmp_path.rglob("*"))
    with pytest.raises(StorageFull, match="kept free"):
        FolderStorage(tmp_path / "files", keep_free=1 << 60).write("a/b", [b"x"])


def test_a_file_for_which_the_disk_has_no_room_is_told_before_it_comes(
    tmp_path: Path, key_file: Path
) -> None:
    free = shutil.disk_usage(tmp_path).free
    storage = FolderStorage(tmp_path / "files", keep_free=free - 500_000_000)
    vault = FileVault(storage, KeyRing(read_keys(key_file)))
    vault.require_room(100_000_000)
    with pytest.raises(StorageFull, match="kept free"):
        vault.require_room(300_000_000)  # it is there twice while it is checked
    storage.require_room(300_000_000)


def test_a_place_that_can_not_be_used_is_named(tmp_path: Path, key_file: Path) -> None:
    (tmp_path / "taken").touch()
    vault = vault_of(f"file://{tmp_path}/taken", key_file)
    with pytest.raises(StorageUnavailable, match="BEIAN_FILES_URL"):
        vault.write("abc", vault.new_key("abc"), "file", [b"x"])
    nobody = vault_of("s3+http://key:hushhush@127.0.0.1:9/bucket", key_file)
    with pytest.raises(StorageUnavailable, match="bucket") as error:
        nobody.write("abc", nobody.new_key("abc"), "file", [b"x"])
    assert "hushhush" not in str(error.value)
