"""The languages of the assistant, and which of them is spoken."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"
"""What is spoken where nothing tells."""


def spoken_language(slots: Mapping[str, Any], fallback: object = None) -> str:
    """Return the language to answer in, of LANGUAGES.

    `slots` are those of the conversation: what the user asked for, or last wrote clearly in,
    outweighs the script of the last message that had one, and that what the client says,
    `fallback`.
    """
    chosen = slots.get("language_choice") or slots.get("language") or fallback
    return str(chosen or DEFAULT_LANGUAGE)
