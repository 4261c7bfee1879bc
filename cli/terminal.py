"""The terminal: messages, colours that a pipe does not get, and progress."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console

stdout = Console(highlight=False, soft_wrap=True)
stderr = Console(stderr=True, highlight=False, soft_wrap=True)

Report = Callable[[str], None]
"""Says which step a long piece of work has reached."""


@contextmanager
def progress(doing: str) -> Iterator[Report]:
    """Shows on stderr what goes on and for how long: a spinner, or a line a step in a pipe."""
    started = time.monotonic()
    if not stderr.is_terminal:
        stderr.print(f"{doing} ...", markup=False)
        yield lambda step: stderr.print(f"  {step}", markup=False)
        return
    with stderr.status(doing) as status:

        def report(step: str) -> None:
            elapsed = int(time.monotonic() - started)
            status.update(f"{doing} [dim]({step}, {elapsed} s)[/dim]")

        yield report
