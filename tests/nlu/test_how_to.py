"""Texts that ask how or where it is done."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.how_to import asks_how, asks_where


@pytest.mark.parametrize(
    "text",
    [
        "怎么弄",
        "那具体怎么操作呢？",
        "咋整",
        "how do I do that?",
        "ok so how",
        "How do I do that, pls",
    ],
)
def test_how(text: str) -> None:
    assert asks_how(text)
    assert not asks_where(text)


@pytest.mark.parametrize("text", ["在哪弄", "那去哪儿办呢", "where do I do that", "which button?"])
def test_where(text: str) -> None:
    assert asks_where(text)
    assert not asks_how(text)


@pytest.mark.parametrize(
    "text",
    [
        "怎么注销",
        "怎么办",
        "那网站怎么弄",
        "how do I cancel it?",
        "how long",
        "where is the code",
        "",
    ],
)
def test_what_names_something_asks_that(text: str) -> None:
    assert not asks_how(text)
    assert not asks_where(text)
