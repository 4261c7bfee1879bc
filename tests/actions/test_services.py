"""Apps, mini programs and quick apps of a subject: named, listed, counted, never taken for a
website."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.frame.frame import Frame
from beian.filing.state import (
    Access,
    Account,
    FilingStatus,
    Order,
    OrderKind,
    OrderState,
    Service,
    ServiceKind,
)
from tests.actions.accounts import COMPANY, LANGUAGES, blog, in_review, owner, shop, waiting_for_sms
from tests.actions.bot import Bot
from tests.filing.builders import access, at, person, service, subject, website

APP = service(
    "app1",
    access("阿里云"),
    name="示例助手",
    filing_number="粤ICP备2021000001号-3A",
    person_in_charge=person("钱多多", phone="13900001111"),
)
MINI = service(
    "mini1",
    kind=ServiceKind.MINI_PROGRAM,
    name="示例随身",
    filing_number="粤ICP备2021000001号-4X",
    platform="微信",
    person_in_charge=None,
)
GONE = service(
    "quick1",
    kind=ServiceKind.QUICK_APP,
    name="示例速查",
    filing_number="粤ICP备2021000001号-5K",
    status=FilingStatus.CANCELLED,
    cancelled_at=at("2026-06-18"),
)


def with_services(*services: Service) -> Account:
    return owner(subject(shop(), blog(), services=services or (APP, MINI)))


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "· 示例助手（手机 App），备案号粤ICP备2021000001号-3A，已备案；接入商阿里云；"
                "负责人钱**（139****1111）",
                "· 示例随身（小程序），备案号粤ICP备2021000001号-4X，已备案；平台微信",
                "· 示例速查（快应用，粤ICP备2021000001号-5K），2026年6月18日已注销",
            ],
        ),
        (
            "en",
            [
                "· 示例助手 (app), filing number 粤ICP备2021000001号-3A, on file;"
                " access through Alibaba Cloud; its person in charge, 钱** (139****1111)",
                "· 示例随身 (mini program), filing number 粤ICP备2021000001号-4X, on file; on 微信",
                "· 示例速查 (quick app, 粤ICP备2021000001号-5K), cancelled on 18 June 2026",
            ],
        ),
    ],
)
def test_my_filing_lists_services_by_kind_and_number_below_the_websites(
    bot: Bot, language: str, lines: list[str]
) -> None:
    answer = bot.ask("my_filing_status", with_services(APP, MINI, GONE), language=language)
    assert answer.text.splitlines()[4:] == lines


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("示例助手是什么情况", "service:app1"),
        ("粤ICP备2021000001号-3A 是什么", "service:app1"),
        ("我的App备案号多少", "service:app1"),
        ("那个小程序呢", "service:mini1"),
        ("粤ICP备2021000001号-4X 在哪", "service:mini1"),
        ("what about the mini program", "service:mini1"),
        ("粤ICP备2021000001号-2 是哪个", "website:w2"),
        ("尾号3A那个", "service:app1"),
        ("-4X 呢", "service:mini1"),
        ("4x 那个", "service:mini1"),
        ("尾号2那个", "website:w2"),
    ],
)
def test_a_service_is_found_by_its_name_number_and_kind(bot: Bot, text: str, key: str) -> None:
    answer = bot.ask("my_filing_status", with_services(), text)
    assert answer.frame.about == (key,)


@pytest.mark.parametrize("text", ["粤ICP备2021000001号-2A 怎么注销", "尾号2A的怎么注销", "-1X"])
def test_the_number_of_an_app_that_is_not_on_file_names_no_website(bot: Bot, text: str) -> None:
    answer = bot.ask("my_filing_status", with_services(), text)
    assert answer.frame.about == ()


def test_a_number_kept_in_another_form_is_found(bot: Bot) -> None:
    written = service("app1", name="示例助手", filing_number="粤 ICP 備 2021000001 號－3 a")
    account = owner(subject(shop(), blog(), services=(written,)))
    answer = bot.ask("my_filing_status", account, "粤ICP备2021000001号-3A")
    assert answer.frame.about == ("service:app1",)


def test_a_service_that_is_named_is_told_alone(bot: Bot) -> None:
    answer = bot.ask("my_filing_status", with_services(), "示例随身的备案号")
    assert answer.text.splitlines() == [
        f"主体「{COMPANY}」名下：",
        "· 示例随身（小程序），备案号粤ICP备2021000001号-4X，已备案；平台微信",
    ]


@pytest.mark.parametrize("topic", ["faq_phone_unreachable", "faq_required_documents"])
@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "核验的是哪一位的手机号、要准备哪些材料和声明书，我没有资料"),
        ("en", "I have no information on whose phone is checked"),
    ],
)
def test_whose_phone_is_checked_for_an_app_is_said_not_to_be_known(
    bot: Bot, topic: str, language: str, said: str
) -> None:
    answer = bot.ask(topic, with_services(), "示例助手", language=language)
    assert answer.responses == ["utter_papers_of_service_unknown"]
    assert said in answer.text
    assert "示例助手" in answer.text
    assert "1111" not in answer.text


@pytest.mark.parametrize("part", ["list", "letter"])
def test_no_papers_and_no_letter_are_made_up_for_an_app(bot: Bot, part: str) -> None:
    answer = bot.ask("faq_required_documents", with_services(), "示例助手", part=part)
    assert answer.responses == ["utter_papers_of_service_unknown"]
    letter = bot.ask("faq_statement_letter", with_services(), "示例助手")
    assert letter.responses == ["utter_papers_of_service_unknown"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_order_for_an_app_names_it_and_not_whose_phone_got_the_sms(
    bot: Bot, language: str
) -> None:
    order = waiting_for_sms(target="app1", kind=OrderKind.CANCEL_SERVICE)
    account = owner(subject(shop(), services=(APP,)), orders=(order,))
    text = bot.ask("my_order_progress", account, language=language).text
    assert "粤ICP备2021000001号-3A" in text
    assert "139" not in text
    assert {"zh": "我没有资料", "en": "no information"}[language] in text


def test_an_order_in_review_for_an_app_is_no_order_for_the_website(bot: Bot) -> None:
    order = in_review(target="app1", kind=OrderKind.CANCEL_SERVICE)
    account = owner(subject(shop(), services=(APP,)), orders=(order,))
    text = bot.ask("my_filing_status", account, "示例商城").text
    assert "订单" not in text
    assert "订单 o1 在管局审核" in bot.ask("my_filing_status", account, "示例助手").text


@pytest.mark.parametrize(
    ("services", "websites", "responses"),
    [
        ((APP,), 1, ["utter_subject_takes_one_website_and_services"]),
        ((APP, MINI), 2, ["utter_subject_takes_websites", "utter_services_go_along"]),
        ((APP,), 0, ["utter_subject_takes_services"]),
        ((GONE,), 1, ["utter_subject_takes_one_website"]),
    ],
)
def test_cancelling_the_subject_takes_its_services_along(
    bot: Bot, services: tuple[Service, ...], websites: int, responses: list[str]
) -> None:
    account = owner(subject(*(shop(), blog())[:websites], services=services))
    answer = bot.ask("faq_subject_vs_website", account)
    assert answer.responses == responses
    for one in services:
        assert (one.name in answer.text) is (one.status is FilingStatus.FILED)


def test_the_last_website_beside_an_app_leaves_no_shell(bot: Bot) -> None:
    account = owner(subject(shop(), services=(APP,)))
    answer = bot.ask("faq_other_websites_affected", account)
    assert answer.responses == ["utter_last_website_beside_services"]
    assert "不会变成空壳" in answer.text
    assert "示例助手（手机 App，粤ICP备2021000001号-3A）" in answer.text


def test_an_only_website_beside_an_app_is_not_said_to_be_all_there_is(bot: Bot) -> None:
    account = owner(subject(shop(), services=(APP,)))
    frame = Frame(about=("website:w1",))
    text = bot.ask("faq_how_to_cancel", account, frame=frame).text
    assert "唯一的网站" not in text
    assert "空壳" not in text


@pytest.mark.parametrize(("language", "said"), [("zh", "只注销它就行"), ("en", "cancel just that")])
def test_how_to_cancel_an_app_speaks_of_the_app(bot: Bot, language: str, said: str) -> None:
    answer = bot.ask("faq_how_to_cancel", with_services(), "示例助手", language=language)
    assert said in answer.text
    assert "示例助手" in answer.text


def test_which_to_cancel_offers_services_with_their_kind_and_number(bot: Bot) -> None:
    answer = bot.ask("faq_statement_letter", with_services())
    assert "示例助手（手机 App，粤ICP备2021000001号-3A）" in answer.titles
    assert "示例随身（小程序，粤ICP备2021000001号-4X）" in answer.titles
    pressed = bot.press(answer, "示例助手")
    assert pressed.responses == ["utter_papers_of_service_unknown"]


def test_an_only_app_is_what_is_meant(bot: Bot) -> None:
    account = owner(subject(services=(APP,)))
    assert "示例助手" in bot.ask("faq_how_to_cancel", account).text
    shell = bot.ask("faq_empty_shell_definition", account)
    assert "不是空壳主体" in shell.text


def test_what_was_cancelled_of_services_is_listed(bot: Bot) -> None:
    answer = bot.ask("faq_reapply", with_services(APP, GONE))
    assert answer.replies[0].text.splitlines()[1:] == [
        "· 「示例速查（快应用，粤ICP备2021000001号-5K）」，2026年6月18日注销"
    ]


def test_giving_up_an_order_leaves_services_on_file(bot: Bot) -> None:
    draft = waiting_for_sms(target="w1")
    account = owner(subject(shop(), services=(APP,)), orders=(draft,))
    text = bot.ask("faq_abandon_order_impact", account).text
    assert "同样不变的还有：示例助手（手机 App，粤ICP备2021000001号-3A）。" in text


def test_an_order_that_adds_an_app_is_not_called_a_new_website(bot: Bot) -> None:
    order = in_review(target="app1", kind=OrderKind.NEW_WEBSITE)
    account = owner(subject(shop(), services=(APP,)), orders=(order,))
    assert "新增「示例助手（手机 App" in bot.ask("my_order_progress", account).text
    assert order.state is OrderState.ADMINISTRATION_REVIEW


APPS = "faq_app_or_mini_program"


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "您名下已备案的有：",
                "· 示例助手（手机 App，粤ICP备2021000001号-3A）",
                "· 示例随身（小程序，粤ICP备2021000001号-4X）",
            ],
        ),
        (
            "en",
            [
                "On file for you:",
                "· 示例助手 (app, 粤ICP备2021000001号-3A)",
                "· 示例随身 (mini program, 粤ICP备2021000001号-4X)",
            ],
        ),
    ],
)
def test_asked_about_apps_those_on_file_are_listed_before_where_they_are_cancelled(
    bot: Bot, language: str, lines: list[str]
) -> None:
    answer = bot.ask(APPS, with_services(APP, MINI, GONE), language=language)
    assert answer.replies[0].text.splitlines() == lines
    assert answer.responses[1:] == [f"utter_{APPS}"]
    second = bot.say(answer, {"zh": "第二个", "en": "the second one"}[language], "my_filing_status")
    assert "示例随身" in second.text
    assert "示例助手" not in second.text


def test_the_app_that_is_named_is_listed_alone_and_none_is_made_up(bot: Bot) -> None:
    answer = bot.ask(APPS, with_services(), "示例随身怎么注销")
    assert "示例助手" not in answer.text
    without = bot.ask(APPS, owner(subject(shop()), name="without"))
    assert without.responses == [f"utter_{APPS}"]


@pytest.mark.parametrize(
    "topic", ["faq_how_to_cancel", "faq_required_documents", "faq_subject_vs_website", APPS]
)
@pytest.mark.parametrize("number", ["粤ICP备2021000001号-2A", "粤ICP备2021000001号-9"])
def test_a_number_that_is_not_on_file_gets_no_answer_about_what_is(
    bot: Bot, topic: str, number: str
) -> None:
    answer = bot.ask(topic, owner(subject(shop())), f"{number} 怎么注销")
    assert answer.responses == ["utter_not_on_file", f"utter_{topic}"]
    assert number in answer.text
    assert "示例商城" not in answer.text


@pytest.mark.parametrize(
    ("held", "response"),
    [
        (APP, "utter_cancel_app"),
        (MINI, "utter_cancel_wechat_mini_program"),
        (replace(MINI, platform="支付宝"), "utter_cancel_on_platform"),
        (replace(APP, accesses=()), "utter_cancel_app_of_unknown_provider"),
        (replace(APP, kind=ServiceKind.QUICK_APP), "utter_cancel_on_platform"),
    ],
)
def test_an_only_service_is_told_where_it_is_cancelled_itself(
    bot: Bot, held: Service, response: str
) -> None:
    account = owner(subject(shop(), services=(held,)))
    assert bot.ask(APPS, account, "想注销它").responses == [response]
    assert bot.ask(APPS, account, "在哪里注销", part="where").responses == [response]


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "微信的注销备案不能撤回"), ("en", "At WeChat a cancellation can't")],
)
def test_whether_a_mini_program_can_be_kept_is_told_as_wechat_says_and_not_as_its_subjects_provider(
    bot: Bot, language: str, said: str
) -> None:
    account = replace(with_services(APP, MINI), orders=(waiting_for_sms(target="w1"),))
    answer = bot.ask("faq_withdraw_application", account, "示例随身还能撤回吗", language=language)
    assert said in answer.text
    assert "示例商城" not in answer.text


@pytest.mark.parametrize(
    ("order", "zh"),
    [
        (
            waiting_for_sms(target="mini1", kind=OrderKind.CANCEL_SERVICE),
            "在微信撤不回，但还拦得住",
        ),
        (in_review(target="mini1", kind=OrderKind.CANCEL_SERVICE), "微信的注销备案不能撤回"),
    ],
    ids=["waits for the text", "in review"],
)
def test_a_mini_programs_cancellation_under_way_is_stopped_at_most_by_leaving_the_text(
    bot: Bot, order: Order, zh: str
) -> None:
    account = replace(with_services(APP, MINI), orders=(order,))
    answer = bot.ask("faq_withdraw_application", account, "示例随身的注销还能撤回吗")
    assert zh in answer.text
    assert "控制台放弃" not in answer.text


def test_an_apps_own_provider_counts_and_not_that_of_the_websites(bot: Bot) -> None:
    app = replace(APP, accesses=(access("华为云"),))
    answer = bot.ask("faq_withdraw_application", with_services(app), "示例助手还能撤回吗")
    assert "在华为云" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_provider_of_an_app_is_its_own(bot: Bot, language: str) -> None:
    app = service("app1", access("华为云", None), name="示例助手")
    account = owner(subject(website("w1", access("腾讯云")), services=(app,)))
    answer = bot.ask("my_filing_status", account, "示例助手", part="provider", language=language)
    assert {"zh": "华为云", "en": "Huawei Cloud"}[language] in answer.text
    assert "w1" not in answer.text
    every = bot.ask("my_filing_status", account, part="provider", language=language)
    assert "示例助手" in every.text
    assert "w1" in every.text


@pytest.mark.parametrize(
    ("accesses", "says"),
    [
        ((access("腾讯云", "ins-7"),), "ins-7（腾讯云）"),
        ((access("腾讯云", None),), "在哪台服务器上没有登记"),
        ((), "接入和服务器，资料里都没有"),
    ],
)
def test_the_server_of_an_app_is_told_as_far_as_it_is_on_file(
    bot: Bot, accesses: tuple[Access, ...], says: str
) -> None:
    app = service("app1", *accesses, name="示例助手")
    account = owner(subject(website("w1", access("腾讯云")), services=(app,)))
    answer = bot.ask("faq_instance_quota", account, "示例助手在哪台服务器上", part="of_site")
    assert says in answer.text
    assert "示例助手" in answer.text


def test_access_that_is_not_on_file_is_not_said_to_be_none(bot: Bot) -> None:
    app = service("app1", name="示例助手")
    account = owner(subject(website("w1", access("腾讯云")), services=(app,)))
    told = bot.ask("my_filing_status", account, "示例助手", part="provider")
    assert "资料里没有它的接入" in told.text
    card = bot.ask("faq_after_cancelling", account, "注销网站会怎样").cards[0]
    assert "接入：没有" not in "".join(card["sections"][1]["lines"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_quick_app_without_a_domain_is_not_told_of_domains(bot: Bot, language: str) -> None:
    gone = service("app1", name="速查", kind=ServiceKind.QUICK_APP, status=FilingStatus.CANCELLED)
    account = owner(subject(website("w1", access("腾讯云")), services=(gone,)))
    text = {"zh": "注销快应用会怎样", "en": "what happens if I cancel the quick app"}[language]
    answer = bot.ask("faq_after_cancelling", account, text, language=language)
    assert "速查" in answer.text
    assert {"zh": "域名", "en": "domain"}[language] not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_website_with_two_domains_is_told_of_both(bot: Bot, language: str) -> None:
    site = website("w1", access("腾讯云"), domains=("a.example.cn", "b.example.cn"))
    answer = bot.ask("faq_after_cancelling", owner(subject(site)), language=language)
    assert "a.example.cn" in answer.text
    assert "b.example.cn" in answer.text
    assert "the domain " not in answer.text
