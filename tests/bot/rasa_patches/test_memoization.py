"""A memoization policy is trained and asked under the patches as it is without them."""

from __future__ import annotations

import asyncio
import inspect
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.policies.memoization import MemoizationPolicy
from rasa.model_training import train
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from beian.bot.rasa_patches.memoization import recall_prediction
from beian.bot.rasa_patches.table import PATCHES
from tests.bot.trained_bot import patched

CONFIG = """
recipe: default.v1
assistant_id: small
language: en
pipeline: [{name: WhitespaceTokenizer}, {name: KeywordIntentClassifier}]
policies: [{name: MemoizationPolicy}, {name: RulePolicy}]
"""
DOMAIN = """
version: "3.1"
intents: [greet, thank]
responses:
  utter_greet: [{text: Hello.}]
  utter_again: [{text: Hello again.}]
  utter_thank: [{text: You are welcome.}]
"""
DATA = """
version: "3.1"
nlu:
- {intent: greet, examples: "- hello\\n"}
- {intent: thank, examples: "- thanks\\n"}
stories:
- story: greeted twice
  steps: [{intent: greet}, {action: utter_greet}, {intent: greet}, {action: utter_again}]
rules:
- rule: thanks
  steps: [{intent: thank}, {action: utter_thank}]
"""


@pytest.mark.filterwarnings("ignore")  # what Rasa and its libraries say as they train
@pytest.mark.parametrize("patches", [patched, nullcontext], ids=["patched", "plain"])
def test_a_whole_model_is_trained_and_recalls_its_story(tmp_path: Path, patches: Any) -> None:
    for name, content in (("config", CONFIG), ("domain", DOMAIN), ("data", DATA)):
        (tmp_path / f"{name}.yml").write_text(content, encoding="utf-8")
    config, domain, data = (str(tmp_path / f"{name}.yml") for name in ("config", "domain", "data"))
    with patches():
        trained = train(domain, config, [data], output=str(tmp_path / "models"))
        assert trained.code == 0
        agent = Agent.load(trained.model)
        assert [answers(agent, text) for text in ("hello", "hello", "thanks")] == [
            ["Hello."],
            ["Hello again."],
            ["You are welcome."],
        ]


def answers(agent: Agent, text: str) -> list[str]:
    return [reply["text"] for reply in asyncio.run(agent.handle_text(text)) or []]


def test_replacements_have_the_signature_that_rasas_recipe_reads() -> None:
    for patch in PATCHES:
        for one in patch.replacements:
            if inspect.isfunction(one.value):
                expected = inspect.signature(vars(one.owner)[one.attribute])
                assert inspect.signature(one.value) == expected, one.name
    assert "rule_only_data" in inspect.signature(recall_prediction).parameters


def test_stories_are_recalled_where_there_are_some() -> None:
    domain = Domain.from_yaml("intents: [greet]\nresponses: {utter_hello: [{text: Hello}]}")
    greeting = [ActionExecuted("action_listen"), UserUttered("hi", {"name": "greet"})]
    tracker = DialogueStateTracker.from_events("visitor", greeting, domain.slots)
    policy = MemoizationPolicy.__new__(MemoizationPolicy)
    policy.config = {"use_nlu_confidence_as_score": False}
    policy.priority = 1
    asked: list[Any] = []
    policy._prediction_states = lambda *shown, **_: asked.append(shown) or []
    policy._recall_states = lambda _: "utter_hello"
    policy.lookup = {}
    with patched():
        nothing = policy.predict_action_probabilities(tracker, domain)
        assert not asked
        assert not any(nothing.probabilities)
        policy.lookup = {"a story": "utter_hello"}
        recalled = policy.predict_action_probabilities(tracker, domain)
    assert asked
    assert recalled.probabilities[domain.index_for_action("utter_hello")] == 1
