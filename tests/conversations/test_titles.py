"""Each stored question of a topic, asked again: does the assistant understand it as that topic?"""

from __future__ import annotations

import pytest

from beian.cli.paths import MODEL
from beian.nlu.model.parser import Parser, load_parser
from beian.nlu.topics.project import project_content
from tests.content import TOPICS, whole_domain

CONTENT = project_content()
RESPONSES = whole_domain()["responses"]
QUESTIONS = [
    (topic.name, language, title.in_language(language))
    for topic in CONTENT.topics
    for title in (topic.title, *(part.title for part in topic.parts))
    for language in ("zh", "en")
]
PARTS = [
    (topic.name, part.name, language, part.title.in_language(language))
    for topic in CONTENT.topics
    for part in topic.parts
    for language in ("zh", "en")
]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser(MODEL)


@pytest.mark.parametrize(("topic", "language", "question"), QUESTIONS)
def test_a_stored_question_is_understood_as_its_topic(
    parser: Parser, topic: str, language: str, question: str
) -> None:
    understood = parser.parse(question)
    assert understood.intent == topic
    assert understood.language == language


@pytest.mark.parametrize(("topic", "part", "language", "question"), PARTS)
def test_the_stored_question_of_a_part_is_understood_as_that_part(
    parser: Parser, topic: str, part: str, language: str, question: str
) -> None:
    understood = parser.parse(question)
    assert (understood.intent, understood.part) == (topic, part)
    assert understood.language == language


@pytest.mark.parametrize(
    ("intent", "title", "payload"),
    [
        (name, button["title"], button["payload"])
        for name, variations in RESPONSES.items()
        for variation in variations
        for button in variation.get("buttons", [])
        if button["payload"].removeprefix("/") in TOPICS
    ],
)
def test_a_button_that_asks_a_question_leads_where_its_title_says(
    parser: Parser, intent: str, title: str, payload: str
) -> None:
    assert f"/{parser.parse(title).intent}" == payload, intent
