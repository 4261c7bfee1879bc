"""Traditional to Simplified Chinese (package zhconv)."""

from __future__ import annotations

import warnings

import zhconv

with warnings.catch_warnings():
    warnings.simplefilter("ignore", ResourceWarning)  # zhconv leaves its dictionary file open
    zhconv.loaddict()


def simplified(text: str) -> str:
    """Return the text in Simplified characters and the mainland's words (網路 becomes 网络)."""
    return str(zhconv.convert(text, "zh-cn"))


def simplified_character(character: str) -> str:
    """Return a single character in its Simplified form, without regard to words."""
    return str(zhconv.convert(character, "zh-hans"))
