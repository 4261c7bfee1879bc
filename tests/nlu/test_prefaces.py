"""What a message says of the conversation beside what it asks, and a plain yes or no asked for."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.prefaces import insists, without_preface
from beian.nlu.plain_words.verdict import wants_a_verdict


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("我问的是用手机行不行", "用手机行不行"),
        ("我没说注销官网啊 官网要留着 就换个负责人", "官网要留着 就换个负责人"),
        ("行吧 上次撤过一回注销 那个还算数吗", "上次撤过一回注销 那个还算数吗"),
        ("啥注销 我没说要注销 我说变更", "啥注销 我说变更"),
        ("u skipped the second thing. does anybody call", "does anybody call"),
        ("thx. can u make me that application", "can u make me that application"),
        ("no i mean she walks into the office", "she walks into the office"),
        ("sigh. is one more order possible", "is one more order possible"),
    ],
)
def test_what_is_said_of_the_conversation_is_left_out(text: str, rest: str) -> None:
    assert without_preface(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "好的",
        "不是我的站怎么注销",
        "没有收到短信怎么办",
        "我不是主体负责人能收验证码吗",
        "the other one survives that, yes?",
        "no website is mine",
        "i asked",
    ],
)
def test_what_is_no_preface_stays(text: str) -> None:
    assert without_preface(text) == text


@pytest.mark.parametrize(
    "text", ["我问的是能不能补发", "i asked whether she may", "答非所问，能补发吗"]
)
def test_who_asks_again_insists(text: str) -> None:
    assert insists(text)
    assert not insists("能补发吗")


@pytest.mark.parametrize(
    "text", ["能还是不能", "你就说能不能", "yes or no please", "so, yes or no?", "y/n"]
)
def test_a_verdict_is_asked_for(text: str) -> None:
    assert wants_a_verdict(text)


@pytest.mark.parametrize("text", ["能不能补发", "yes", "is it gone, yes or no", "不能"])
def test_more_than_a_verdict_is_asked_for(text: str) -> None:
    assert not wants_a_verdict(text)
