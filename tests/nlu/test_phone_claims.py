"""What is said of the phone on file: that it works, or what if it did not."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.phone_claims import only_supposes, says_phone_works


@pytest.mark.parametrize(
    "text",
    [
        "no no that number still works fine. I just want to know if the SMS was sent already",
        "what? out of reach? I said it works fine, please fix that",
        "the number 1005 is mine and it works",
        "my phone is fine",
        "号码还能用啊，怎么说打不通",
        "我号码通啊，刚刚还接到电话",
        "我號碼通啊，剛剛還接到電話",
        "手机没换，一直在用",
        "这个号可以收短信",
    ],
)
def test_it_is_said_that_the_phone_works(text: str) -> None:
    assert says_phone_works(text)


@pytest.mark.parametrize(
    "text",
    [
        "does that number still work?",
        "手机号还能用吗",
        "这个号不能用了",
        "号码打不通",
        "the phone is not working",
        "my number doesn't work any more",
        "if the phone works, what do I need?",
        "要是手机能用就不用材料了吧",
        "how does it work",
        "手机号换了",
        "the sim is gone",
    ],
)
def test_it_is_asked_or_denied(text: str) -> None:
    assert not says_phone_works(text)


@pytest.mark.parametrize(
    ("text", "supposes"),
    [
        ("我是问下次！万一又收不到，有没有别的路", True),
        ("what if the phone can't be reached?", True),
        ("手机号用不了，怎么注销？", False),
        ("my phone is dead, how do I cancel?", False),
    ],
)
def test_what_is_only_supposed(text: str, supposes: bool) -> None:
    assert only_supposes(text) is supposes
