"""How much processor time a process has used: whether it works, though it does not answer."""

from __future__ import annotations

import os
from pathlib import Path

_USER, _SYSTEM = 11, 12
"""Places of the two times after the name in /proc/PID/stat (proc(5)), in clock ticks."""


def processor_seconds(pid: int) -> float | None:
    """Return the seconds of all threads of a process; None where there is no such process, or a
    system without /proc."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    fields = stat.rpartition(")")[2].split()  # its name may hold anything
    return (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")
