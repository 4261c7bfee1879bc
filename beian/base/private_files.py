"""Files that hold secrets: written whole or not at all, and readable by their owner alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_once(text: str, file: Path) -> None:
    """Write `file` (mode 0600) in one step, unless another process has written it."""
    unfinished = _written_beside(text, file)
    try:
        os.link(unfinished, file)
    except FileExistsError:
        return
    finally:
        unfinished.unlink()


def replace(text: str, file: Path) -> None:
    """Write `file` (mode 0600) in one step, in place of what it held."""
    _written_beside(text, file).replace(file)


def _written_beside(text: str, file: Path) -> Path:
    descriptor, unfinished = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    return Path(unfinished)
