"""The names of uploaded files, as others are shown them."""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 120
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|]')
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def safe_name(given: str, ending: str) -> str:
    """Return a name without folders, control characters and marks of direction, which make
    `gpj.exe` look like `exe.jpg`; it ends as what the file is."""
    last = re.split(r"[\\/]", given)[-1]
    shown = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    plain = _NOT_IN_NAMES.sub("_", shown)
    stem = " ".join(_ENDING.sub("", plain).split()).strip(". ")
    return f"{stem[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}"
