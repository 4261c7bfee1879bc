"""What the assistant has learnt in a conversation, in words that agents read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from beian.desk.filing_summary import province_words
from beian.desk.protocol import agents_api as api
from beian.filing.providers import provider_title

_FRAME = "frame"
"""The slot that holds all of it (actions/frame/frame.py); other properties of it name things by
keys, and are the assistant's own."""


def known_of(slots: Mapping[str, Any]) -> api.Known:
    """Return what of a conversation's slots agents are shown."""
    frame = slots.get(_FRAME)
    frame = frame if isinstance(frame, dict) else {}
    return {
        "topic": frame.get("topic"),
        "cancellation": frame.get("kind"),
        "subject_type": frame.get("subject_type"),
        "document": frame.get("document"),
        "province": _shown_province(frame.get("province")),
        "provider": _shown_provider(frame.get("provider")),
    }


def _shown_province(code: str | None) -> api.Words | None:
    return None if code is None else province_words(code)


def _shown_provider(code: str | None) -> api.Words | None:
    if code is None:
        return None
    zh, en = provider_title(code)
    return {"zh": zh, "en": en}
