"""The folders in which trainings make their models, also what is left of those that were killed."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

_PREFIX = ".training-"


@contextmanager
def training_folder(models: Path) -> Iterator[Path]:
    """Make a folder for a training below `models`, and remove those that killed trainings left.

    A training holds the lock of its folder, which the system frees whatever becomes of it.
    """
    models.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        with _locked(models, fcntl.LOCK_EX):  # so that nobody finds a folder not locked yet
            for left in models.glob(f"{_PREFIX}*"):
                with suppress(BlockingIOError), _locked(left, fcntl.LOCK_EX | fcntl.LOCK_NB):
                    shutil.rmtree(left, ignore_errors=True)
            folder = Path(held.enter_context(TemporaryDirectory(dir=models, prefix=_PREFIX)))
            held.enter_context(_locked(folder, fcntl.LOCK_EX))
        yield folder


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, how)
        yield
    finally:
        os.close(opened)
