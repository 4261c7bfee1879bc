"""Texts that say or ask at which provider a site is, and others that name a provider."""

from __future__ import annotations

import pytest

from beian.filing.providers import spoken_providers
from beian.nlu.plain_words.at_provider import clauses_of_being_at


def _asked(text: str) -> list[bool]:
    places = [(start, end) for _, start, end in spoken_providers(text)]
    return [asks for _, _, asks in clauses_of_being_at(text, places)]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("the forum is still on Tencent Cloud, so whom do I tell", [False]),
        ("our shop also runs on huawei, what then", [False]),
        ("is the blog on aliyun too?", [True]),
        ("isn't the shop hosted with Huawei Cloud?", [True]),
        ("论坛也在阿里云，要不要说一声", [False]),
        ("博客是放在腾讯云的吧", [True]),
        ("官网在华为云吗", [True]),
    ],
)
def test_that_a_site_is_at_a_provider_is_found(text: str, asked: list[bool]) -> None:
    assert _asked(text) == asked


@pytest.mark.parametrize(
    "text",
    [
        "can I move the blog to aliyun?",
        "how do I cancel the shop at Tencent Cloud?",
        "I have to sign in at huawei, right?",
        "is it enough to cancel at Tencent Cloud?",
        "I pay aliyun every month",
        "do I have to tell aliyun?",
        "where on Tencent Cloud is the button",
        "could the blog be on aliyun later?",
        "商城在腾讯云怎么注销",
        "要在阿里云提交吗",
        "搬到华为云要重新备案吗",
        "腾讯云的控制台在哪",
    ],
)
def test_what_is_done_with_a_provider_is_no_word_on_where_a_site_is(text: str) -> None:
    assert _asked(text) == []
