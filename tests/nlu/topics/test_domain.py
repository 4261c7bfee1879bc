"""What topics add to Rasa's domain and rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from beian.nlu.topics.domain import domain_with, responses_of
from beian.nlu.topics.faults import FaultyContent
from beian.nlu.topics.model import Content
from beian.nlu.topics.reading import read_topic
from beian.nlu.topics.rules import rules_of
from tests.nlu.topics.test_reading import PLAIN, WHOLE, written

DOMAIN: dict[str, Any] = {
    "intents": ["greet"],
    "actions": ["action_greet"],
    "responses": {"utter_greet": [{"text": "hello"}]},
}
IN_CHINESE = [{"type": "slot", "name": "language", "value": "zh"}]
IN_ENGLISH = [{"type": "slot", "name": "language", "value": "en"}]


def content_of(folder: Path, text: str) -> Content:
    return Content((read_topic(written(folder, text)),), (), {})


@pytest.fixture
def whole(tmp_path: Path) -> Content:
    return content_of(tmp_path, WHOLE.replace("how long: is", "how long is"))


def test_a_topic_brings_its_intent_action_and_responses(whole: Content) -> None:
    merged = domain_with(whole, DOMAIN)
    assert merged["intents"] == ["faq_storage", "greet"]
    assert merged["actions"] == ["action_faq_storage", "action_greet"]
    assert set(merged["responses"]) == {
        "utter_greet",
        "utter_faq_storage",
        "utter_title_faq_storage",
        "utter_faq_storage__paper",
        "utter_title_faq_storage__paper",
        "utter_kept_until",
        "utter_given_up",
    }
    assert DOMAIN["intents"] == ["greet"]


def test_a_response_has_a_variation_in_each_language_as_rasa_knows_them(whole: Content) -> None:
    responses = responses_of(whole)
    assert responses["utter_kept_until"] == [
        {
            "condition": IN_CHINESE,
            "text": "保存到 {day}。",
            "buttons": [{"title": "转人工", "payload": "/request_human"}],
            "custom": {"offer": "request_human"},
        },
        {
            "condition": IN_ENGLISH,
            "text": "Kept until {day}.",
            "buttons": [{"title": "Talk to a person", "payload": "/request_human"}],
            "custom": {"offer": "request_human"},
        },
    ]
    assert responses["utter_given_up"][0]["custom"] == {"handoff": True}
    assert responses["utter_title_faq_storage__paper"][1]["text"] == "And on paper?"


def test_a_question_that_nobody_asks_is_a_fault(tmp_path: Path) -> None:
    content = content_of(tmp_path, PLAIN + "asks: paper\n")
    with pytest.raises(FaultyContent, match=r"faq_storage\.yml:7: .*Do you mean papers\?"):
        domain_with(content, DOMAIN)


def test_a_name_that_domain_yml_has_already_is_a_fault(tmp_path: Path) -> None:
    taken = PLAIN + "responses:\n  utter_greet: {zh: 好, en: hello}\n"
    with pytest.raises(FaultyContent, match=r"faq_storage\.yml:8: domain\.yml has a response"):
        domain_with(content_of(tmp_path, taken), DOMAIN)
    with pytest.raises(FaultyContent, match=r"faq_storage\.yml:1: faq_storage is an intent"):
        domain_with(content_of(tmp_path, PLAIN), {**DOMAIN, "intents": [{"faq_storage": {}}]})


def test_a_topic_is_answered_by_its_action_whether_it_asks_something_or_not(
    tmp_path: Path, whole: Content
) -> None:
    steps = [{"intent": "faq_storage"}, {"action": "action_faq_storage"}]
    rule = [{"rule": "faq_storage", "steps": steps}]
    assert rules_of(content_of(tmp_path, PLAIN).topics) == rule
    assert rules_of(whole.topics) == rule
