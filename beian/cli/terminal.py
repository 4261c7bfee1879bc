"""The terminal: messages, colours that a pipe does not get, and progress."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from rich.console import Console

stdout = Console(highlight=False, soft_wrap=True)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)

Report = Callable[[str], None]
"""Reports the step that long work has reached."""


@contextmanager
def progress(doing: str) -> Iterator[Report]:
    """Show on stderr what is going on and for how long: a spinner, or a line for each step in a
    pipe."""
    started = time.monotonic()
    if not stderr.is_terminal:
        stderr.print(f"{doing} ...", markup=False)
        said: list[str] = []

        def say(step: str) -> None:
            if step not in said[-1:]:
                said.append(step)
                stderr.print(f"  {step}", markup=False)

        yield say
        return
    with stderr.status(doing) as status:

        def report(step: str) -> None:
            elapsed = int(time.monotonic() - started)
            status.update(f"{doing} [dim]({step}, {elapsed} s)[/dim]")

        yield report


def typed_lines() -> Iterator[str]:
    """Yield the lines of standard input; bytes that are no UTF-8 become U+FFFD."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")


def as_json(value: Mapping[str, Any]) -> str:
    """Return one line of JSON, Chinese unescaped."""
    return json.dumps(value, ensure_ascii=False)


def write_json(value: Mapping[str, Any]) -> None:
    """Write a line of JSON to standard output, unbuffered."""
    sys.stdout.buffer.write(as_json(value).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()
