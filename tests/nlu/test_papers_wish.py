"""Wishes for the papers to be put together, and talk of papers that is none."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.papers_wish import wants_papers_prepared


@pytest.mark.parametrize(
    "text",
    [
        "帮我把材料准备一下，我要发给在线客服",
        "幫我把材料準備一下，我要發給在線客服",
        "把材料清单给我，我直接传给客服",
        "请帮我整理一份材料，好发给客服",
        "你给我列个材料清单吧",
        "麻烦把要交的资料备齐，我发客服",
        "材料帮我准备好，我等下发给人工",
        "我要准备材料发给在线客服",
        "prepare the papers, I want to send them to customer service",
        "Please get the documents ready, I'll send them to the agent here",
        "Can you put together the papers so I can send them here?",
        "give me the list of documents",
        "get my paperwork ready please",
        "send me the checklist",
    ],
)
def test_who_wants_them_put_together_is_heard(text: str) -> None:
    assert wants_papers_prepared(text)


@pytest.mark.parametrize(
    "text",
    [
        "材料准备好了，转人工",
        "材料怎么准备",
        "材料要准备多久",
        "要准备什么材料",
        "不用帮我准备材料",
        "我把材料发给客服了",
        "帮我转人工，我把材料发过去",
        "服务器上的资料帮我整理一下",
        "我的备案资料给我看看",
        "what papers do I have to prepare",
        "how do I prepare the papers",
        "where do I send the papers",
        "I have the papers ready, talk to a person",
        "show me my filing files",
    ],
)
def test_talk_of_papers_is_no_such_wish(text: str) -> None:
    assert not wants_papers_prepared(text)
