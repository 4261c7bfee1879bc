"""What a message comes to: the frame after it, and what is to be answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.frame.frame import Frame
from actions.frame.message import Asked

MOST_QUESTIONS = 3


@dataclass(frozen=True)
class Reading:
    """What a message comes to.

    `questions` are answered in order; without any, `act` is the intent that the message is taken
    for. `leans` is True where a question is answered out of the context, not by what the message
    itself asks. `took` is True where the message answered the question that waited; `each` holds
    the keys of several things that are all to be told of, `named` that of the one thing that the
    message names. `missing` is a filing number in the message that is not on file: what is asked
    is not about anything that is.
    """

    frame: Frame
    questions: tuple[Asked, ...] = ()
    act: str | None = None
    leans: bool = False
    took: bool = False
    each: tuple[str, ...] = ()
    named: str | None = None
    unknown: str | None = None
    missing: str | None = None


def reading_with(
    reading: Reading,
    questions: tuple[Asked, ...],
    *,
    act: str | None = None,
    leans: bool = False,
    unknown: str | None = None,
) -> Reading:
    """Return a reading that answers these questions, or takes the message for an act."""
    asked = questions[:MOST_QUESTIONS]
    return replace(reading, questions=asked, act=act, leans=leans, unknown=unknown)
