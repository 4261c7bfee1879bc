"""Which messages can be a wish for another language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from beian.nlu.intents import CHANGE_LANGUAGE
from beian.nlu.plain_words.language_wish import with_language_wish
from tests.paths import ROOT

EXAMPLES = ROOT / "data" / "nlu" / "change_language.yml"
TAKEN = [(CHANGE_LANGUAGE, 0.7), ("faq_cancellation_time", 0.2), ("faq_other", 0.1)]


def examples(path: Path) -> Sequence[str]:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    lines = document["nlu"][0]["examples"].splitlines()
    return [line.removeprefix("- ") for line in lines]


@pytest.mark.parametrize(
    "text", ["网站 how long abc", "网站how long", "website cancel 多久", "主体 cancel how"]
)
def test_two_languages_that_speak_of_a_filing_are_no_wish_for_one(text: str) -> None:
    ranked = with_language_wish(TAKEN, text)
    assert [name for name, _ in ranked] == ["faq_cancellation_time", "faq_other", CHANGE_LANGUAGE]
    assert ranked[0][1] >= ranked[-1][1]


@pytest.mark.parametrize(
    "text",
    [
        "Can I get that answer about the website in English?",
        "网站的事用中文说",
        "换成英文讲一下网站怎么注销",
        "ENGLSIH PLEASE",
    ],
)
def test_a_word_about_languages_makes_it_one(text: str) -> None:
    assert with_language_wish(TAKEN, text) is TAKEN


def test_each_example_of_a_wish_stays_one() -> None:
    assert [one for one in examples(EXAMPLES) if with_language_wish(TAKEN, one) != TAKEN] == []


def test_what_is_taken_for_something_else_stays_as_it_is() -> None:
    other = [("faq_cancellation_time", 0.7), (CHANGE_LANGUAGE, 0.2)]
    assert with_language_wish(other, "网站 how long abc") is other
    alone = [(CHANGE_LANGUAGE, 1.0)]
    assert with_language_wish(alone, "网站 how long abc") is alone
