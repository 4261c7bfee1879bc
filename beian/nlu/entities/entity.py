"""What an entity is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Found:
    """An entity: text[start:end] is a `label` and means `value`.

    `role` is "denied" where the words deny it ("not the subject"). A scope of negation is handed
    on as an entity, too: its role is "denied", or "meant" for what is put in its place.
    """

    start: int
    end: int
    label: str
    value: str
    role: str | None = None


SCOPE = "scope"
"""The label of a scope of negation; its value is the text in it."""
CORRECTION = "correction"
"""The label of words that take back something said before."""
OF_THE_WHOLE = ("language", "clear_language", "script")
"""Labels that say something of the message as a whole."""
NOT_NAMED = frozenset(
    [
        SCOPE,
        CORRECTION,
        "city",
        "site_kind",
        "order_kind",
        "reference",
        "reply",
        *OF_THE_WHOLE[1:],
    ]
)
"""Labels that stand for no thing of ICP filing."""
