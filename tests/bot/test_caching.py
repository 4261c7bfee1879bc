"""What is remembered within Rasa gives what Rasa itself would give."""

from __future__ import annotations

import asyncio
from typing import Any

from rasa.shared.core.domain import Domain

from beian.bot.rasa_patches.caching import RememberedParses, remember_what_never_changes


class CountingAgent:
    """Parses by itself, and counts how often it is asked."""

    processor = object()

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def parse_message(self, text: str) -> dict[str, Any]:
        self.asked.append(text)
        return {"text": text, "entities": [], "intent_ranking": [{"name": "greet"}]}


def parse(parses: RememberedParses, text: str) -> dict[str, Any]:
    return asyncio.run(parses.parse(text))


def test_a_text_is_parsed_once_and_what_is_given_may_be_changed() -> None:
    agent = CountingAgent()
    parses = RememberedParses.of(agent)  # type: ignore[arg-type]
    first = parse(parses, "你好")
    first["entities"].append("changed")
    assert parse(parses, "你好")["entities"] == []
    assert RememberedParses.of(agent) is parses  # type: ignore[arg-type]
    assert agent.asked == ["你好"]


def test_long_texts_are_not_kept_and_the_oldest_go_first() -> None:
    agent = CountingAgent()
    parses = RememberedParses(agent, most=2, longest=5)  # type: ignore[arg-type]
    for text in ("long long", "long long", "a", "b", "a", "c", "a", "b"):
        parse(parses, text)
    assert agent.asked == ["long long", "long long", "a", "b", "c", "b"]


def test_another_model_parses_anew() -> None:
    agent = CountingAgent()
    before = RememberedParses.of(agent)  # type: ignore[arg-type]
    agent.processor = object()
    assert RememberedParses.of(agent) is not before  # type: ignore[arg-type]


def test_whether_a_domain_is_empty_is_looked_for_once() -> None:
    remember_what_never_changes()
    for domain, expected in ((Domain.empty(), True), (Domain.from_dict({"intents": ["x"]}), False)):
        assert [domain.is_empty(), domain.is_empty()] == [expected, expected]
