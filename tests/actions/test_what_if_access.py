"""What cancelling access would change: of which website or service, and through which provider."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pytest

from beian.filing.state import OrderKind, OrderState, ServiceKind
from tests.actions.accounts import blog, in_state, owner, shop, waiting_for_sms
from tests.actions.bot import Answer, Bot
from tests.actions.what_if_cards import sections, the_card
from tests.filing.builders import access, lost_access, service, subject, website

MEANING, SITE_AFTER = "faq_cancel_access_meaning", "faq_site_after_access_cancelled"
LETTER = "faq_statement_letter"
TAKEN_FOR = (
    ("nlu_fallback", None),
    (MEANING, None),
    (SITE_AFTER, "only_provider"),
    ("faq_after_cancelling", None),
)
"""What the model takes such messages for."""
OF_THE_SHOP = (
    "取消商城的接入会怎样",
    "取消示例商城的接入会怎么样",
    "如果把商城的接入取消了会有什么后果",
    "what happens if I cancel the access of the shop?",
    "what if I drop the shop's access",
)
OF_NO_THING = ("取消接入会怎么样", "取消网站的接入会怎样", "what happens if I cancel access")


def asked(bot: Bot, account: Any, texts: tuple[str, ...]) -> list[Answer]:
    """Return the answers to texts, each in a fresh chat, whatever the model takes them for."""
    return [
        bot.ask(
            intent, account, text, part=part, language="en" if text.isascii() else "zh", sure=0.9
        )
        for text, (intent, part) in zip(texts, cycle(TAKEN_FOR), strict=False)
    ]


def test_now_and_afterwards_are_drawn_of_the_access_and_not_of_the_website(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    for answer in asked(bot, account, OF_THE_SHOP):
        english = answer.language == "en"
        before, after, *_ = sections(answer)
        assert "示例商城" in the_card(answer)["title"]
        assert ("access" if english else "接入") in the_card(answer)["title"]
        assert "Tencent Cloud" in before
        assert "粤ICP备2021000001号-1" in after
        assert ("Access: none" if english else "接入：没有") in after
        assert ("number stays" if english else "备案号不变") in after
        assert "shop.example.cn" in after
        assert "示例商城" in answer.replies[0].text


def test_the_only_website_has_its_access_told_of_without_being_named(bot: Bot) -> None:
    for answer in asked(bot, owner(subject(shop())), OF_NO_THING):
        shell = {"zh": "空壳主体", "en": "empty shell"}[answer.language]
        assert shell in sections(answer)[1]
        assert "示例商城" in answer.replies[0].text


def test_there_is_no_text_of_the_ministry_and_no_paper(bot: Bot) -> None:
    takes = sections(asked(bot, owner(subject(shop(), blog())), OF_THE_SHOP)[0])[2]
    assert "没有工信部的短信核验" in takes
    assert "材料" not in takes
    assert "139****4321" not in takes


@pytest.mark.parametrize(
    ("provider", "says"),
    [
        ("腾讯云", "通常撤不回来"),
        ("华为云", "只能放弃"),
        ("某某网络", "一般就撤不回来"),
    ],
)
def test_what_cannot_be_taken_back_is_told_as_the_provider_says_it(
    bot: Bot, provider: str, says: str
) -> None:
    answer = bot.ask(MEANING, owner(subject(shop(access(provider)))), OF_THE_SHOP[0])
    assert says in sections(answer)[3]
    assert "备案号不变" in sections(answer)[3]


def test_no_provider_says_that_cancelled_access_gives_a_place_back(bot: Bot) -> None:
    answer = bot.ask(MEANING, owner(subject(shop(access("腾讯云")))), OF_THE_SHOP[0])
    after = sections(answer)[1]
    assert "0 个网站，名额还不还要问接入商" in after


TWO = (access("腾讯云", "ins-1"), access("华为云", "ecs-1"))


@pytest.mark.parametrize(
    ("text", "language"), [(OF_THE_SHOP[0], "zh"), (OF_THE_SHOP[3], "en"), ("取消接入会怎样", "zh")]
)
def test_it_is_asked_which_provider_where_there_are_several(
    bot: Bot, text: str, language: str
) -> None:
    account = owner(subject(shop(*TWO)))
    which = bot.ask(MEANING, account, text, language=language)
    assert which.responses == ["utter_which_what_if_provider"]
    assert which.cards == []
    assert len(which.titles) == 2
    by_button = bot.send(which, which.buttons[1].payload, language=language)
    by_name = bot.say(which, "华为云", language=language)
    by_place = bot.say(which, {"zh": "第二个", "en": "the second one"}[language], language=language)
    for answer in (by_button, by_name, by_place):
        huawei, tencent = {"zh": ("华为云", "腾讯云"), "en": ("Huawei Cloud", "Tencent Cloud")}[
            language
        ]
        assert answer.responses == ["utter_what_if_access_one_of"]
        assert huawei in the_card(answer)["title"]
        after = sections(answer)[1]
        assert tencent in after
        assert "空壳" not in after
        assert "ecs-1" in after
        assert "ins-1" not in after


def test_a_provider_that_nobody_knows_is_chosen_by_its_button(bot: Bot) -> None:
    account = owner(subject(shop(access("甲网络", "a"), access("乙网络", "b"))))
    which = bot.ask(MEANING, account, OF_THE_SHOP[0])
    assert "乙网络" in the_card(bot.press(which, "乙网络"))["title"]


def test_the_provider_that_is_named_is_the_one(bot: Bot) -> None:
    account = owner(subject(shop(*TWO)))
    answer = bot.ask(MEANING, account, "取消商城在华为云的接入会怎样")
    assert "华为云" in the_card(answer)["title"]
    assert "腾讯云" in the_card(bot.say(answer, "那腾讯云呢"))["title"]


def test_no_access_there_is_said_with_where_it_is(bot: Bot) -> None:
    account = owner(subject(shop(access("腾讯云"))))
    answer = bot.ask(MEANING, account, "取消商城在华为云的接入会怎样")
    assert answer.cards == []
    assert "没有在华为云的接入" in answer.text
    assert "腾讯云" in answer.text


def test_access_that_is_gone_there_is_said_to_be_gone(bot: Bot) -> None:
    account = owner(subject(shop(access("阿里云"), lost_access("腾讯云"))))
    answer = bot.ask(MEANING, account, "取消商城在腾讯云的接入会怎样")
    assert answer.cards == []
    assert "在腾讯云的接入已由您取消" in answer.text
    assert "阿里云" in answer.text


@pytest.mark.parametrize("text", [OF_THE_SHOP[0], OF_THE_SHOP[3]])
def test_a_website_whose_access_is_cut_has_none_to_cancel(bot: Bot, text: str) -> None:
    account = owner(subject(shop(lost_access("腾讯云")), blog()))
    for answer in asked(bot, account, (text,) * 3):
        assert answer.cards == []
        assert answer.responses == ["utter_access_lost", "utter_what_if_access_cut"]
        assert "示例商城" in answer.text
        assert "Blog" not in answer.text


def test_new_access_under_way_is_named_where_it_is_cut(bot: Bot) -> None:
    coming = in_state(OrderState.PROVIDER_REVIEW, "w1", kind=OrderKind.NEW_ACCESS)
    account = owner(subject(shop(lost_access("腾讯云")), blog()), orders=(coming,))
    answer = bot.ask(MEANING, account, OF_THE_SHOP[0])
    assert answer.responses[-1] == "utter_what_if_access_coming"
    assert coming.order_id in answer.text


def test_where_all_access_is_cut_each_loss_is_told(bot: Bot) -> None:
    account = owner(subject(shop(lost_access()), blog(lost_access())))
    answer = bot.ask(MEANING, account, "取消接入会怎样")
    assert answer.cards == []
    assert "示例商城" in answer.text
    assert "Blog" in answer.text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ServiceKind.APP, "取消App的接入会怎样"),
        (ServiceKind.APP, "取消示例助手的接入会怎样"),
        (ServiceKind.APP, "what happens if I cancel the access of the app"),
        (ServiceKind.MINI_PROGRAM, "取消小程序的接入会怎样"),
        (ServiceKind.MINI_PROGRAM, "what happens if I cancel the access of the mini program"),
    ],
)
def test_the_access_of_an_app_or_mini_program_is_its_own(
    bot: Bot, kind: ServiceKind, text: str
) -> None:
    app = service("app1", access("腾讯云", None), name="示例助手", kind=kind)
    account = owner(subject(shop(), blog(), services=(app,)))
    for answer in asked(bot, account, (text,) * 4):
        assert "示例助手" in the_card(answer)["title"]
        before, after, takes, *_ = sections(answer)
        assert "示例商城" not in before + after
        assert "shop.example.cn" not in after
        platform = kind is not ServiceKind.APP
        said = {"zh": ("平台", "验证码"), "en": ("platform", "code")}[answer.language]
        assert (said[0] in takes) == platform
        assert (said[1] in takes) != platform


def test_an_app_keeps_the_subject_from_becoming_a_shell(bot: Bot) -> None:
    app = service("app1", access("腾讯云", None), name="示例助手")
    account = owner(subject(shop(), services=(app,)))
    assert "空壳主体" not in sections(bot.ask(MEANING, account, OF_THE_SHOP[0]))[1]


def test_of_several_websites_it_is_asked_whose_access(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    for which in asked(bot, account, OF_NO_THING):
        assert which.responses == ["utter_which_what_if_access"]
        assert which.cards == []
        chosen = bot.press(which, "Blog", language=which.language)
        assert "Blog" in the_card(chosen)["title"]


def test_a_provider_that_is_named_tells_which_of_several_websites_is_meant(bot: Bot) -> None:
    held = website("w1", access("阿里云", None), name="示例甲站")
    other = website("w2", access("腾讯云", None), name="示例乙站")
    account = owner(subject(held, other))
    answer = bot.ask(SITE_AFTER, account, "取消阿里云的接入会怎样", part="other_provider", sure=0.9)
    assert "示例甲站" in the_card(answer)["title"]


def test_an_open_order_for_that_very_access_is_what_is_asked_about(bot: Bot) -> None:
    order = in_state(OrderState.PROVIDER_REVIEW, "w1", kind=OrderKind.CANCEL_ACCESS)
    account = owner(subject(shop(), blog()), orders=(order,))
    answer = bot.ask(MEANING, account, "取消接入会怎样")
    assert "示例商城" in the_card(answer)["title"]
    assert order.order_id in sections(answer)[2]
    payloads = [one["payload"] for one in the_card(answer)["actions"]]
    assert payloads == ["/my_order_progress", "/faq_withdraw_application"]


@pytest.mark.parametrize("target", ["w1", "w2", "s1"])
def test_orders_in_the_way_are_named(bot: Bot, target: str) -> None:
    order = waiting_for_sms(target=target)
    account = owner(subject(shop(), blog()), orders=(order,))
    takes = sections(bot.ask(MEANING, account, OF_THE_SHOP[0]))[2]
    assert order.order_id in takes


@pytest.mark.parametrize("text", ["取消全部接入会怎样", "所有网站都取消接入会怎样"])
def test_cancelling_all_access_stays_with_its_own_answer(bot: Bot, text: str) -> None:
    account = owner(subject(shop(), blog()))
    answer = bot.ask(MEANING, account, text, part="all_access")
    assert answer.frame.part == "all_access"
    assert answer.cards == []


@pytest.mark.parametrize("account", [None, owner(subject(website("w9")))])
def test_it_is_told_in_general_where_no_access_is_on_file(bot: Bot, account: Any) -> None:
    for answer in asked(bot, account, OF_NO_THING[:2]):
        assert answer.frame.topic == MEANING
        assert answer.cards == []
        assert "工信部的备案号还在" in answer.text


@pytest.mark.parametrize("text", ["取消接入后域名会怎么样", "怎么取消商城的接入"])
def test_other_questions_about_access_keep_their_answers(bot: Bot, text: str) -> None:
    account = owner(subject(shop(), blog()))
    answer = bot.ask(SITE_AFTER, account, text, part="domain_server")
    assert answer.frame.part == "domain_server"


@pytest.mark.parametrize("text", ["取消接入会怎样", "what happens if I cancel access"])
@pytest.mark.parametrize("part", ["all_access", None])
def test_of_several_websites_it_is_asked_whose_access_and_the_chosen_one_is_drawn(
    bot: Bot, text: str, part: str | None
) -> None:
    language = "en" if text.isascii() else "zh"
    account = owner(subject(shop(), blog()))
    which = bot.ask(MEANING, account, text, part=part, language=language)
    assert which.responses == ["utter_which_what_if_access"]
    assert len(which.buttons) == 2
    answer = bot.send(which, which.buttons[0].payload)
    assert "示例商城" in the_card(answer)["title"]


@pytest.mark.parametrize(
    "text", ["取消阿里云的接入会怎样", "what happens if I cancel access at Alibaba Cloud"]
)
def test_the_access_through_a_named_provider_is_drawn_whatever_part_it_is_taken_for(
    bot: Bot, text: str
) -> None:
    account = owner(subject(shop(access("腾讯云")), blog(access("阿里云"))))
    for part in (None, "then_cancel", "all_access"):
        answer = bot.ask(MEANING, account, text, part=part, sure=0.95)
        assert "Blog" in the_card(answer)["title"]


def test_what_can_be_cancelled_after_access_stays_with_its_own_answer(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    answer = bot.ask(MEANING, account, "取消接入以后再注销备案会怎样", part="then_cancel")
    assert answer.frame.part == "then_cancel"


@pytest.mark.parametrize(
    ("what_if", "wish", "name"),
    [
        ("取消接入会怎样", "帮我写一份注销声明书", "商城"),
        ("what happens if I cancel access", "write the cancellation letter for me", "the shop"),
    ],
)
def test_a_letter_wished_for_while_it_is_asked_whose_access_is_of_what_is_named_then(
    bot: Bot, what_if: str, wish: str, name: str
) -> None:
    language = "en" if wish.isascii() else "zh"
    account = owner(subject(shop(), blog()))
    which = bot.ask(MEANING, account, what_if, language=language)
    asked = bot.say(which, wish, LETTER, language=language)
    assert asked.responses == ["utter_which_to_cancel"]
    by_name = bot.say(asked, "示例商城" if name == "商城" else "shop.example.cn", language=language)
    by_button = bot.press(asked, "示例商城")
    for letter in (by_name, by_button):
        [card] = letter.cards
        assert (card["kind"], card["letter"]["about"]) == ("letter", "website")


def test_a_letter_wished_for_access_itself_is_not_needed(bot: Bot) -> None:
    account = owner(subject(shop(), blog()))
    which = bot.ask(MEANING, account, "取消接入会怎样")
    told = bot.say(which, "取消接入要声明书吗", LETTER)
    assert told.responses[0] == "utter_papers_not_for_access"


# A provider that is named, and all providers together.


def spread() -> Any:
    """The shop at two providers, the blog at one of them, the forum at a third."""
    there = website("w3", access("Alibaba Cloud"), name="论坛", domains=("forum.example.cn",))
    return owner(subject(shop(access(), access("Huawei Cloud")), blog(), there))


@pytest.mark.parametrize(
    "text",
    [
        "取消阿里云的接入会怎么样",
        "取消阿里云的接入",
        "我想把阿里云的接入取消了",
        "如果取消阿里云的接入呢",
        "what if I drop Alibaba's access",
        "cancel Alibaba Cloud's access",
    ],
)
def test_a_provider_that_is_named_decides_and_not_what_was_spoken_of(bot: Bot, text: str) -> None:
    account = spread()
    before = bot.ask("my_filing_status", account, "博客怎么样")
    assert before.frame.spoken_of or before.frame.about
    answer = bot.say(before, text, SITE_AFTER, part="other_provider", sure=0.6)
    assert "论坛" in the_card(answer)["title"]


@pytest.mark.parametrize("text", ["取消腾讯云的接入", "what if I drop Tencent's access"])
def test_a_provider_that_holds_several_is_asked_for_which(bot: Bot, text: str) -> None:
    account = spread()
    before = bot.ask("my_filing_status", account, "论坛怎么样")
    answer = bot.say(before, text, MEANING, sure=0.6)
    assert answer.responses == ["utter_which_what_if_access"]
    assert len(answer.buttons) == 2


def test_what_was_spoken_of_counts_where_that_provider_holds_it(bot: Bot) -> None:
    before = bot.ask("my_filing_status", spread(), "博客怎么样")
    answer = bot.say(before, "取消腾讯云的接入会怎么样", MEANING, sure=0.6)
    assert "Blog" in the_card(answer)["title"]


@pytest.mark.parametrize(
    "text",
    [
        "商城两家的接入都取消会怎么样",
        "如果把商城的所有接入都取消了会怎样",
        "what happens if I cancel the shop's access at both providers?",
    ],
)
def test_access_at_all_providers_together_is_one_change(bot: Bot, text: str) -> None:
    language = "en" if text.isascii() else "zh"
    answer = bot.ask(MEANING, spread(), text, language=language, sure=0.6)
    before, after, takes, *_ = sections(answer)
    for provider in ("Tencent Cloud", "Huawei Cloud"):
        assert provider in the_card(answer)["title"]
        assert provider in before
    assert "Huawei Cloud" in takes
    assert ("Tencent Cloud" if language == "en" else "腾讯云") in takes
    assert ("Access: none" if language == "en" else "接入：没有") in after
    assert ("empty shell" if language == "en" else "空壳") in after
