"""Texts that speak of taking an order back, of handing it in again, and of what then stays."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.order_wishes import (
    speaks_of_bringing_back,
    speaks_of_handing_in_again,
    speaks_of_what_stays,
    speaks_of_withdrawing,
)

WITHDRAWS = [
    "那我把变更撤了行不行",
    "这单能收回来吗",
    "不办了，放弃行吗",
    "可以撤回吗",
    "撤單可以嗎",
    "要不先抽回来改一改",
    "can I take it back",
    "may I withdraw the change",
    "what if I pull the whole thing back",
    "could we call it off",
    "I want to give the order up, possible?",
    "should I abandon it",
]
HANDS_IN_AGAIN = [
    "我是要重新送註銷",
    "那我重送的話要等嗎",
    "重新提交一次行吗",
    "再交一次会不会又退",
    "再申请一次",
    "重新申请注销",
    "重新交上去要多久",
    "can I resubmit it",
    "do I have to submit it again",
    "shall I hand it in again",
    "may I send the order in again",
    "re-submit the cancellation",
]
BRINGS_BACK = [
    "现在买台机器还救得回来吗",
    "怎么恢复访问",
    "能恢复接入吗",
    "网站还能弄回来不",
    "how do I bring the sites back",
    "can I get my site back online",
    "is filing new access allowed",
    "what do I do to save it",
]
STAYS = [
    "撤了的话网站还在吗",
    "放弃会不会影响官网",
    "撤回后备案保留吗",
    "if I withdraw it do both stay filed",
    "do the sites remain if I give it up",
]
NONE = [
    "网站撤站了",
    "变更要多久",
    "how long is the review",
    "my background",
    "when do I get it back online",
    "重新备案要多久",
    "重新接入",
    "file the site anew",
    "again please",
    "再说一遍",
    "我回来了",
    "备案号恢复不了",
    "get back to me",
]


@pytest.mark.parametrize("text", WITHDRAWS)
def test_an_order_is_to_be_taken_back(text: str) -> None:
    assert speaks_of_withdrawing(text)


@pytest.mark.parametrize("text", HANDS_IN_AGAIN)
def test_an_order_is_to_be_handed_in_again(text: str) -> None:
    assert speaks_of_handing_in_again(text)


@pytest.mark.parametrize("text", BRINGS_BACK)
def test_a_site_is_to_come_back(text: str) -> None:
    assert speaks_of_bringing_back(text)


@pytest.mark.parametrize("text", STAYS)
def test_it_is_asked_what_stays(text: str) -> None:
    assert speaks_of_what_stays(text)


@pytest.mark.parametrize("text", NONE)
def test_other_texts_want_nothing_of_an_order(text: str) -> None:
    assert not speaks_of_withdrawing(text)
    assert not speaks_of_handing_in_again(text)
