"""Faults of the content, as the command line tells them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from beian.nlu.topics.faults import Fault


def told(fault: Fault) -> str:
    """Return a fault as a line, its file as seen from the working directory."""
    return str(Fault(shown(fault.file), fault.line, fault.message, fault.column))


def counted(faults: Sequence[Fault]) -> str:
    """Return how many faults there are, and in how many files."""
    files = len({fault.file for fault in faults})
    return f"{len(faults)} fault{_s(len(faults))} in {files} file{_s(files)}"


def shown(file: Path) -> Path:
    """Return a file as seen from the working directory, where it is below that."""
    here = Path.cwd()
    return file.relative_to(here) if file.is_relative_to(here) else file


def _s(count: int) -> str:
    return "" if count == 1 else "s"
