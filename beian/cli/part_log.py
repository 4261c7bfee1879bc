"""The log file of a part: its own output, and what became of its process; rotated.

The part appends to its file by itself, so that its last words are there however it ends. That is
why a full file is copied and emptied, not renamed.
"""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import IO

LARGEST = 10 * 1024 * 1024
"""Bytes after which a file is rotated."""
KEPT = 5
"""Older files that are kept: NAME.log.1 is the last one."""
_READ_AT_END = 64 * 1024


@dataclass(frozen=True)
class LogFolder:
    """Where logs are; `path` is None where none can be written, and standard error gets all."""

    path: Path | None

    @classmethod
    def at(cls, path: Path) -> LogFolder:
        """Return the folder, made if missing; one without a path if it can't be written."""
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            with (path / ".writable").open("ab"):
                pass
            (path / ".writable").unlink()
        except OSError:
            return cls(None)
        return cls(path)

    def log(self, name: str, largest: int = LARGEST) -> PartLog:
        return PartLog(None if self.path is None else self.path / f"{name}.log", largest)


@dataclass
class PartLog:
    """One log file, or none."""

    path: Path | None
    largest: int = LARGEST

    def opened(self) -> IO[bytes] | None:
        """Return the file for a process to append to; None where it writes to standard error."""
        return None if self.path is None else self.path.open("ab")

    def note(self, event: str, **fields: str | int | float | None) -> None:
        """Append a line about the part, in the form of the desk's own."""
        if self.path is None:
            return
        moment = datetime.now(timezone.utc).isoformat(timespec="milliseconds")
        line = {
            "time": moment.replace("+00:00", "Z"),
            "level": "warning",
            "logger": "beian.run",
            "event": event,
            **fields,
        }
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def last_lines(self, count: int) -> list[str]:
        """Return the last lines of the file."""
        if self.path is None or not self.path.exists():
            return []
        with self.path.open("rb") as file:
            file.seek(max(0, self.path.stat().st_size - _READ_AT_END))
            return file.read().decode("utf-8", "replace").splitlines()[-count:]

    def rotate(self) -> None:
        """Keep a file that has become too large as an older one, and empty it."""
        if self.path is None or not self.path.exists() or self.path.stat().st_size < self.largest:
            return
        for number in range(KEPT - 1, 0, -1):
            older = self._older(self.path, number)
            if older.exists():
                older.replace(self._older(self.path, number + 1))
        shutil.copyfile(self.path, self._older(self.path, 1))
        with self.path.open("r+b") as file:
            file.truncate()

    @staticmethod
    def _older(path: Path, number: int) -> Path:
        return path.with_name(f"{path.name}.{number}")
