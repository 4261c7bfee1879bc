"""A conversation as its file holds it: what is said, and what the replies must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from beian.base.times import parse_time

RULES: Mapping[int, str] = {
    1: "What it is about is kept",
    2: "People refer in their own way",
    3: "Corrections and negations count",
    4: "One question waits at a time",
    5: "The answer is to what was asked",
    6: "Several questions at once",
    7: "The state decides",
    8: "Asked to act",
    9: "A person, only when wanted",
    10: "Fillers, thanks, moods",
    11: "Language",
    12: "What is not known",
    13: "Nothing is stuck",
}
"""How a conversation has to go: the headings of docs/conversations.md."""

NOW = parse_time("2026-10-12T10:00:00+08:00")
"""When a conversation takes place that names no time: the sample accounts read right then."""


@dataclass(frozen=True)
class Turn:
    """One message, or a pressed button, and what the answer to it must be like.

    `user` is typed; `press` is the title of a button, and exactly one of them is there. Of each
    group of `holds` one text must stand in the replies, of `lacks` none. `topic` is the intent that
    is answered, or a part ("faq_reapply/same_account"). `handoff`: a person takes over.
    """

    line: int
    user: str | None = None
    press: str | None = None
    holds: tuple[tuple[str, ...], ...] = ()
    lacks: tuple[str, ...] = ()
    topic: str | None = None
    handoff: bool = False


@dataclass(frozen=True)
class Conversation:
    """A file of data/conversations/. `account` is a sample account; None: nobody is signed in.

    `language` is that of the page, `rules` which rules it is about, `now` when it takes place.
    """

    name: str
    file: Path
    account: str | None
    language: str
    rules: tuple[int, ...]
    now: datetime
    turns: tuple[Turn, ...]
