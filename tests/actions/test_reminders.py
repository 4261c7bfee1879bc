"""Reminders in the chat: asked for, switched off and on, where a desk sends any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from beian.base.reminder_kinds import BY_MAIL, ORDER_CHANGES, OVERDUE, REMINDER_KINDS, SMS_DEADLINE
from beian.base.service_tokens import sign_identity
from beian.filing.state import OrderKind, OrderState
from tests.actions.bot import SECRET, Answer, Bot
from tests.filing.builders import account, at, order, subject, website

LIN = account(
    subject(website()),
    orders=(
        order(
            OrderKind.CANCEL_WEBSITE,
            OrderState.SMS_VERIFICATION,
            "w1",
            sms_sent_at=at("2026-10-12T08:20"),
        ),
    ),
)


@pytest.fixture
def signed_in(bot: Bot) -> Bot:
    bot.store.add([LIN], "a test", None)
    return bot


def say(
    bot: Bot,
    text: str,
    reminds: Sequence[str] = REMINDER_KINDS,
    who: str | None = LIN.account_id,
    told: Mapping[str, Any] | None = None,
    **more: Any,
) -> Answer:
    """Return the answer to a message with which the desk tells what it reminds of, and more."""
    metadata = {"identity": sign_identity(who, SECRET), "reminds": list(reminds), **(told or {})}
    language = "en" if text.isascii() else "zh"
    return bot.ask("out_of_scope", text=text, metadata=metadata, language=language, **more)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("不要再提醒我", "不再提醒您，聊天里和邮件里都不会再有"),
        ("stop the reminders", "no more reminders, neither here nor by e-mail"),
    ],
)
def test_all_are_switched_off(signed_in: Bot, text: str, words: str) -> None:
    (reply,) = say(signed_in, text).replies
    assert words in reply.text
    assert reply.reminders == {"kinds": list(REMINDER_KINDS), "on": False}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("订单进度的提醒关掉吧", ORDER_CHANGES, "这些不再提醒您：订单状态有变化。"),
        ("no more deadline reminders", SMS_DEADLINE, "SMS verification is about to run out"),
        ("超期的别再提醒", OVERDUE, "管局审核超过 20 个工作日"),
    ],
)
def test_one_kind_is_switched_off(signed_in: Bot, text: str, kind: str, words: str) -> None:
    (reply,) = say(signed_in, text).replies
    assert words in reply.text
    assert reply.reminders == {"kinds": [kind], "on": False}


@pytest.mark.parametrize("text", ["恢复提醒", "turn the reminders back on"])
def test_they_are_switched_on_again(signed_in: Bot, text: str) -> None:
    (reply,) = say(signed_in, text).replies
    assert reply.response == "utter_reminders_on"
    assert reply.reminders == {"kinds": list(REMINDER_KINDS), "on": True}


@pytest.mark.parametrize("text", ["到时候能提醒我吗", "can you remind me?"])
def test_who_asks_is_told_of_what_there_is(signed_in: Bot, text: str) -> None:
    (reply,) = say(signed_in, text, reminds=(SMS_DEADLINE, OVERDUE)).replies
    assert reply.response == "utter_reminders_told"
    assert ("短信核验快到期" in reply.text) == (text == "到时候能提醒我吗")
    assert "订单状态" not in reply.text
    assert reply.reminders == {"kinds": [SMS_DEADLINE, OVERDUE], "on": True}
    (nowhere,) = say(signed_in, text, reminds=()).replies
    assert nowhere.response == "utter_reminders_none"
    assert nowhere.reminders is None
    (stranger,) = say(signed_in, text, who=None).replies
    assert stranger.response == "utter_reminders_sign_in"
    assert stranger.reminders is None


def test_who_is_not_signed_in_switches_nothing(signed_in: Bot) -> None:
    (reply,) = say(signed_in, "不要再提醒我", who=None).replies
    assert reply.response == "utter_reminders_only_signed_in"
    assert reply.reminders is None


def test_another_question_beside_it_is_answered(signed_in: Bot) -> None:
    metadata = {"identity": sign_identity(LIN.account_id, SECRET), "reminds": [*REMINDER_KINDS]}
    answer = signed_in.ask(
        "faq_cancellation_time", text="不要再提醒我了，注销要多久？", metadata=metadata
    )
    assert answer.responses[0] == "utter_reminders_off"
    assert len(answer.responses) > 1


def test_a_question_that_waits_goes_on_waiting(signed_in: Bot) -> None:
    first = signed_in.ask("faq_required_documents", text="要准备什么材料？")
    assert first.frame.waiting is not None
    after = signed_in.say(
        first,
        "can you remind me?",
        "out_of_scope",
        metadata={"identity": sign_identity(None, SECRET), "reminds": [*REMINDER_KINDS]},
    )
    assert after.frame.waiting == first.frame.waiting


@pytest.mark.parametrize(
    "text", ["提醒我都关了吗", "怎么关闭提醒", "how do I turn off the reminders?"]
)
def test_a_question_about_reminders_changes_nothing(signed_in: Bot, text: str) -> None:
    (reply,) = say(signed_in, text).replies
    assert reply.response == "utter_reminders_told"
    assert reply.reminders is None


WHICH_ARE_ON = ("哪些提醒开着？", "which reminders are on?")


@pytest.mark.parametrize("text", WHICH_ARE_ON)
def test_all_are_told_to_be_on_where_none_is_off(signed_in: Bot, text: str) -> None:
    (reply,) = say(signed_in, text).replies
    assert reply.reminders is None
    assert ("提醒都开着" if text == WHICH_ARE_ON[0] else "All reminders are on") in reply.text
    kinds = ("短信核验", "订单状态", "20 个工作日") if text == WHICH_ARE_ON[0] else ("SMS", "20th")
    assert all(kind in reply.text for kind in kinds)


@pytest.mark.parametrize(
    ("text", "on", "off"),
    [
        (WHICH_ARE_ON[0], "开着的提醒：订单状态有变化、管局审核超过", "已关掉：短信核验快到期"),
        (WHICH_ARE_ON[1], "are on: when an order has moved on", "off: when an SMS verification"),
        ("我关了哪些提醒", "开着的提醒：订单状态", "已关掉：短信核验快到期"),
        ("did I switch off any reminders?", "are on: when an order", "off: when an SMS"),
    ],
)
def test_those_that_are_off_are_told_apart(signed_in: Bot, text: str, on: str, off: str) -> None:
    (reply,) = say(signed_in, text, told={"refused": [SMS_DEADLINE]}).replies
    assert on in reply.text
    assert off in reply.text
    assert reply.reminders is None


@pytest.mark.parametrize("text", WHICH_ARE_ON)
def test_whose_reminders_are_all_off_is_told_so(signed_in: Bot, text: str) -> None:
    (reply,) = say(signed_in, text, told={"refused": [*REMINDER_KINDS]}).replies
    assert reply.response == "utter_reminders_all_off"
    kind = "短信核验" if text == WHICH_ARE_ON[0] else "SMS verification"
    assert kind in reply.text


def test_which_way_they_come_is_told(bot: Bot) -> None:
    with_address = replace(LIN, account_id="with-address", email="lin@example.cn")
    bot.store.add([LIN, with_address], "a test", None)
    by_mail = {"reminds_by_mail": True}
    (mailed,) = say(bot, WHICH_ARE_ON[0], who="with-address", told=by_mail).replies
    assert "也发到您资料里的邮箱" in mailed.text
    (without,) = say(bot, WHICH_ARE_ON[0], told=by_mail).replies
    assert "资料里没有邮箱" in without.text
    (nowhere,) = say(bot, WHICH_ARE_ON[0], who="with-address").replies
    assert "邮" not in nowhere.text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("把短信提醒重新打开", SMS_DEADLINE),
        ("把逾期的提醒开了", OVERDUE),
        ("订单进度的提醒我还要", ORDER_CHANGES),
        ("短信的提醒还是要的", SMS_DEADLINE),
        ("turn the sms reminders back on", SMS_DEADLINE),
        ("I still want the sms reminders", SMS_DEADLINE),
        ("I want the overdue reminders again", OVERDUE),
    ],
)
def test_one_kind_is_switched_on_again(signed_in: Bot, text: str, kind: str) -> None:
    (reply,) = say(signed_in, text, told={"refused": [*REMINDER_KINDS]}).replies
    assert reply.response == "utter_reminders_on"
    assert reply.reminders == {"kinds": [kind], "on": True}


def test_who_asks_for_them_once_more_has_all_on_at_once(signed_in: Bot) -> None:
    (reply,) = say(signed_in, "到时候能提醒我吗", told={"refused": [SMS_DEADLINE]}).replies
    assert reply.response == "utter_reminders_told"
    assert reply.reminders == {"kinds": list(REMINDER_KINDS), "on": True}


MAILED = {"reminds_by_mail": True}


@pytest.fixture
def with_address(bot: Bot) -> Bot:
    bot.store.add([replace(LIN, email="lin@example.cn")], "a test", None)
    return bot


@pytest.mark.parametrize(
    ("text", "words", "chat"),
    [
        ("别给我发邮件提醒了", "不再发到您的邮箱", "聊天里的照旧：短信核验快到期、订单状态"),
        ("stop the e-mails", "no more reminders by e-mail", "they go on: when an SMS"),
    ],
)
def test_e_mails_alone_are_switched_off(
    with_address: Bot, text: str, words: str, chat: str
) -> None:
    (reply,) = say(with_address, text, told=MAILED).replies
    assert words in reply.text
    assert chat in reply.text
    assert reply.reminders == {"kinds": [BY_MAIL], "on": False}


@pytest.mark.parametrize("text", ["恢复邮件提醒", "turn the e-mail reminders on"])
def test_e_mails_are_switched_on_again(with_address: Bot, text: str) -> None:
    (reply,) = say(with_address, text, told={**MAILED, "refused": [BY_MAIL]}).replies
    assert reply.response == "utter_reminders_mail_on"
    assert reply.reminders == {"kinds": [BY_MAIL], "on": True}


def test_without_e_mails_nothing_is_switched_off(signed_in: Bot) -> None:
    for told in (MAILED, {}):  # no address on file; a desk that sends none
        (reply,) = say(signed_in, "别给我发邮件提醒了", told=told).replies
        assert "没有往您的邮箱发" in reply.text
        assert "说“不要再提醒我”" in reply.text
        assert reply.reminders is None


def test_who_has_all_off_is_not_told_that_the_chat_goes_on(with_address: Bot) -> None:
    told = {**MAILED, "refused": [*REMINDER_KINDS]}
    (reply,) = say(with_address, "别给我发邮件提醒了", told=told).replies
    assert "照旧" not in reply.text
    assert "提醒您都已关掉" in reply.text


def test_that_e_mails_are_off_is_told(with_address: Bot) -> None:
    told = {**MAILED, "refused": [BY_MAIL]}
    (reply,) = say(with_address, WHICH_ARE_ON[0], told=told).replies
    assert "邮件按您说的不发" in reply.text
    (again,) = say(with_address, "恢复提醒", told={**MAILED, "refused": [BY_MAIL, OVERDUE]}).replies
    assert "邮件仍不发" in again.text
    assert again.reminders == {"kinds": list(REMINDER_KINDS), "on": True}


def test_who_asks_to_be_reminded_by_e_mail_gets_them_again(with_address: Bot) -> None:
    told = {**MAILED, "refused": [BY_MAIL]}
    (reply,) = say(with_address, "可以发邮件提醒我吗", told=told).replies
    assert "也发到您资料里的邮箱" in reply.text
    assert reply.reminders == {"kinds": [*REMINDER_KINDS, BY_MAIL], "on": True}
