from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from beian.base.errors import SettingsError
from beian.base.key_ring import KeyRing, SealBroken, add_key, key_ring_of, read_keys, sealing_key
from beian.base.settings import Settings


def settings_of(folder: Path, **environ: str) -> Settings:
    return Settings.from_environment(environ, var=folder / "var")


def test_the_embedded_default_makes_its_key_outside_the_data_for_its_owner_alone(
    tmp_path: Path,
) -> None:
    settings = settings_of(tmp_path)
    ring = key_ring_of(settings, ())
    assert ring is not None
    assert settings.key_file == tmp_path / "keys" / "encryption.keys"
    assert stat.S_IMODE(settings.key_file.stat().st_mode) == 0o600
    again = key_ring_of(settings, {ring.newest})
    assert again is not None
    assert again.open(ring.seal(b"hello", "here"), "here") == b"hello"


def test_all_who_start_at_once_get_the_same_key(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        rings = list(pool.map(lambda _: key_ring_of(settings, ()), range(16)))
    assert len({ring.newest for ring in rings if ring is not None}) == 1


def test_a_missing_key_file_is_not_made_anew_where_encrypted_data_are_there(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    with pytest.raises(SettingsError, match=r"0123abcd.*Put the key file back"):
        key_ring_of(settings, {"0123abcd"})
    assert not settings.key_file.exists()


def test_a_key_that_stored_data_need_is_missed_at_the_start(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    old = add_key(settings.key_file)
    settings.key_file.unlink()
    add_key(settings.key_file)
    with pytest.raises(SettingsError, match=old):
        key_ring_of(settings, {old})


def test_with_database_servers_there_is_a_key_only_where_one_is_named(tmp_path: Path) -> None:
    servers = {"BEIAN_DESK_DATABASE_URL": "postgresql://u@db/desk"}
    assert key_ring_of(settings_of(tmp_path, **servers), ()) is None
    named = tmp_path / "named.keys"
    settings = settings_of(tmp_path, **servers, BEIAN_KEY_FILE=str(named))
    with pytest.raises(SettingsError, match="beian keys add"):
        key_ring_of(settings, ())
    add_key(named)
    assert key_ring_of(settings, ()) is not None


def test_a_new_key_encrypts_and_old_ones_still_decrypt(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    first = add_key(file)
    before = KeyRing(read_keys(file)).seal(b"before", "x")
    second = add_key(file)
    ring = KeyRing(read_keys(file))
    assert (ring.newest, sealing_key(before)) == (second, first)
    assert sealing_key(ring.seal(b"after", "x")) == second
    assert ring.open(before, "x") == b"before"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_is_altered_or_moved_is_not_opened(tmp_path: Path) -> None:
    add_key(tmp_path / "keys")
    ring = KeyRing(read_keys(tmp_path / "keys"))
    text = ring.seal(b"hello", "here")
    for broken, context in ((text, "there"), (text[:-4] + "AAA=", "here"), ("no seal", "here")):
        with pytest.raises(SealBroken):
            ring.open(broken, context)


@pytest.mark.parametrize("content", ["", "# nothing\n", "short\n", "é"])
def test_a_damaged_key_file_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "damaged").write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match="damaged"):
        read_keys(tmp_path / "damaged")
