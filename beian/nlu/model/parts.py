"""The part of a topic in what Rasa understood of a message."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PART_KEY = "full_retrieval_intent_name"
"""Where an intent names its part, as Rasa's retrieval intents do: "faq_reapply/same_account"."""
OTHER_PARTS_KEY = "other_parts"
"""Where an intent names the parts that may be meant if the likeliest is not."""


def part_in(intent: Mapping[str, Any]) -> str | None:
    """Return the part of the topic that a message asks about; None for the topic as a whole."""
    topic, _, part = str(intent.get(PART_KEY) or "").partition("/")
    return part if part and topic == intent.get("name") else None
