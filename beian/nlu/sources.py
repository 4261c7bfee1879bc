"""Fingerprints of sources, so that nothing trained outlives a change of what it came from."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources
from pathlib import Path

_SOURCES = ("nlu", "base/phones.py")
"""Within the package: what a trained model depends on."""
_KINDS = (".py", ".yml", ".txt", ".cfg", ".json")


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Return a hash of the sources of a model, as they were when it was first asked for.

    Rasa itself hashes a component's class alone, not what the class calls.
    """
    return hash_of(Path(str(resources.files("beian"))), *_SOURCES)


def hash_of(root: Path, *names: str, without: str | None = None) -> str:
    """Return a hash of the names and contents of files below `root`, in order.

    Of a folder its code and data files count, but none that lie in `without`, a folder below
    `root`; without names, `root` itself is that folder.
    """
    digest = hashlib.sha256()
    left_out = None if without is None else root / without
    for source in [root / name for name in names] or [root]:
        for path in [source] if source.is_file() else _files_in(source):
            if left_out in path.parents:
                continue
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files_in(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix in _KINDS and p.is_file())
