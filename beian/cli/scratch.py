"""Folders for what the parts put aside, such as an unpacked model: gone with the next start at the
latest, while the system's temporary folder keeps what a killed process leaves."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

_CACHES = ("jieba.cache",)
"""What libraries put there and take long to make anew."""


@contextlib.contextmanager
def scratch_folder(var: Path) -> Iterator[Path | None]:
    """Yield a folder of this process's own in var/tmp; None where none can be made."""
    folder = var / "tmp" / str(os.getpid())
    try:
        _remove_abandoned(var / "tmp")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        yield None
        return
    try:
        yield folder
    finally:
        for part in folder.iterdir():
            _keep_caches(part)
        shutil.rmtree(folder, ignore_errors=True)


def empty(folder: Path) -> None:
    """Make a part's folder anew, with nothing in it but caches."""
    _keep_caches(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in _CACHES:
        kept = _kept(folder, name)
        if kept.exists():
            shutil.copy2(kept, folder / name)


def _keep_caches(folder: Path) -> None:
    for name in _CACHES:
        if (folder / name).exists():
            (folder / name).replace(_kept(folder, name))


def _kept(folder: Path, name: str) -> Path:
    """Return where a cache is kept: in var/tmp."""
    return folder.parent.parent / name


def _remove_abandoned(folder: Path) -> None:
    """Remove the folders of processes that are gone."""
    for each in folder.iterdir() if folder.exists() else ():
        if each.name.isdigit() and not _lives(int(each.name)):
            shutil.rmtree(each, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
