from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beian.base.key_ring import SealBroken
from beian.base.sealed_stream import PIECE, new_data_key, opened, sealed

KEY = new_data_key()


def _cut(content: bytes, size: int) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


@given(st.sampled_from([0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE]), st.integers(7, 200_000))
def test_a_stream_comes_back_whole_however_it_is_cut(length: int, size: int) -> None:
    content = bytes(i % 251 for i in range(length))
    kept = b"".join(sealed(_cut(content, size), KEY, "file"))
    assert length < PIECE or content[:64] not in kept
    assert b"".join(opened(_cut(kept, size), KEY, "file")) == content


@pytest.mark.parametrize("cut", [1, PIECE + 36, -1, -PIECE])
def test_a_stream_that_is_cut_off_is_noticed(cut: int) -> None:
    kept = b"".join(sealed([b"a" * (2 * PIECE + 5)], KEY, "file"))
    with pytest.raises(SealBroken):
        list(opened([kept[:cut]], KEY, "file"))


def test_a_stream_that_ends_at_a_piece_before_its_last_is_noticed() -> None:
    parts = list(sealed([b"a" * (2 * PIECE + 5)], KEY, "file"))
    with pytest.raises(SealBroken, match="cut off"):
        list(opened(parts[:-1], KEY, "file"))
    with pytest.raises(SealBroken):
        list(opened([parts[0], parts[2], parts[1], parts[3]], KEY, "file"))


def test_another_key_another_label_and_altered_bytes_are_noticed() -> None:
    kept = b"".join(sealed([b"hello"], KEY, "file"))
    with pytest.raises(SealBroken):
        list(opened([kept], new_data_key(), "file"))
    with pytest.raises(SealBroken):
        list(opened([kept], KEY, "thumbnail"))
    with pytest.raises(SealBroken):
        list(opened([kept[:-1] + bytes([kept[-1] ^ 1])], KEY, "file"))
    with pytest.raises(SealBroken):
        list(opened([b"plain text, and long enough for a head"], KEY, "file"))
