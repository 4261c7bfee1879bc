"""Encrypt a stream of any length in pieces, so that neither end ever holds all of it.

AES-256-GCM on pieces of 64 KiB, as STREAM (Hoang, Reyhanitabar, Rogaway and Vizár, 2015) does it:
each piece is bound to its place, and the last one is marked, so that pieces that are moved, left
out or cut off are noticed. Each stream has a key of its own, derived from the data key, a label
and a random salt at its head.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from beian.base.key_ring import KEY_BYTES, SealBroken

PIECE = 64 * 1024
_HEAD = b"BS1\n"
_SALT_BYTES = 16
_TAG_BYTES = 16
_LAST = 1 << 31


def new_data_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def sealed(content: Iterable[bytes], data_key: bytes, label: str) -> Iterator[bytes]:
    """Yield the encrypted stream; `label`: what the stream is, which has to be told again."""
    salt = secrets.token_bytes(_SALT_BYTES)
    cipher = _cipher(data_key, salt, label)
    yield _HEAD + salt
    for place, (piece, is_last) in enumerate(_with_last(_pieces(content))):
        length = (len(piece) + _TAG_BYTES) | (_LAST if is_last else 0)
        head = length.to_bytes(4, "big")
        yield head + cipher.encrypt(_nonce(place), piece, head)


def opened(content: Iterable[bytes], data_key: bytes, label: str) -> Iterator[bytes]:
    """Yield what was sealed. Raises SealBroken as soon as something is not as it was written;
    what was yielded before that is genuine."""
    source = _Reader(content)
    if source.take(len(_HEAD)) != _HEAD:
        raise SealBroken("This is no encrypted stream.")
    cipher = _cipher(data_key, source.take(_SALT_BYTES), label)
    place, is_last = 0, False
    while not is_last:
        head = source.take(4)
        length = int.from_bytes(head, "big")
        is_last, length = bool(length & _LAST), length & ~_LAST
        if length > PIECE + _TAG_BYTES:
            raise SealBroken("The encrypted stream was altered.")
        try:
            yield cipher.decrypt(_nonce(place), source.take(length), head)
        except InvalidTag as error:
            raise SealBroken("The encrypted stream was altered, or belongs elsewhere.") from error
        place += 1


def _cipher(data_key: bytes, salt: bytes, label: str) -> AESGCM:
    derived = HKDF(SHA256(), KEY_BYTES, salt, b"beian stream " + label.encode()).derive(data_key)
    return AESGCM(derived)


def _nonce(place: int) -> bytes:
    return place.to_bytes(12, "big")


def _pieces(content: Iterable[bytes]) -> Iterator[bytes]:
    """Yield `content` in pieces of PIECE bytes; the last one, which may be empty, is shorter."""
    waiting = bytearray()
    for part in content:
        waiting += part
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    yield bytes(waiting)


def _with_last(pieces: Iterator[bytes]) -> Iterator[tuple[bytes, bool]]:
    before = next(pieces)
    for piece in pieces:
        yield before, False
        before = piece
    yield before, True


class _Reader:
    """Take exact numbers of bytes from parts of any size."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._waiting = bytearray()

    def take(self, count: int) -> bytes:
        """Return the next bytes. Raises SealBroken where there are fewer."""
        while len(self._waiting) < count:
            part = next(self._parts, None)
            if part is None:
                raise SealBroken("The encrypted stream is cut off.")
            self._waiting += part
        taken = bytes(self._waiting[:count])
        del self._waiting[:count]
        return taken
