"""Faults of the content, as the command line prints them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from beian.nlu.topics.faults import Fault


def fault_line(fault: Fault) -> str:
    """Return a fault as a line, its file as seen from the working directory."""
    return str(Fault(shown_path(fault.file), fault.line, fault.message, fault.column))


def fault_count(faults: Sequence[Fault]) -> str:
    """Return how many faults there are, and in how many files."""
    files = len({fault.file for fault in faults})
    return f"{len(faults)} fault{_s(len(faults))} in {files} file{_s(files)}"


def shown_path(file: Path) -> Path:
    """Return a file as seen from the working directory, where it is below that."""
    folder = Path.cwd()
    return file.relative_to(folder) if file.is_relative_to(folder) else file


def _s(count: int) -> str:
    return "" if count == 1 else "s"
