"""Which texts ask what a cancellation would change, and which what becomes of one not made."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.what_if import speaks_of_what_if, speaks_of_what_stays


@pytest.mark.parametrize(
    "text",
    [
        "如果我注销会怎么样？",
        "註銷了會怎麼樣",
        "註銷咗會點樣",
        "网站不做了，注销会怎么样",
        "不用的备案注销了会怎样",
        "不小心注销了会怎样",
        "注销会有什么影响",
        "注销主体后会怎么样",
        "what happens if I cancel my filing?",
        "what would change if we drop the site",
        "what if I cancel the shop?",
        "我删掉网站会有啥后果",
        "撤掉商城会怎么样",
        "What would I lose if I deregistered just one site?",
        "what would change if I only take the website off",
        "what do we lose when we drop the shop",
    ],
)
def test_of_a_cancellation(text: str) -> None:
    assert speaks_of_what_if(text)


@pytest.mark.parametrize(
    "text",
    [
        "不注销会怎么样",
        "不註銷會怎樣",
        "不销会怎么样",
        "要是没注销会怎么样",
        "没有及时注销会怎么样",
        "別註銷會怎樣",
        "what happens if I don't cancel",
        "what happens if I don’t cancel it",
        "what if nobody cancels it",
        "what happens if we never cancel the filing",
        "怎么注销商城",
        "how do I cancel",
    ],
)
def test_of_none(text: str) -> None:
    assert not speaks_of_what_if(text)


@pytest.mark.parametrize("text", ["注销后域名会怎么样", "what becomes of the server if I cancel"])
def test_of_what_no_cancellation_is_of(text: str) -> None:
    assert speaks_of_what_stays(text)
