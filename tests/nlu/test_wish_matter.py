"""Whether a wish for a person says what for."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.wish_matter import tells_matter


@pytest.mark.parametrize(
    "text",
    [
        "转人工，手机丢了收不到验证码",
        "我要人工客服，我的短信收不到怎么办",
        "我要人工，手机号丢了收不到验证码",
        "帮我转人工，订单被退",
        "订单卡住了，麻烦转人工",
        "能转人工帮我看看订单为什么被退吗",
        "請轉接人工，負責人換了",
        "唔該轉人工，我張單畀人退咗",
        "请转接人工坐席，短信验证这块说不清",
        "I need to speak with someone: my order was rejected twice",
        "Can I talk to a human about papers for a Hong Kong company?",
        "I want a person, my phone is lost and I cannot get the code",
        "talk to a human about my rejected order",
        "get me a human. How long will it take?",
        "connect me to an agent, the letter was refused",
        "a human please, my domain expired",
        "real person pls, order returned",
        "operator! my papers were refused",
        "人工，域名过期了",
        "来个人 手机停机了",
    ],
)
def test_a_wish_with_its_matter_tells_it(text: str) -> None:
    assert tells_matter(text)


@pytest.mark.parametrize(
    "text",
    [
        "转人工",
        "人工，快点",
        "a human please",
        "human please, asap",
        "a real person please, you do not understand",
        "麻烦转一下人工，谢谢啦",
        "我要人工客服",
        "能不能帮我转人工？",
        "转人工要等多久",
        "你听不懂，转人工",
        "我讲了三遍你还没明白，麻烦给我转一个人工客服。",
        "转人工，快点，我很急",
        "转人工，我的电话13800138000",
        "我要找人工客服，加我微信 abc123",
        "I want to talk to a human being.",
        "Can I get a real person please?",
        "you don't understand me, get me a person",
        "let me talk to someone now, it's urgent",
        "get me a person, my number is 13800138000",
        "I've been typing for half an hour, get me a person",
    ],
)
def test_a_mere_wish_tells_nothing_of_its_matter(text: str) -> None:
    assert tells_matter(text) is False


@pytest.mark.parametrize("text", ["客服呢", "手机丢了", "my order is stuck", ""])
def test_without_the_words_of_a_wish_it_is_not_known(text: str) -> None:
    assert tells_matter(text) is None
