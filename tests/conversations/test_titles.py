"""Each stored question of a topic, asked again: does the assistant understand it as that topic?"""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from cli.paths import MODEL, ROOT
from nlu.parser import Parser, load_parser

PREFIX = "utter_title_"
DOMAIN: dict[str, Any] = YAML(typ="safe").load((ROOT / "domain.yml").read_text(encoding="utf-8"))
TITLES = [
    (name.removeprefix(PREFIX), variation["condition"][0]["value"], variation["text"])
    for name, variations in DOMAIN["responses"].items()
    if name.startswith(PREFIX) and name.removeprefix(PREFIX) in DOMAIN["intents"]
    for variation in variations
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser(MODEL)


def test_every_topic_has_a_question_in_each_language() -> None:
    topics = {i for i in DOMAIN["intents"] if i.startswith(("faq_", "my_"))}
    assert {(topic, language) for topic, language, _ in TITLES} == {
        (topic, language) for topic in topics for language in ("zh", "en")
    }


@pytest.mark.parametrize(("topic", "language", "question"), TITLES)
def test_a_stored_question_is_understood_as_its_topic(
    parser: Parser, topic: str, language: str, question: str
) -> None:
    understood = parser.parse(question)
    assert understood.intent == topic
    assert understood.language == language


@pytest.mark.parametrize(
    ("intent", "title", "payload"),
    [
        (name, button["title"], button["payload"])
        for name, variations in DOMAIN["responses"].items()
        for variation in variations
        for button in variation.get("buttons", [])
        if button["payload"].startswith(("/faq_", "/my_"))
    ],
)
def test_a_button_that_asks_a_question_leads_where_its_title_says(
    parser: Parser, intent: str, title: str, payload: str
) -> None:
    assert f"/{parser.parse(title).intent}" == payload, intent
