"""Messages that do no more than name a province or an access provider."""

from __future__ import annotations

from actions.message import Message
from beian.filing.providers import spoken_providers
from beian.nlu.bare_naming import does_no_more_than_name

_LABELS = ("province", "city", "correction")


def names_a_place(message: Message) -> bool:
    """Return whether a message does no more than name a province or an access provider."""
    spans = [
        (one["start"], one["end"])
        for one in message.entities
        if one.get("entity") in _LABELS and "start" in one
    ]
    providers = [(start, end) for _, start, end in spoken_providers(message.text)]
    if not providers and message.province is None:
        return False
    return does_no_more_than_name(message.text, [*spans, *providers])
