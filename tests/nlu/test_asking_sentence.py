"""The one sentence of a message that asks, and when it counts instead of the whole."""

from __future__ import annotations

import pytest

from beian.cli.evaluate import configured_thresholds
from beian.cli.paths import CONFIG
from beian.evaluation.predictions import Thresholds
from beian.nlu.intents import GREET, OUT_OF_SCOPE
from beian.nlu.model.asking_sentence import (
    LEAST,
    LEAST_LEAD,
    asking_sentence,
    counts_instead,
    is_understood,
)
from tests.nlu.conftest import HOSTILE

TOPICS = {"time", "papers"}
SENTENCE = "Which papers do I send"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The bakery is sold. Which papers do I send", "Which papers do I send"),
        ("We were told Friday. And now?", "And now"),
        ("ok. how long, once it is in? my boss is waiting.", "how long, once it is in"),
        ("My phone is fine lol. just the order number pls", "just the order number pls"),
        (
            "Two pages are left. Which is it, a draft or an order?",
            "Which is it, a draft or an order",
        ),
        ("店去年就关了。营业执照还要盖章不", "营业执照还要盖章不"),
        ("店去年就關了。執照還要蓋章嗎？", "執照還要蓋章嗎"),
        ("我在外地，去不了。直接告诉我要几天！", "直接告诉我要几天"),
    ],
)
def test_the_one_sentence_that_asks_is_found(text: str, sentence: str) -> None:
    assert asking_sentence(text) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Which papers do I send?",
        "I sold it, moved away and lost the phone, what now?",
        "The bakery is sold. I am off to Lyon.",
        "How long is it? The bakery is sold. Which papers do I send?",
        "店去年就关了。要盖章不，要寄原件不",
        "店去年就关了。没人管了。",
        "https://example.com/?a=1",
    ],
)
def test_there_is_none_where_all_is_one_sentence_or_several_ask(text: str) -> None:
    assert asking_sentence(text) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_taken(text: str) -> None:
    sentence = asking_sentence(text)
    assert sentence is None or sentence in text


def test_what_counts_as_understood_is_what_the_configuration_says() -> None:
    assert configured_thresholds(CONFIG) == Thresholds(LEAST, LEAST_LEAD)
    assert is_understood([("time", 0.5), ("papers", 0.4)])
    assert is_understood([("time", 1.0)])
    assert not is_understood([("time", 0.29), ("papers", 0.1)])
    assert not is_understood([("time", 0.4), ("papers", 0.39)])
    assert not is_understood([])


SURE = [("papers", 0.9), ("time", 0.05)]


@pytest.mark.parametrize(
    ("whole", "alone"),
    [
        ([("time", 0.2), ("papers", 0.1)], SURE),
        ([("time", 0.5), ("papers", 0.49)], SURE),
        ([(OUT_OF_SCOPE, 0.6), ("papers", 0.2)], SURE),
        ([(GREET, 0.2), ("papers", 0.1)], [("papers", 0.45), ("time", 0.2)]),
        ([("time", 0.45), ("papers", 0.3)], [("papers", 0.85)]),
    ],
)
def test_it_counts_where_the_whole_is_not_understood(
    whole: list[tuple[str, float]], alone: list[tuple[str, float]]
) -> None:
    assert counts_instead(whole, alone, TOPICS, SENTENCE)


@pytest.mark.parametrize(
    ("whole", "alone"),
    [
        ([("time", 0.5), ("papers", 0.3)], SURE),
        ([(OUT_OF_SCOPE, 0.85), ("papers", 0.1)], [("papers", 1.0)]),
        ([(GREET, 0.6), ("papers", 0.1)], SURE),
        ([("time", 0.28), ("papers", 0.2)], [("papers", 0.4), ("time", 0.3)]),
        ([("time", 0.45), ("papers", 0.3)], [("papers", 0.75)]),
        ([("time", 0.2), ("papers", 0.1)], [(OUT_OF_SCOPE, 0.9)]),
        ([("time", 0.2), ("papers", 0.1)], []),
        ([], SURE),
    ],
)
def test_a_whole_that_is_understood_stays_and_so_does_one_to_a_sentence_not_surer(
    whole: list[tuple[str, float]], alone: list[tuple[str, float]]
) -> None:
    assert not counts_instead(whole, alone, TOPICS, SENTENCE)


@pytest.mark.parametrize("sentence", ["Normal", "ok like that", "行吗", "正常吗"])
def test_a_few_words_do_not_count_for_what_is_half_understood(sentence: str) -> None:
    half, very_sure = [("time", 0.45), ("papers", 0.3)], [("papers", 0.99)]
    assert not counts_instead(half, very_sure, TOPICS, sentence)
    assert counts_instead(half, very_sure, TOPICS, SENTENCE)
