"""Has a picture read by the looking worker, in a process of its own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from beian.desk.errors import DeskError
from beian.desk.files.worker_process import feed, worker_process

LONGEST_SECONDS = 120.0
"""It waits for a core behind all else."""
_PACKAGE = "rapidocr_onnxruntime"
_WORKER = "beian.desk.files.looking_worker"


class NotLookedAt(DeskError):
    """A picture could not be read: the worker does not start, broke, or took too long."""


class NothingToReadWith(NotLookedAt):
    """The package that reads, or what it needs of the system, is not installed."""


@dataclass(frozen=True)
class Reading:
    """What can be read in a picture. `brightness`: of its light parts, 0 to 255; `sharpness`: of
    edges against contrast, 0.1 for a sharp photo; `lines`: each with its certainty, 0 to 1."""

    brightness: float
    sharpness: float
    lines: tuple[tuple[str, float], ...]


class PictureReader:
    """Reads one picture after the other, each in a process of its own."""

    def __init__(self, seconds: float = LONGEST_SECONDS) -> None:
        self._seconds = seconds
        self._worker: subprocess.Popen[bytes] | None = None
        self._is_stopped = False

    def read(self, content: Iterable[bytes]) -> Reading:
        """Return what is read in a picture. Raises NotLookedAt or NothingToReadWith, and what
        `content` raises."""
        told = self._asked(content)
        lines = tuple((text, certainty) for text, certainty in told["lines"])
        return Reading(told["brightness"], told["sharpness"], lines)

    def missing(self) -> str | None:
        """Return what is missing, in the words of whatever misses it; None where nothing is. Raises
        NotLookedAt."""
        try:
            self._asked((), "--try")
        except NothingToReadWith as missing:
            return str(missing)
        return None

    def stop(self) -> None:
        """End what is being read, from another thread, and read nothing more."""
        self._is_stopped = True
        if self._worker is not None:
            self._worker.kill()

    def _asked(self, content: Iterable[bytes], *arguments: str) -> dict[str, Any]:
        try:
            with worker_process(_WORKER, *arguments, seconds=self._seconds) as worker:
                self._worker = worker
                if self._is_stopped:
                    raise NotLookedAt("Nothing more is read.")
                assert worker.stdout is not None
                feed(worker.stdin, content)
                line = worker.stdout.readline()
        except OSError as error:
            raise NotLookedAt(f"The worker does not start: {error.strerror}.") from error
        finally:
            self._worker = None
        if not line.endswith(b"\n"):
            raise NotLookedAt("The worker broke or took too long.")
        told: dict[str, Any] = json.loads(line)
        if "missing" in told:
            raise NothingToReadWith(told["missing"])
        return told


def is_installed() -> bool:
    """Return whether the package that reads is there; a library of the system may be missing."""
    return find_spec(_PACKAGE) is not None
