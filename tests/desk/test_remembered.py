"""What is remembered within Rasa gives what Rasa itself would give."""

from __future__ import annotations

import asyncio
import json
import tarfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.core.policies.rule_policy import RULES, RulePolicy

from cli.paths import MODEL
from desk.rasa_side import remembered
from desk.rasa_side.remembered import RememberedParses


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


@pytest.fixture(scope="module")
def rules() -> dict[str, str]:
    """The rules of the trained model: each one's states, as JSON, and its action."""
    with tarfile.open(MODEL) as archive:
        name = next(n for n in archive.getnames() if n.endswith("rule_policy.json"))
        content = archive.extractfile(name)
        assert content is not None
        lookup: dict[str, str] = json.load(content)["lookup"][RULES]
        return lookup


@settings(max_examples=60)
@given(data=st.data())
def test_rules_are_found_as_rasa_finds_them(rules: dict[str, str], data: st.DataObject) -> None:
    """In conversations put together from the rules' own states."""
    policy = RulePolicy.__new__(RulePolicy)
    keys = st.sampled_from(sorted(rules))
    states: list[dict[str, Any]] = []
    for key in data.draw(st.lists(keys, min_size=1, max_size=5)):
        states += json.loads(key)
    for length in range(1, len(states) + 1):
        some = states[:length]
        expected = remembered._search_fitting_rules(policy, rules, some)
        assert remembered._fitting_rules(policy, rules, some) == expected
        assert remembered._fitting_rules(policy, rules, some) == expected
