"""Has a file checked by the worker, in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import IO

from beian.desk.errors import DeskError
from beian.desk.files.faults import FileRefused
from beian.desk.files.storage import READ_BYTES
from beian.desk.files.worker_process import feed, worker_process

LONGEST_SECONDS = 60.0
_WORKER = "beian.desk.files.worker"


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
    limits = str(most_bytes), str(most_pixels)
    with ExitStack() as running:
        try:
            worker = running.enter_context(
                worker_process(_WORKER, *limits, seconds=LONGEST_SECONDS)
            )
        except OSError as error:
            said = f"The files' worker does not start: {error.strerror}."
            raise InspectionFailed(said) from error
        assert worker.stdout is not None
        feed(worker.stdin, content)
        yield _told(worker.stdout)


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
