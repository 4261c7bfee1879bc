"""How many processors the linear algebra uses: one for a message, all for a training."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from typing import Any, TypeVar

from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")


@lru_cache(maxsize=1)
def _controller() -> ThreadpoolController:
    return ThreadpoolController()  # looks through all loaded libraries: once a process


_for_good: list[Any] = []


def one_thread_for_good() -> None:
    """Limit this process to one thread for good; it saves setting the limit for each message, a
    tenth of a millisecond."""
    if not _for_good:
        _for_good.append(_controller().limit(limits=1, user_api="blas"))


def one_thread() -> AbstractContextManager[Any]:
    """Limit the linear algebra within the context to one thread, so that callers decide on more."""
    if _for_good:
        return nullcontext()
    limited: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limited


def in_parallel(work: Callable[[_Piece], _Result], pieces: Iterable[_Piece]) -> list[_Result]:
    """Return the results of work on each piece, in order, a piece a processor at a time.

    For work that spends its time in numpy, which lets other threads run meanwhile. A piece a
    processor is faster than all processors on each operation, which have to wait for each other.
    """
    with one_thread(), ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, pieces))
