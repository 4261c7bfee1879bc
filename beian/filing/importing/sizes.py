"""How much of a file is read: measured as it is when unpacked, which packed files tell first."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from beian.filing.importing.parsed_file import refuse

LARGEST = 400 * 1024 * 1024
"""Bytes; 100,000 websites take a quarter of it, in any format."""


def check_files(file: Path, parts: Iterable[Path], largest: int = LARGEST) -> None:
    """Raise ImportRefused where the parts of `file` are together larger than is read."""
    _check(file, sum(part.stat().st_size for part in parts), largest)


def check_archive(file: Path, archive: zipfile.ZipFile, largest: int = LARGEST) -> None:
    """Raise ImportRefused where an archive is larger, unpacked; more than it tells is not read."""
    _check(file, sum(member.file_size for member in archive.infolist()), largest)


def _check(file: Path, size: int, largest: int) -> None:
    if size > largest:
        raise refuse(
            file,
            f"holds {_megabytes(size)} MB unpacked, and at most {_megabytes(largest)} MB are read;"
            " divide it, and import the parts one after the other with --update",
        )


def _megabytes(size: int) -> int:
    return -(-size // (1024 * 1024))
