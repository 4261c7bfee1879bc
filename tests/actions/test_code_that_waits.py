"""A code that was sent is meant where codes are asked about, whatever was spoken of before."""

from __future__ import annotations

import pytest

from tests.actions.bot import Bot
from tests.actions.sample import sample_account

CODE = "faq_sms_verification"
LIN, MALL = "lin-individual", "dingsheng-group"


@pytest.mark.parametrize("part", [None, "not_received", "resend", "validity", "wrong_entries"])
def test_after_a_what_if_of_the_subject_the_order_that_waits_is_meant(
    bot: Bot, part: str | None
) -> None:
    account = sample_account(LIN)
    before = bot.ask("faq_subject_vs_website", account, text="如果注销主体会怎样")
    answer = bot.say(before, "短信没收到", CODE, part=part)
    assert "还没有提交注销" not in answer.text
    assert "08:20" in answer.text or "138****1001" in answer.text


def test_a_thing_with_an_order_of_its_own_keeps_it(bot: Bot) -> None:
    account = sample_account(MALL)
    before = bot.ask("my_order_progress", account, text="北京鼎盛咨询有限公司到哪一步了")
    answer = bot.say(before, "短信没收到", CODE, part="not_received")
    assert "鼎盛商城" not in answer.text


def test_whose_phone_is_asked_of_what_is_spoken_of(bot: Bot) -> None:
    account = sample_account(LIN)
    before = bot.ask("faq_subject_vs_website", account, text="如果注销主体会怎样")
    answer = bot.say(before, "码发给谁", CODE, part="whose_phone")
    assert "「林**」" in answer.text


@pytest.mark.parametrize("part", ["not_received", "resend"])
def test_who_has_a_dead_phone_is_not_sent_back_for_another_code(bot: Bot, part: str) -> None:
    answer = bot.ask(CODE, sample_account("chen-hongkong"), part=part)
    assert "打不通" in answer.text
    assert "材料" in answer.text
    assert "会收到新的" not in answer.text
