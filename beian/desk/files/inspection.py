"""Has a file checked by the worker, in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import IO

from beian.desk.errors import DeskError
from beian.desk.files.faults import FileRefused
from beian.desk.files.storage import READ_BYTES

LONGEST_SECONDS = 60.0


class InspectionFailed(DeskError):
    """The worker could not be started."""


@dataclass(frozen=True)
class Inspected:
    """A file that is taken. `content` and then `thumbnail` can be read once; `thumbnail` is empty
    where there is none."""

    media_type: str
    ending: str
    width: int | None
    height: int | None
    pages: int | None
    size: int
    content: Iterator[bytes]
    thumbnail: Iterator[bytes]
    has_thumbnail: bool


@contextmanager
def inspected(content: Iterable[bytes], most_bytes: int, most_pixels: int) -> Iterator[Inspected]:
    """Yield what is kept of a file. Raises FileRefused, InspectionFailed, and what `content`
    raises. A file that takes too long, or that the worker ends with, is unreadable."""
    command = [sys.executable, "-m", "beian.desk.files.worker", str(most_bytes), str(most_pixels)]
    try:
        worker = subprocess.Popen(
            command,
            env=_without_secrets(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError as error:
        raise InspectionFailed(f"The files' worker does not start: {error.strerror}.") from error
    assert worker.stdin is not None
    assert worker.stdout is not None
    late = threading.Timer(LONGEST_SECONDS, worker.kill)
    late.start()
    try:
        _feed(worker.stdin, content)
        yield _told(worker.stdout)
    finally:
        late.cancel()
        worker.kill()
        worker.stdout.close()
        worker.wait()


def _without_secrets() -> dict[str, str]:
    """Return the environment for a process that decodes what strangers send."""
    secret = ("BEIAN_", "AWS_")
    return {name: value for name, value in os.environ.items() if not name.startswith(secret)}


def _feed(pipe: IO[bytes], content: Iterable[bytes]) -> None:
    with suppress(BrokenPipeError), pipe:  # it has seen enough, which its answer tells
        for part in content:
            pipe.write(part)


def _told(pipe: IO[bytes]) -> Inspected:
    line = pipe.readline()
    if not line.endswith(b"\n"):
        raise FileRefused("unreadable")
    told = json.loads(line)
    if "fault" in told:
        raise FileRefused(told["fault"])
    return Inspected(
        told["type"],
        told["ending"],
        told["width"],
        told["height"],
        told["pages"],
        told["size"],
        _taken(pipe, told["size"]),
        _taken(pipe, told["thumbnail"]),
        told["thumbnail"] > 0,
    )


def _taken(pipe: IO[bytes], count: int) -> Iterator[bytes]:
    while count:
        part = pipe.read(min(count, READ_BYTES))
        if not part:
            raise FileRefused("unreadable")
        count -= len(part)
        yield part
