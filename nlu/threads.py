"""How many processors the linear algebra of one call takes."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    return ThreadpoolController()  # looks through all loaded libraries: once a process


def threads_for(messages: int) -> AbstractContextManager[Any]:
    """One thread for a single message, so that parsing leaves the other processors to other
    conversations; all of them for many messages."""
    threads = 1 if messages == 1 else os.cpu_count() or 1
    limited: AbstractContextManager[Any] = _controller().limit(limits=threads, user_api="blas")
    return limited
