"""The bounds of a process that decodes what strangers send, which it sets for itself."""

from __future__ import annotations

import resource
import sys


def bound_itself(memory_bytes: int, cpu_seconds: int) -> None:
    """Let this process have no more memory and time than that, and leave no core behind."""
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the system does not keep to it, or refuses it
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
