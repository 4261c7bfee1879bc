"""The question before a hand-off, answered in the words of visitors, over sockets alone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.desk.visitor import Frame, Visitor, greeted, visiting
from tests.web.assistant import Assistant

QUESTION = "注销之后多久能重新备案？"


def held(assistant: Assistant, talk: Callable[[Visitor], Awaitable[Any]]) -> Any:
    """What comes of a talk, in a loop of its own: Playwright's runs in this thread."""

    async def visit() -> Any:
        async with visiting(assistant.url) as visitor:
            return await talk(await greeted(visitor, language="zh"))

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, visit()).result()


async def wanting_a_person(visitor: Visitor) -> None:
    await visitor.answer((await visitor.say(QUESTION))["seq"])
    await visitor.say("转人工")
    question = await visitor.message(lambda message: message["author"] == "notice")
    assert f"“{QUESTION}”" in question["text"]


async def state_after(visitor: Visitor, text: str) -> Frame:
    await visitor.say(text)
    return await visitor.of_type("state")


async def buttons_after(visitor: Visitor, text: str) -> list[str]:
    """The last buttons of the answer to a text."""
    ack = await visitor.say(text)
    await visitor.answer(ack["seq"])
    said = [
        frame["message"]
        for frame in [*visitor.seen, *await visitor.silence()]
        if frame["type"] == "message"
    ]
    answers = [message for message in said if message["answers"] == ack["seq"]]
    return [button["payload"] for button in answers[-1]["buttons"]]


@pytest.mark.parametrize(
    "text",
    [
        "好的",
        "是的",
        "yes please",
        "转人工",
        "订单卡住了两个月没人管",
        "我的手机号换了",
        "那注销要多久？",
        "why was my order returned?",
    ],
)
def test_yes_or_what_it_is_about_hands_off(assistant: Assistant, text: str) -> None:
    async def talk(visitor: Visitor) -> str:
        await wanting_a_person(visitor)
        return str((await state_after(visitor, text))["state"])

    assert held(assistant, talk) == "waiting"


@pytest.mark.parametrize(
    "text",
    [
        "谢谢你，你人真好",
        "不用了，那注销要多久？",
        "never mind, what papers do I need?",
        "你是机器人吗",
    ],
)
def test_thanks_and_a_question_after_a_no_keep_the_offer_as_a_button(
    assistant: Assistant, text: str
) -> None:
    async def talk(visitor: Visitor) -> tuple[list[str], list[str]]:
        await wanting_a_person(visitor)
        return await buttons_after(visitor, text), await buttons_after(visitor, "好的")

    kept, later = held(assistant, talk)
    assert kept[-1] == "/request_human"
    assert "/request_human" not in later


@pytest.mark.parametrize(
    "text",
    ["转人工，手机丢了收不到验证码", "I need to speak with someone: my order was rejected twice"],
)
def test_a_wish_that_says_what_it_is_about_is_asked_nothing(
    assistant: Assistant, text: str
) -> None:
    async def talk(visitor: Visitor) -> str:
        return str((await state_after(visitor, text))["state"])

    assert held(assistant, talk) == "waiting"


@pytest.mark.parametrize("text", ["不用了", "算了", "no thanks", "别转人工"])
def test_a_no_goes_on_with_the_assistant(assistant: Assistant, text: str) -> None:
    async def talk(visitor: Visitor) -> list[str]:
        await wanting_a_person(visitor)
        return await buttons_after(visitor, text)

    assert held(assistant, talk) == []
