"""Notices that an SQLite file was deleted or replaced under a process that has it open.

The process would go on writing into the file that is gone, and lose all of it at its end.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import Engine

from beian.base.engine import StoreKind, file_of
from beian.base.errors import StoreUnavailable


@dataclass
class StoreFile:
    """The file of a store; `path` is None where it is no plain file."""

    kind: StoreKind
    path: Path | None
    _opened: tuple[int, int] | None = None

    @classmethod
    def of(cls, engine: Engine, kind: StoreKind) -> StoreFile:
        return cls(kind, file_of(engine.url))

    def remember(self) -> None:
        """Take the file that is there now for the store's."""
        self._opened = self._there()

    def check(self) -> None:
        """Raise StoreUnavailable if the file is another one than was remembered, or none."""
        if self.path is not None and (self._opened is None or self._there() != self._opened):
            raise StoreUnavailable(
                f"The {self.kind.name} {self.path} was deleted or replaced while it was in use, so"
                " nothing is written any more. Put the file back from a backup, or leave it away to"
                " begin an empty one; then start everything anew."
            )

    def _there(self) -> tuple[int, int] | None:
        if self.path is None:
            return None
        try:
            found = os.stat(self.path)  # noqa: PTH116 (called with each transaction)
        except OSError:
            return None
        return found.st_dev, found.st_ino
