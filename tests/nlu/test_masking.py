"""What a message's intent is looked for in, when it names a site or a number."""

from __future__ import annotations

import pytest

from beian.nlu.model.masking import known_names, masked
from tests.nlu.conftest import HOSTILE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("yoga-club.com 注销要多久", "注销要多久"),
        ("https://www.music-school.cn/ 注销要多久", "注销要多久"),
        ("北京烤鸭.com 注销要多久", "注销要多久"),
        ("how do I cancel https://www.game-hub.xyz/?", "how do I cancel?"),
        ("注销example.com要多久", "注销网站要多久"),
        ("example.com呢", "网站呢"),
        ("what about example.com", "what about my site"),
        ("example.com的网站怎么注销", "的网站怎么注销"),
        ("BA20261011001 到哪了", "订单 到哪了"),
        ("订单号BA20261011001到哪了", "订单号到哪了"),
        ("where is BA20261011001 now", "where is my order now"),
        ("+86 138 0013 8000 停机", "手机号 停机"),
        ("注销13800138000要准备什么材料", "注销号码要准备什么材料"),
        ("手机号18612345678 注销要多久", "注销要多久"),
        ("my phone is 13800138000 and does not work", "my phone is  and does not work"),
        ("粤ICP备2021000001号-1 怎么注销才好", "怎么注销才好"),
        ("粤ICP备2021000001号-2A 怎么注销才好", "App 怎么注销才好"),
        ("注销粤ICP备2021000001号-3X要多久", "注销小程序要多久"),
        ("what about 粤ICP备2021000001号-4K", "what about my quick app"),
        ("粤ICP备2021000001号和example.com怎么注销", "备案和网站怎么注销"),
        ("「晓梅烘焙笔记」注销要多久", "网站注销要多久"),
        ('how do I cancel the filing of "Wright Photography" please',
         "how do I cancel the filing of my site please"),
        ("訂單狀態顯示「已放棄」，還有效嗎", "訂單狀態顯示「已放棄」，還有效嗎"),
        ("“光杆”是什么意思", "“光杆”是什么意思"),
        ('the page says "no such person", why', 'the page says "no such person", why'),
        ("状态是“等待短信核验”怎么办", "状态是“等待短信核验”怎么办"),
        ("“重发次数已到上限”咋整", "“重发次数已到上限”咋整"),
        ("what's the owner's letter", "what's the owner's letter"),
        ("example.com", "example.com"),
        ("粤ICP备2021000001号-1。", "粤ICP备2021000001号-1。"),
        ("注销要多久", "注销要多久"),
        ("", ""),
    ],
)  # fmt: skip
def test_names_and_numbers_make_room_for_plain_words(text: str, expected: str) -> None:
    assert masked(text) == expected


def test_the_names_of_the_sites_of_who_asks_are_masked_while_they_are_known() -> None:
    with known_names(["汉桥商城", "Wright Photography"]):
        assert masked("汉桥商城注销要多久") == "网站注销要多久"
        assert masked("where is the order for wright photography now") == (
            "where is the order for my site now"
        )
    assert masked("汉桥商城注销要多久") == "汉桥商城注销要多久"


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_can_be_masked(text: str) -> None:
    masked(text)
