"""The card with which the assistant offers a better answer to who signs in at the site."""

from __future__ import annotations

from typing import Any

from beian.desk.storage.scripts import TRADITIONAL
from beian.desk.wording import words
from beian.nlu.text.simplified import in_traditional_words

SIGN_IN = "sign_in"
"""The kind of the card, and what its only action does: the host page signs the visitor in."""


def sign_in_card(language: str, script: str | None = None) -> dict[str, Any]:
    """Return the card as server-frame.schema.json has it, in the script that is spoken."""
    title, button = words("sign_in_card", language), words("sign_in_button", language)
    if script == TRADITIONAL:
        title, button = in_traditional_words(title), in_traditional_words(button)
    return {
        "kind": SIGN_IN,
        "title": title,
        "lines": [],
        "actions": [{"title": button, "does": SIGN_IN}],
    }
