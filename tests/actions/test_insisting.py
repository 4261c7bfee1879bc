"""Who insists hears no answer twice; a verdict asked for is given, or said not to be there; what is
not to be cancelled is not asked for again."""

from __future__ import annotations

import pytest

from actions.frame.frame import WHICH, Frame, Waiting
from tests.actions.accounts import in_review, owner, shop, subject, waiting_for_sms
from tests.actions.bot import Bot

PROGRESS, LETTER = "my_order_progress", "faq_statement_letter"


@pytest.mark.parametrize(
    ("text", "language"),
    [("我问的是谁在审", "zh"), ("i asked who reviews it", "en"), ("答非所问，谁在审", "zh")],
)
def test_who_insists_hears_no_answer_a_second_time(bot: Bot, text: str, language: str) -> None:
    account = owner(subject(shop()), orders=(in_review(),))
    first = bot.ask(PROGRESS, account, "到哪一步了", language=language)
    again = bot.say(first, text, PROGRESS, language=language)
    assert again.responses == ["utter_no_more_known"]
    assert "/request_human" in [button.payload for button in again.buttons]


def test_it_is_remembered_over_an_answer_in_between(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_review(),))
    first = bot.ask(PROGRESS, account, "到哪一步了")
    between = bot.say(first, "声明书怎么写", LETTER)
    assert bot.say(between, "到哪一步了", PROGRESS).responses == first.responses
    insisting = bot.say(between, "不是，我问的是谁在审", PROGRESS)
    assert insisting.responses == ["utter_no_more_known"]


@pytest.mark.parametrize(("text", "language"), [("能还是不能", "zh"), ("yes or no please", "en")])
def test_a_verdict_is_given_again_where_there_is_one(bot: Bot, text: str, language: str) -> None:
    first = bot.ask("faq_reapply", part="other_subject", text="换个主体能用吗", language=language)
    assert bot.say(first, text, "deny", language=language).responses == first.responses


def test_it_is_said_that_there_is_no_verdict(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_review(),))
    first = bot.ask(PROGRESS, account, "到哪一步了")
    assert bot.say(first, "能还是不能", "deny").responses == ["utter_no_verdict"]


def test_what_is_not_to_be_cancelled_is_not_asked_for_again(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(waiting_for_sms(),))
    waiting = Waiting(WHICH, "faq_how_to_cancel", None, ("website:w1",), "utter_which_to_cancel")
    text = "我没说要注销，声明书怎么写"
    scope = {"entity": "scope", "value": "注销", "start": 4, "end": 6, "role": "denied"}
    asked = bot.ask(
        LETTER, account, text, frame=Frame(waiting=waiting), entities=[("scope", scope)]
    )
    assert "utter_which_to_cancel" not in asked.responses


def test_an_order_just_spoken_of_is_called_by_its_name_alone(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_review(),))
    verified = "不需要再做短信核验"
    apart = bot.ask("faq_sms_verification", account, "短信核验怎么做")
    assert verified in apart.text
    assert "（订单 o1）" in apart.text
    after = bot.say(bot.ask(PROGRESS, account, "到哪一步了"), "短信核验呢", "faq_sms_verification")
    assert verified in after.text
    assert "（订单 o1）" not in after.text
