"""What was told earlier, and what is on file, decides what is said later."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beian.filing.state import Document, OrderKind, OrderState, SubjectType
from tests.actions.accounts import owner
from tests.actions.bot import Bot
from tests.filing.builders import access, at, cancelled_website, order, person, subject, website

SHOP = website("w1", access("腾讯云"), name="示例商城", domains=("shop.example.cn",))
LATE = order(
    OrderKind.CANCEL_WEBSITE,
    OrderState.ADMINISTRATION_REVIEW,
    "w1",
    administration_received_at=at("2026-07-01 09:00"),
)
RUNNING = order(
    OrderKind.CANCEL_WEBSITE,
    OrderState.ADMINISTRATION_REVIEW,
    "w1",
    administration_received_at=at("2026-10-09 09:00"),
)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [("我们公章丢了", "zh", "您说过没有公章"), ("we lost the seal", "en", "no company seal")],
)
def test_a_paper_that_is_missing_is_remembered(
    bot: Bot, text: str, language: str, told: str
) -> None:
    account = owner(subject(SHOP))
    asked = bot.ask("faq_required_documents", account, text=text, part="seal", language=language)
    frame = asked.frame.with_(about=("website:w1",))
    listed = bot.ask("faq_required_documents", account, part="list", frame=frame, language=language)
    assert told in listed.text
    letter = bot.say(listed, "声明书", "faq_statement_letter")
    assert told in letter.text


def test_a_paper_that_an_individual_does_not_need_is_not_spoken_of(bot: Bot) -> None:
    account = owner(subject(SHOP, type=SubjectType.INDIVIDUAL, name="王小明"))
    asked = bot.ask("faq_required_documents", account, text="没有公章", part="seal")
    frame = asked.frame.with_(about=("website:w1",))
    listed = bot.ask("faq_required_documents", account, part="list", frame=frame)
    assert "公章" not in listed.text


def test_a_provider_is_called_by_its_english_name_in_english(bot: Bot) -> None:
    account = owner(subject(SHOP))
    assert "腾讯云" in bot.ask("my_filing_status", account, part="provider").text
    english = bot.ask("my_filing_status", account, part="provider", language="en").text
    assert "Tencent Cloud" in english
    assert "腾讯云" not in english


def test_an_expected_day_that_is_past_is_said_to_be(bot: Bot) -> None:
    account = owner(subject(SHOP), orders=(LATE,))
    said = bot.ask("faq_if_not_cancelled", account, language="en").text
    assert "past the 20th working day" in said


@pytest.mark.parametrize("topic", ["faq_open_order", "faq_how_to_cancel"])
def test_nobody_is_told_to_give_up_what_the_administration_has(bot: Bot, topic: str) -> None:
    change = order(
        OrderKind.CHANGE,
        OrderState.ADMINISTRATION_REVIEW,
        "s1",
        administration_received_at=at("2026-10-09 09:00"),
    )
    account = owner(subject(SHOP), orders=(change,))
    said = bot.ask(topic, account).text
    assert "最晚预计" in said
    assert "放弃" not in said


def test_a_domain_is_filed_again_after_the_order_in_review(bot: Bot) -> None:
    account = owner(subject(SHOP, cancelled_website("w2")), orders=(RUNNING,))
    frame = bot.ask("faq_reapply", account, text="blog.example.cn").frame
    said = bot.ask(
        "faq_reapply", account, part="same_domain", frame=frame.with_(about=("website:w2",))
    )
    assert "要先等" in said.text


@pytest.mark.parametrize(
    ("document", "told"),
    [(Document.MAINLAND_ID, "居民身份证"), (Document.TAIWAN_PERMIT, "台湾居民")],
)
def test_the_last_six_are_those_of_the_document_on_file(
    bot: Bot, document: Document, told: str
) -> None:
    holder = person(document=document)
    account = owner(subject(replace(SHOP, person_in_charge=holder)))
    said = bot.ask("faq_sms_verification", account, part="last_six").text
    assert told in said
    assert "港澳" not in said


def test_a_follow_up_that_changes_nothing_is_no_bare_repetition(bot: Bot) -> None:
    asked = bot.ask("faq_cost")
    again = bot.say(asked, "那网站呢")
    assert again.responses[0] != asked.responses[0]


@pytest.mark.parametrize("text", ["申请书帮我搞一份嘛", "帮我填个模板", "make the letter for me"])
def test_a_paper_that_is_wanted_is_no_act_for_the_provider(bot: Bot, text: str) -> None:
    said = bot.ask("faq_statement_letter", text=text)
    assert "utter_can_not_do" not in str(said.replies)
    assert said.frame.topic == "faq_statement_letter"


def test_a_long_question_is_no_answer_to_what_waits(bot: Bot) -> None:
    asked = bot.ask("faq_required_documents")
    said = bot.say(
        asked,
        "does his whole company lose the filing then, or is it only that one domain?",
        "nlu_fallback",
    )
    assert said.frame.subject_type is None or said.frame.waiting is not None


def test_the_phone_that_is_lost_is_the_one_on_file_as_out_of_reach(bot: Bot) -> None:
    dead = person("李雷", phone="13900004321", phone_reachable=False)
    shop = website("w1", access("腾讯云"), name="示例商城", person_in_charge=dead)
    boss = person("韩梅梅", phone="13900008765")
    account = owner(subject(shop, person_in_charge=boss))
    told = bot.ask("faq_phone_unreachable", account, text="李雷的手机停了")
    for about, says_so in (("subject:s1", False), ("website:w1", True)):
        frame = told.frame.with_(phone_lost=True, about=(about,))
        said = bot.ask("faq_sms_verification", account, frame=frame).text
        assert ("联系不上" in said) == says_so


def test_a_phone_that_is_said_to_work_is_not_told_to_be_dead(bot: Bot) -> None:
    account = owner(subject(website("w1", access("腾讯云"), name="示例商城")))
    lost = bot.ask("faq_phone_unreachable", account, text="手机号用不了了")
    assert lost.frame.phone_lost
    works = bot.say(lost, "号码还能用啊，短信发了没有", "faq_sms_verification")
    assert not works.frame.phone_lost
    assert "联系不上" not in works.text


@pytest.mark.parametrize(
    "text", ["万一收不到短信，有没有别的路", "what if the phone is dead by then?"]
)
def test_a_phone_is_not_lost_by_supposing_it(bot: Bot, text: str) -> None:
    account = owner(subject(website("w1", access("腾讯云"), name="示例商城")))
    assert not bot.ask("faq_phone_unreachable", account, text=text).frame.phone_lost
