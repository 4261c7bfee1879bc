"""A text is parsed once; what was kept is given as Rasa would give it."""

from __future__ import annotations

import asyncio
from typing import Any

from beian.bot.parse_cache import ParseCache


class CountingAgent:
    """Parses by itself, and counts how often it is asked."""

    processor = object()

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def parse_message(self, text: str) -> dict[str, Any]:
        self.asked.append(text)
        return {"text": text, "entities": [], "intent_ranking": [{"name": "greet"}]}


def parse(parses: ParseCache, text: str) -> dict[str, Any]:
    return asyncio.run(parses.parse(text))


def test_a_text_is_parsed_once_and_what_is_given_may_be_changed() -> None:
    agent = CountingAgent()
    parses = ParseCache.of(agent)  # type: ignore[arg-type]
    first = parse(parses, "你好")
    first["entities"].append("changed")
    assert parse(parses, "你好")["entities"] == []
    assert ParseCache.of(agent) is parses  # type: ignore[arg-type]
    assert agent.asked == ["你好"]


def test_long_texts_are_not_kept_and_the_oldest_go_first() -> None:
    agent = CountingAgent()
    parses = ParseCache(agent, most=2, longest=5)  # type: ignore[arg-type]
    for text in ("long long", "long long", "a", "b", "a", "c", "a", "b"):
        parse(parses, text)
    assert agent.asked == ["long long", "long long", "a", "b", "c", "b"]


def test_another_model_parses_anew() -> None:
    agent = CountingAgent()
    before = ParseCache.of(agent)  # type: ignore[arg-type]
    agent.processor = object()
    assert ParseCache.of(agent) is not before  # type: ignore[arg-type]
