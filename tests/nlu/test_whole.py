"""Texts that turn from a website to the whole subject, and those that merely speak of a company."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.whole import turns_to_the_whole


@pytest.mark.parametrize(
    "text",
    [
        "the firm then",
        "no, for the company please",
        "make it the whole business",
        "hm, and the entire company?",
        "I want it for us as a whole",
        "那公司的呢",
        "算了，按公司吧",
        "我要整个企业的那份",
    ],
)
def test_the_whole_is_turned_to(text: str) -> None:
    assert turns_to_the_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "our company is in Hangzhou",
        "the company has closed",
        "is the company still filed?",
        "who in the company gets the code?",
        "we are a company",
        "the company's seal is lost",
        "公司在杭州",
        "公司章要盖吗",
        "不是整个公司，是网站",
        "公司已经注销了",
    ],
)
def test_speaking_of_a_company_is_no_turn_to_the_whole(text: str) -> None:
    assert not turns_to_the_whole(text)
