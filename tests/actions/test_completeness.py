"""What the content and the actions promise each other.

Most of it `beian check` tells of, in words and with the line; tests/content breaks each check.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk.executor import ActionExecutor

from actions.topics.registry import TOPICS
from beian.content.buttons import PERSON
from beian.content.checking import content_faults
from tests.actions.bot import Bot, concrete_actions
from tests.content import TOPICS as INTENTS
from tests.content import whole_domain
from tests.paths import ROOT

ACTIONS = sorted((ROOT / "actions").rglob("*.py"))
DOMAIN = whole_domain()
RESPONSES: dict[str, list[dict[str, Any]]] = DOMAIN["responses"]

IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
WITH_IDEOGRAPHS = {"language.py", "mentions.py", "naming.py", "refer.py", "things.py"}
"""Modules whose patterns read what users type."""


def test_the_content_has_no_faults() -> None:
    assert content_faults(ROOT) == []


def said(language: str) -> dict[str, str]:
    return {
        name: variation["text"]
        for name, variations in RESPONSES.items()
        for variation in variations
        if variation["condition"][0]["value"] == language
    }


@pytest.mark.parametrize(
    "topic", ["faq_cancellation_time", "faq_instance_quota", "faq_phone_unreachable"]
)
def test_a_general_answer_that_may_have_changed_names_the_sources_date(topic: str) -> None:
    assert "2021 年 12 月" in said("zh")[f"utter_{topic}"]
    assert "December 2021" in said("en")[f"utter_{topic}"]


def test_each_topic_has_an_answer_and_a_title(bot: Bot) -> None:
    assert sorted(TOPICS) == sorted(INTENTS)
    assert set(INTENTS) <= set(DOMAIN["intents"])
    for intent in INTENTS:
        assert f"action_{intent}" in bot.actions
        assert f"utter_{intent}" in RESPONSES
        assert f"utter_title_{intent}" in RESPONSES


def test_the_action_server_offers_each_action_of_the_domain() -> None:
    executor = ActionExecutor()
    executor.register_package("actions")
    assert sorted(executor.actions) == sorted(DOMAIN["actions"])
    assert len(concrete_actions()) == len(DOMAIN["actions"])


def test_no_action_makes_a_button_of_a_person_itself() -> None:
    assert [file.name for file in ACTIONS if PERSON in literals(file)] == []


# --- Words live in data/ and domain.yml --------------------------------------------------------


def literals(file: Path) -> list[str]:
    """Strings of a module that are no docstrings."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in documentation
    ]


@pytest.mark.parametrize("file", ACTIONS, ids=lambda file: file.name)
def test_the_code_of_the_actions_holds_no_chinese_sentence(file: Path) -> None:
    if file.name not in WITH_IDEOGRAPHS:
        assert [text for text in literals(file) if IDEOGRAPH.search(text)] == []


ERRORS = {"contact.py", "__main__.py", "user.py"}
"""Modules with messages to whoever runs the assistant."""


@pytest.mark.parametrize("file", ACTIONS, ids=lambda file: file.name)
def test_the_code_of_the_actions_holds_no_english_sentence(file: Path) -> None:
    if file.name not in ERRORS | WITH_IDEOGRAPHS:
        sentences = [t for t in literals(file) if re.search(r"[a-z]+ [a-z]+ [a-z]+", t)]
        assert sentences == []
