"""Holds an answer of the assistant against what a turn of a conversation asks of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from beian.evaluation.conversations.model import Turn

Answer = Mapping[str, Any]
"""An answer of the bot, as beian.bot.channel describes it."""

_QUOTATION_MARKS = str.maketrans("‘’“”", "''\"\"")


def failures_of(turn: Turn, answer: Answer) -> tuple[str, ...]:
    """Return in what the answer falls short, a sentence each; nothing where the turn is right.

    Case, kind of quotation mark, and the number of blanks and line breaks play no part.
    """
    return tuple(_failures(turn, answer))


def _failures(turn: Turn, answer: Answer) -> Iterator[str]:
    texts = [text for reply in answer["replies"] for text in shown_in(reply)]
    if not any(map(str.strip, texts)):
        yield "nothing was said"
    shown = folded("\n".join(texts))
    for any_of in turn.holds:
        if not any(folded(text) in shown for text in any_of):
            yield f"missing: {' or '.join(any_of)}"
    for text in turn.lacks:
        if folded(text) in shown:
            yield f"should not be there: {text}"
    answered = answered_in(answer)
    if turn.topic is not None and turn.topic not in answered:
        yield f"answered {', '.join(answered)} instead of {turn.topic}"
    if turn.handoff != answer["handoff"]:
        yield "not handed off" if turn.handoff else "handed off, which it should not be"


def shown_in(reply: Mapping[str, Any]) -> Iterator[str]:
    """Yield all that a user reads in a reply: text, card, links and titles of buttons."""
    yield reply["text"]
    card = reply.get("card")
    if card is not None:
        yield card["title"]
        yield from card["lines"]
        yield from (action["title"] for action in card["actions"])
    for link in reply["links"]:
        yield f"{link['title']} {link['url']}"
    yield from (button["title"] for button in reply["buttons"])


def answered_in(answer: Answer) -> list[str]:
    """Return the intents that were answered, and the part of the first one."""
    intents = list(answer.get("intents") or [answer["intent"]])
    part = answer["part"]
    return intents if part is None else [*intents, f"{intents[0]}/{part}"]


def folded(text: str) -> str:
    """Return a text as it is compared."""
    return " ".join(text.casefold().translate(_QUOTATION_MARKS).split())
