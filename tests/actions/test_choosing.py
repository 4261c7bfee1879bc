"""Answering "which one?": by button, by place, by name, domain or number."""

from __future__ import annotations

import pytest

from beian.filing.state import OrderKind
from tests.actions.accounts import (
    LANGUAGES,
    blog,
    in_review,
    individual,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Answer, Bot
from tests.filing.builders import subject, website

OTHERS = "faq_other_websites_affected"
FORUM = website(
    "w3", name="讨论区", domains=("forum.example.cn",), filing_number="粤ICP备2021000001号-3"
)


@pytest.fixture
def asked(bot: Bot) -> Answer:
    """Which website? 示例商城, Blog or 讨论区."""
    return bot.ask(OTHERS, owner(subject(shop(), blog(), FORUM)))


def is_about(answer: Answer, name: str) -> bool:
    return answer.text.startswith(f"注销「{name}")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("第一个", "示例商城"),
        ("第1个", "示例商城"),
        ("头一个", "示例商城"),
        ("the first one", "示例商城"),
        ("第二个", "Blog"),
        ("第二", "Blog"),
        ("第二个吧", "Blog"),
        ("第2个网站", "Blog"),
        ("第 2 个", "Blog"),
        ("两", "Blog"),
        ("2", "Blog"),
        ("２", "Blog"),
        ("二", "Blog"),
        ("2号", "Blog"),
        ("no. 2", "Blog"),
        ("number two", "Blog"),
        ("the second one", "Blog"),
        ("Second", "Blog"),
        ("2nd", "Blog"),
        ("the 2nd please", "Blog"),
        ("第三个", "讨论区"),
        ("the third", "讨论区"),
        ("最后一个", "讨论区"),
        ("最后那个", "讨论区"),
        ("the last one", "讨论区"),
    ],
)
def test_a_place_among_the_buttons_picks_one(bot: Bot, asked: Answer, text: str, name: str) -> None:
    answer = bot.say(asked, text)
    assert is_about(answer, name)
    assert answer.frame.waiting is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("示例商城", "示例商城"),
        ("就是那个示例商城网站", "示例商城"),
        ("blog", "Blog"),
        ("ＢＬＯＧ", "Blog"),
        ("the b-log please", "Blog"),
        ("shop.example.cn", "示例商城"),
        ("www.shop.example.cn", "示例商城"),
        ("http://SHOP.example.cn/index.html", "示例商城"),
        ("forum . example . cn", "讨论区"),
        ("粤ICP备2021000001号-2", "Blog"),
        ("粤icp备 2021000001 号－2", "Blog"),
        ("w3", "讨论区"),
    ],
)
@pytest.mark.parametrize("intent", ["inform", "nlu_fallback"])
def test_a_name_a_domain_or_a_number_picks_one(
    bot: Bot, asked: Answer, text: str, name: str, intent: str
) -> None:
    assert is_about(bot.say(asked, text, intent), name)


@pytest.mark.parametrize("text", ["第二个", "the second one", "2"])
def test_a_place_counts_even_where_the_message_was_not_understood(
    bot: Bot, asked: Answer, text: str
) -> None:
    assert is_about(bot.say(asked, text, "nlu_fallback"), "Blog")


def test_a_number_that_nlu_has_read_picks_one_however_it_was_typed(bot: Bot, asked: Answer) -> None:
    read = [("filing_number", "粤ICP备2021000001号-3")]
    assert is_about(bot.say(asked, "粵ICP備2021000001-3", entities=read), "讨论区")


@pytest.mark.parametrize(
    "text",
    [
        "粤ICP备2021000001号-12",
        "myblog",
        "blogger",
        "notshop.example.cn",
        "shop.example.cn.evil.com",
        "第九个",
        "第十一个",
        "0",
        "",
        "不知道",
    ],
)
def test_what_picks_none_is_asked_again(bot: Bot, asked: Answer, text: str) -> None:
    answer = bot.say(asked, text)
    assert answer.responses[-1] == "utter_which_website"
    assert answer.titles == asked.titles


def test_after_the_answer_another_of_the_list_can_be_asked_about(bot: Bot, asked: Answer) -> None:
    answered = bot.press(asked, "Blog")
    assert is_about(bot.say(answered, "第三个"), "讨论区")
    assert is_about(bot.say(answered, "第三个呢？", "nlu_fallback"), "讨论区")


def test_a_mere_number_means_nothing_once_the_question_is_answered(bot: Bot, asked: Answer) -> None:
    answered = bot.press(asked, "Blog")
    assert answered.frame.about == bot.say(answered, "3").frame.about


def test_two_of_the_same_name_are_asked_about_alone(bot: Bot) -> None:
    twins = (shop(name="Blog"), blog(), FORUM)
    asked = bot.ask(OTHERS, owner(subject(*twins)), "注销 Blog 会影响别的网站吗")
    assert len(asked.buttons) == 2
    assert all("Blog" in title for title in asked.titles)


def test_a_number_of_a_website_is_not_mistaken_for_its_subjects(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    answer = bot.ask("faq_statement_letter", account, "粤ICP备2021000001号-2 的声明书")
    assert "网站「Blog」" in answer.text
    whole = bot.ask("faq_statement_letter", account, "粤ICP备2021000001号 的声明书")
    assert "名下全部网站" in whole.text


def test_the_kind_of_an_order_picks_it_in_a_follow_up(bot: Bot) -> None:
    orders = (
        waiting_for_sms(),
        in_review(target="s1", order_id="o2", kind=OrderKind.CANCEL_SUBJECT),
    )
    asked = bot.ask("my_order_progress", owner(subject(shop()), orders=orders))
    assert "o1" in bot.say(asked, "网站那个").text
    assert "o2" in bot.say(asked, "主体的").text


@pytest.mark.parametrize("language", LANGUAGES)
def test_more_candidates_than_buttons_can_still_be_named(bot: Bot, language: str) -> None:
    account = owner(subject(*(website(f"w{number}") for number in range(1, 14))))
    asked = bot.ask(OTHERS, account, language=language)
    assert len(asked.buttons) == 10
    assert {"zh": "另有 3 个没有列出", "en": "Not listed: 3 more"}[language] in asked.text
    assert "Site w13" in bot.say(asked, "w13.example.cn").text.split("Site w1 ")[0]
    last = bot.say(asked, "the last one" if language == "en" else "最后一个")
    assert "Site w10" in last.replies[0].text[:20]
    tenth = bot.say(asked, "第十个")
    assert tenth.text == last.text


@pytest.mark.parametrize("odd", ['a"b', "a}b", "a{b}", "a\\b", "编号 1", "a\nb"])
def test_odd_ids_and_names_survive_the_button(bot: Bot, odd: str) -> None:
    odd_site = website(odd, name=f"{{name}} [x](y) {odd}", domains=())
    asked = bot.ask(OTHERS, owner(subject(odd_site, blog())))
    answer = bot.send(asked, asked.buttons[0].payload)
    assert f"{{name}} [x\\](y) {odd}" in answer.text  # as text, for who reads Markdown


def test_a_subject_is_picked_by_the_full_name_that_only_its_owner_knows(bot: Bot) -> None:
    account = owner(subject(shop()), individual(blog()))
    asked = bot.ask("faq_subject_vs_website", account)
    answer = bot.say(asked, "张伟的那个")
    assert "「张*」" in answer.text


def test_a_button_whose_order_is_gone_is_not_taken_for_another(bot: Bot) -> None:
    account = owner(subject(shop(), blog()), orders=(waiting_for_sms(),))
    answer = bot.ask("faq_abandon_order_impact", account)
    stale = bot.send(answer, '/inform{"choice": "order:gone"}')
    assert "订单 o1" in stale.text, "the answer says which order it speaks of"
