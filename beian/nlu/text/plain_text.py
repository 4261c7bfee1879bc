"""Keeps text from being taken for Rasa's own commands."""

from __future__ import annotations

import re
import unicodedata

_FULL_WIDTH_SLASH = "／"
_LEADING_SLASH = re.compile(r"^/")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in ("Cc", "Cf")


def without_lone_surrogates(text: str) -> str:
    """Return the text with U+FFFD for each lone half of a surrogate pair, of which there is no
    UTF-8."""
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def as_plain_text(text: str) -> str:
    """Return what a user typed, so that Rasa reads it as text alone.

    Rasa takes a message that begins with "/" for an intent with entities, also after white
    space. The slash becomes its full-width form, which features fold back. Invisible
    characters (control, zero-width, direction marks) before the first visible one go. A lone
    half of a surrogate pair, which can be neither stored nor sent, becomes U+FFFD.
    """
    text = without_lone_surrogates(text)
    start = 0
    while start < len(text) and _invisible(text[start]):
        start += 1
    return _LEADING_SLASH.sub(_FULL_WIDTH_SLASH, text[start:])
