"""A fingerprint of this package, so that Rasa's training cache never outlives a change of it."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

_ROOT = Path(__file__).parent
_KINDS = (".py", ".yml", ".txt", ".cfg", ".json")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """A hash of nlu/, as it was when it was first asked for.

    Rasa itself hashes a component's class alone, not what the class calls.
    """
    return hash_of(_ROOT)


def hash_of(folder: Path) -> str:
    """A hash of the names and contents of a folder's code and data files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _KINDS and path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
