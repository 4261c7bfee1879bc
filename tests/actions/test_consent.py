"""Whether a message agrees to be handed over, after the desk asked."""

from __future__ import annotations

from typing import Any

import pytest

from actions.frame.message import Message
from actions.reading.consent import consents

TOPICS = ("faq_reapply", "faq_phone_unreachable")


def message(text: str, intent: str, *, asked: bool = True, **more: Any) -> Message:
    metadata = {"asked": True} if asked else {}
    return Message({"text": text, "intent": {"name": intent}, "metadata": metadata, **more})


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("好的", "affirm"),
        ("yes please", "affirm"),
        ("转人工", "request_human"),
        ("换了负责人，资料对不上", "out_of_scope"),
        ("手机号换了，论坛那个站要注销", "faq_phone_unreachable"),
        ("my order has been stuck since May", "nlu_fallback"),
        ("汉桥商城", "inform"),
        ("不是，是短信收不到", "faq_phone_unreachable"),
        ("no, it's about my papers: which ones?", "faq_reapply"),
        ("我的订单被驳回两次了是为什么？", "faq_reapply"),
        ("注销后公司还能重新备案不，要怎么弄", "faq_reapply"),
        ("How do I change the phone number on my filing?", "faq_phone_unreachable"),
        ("can I file again afterwards?", "faq_reapply"),
    ],
)
def test_a_yes_and_what_it_is_about_a_question_too_agree(text: str, intent: str) -> None:
    assert consents(message(text, intent), TOPICS)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("no never mind", "deny"),
        ("不用了", "deny"),
        ("别转人工", "decline_human"),
        ("谢谢你，你人真好", "thank"),
        ("你好", "greet"),
        ("拜拜", "goodbye"),
        ("你是机器人吗", "bot_challenge"),
        ("重新开始", "start_over"),
        ("不用了，注销要多久？", "faq_reapply"),
        ("算了，要交什么材料", "faq_reapply"),
        ("别转人工，告诉我要多久", "faq_reapply"),
        ("never mind, how long does it take?", "faq_reapply"),
        ("no thanks, which papers do I need?", "faq_reapply"),
        ("等一下", "nlu_fallback"),
        ("??", "out_of_scope"),
    ],
)
def test_a_no_thanks_and_small_talk_do_not(text: str, intent: str) -> None:
    assert not consents(message(text, intent), TOPICS)


def test_a_laugh_says_nothing() -> None:
    laughs = [{"entity": "reply", "value": "laugh", "start": 0, "end": 2}]
    assert not consents(message("哈哈", "out_of_scope", entities=laughs), TOPICS)


def test_nothing_agrees_where_nothing_was_asked() -> None:
    assert not consents(message("好的", "affirm", asked=False), TOPICS)


def test_a_button_is_no_consent_of_the_assistants() -> None:
    assert not consents(message("/faq_reapply", "faq_reapply"), TOPICS)
