"""Single characters folded so that offsets in the text stay as they are."""

from __future__ import annotations

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－_＿ー"), "-")
_SPACES = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f\t\n\r"), " ")
_FOLDED: dict[int, int | str] = {**_FULL_WIDTH, **_DASHES, **_SPACES}


def folded_in_place(text: str) -> str:
    """Full-width forms, dashes and spaces made plain; one character for each character."""
    return text.translate(_FOLDED)
