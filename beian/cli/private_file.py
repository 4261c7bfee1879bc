"""A file that a child process reads and that leaves nothing behind, however all of it ends."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class PrivateFile:
    """`path`: as a child finds it, which is given the open files of `inherited`."""

    path: Path
    inherited: tuple[int, ...] = ()


@contextmanager
def private_file(content: str) -> Iterator[PrivateFile]:
    """Yield a file with this content: in memory where the system can, else a temporary one."""
    if hasattr(os, "memfd_create"):
        descriptor = os.memfd_create("beian")
        try:
            os.write(descriptor, content.encode())
            yield PrivateFile(Path(f"/proc/self/fd/{descriptor}"), (descriptor,))
        finally:
            os.close(descriptor)
        return
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="beian-", suffix=".yml") as file:
        file.write(content)
        file.flush()
        yield PrivateFile(Path(file.name))
