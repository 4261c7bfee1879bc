"""Characters that break a line, or change how what stands around them is read."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset(["Cc", "Cf", "Co", "Zl", "Zp"])


def is_unseen(character: str) -> bool:
    """Return whether nobody sees a character, or it breaks a line; line feeds and tabs count."""
    return unicodedata.category(character) in _UNSEEN
