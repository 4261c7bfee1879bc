"""Whether first looks at photos, which desk.yml wants, have what they need here."""

from __future__ import annotations

from pathlib import Path

from beian.desk.config import DeskConfig
from beian.desk.files.looking import NotLookedAt, PictureReader


def first_look_warning(desk: Path) -> str | None:
    """Return what is missing and how it is brought; None where nothing is, or desk.yml does without
    first looks."""
    files = DeskConfig.load(desk).files
    if not (files.accepted and files.first_look):
        return None
    try:
        missing = PictureReader().missing()
    except NotLookedAt as failure:
        missing = str(failure)
    if missing is None:
        return None
    return (
        f"Photos get no first look here ({missing.rstrip('.')}). Install the extra `ocr`, or set"
        " first_look: false under files in desk.yml (docs/operating.md)."
    )
