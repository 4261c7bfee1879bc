"""What tests read on a card of what a cancellation changes."""

from __future__ import annotations

from typing import Any

from tests.actions.bot import Answer


def the_card(answer: Answer) -> dict[str, Any]:
    [card] = answer.cards
    assert card["kind"] == "what_if"
    return card


def sections(answer: Answer) -> list[str]:
    return ["\n".join(one["lines"]) for one in the_card(answer)["sections"]]
