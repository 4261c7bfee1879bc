"""Processes that decode what strangers send: started without secrets, ended in time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO


@contextmanager
def worker_process(
    module: str, *arguments: str, seconds: float
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a module of ours as a process of its own, with pipes to and from it; it is killed after
    so many seconds, and when the context ends. Raises OSError where it does not start."""
    worker = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=_without_secrets(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert worker.stdin is not None
    assert worker.stdout is not None
    late = threading.Timer(seconds, worker.kill)
    late.start()
    try:
        yield worker
    finally:
        late.cancel()
        worker.kill()
        with suppress(BrokenPipeError):
            worker.stdin.close()
        worker.stdout.close()
        worker.wait()


def feed(pipe: IO[bytes] | None, content: Iterable[bytes]) -> None:
    """Write to a process until it has seen enough, which its answer tells."""
    assert pipe is not None
    with suppress(BrokenPipeError), pipe:
        for part in content:
            pipe.write(part)


def _without_secrets() -> dict[str, str]:
    secret = ("BEIAN_", "AWS_")
    return {name: value for name, value in os.environ.items() if not name.startswith(secret)}
