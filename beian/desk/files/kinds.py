"""The kinds of files that are taken, told by their content alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

HEAD_BYTES = 32
"""How much of a file tells its kind."""
_HEIF_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


@dataclass(frozen=True)
class Kind:
    """What a file is after it was checked: its media type, and how its name ends."""

    media_type: str
    ending: str


Given = Literal["jpeg", "png", "webp", "heic", "pdf"]

KINDS: dict[Given, Kind] = {
    "jpeg": Kind("image/jpeg", "jpg"),
    "png": Kind("image/png", "png"),
    # Browsers do not show HEIC, and large photos take a minute and gigabytes to be written as WebP.
    "webp": Kind("image/jpeg", "jpg"),
    "heic": Kind("image/jpeg", "jpg"),
    "pdf": Kind("application/pdf", "pdf"),
}


def given_kind(head: bytes) -> Given | None:
    """Return the kind of file that begins like this; None if it is none that is taken."""
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return "heic"
    return "pdf" if head.startswith(b"%PDF-") else None
