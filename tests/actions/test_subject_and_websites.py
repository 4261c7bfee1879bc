"""What goes and what stays: subject or website, other websites, the instance's quota."""

from __future__ import annotations

import pytest

from beian.filing.state import OrderKind, OrderState, Website
from tests.actions.accounts import (
    COMPANY,
    LANGUAGES,
    blog,
    in_review,
    in_state,
    individual,
    owner,
    shop,
    waiting_for_sms,
)
from tests.actions.bot import Bot
from tests.filing.builders import access, cancelled_website, lost_access, subject, website

SUBJECT_OR_WEBSITE = "faq_subject_vs_website"
OTHERS = "faq_other_websites_affected"
QUOTA = "faq_instance_quota"


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        (
            "zh",
            [
                f"主体「{COMPANY}」",
                "2 个网站会一起注销：示例商城（shop.example.cn）、Blog（blog.example.cn）",
            ],
        ),
        (
            "en",
            [
                f"“{COMPANY}” would take its 2 websites along:",
                "示例商城 (shop.example.cn) and Blog (blog.example.cn)",
            ],
        ),
    ],
)
def test_cancelling_the_subject_names_and_counts_the_websites_that_go(
    bot: Bot, language: str, facts: list[str]
) -> None:
    account = owner(subject(shop(), blog(), cancelled_website("w3")))
    answer = bot.ask(SUBJECT_OR_WEBSITE, account, language=language)
    for fact in facts:
        assert fact in answer.text
    assert "Site w3" not in answer.text
    assert answer.responses == ["utter_subject_takes_websites"], "nothing in general terms"


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_only_website_would_leave_an_empty_shell(bot: Bot, language: str) -> None:
    answer = bot.ask(SUBJECT_OR_WEBSITE, owner(subject(shop())), language=language)
    assert {"zh": "会变成空壳主体", "en": "an empty shell subject"}[language] in answer.text
    assert "示例商城" in answer.text


def test_a_subject_without_websites_takes_none_along(bot: Bot) -> None:
    answer = bot.ask(SUBJECT_OR_WEBSITE, owner(subject(cancelled_website())))
    assert "没有已备案的网站" in answer.text


def test_with_no_subject_on_file_the_general_answer_follows(bot: Bot) -> None:
    answer = bot.ask(SUBJECT_OR_WEBSITE, owner())
    assert answer.responses == ["utter_no_subject_on_file", f"utter_{SUBJECT_OR_WEBSITE}"]


def test_several_subjects_are_told_apart_by_buttons_and_names_of_people_stay_masked(
    bot: Bot,
) -> None:
    asked = bot.ask(SUBJECT_OR_WEBSITE, owner(subject(shop()), individual(blog())))
    assert asked.responses == ["utter_which_subject"]
    assert asked.titles == [f"主体：{COMPANY}", "主体：张*"]
    answer = bot.press(asked, "张*")
    assert "「张*」" in answer.text
    assert "Blog" in answer.text
    assert "示例商城" not in answer.text


def test_a_website_that_is_named_stands_for_its_subject(bot: Bot) -> None:
    account = owner(subject(shop()), individual(blog()))
    answer = bot.ask(SUBJECT_OR_WEBSITE, account, "注销blog.example.cn和注销它的主体有什么区别")
    assert "「张*」" in answer.text


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("zh", f"主体「{COMPANY}」的其他网站不受影响，和现在一样：Blog（blog.example.cn）"),
        ("en", f"other websites of “{COMPANY}” go on as before: Blog (blog.example.cn) and Site"),
    ],
)
def test_the_websites_that_stay_are_named(bot: Bot, language: str, sentence: str) -> None:
    account = owner(subject(shop(), blog(), website("w3"), cancelled_website("w4")))
    answer = bot.ask(OTHERS, account, "示例商城", language=language)
    assert sentence in answer.text
    assert "Site w4" not in answer.text


def test_the_website_of_an_only_open_cancellation_needs_no_asking(bot: Bot) -> None:
    orders = (
        waiting_for_sms(),
        in_review(target="s1", kind=OrderKind.CANCEL_ACCESS, order_id="o2"),
    )
    answer = bot.ask(OTHERS, owner(subject(shop(), blog()), orders=orders))
    assert "注销「示例商城（shop.example.cn）」" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_which_website_is_asked_where_several_could_be_cancelled(bot: Bot, language: str) -> None:
    asked = bot.ask(OTHERS, owner(subject(shop(), blog())), language=language)
    assert asked.responses == ["utter_which_website"]
    answer = bot.press(asked, "Blog")
    assert "示例商城" in answer.text
    assert answer.responses == ["utter_websites_that_stay"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_website_of_a_subject_is_said_to_leave_a_shell(bot: Bot, language: str) -> None:
    answer = bot.ask(OTHERS, owner(subject(shop())), language=language)
    assert {"zh": "唯一的网站", "en": "the only website"}[language] in answer.text
    assert {"zh": "空壳主体", "en": "empty shell"}[language] in answer.text


def test_without_a_filed_website_the_general_answer_follows(bot: Bot) -> None:
    answer = bot.ask(OTHERS, owner(subject(cancelled_website())))
    assert answer.responses == ["utter_no_website_on_file", f"utter_{OTHERS}"]


def on_one(provider: str) -> tuple[Website, ...]:
    """Three websites on one instance."""
    held = access(provider, "ins-1")
    return shop(held), blog(held), website("w3", held)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hundred_websites_are_counted_and_a_dozen_named(bot: Bot, language: str) -> None:
    account = owner(subject(*(website(f"w{number}") for number in range(1, 101))))
    text = bot.ask(SUBJECT_OR_WEBSITE, account, language=language).text
    assert "100" in text
    assert "Site w12" in text
    assert "Site w13" not in text
    assert {"zh": "以及另外 88 个", "en": "and 88 more"}[language] in text


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "· ins-1（Tencent Cloud）：已备案 3/5 个网站，"
                "办理中的注销成功后为 1/5，剩 4 个名额",
                "· ins-2（Tencent Cloud）：已备案 1/5 个网站，还剩 4 个名额",
            ],
        ),
        (
            "en",
            [
                "· ins-1 (Tencent Cloud): filed websites 3 of 5;"
                " once the open cancellations succeed, 1 of 5 (places left: 4)",
                "· ins-2 (Tencent Cloud): filed websites 1 of 5 (places left: 4)",
            ],
        ),
    ],
)
def test_each_instance_counts_its_websites_of_5_now_and_after_the_open_cancellations(
    bot: Bot, language: str, lines: list[str]
) -> None:
    two = access("Tencent Cloud", "ins-2")
    orders = (waiting_for_sms(), in_review(target="w2", order_id="o2"))
    account = owner(
        subject(shop(), blog(), website("w3", access()), website("w4", two)), orders=orders
    )
    answer = bot.ask(QUOTA, account, language=language)
    assert answer.text.splitlines()[1:3] == lines


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("zh", "注销「Blog（blog.example.cn）」成功后：\n· ins-1（腾讯云）：剩 3 个名额"),
        (
            "en",
            "Once “Blog (blog.example.cn)” is cancelled:\n"
            "· places left on ins-1 (Tencent Cloud): 3",
        ),
    ],
)
def test_places_left_after_a_named_website_are_counted(bot: Bot, language: str, says: str) -> None:
    account = owner(subject(*(on_one("腾讯云"))))
    text = {
        "zh": "注销 blog.example.cn 之后还剩几个名额",
        "en": "how many places are left after I cancel blog.example.cn",
    }
    assert says in bot.ask(QUOTA, account, text[language], language=language).text


def test_places_left_are_counted_beside_the_open_cancellations(bot: Bot) -> None:
    account = owner(subject(*on_one("腾讯云")), orders=(in_review(target="w1"),))
    asked = bot.ask(QUOTA, account, "注销 blog.example.cn 之后还剩几个名额").text
    assert (
        "「Blog（blog.example.cn）」也注销的话，都成功后：\n· ins-1（腾讯云）：剩 4 个名额" in asked
    )
    under_way = bot.ask(QUOTA, account, "注销 shop.example.cn 之后还剩几个名额").text
    assert "剩 3 个名额" in under_way
    assert "也注销的话" not in under_way


def test_places_left_are_counted_for_the_subject_where_that_is_cancelled(bot: Bot) -> None:
    account = owner(subject(*on_one("腾讯云")))
    before = bot.ask(QUOTA, account, "注销 blog.example.cn 之后还剩几个名额")
    for answer in (
        bot.ask(QUOTA, account, "注销主体之后还剩几个名额"),
        bot.say(before, "注销主体之后还剩几个名额", QUOTA),
    ):
        assert f"注销「{COMPANY}」成功后：\n· ins-1（腾讯云）：剩 5 个名额" in answer.text


def test_places_left_are_counted_where_one_asks_for_the_server_of_a_website(bot: Bot) -> None:
    account = owner(subject(*on_one("腾讯云")))
    asked = "注销 blog.example.cn 之后它那台服务器还剩几个名额"
    told = bot.ask(QUOTA, account, asked, part="of_site").text
    assert "备案在这里" in told
    assert "成功后：\n· ins-1（腾讯云）：剩 3 个名额" in told


@pytest.mark.parametrize("provider", ["华为云", "火山引擎", "阿里云"])
def test_no_places_are_counted_where_the_provider_gives_none_back(bot: Bot, provider: str) -> None:
    account = owner(subject(*on_one(provider)))
    told = bot.ask(QUOTA, account, "注销 blog.example.cn 之后还剩几个名额").text
    assert "剩 " not in told


def test_an_order_that_was_given_up_frees_no_place(bot: Bot) -> None:
    account = owner(subject(shop()), orders=(in_state(OrderState.GIVEN_UP),))
    assert "1/5 个网站，还剩 4 个名额\n" in bot.ask(QUOTA, account).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_websites_without_an_instance_are_said_to_have_none(bot: Bot, language: str) -> None:
    account = owner(subject(shop(lost_access())))
    answer = bot.ask(QUOTA, account, language=language)
    assert answer.responses == ["utter_no_instance_on_file", f"utter_{QUOTA}"]


# --- One of several domains -----------------------------------------------------------------------

ONE_DOMAIN = "faq_one_of_several_domains"
TWO_DOMAINS = ("shop.example.cn", "www.shop.example.cn")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("target", ["w2", None])
def test_the_only_website_with_several_domains_is_the_one_that_loses_one(
    bot: Bot, language: str, target: str | None
) -> None:
    orders = (in_review(target=target),) if target else ()
    account = owner(subject(shop(domains=TWO_DOMAINS), blog()), orders=orders)
    answer = bot.ask(ONE_DOMAIN, account, language=language)
    assert "示例商城" in answer.replies[0].text
    assert {"zh": "变更网站", "en": "change of"}[language] in answer.replies[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_website_with_one_domain_has_none_to_take_out(bot: Bot, language: str) -> None:
    answer = bot.ask(ONE_DOMAIN, owner(subject(shop())), language=language)
    assert {"zh": "只有 shop.example.cn 这一个域名", "en": "a single domain on file"}[
        language
    ] in answer.text
    assert {"zh": "变更网站", "en": "change of"}[language] not in answer.text


# --- Several at once ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("取消接入能一次选几个网站吗", "zh", "通常可以批量"),
        ("can I cancel access of several sites at once?", "en", "in one batch"),
    ],
)
def test_access_of_several_websites_goes_in_a_batch(
    bot: Bot, text: str, language: str, told: str
) -> None:
    account = owner(subject(shop(), blog()), orders=(in_review(),))
    answer = bot.ask("faq_open_order", account, text, part="several", language=language)
    assert told in answer.text
    of_websites = bot.ask("faq_open_order", account, "几个网站能一起注销吗", part="several")
    assert "批量" not in of_websites.text
