"""The pages of this repository, as the tests of them read them."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path

from tests.paths import ROOT

BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")


@lru_cache(maxsize=1)
def committed() -> list[Path]:
    """The files that git knows and that are there, by their path in the checkout."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [Path(name) for name in listed.stdout.split("\0") if name and (ROOT / name).exists()]


def pages() -> list[Path]:
    return [path for path in committed() if path.suffix == ".md"]


def text_of(page: Path) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def prose(page: Path) -> str:
    return BLOCK.sub("", text_of(page))


def code(page: Path) -> set[str]:
    """What a page sets as code within its sentences: commands, settings, files, keys."""
    return set(_CODE.findall(prose(page)))


def rows(page: Path, head: str) -> list[list[str]]:
    """The cells of a table's rows, which stands below the head that begins with these words."""
    _, _, below = text_of(page).partition(f"\n| {head}")
    lines = below.splitlines()[2:]
    found = []
    for line in lines:
        if not line.startswith("|"):
            break
        found.append([cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))])
    assert found, f"{page} has no table with the head {head}"
    return found
