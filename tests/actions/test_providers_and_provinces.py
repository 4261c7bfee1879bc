"""What differs between providers and provinces is answered for those of the account, or of the
message; where neither is known, the difference is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

import pytest

from beian.filing.state import Account, OrderState, SubjectType
from beian.nlu.topics.model import Response
from beian.nlu.topics.project import project_content
from tests.actions.accounts import in_review, in_state, owner, shop
from tests.actions.bot import Bot
from tests.filing.builders import access, cancelled_website, lost_access, subject, website

PROVIDERS = {
    "tencent": "腾讯云",
    "huawei": "华为云",
    "aliyun": "Alibaba Cloud",
    "other": "某某数据",
}
PROVINCES = ("guangdong", "zhejiang", "beijing", "shandong")
LANGUAGES = ("zh", "en")


OF_INDIVIDUALS = ("faq_personal_to_enterprise",)


def held_by(
    provider: str, province: str = "guangdong", kind: SubjectType = SubjectType.ENTERPRISE
) -> Account:
    """An account with one website, which the provider holds."""
    held = shop(access(PROVIDERS[provider], "i-1"))
    return owner(subject(held, province=province, type=kind))


def shell_in(province: str) -> Account:
    return owner(subject(cancelled_website(), province=province))


class Row(NamedTuple):
    """A question, or a part of it, the provider, and what is said and what is not, by language."""

    asked: str
    provider: str
    zh: list[str]
    not_zh: list[str]
    en: list[str]
    not_en: list[str]


BY_PROVIDER = [
    (
        "faq_instance_quota",
        "tencent",
        ["名额就退回"],
        ["华为云"],
        ["its place is back"],
        ["Huawei"],
    ),
    ("faq_instance_quota", "huawei", ["不恢复"], ["腾讯云"], ["gets no place back"], ["Tencent"]),
    ("faq_instance_quota", "aliyun", ["看接入商"], [], ["It depends on the provider"], []),
    ("faq_instance_quota", "other", ["看接入商"], [], ["It depends on the provider"], []),
    ("faq_instance_quota/swap", "tencent", ["可以"], ["华为云"], ["Yes"], ["Huawei"]),
    ("faq_instance_quota/swap", "huawei", ["不行"], ["腾讯云"], ["Not once"], ["Tencent"]),
    ("faq_instance_quota/swap", "other", ["在腾讯云可以", "华为云"], [], ["At Tencent"], []),
    ("faq_instance_quota/full", "huawei", ["另一台"], ["腾讯云"], ["another server"], ["Tencent"]),
    ("faq_withdraw_application", "tencent", ["放弃"], ["华为云"], ["give it up"], ["Huawei"]),
    (
        "faq_withdraw_application",
        "huawei",
        ["只能放弃"],
        ["腾讯云"],
        ["only given up"],
        ["Tencent"],
    ),
    (
        "faq_withdraw_application",
        "aliyun",
        ["撤回已提交订单"],
        [],
        ["withdrawing one"],
        ["Tencent"],
    ),
    ("faq_withdraw_application", "other", ["通常不能撤回"], [], ["usually can't"], []),
    (
        "faq_withdraw_application/at_administration",
        "tencent",
        ["无法撤销"],
        ["华为云"],
        ["no:"],
        [],
    ),
    ("faq_withdraw_application/at_administration", "aliyun", ["也许有"], [], ["Perhaps"], []),
    (
        "faq_cancellation_time/provider",
        "tencent",
        ["直接提交管局"],
        ["初审"],
        ["straight"],
        ["Huawei"],
    ),
    (
        "faq_cancellation_time/provider",
        "huawei",
        ["初审一般 1–2"],
        ["腾讯云"],
        ["1 to 2"],
        ["Tencent"],
    ),
    (
        "faq_cancellation_time/provider",
        "aliyun",
        ["直接到管局"],
        ["华为云"],
        ["as soon as"],
        ["Huawei"],
    ),
    ("faq_cancellation_time/provider", "other", ["看接入商"], [], ["That differs"], []),
    ("faq_personal_to_enterprise/reverse", "tencent", ["一般不支持"], [], ["not supported"], []),
    (
        "faq_personal_to_enterprise/reverse",
        "huawei",
        ["没有写"],
        ["腾讯云"],
        ["not in what"],
        ["Tencent"],
    ),
    (
        "faq_personal_to_enterprise",
        "tencent",
        ["可以直接变更"],
        ["华为云"],
        ["can be changed"],
        ["Huawei"],
    ),
    (
        "faq_personal_to_enterprise",
        "huawei",
        ["不能直接变更"],
        ["腾讯云"],
        ["can't be"],
        ["Tencent"],
    ),
    ("faq_personal_to_enterprise", "aliyun", ["腾讯云", "华为云"], [], ["Tencent", "Huawei"], []),
    (
        "faq_change_instead/address",
        "tencent",
        ["不能跨省变更"],
        ["华为云"],
        ["can't be moved"],
        ["Huawei"],
    ),
    (
        "faq_change_instead/address",
        "huawei",
        ["变更主体"],
        ["腾讯云"],
        ["change of the subject"],
        ["Tencent"],
    ),
    ("faq_change_instead/address", "aliyun", ["腾讯云", "华为云"], [], ["Tencent", "Huawei"], []),
    ("faq_open_order", "huawei", ["通常不显示"], [], ["usually not shown"], []),
    ("faq_open_order/several", "huawei", ["不支持批量"], [], ["no batch"], []),
    ("faq_reapply/how", "huawei", ["在华为云", "首次备案"], [], ["first filing"], []),
    ("faq_cancellation_time", "huawei", ["华为云先初审"], [], ["Huawei Cloud first"], []),
    ("faq_cancellation_time", "tencent", ["1–20 个工作日"], ["初审"], ["1 to 20"], ["Huawei"]),
    ("faq_cancel_access_meaning/steps", "tencent", ["可以批量"], [], ["several sites"], []),
    (
        "faq_cancel_access_meaning/steps",
        "huawei",
        ["只能放弃"],
        ["腾讯云"],
        ["only given up"],
        ["Tencent"],
    ),
    (
        "faq_withdraw_application",
        "huawei",
        ["注销成功了就不能恢复"],
        ["腾讯云"],
        ["has succeeded can't be undone"],
        ["Tencent"],
    ),
    (
        "faq_how_to_cancel/other_provider",
        "huawei",
        ["华为云注销不了"],
        ["腾讯云"],
        ["only cancels what was filed through it"],
        ["Tencent"],
    ),
    (
        "faq_how_to_cancel/other_provider",
        "tencent",
        ["在别家备的案，一般要到那一家办"],
        ["华为云"],
        ["What was filed elsewhere is usually cancelled there"],
        ["Huawei"],
    ),
    (
        "faq_account_or_provider_lost/account_lost",
        "huawei",
        ["就在您现在登录的账号", "找不回，华为云通常没法处理"],
        [],
        ["with which you are signed in", "usually can't handle"],
        [],
    ),
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", BY_PROVIDER, ids=lambda row: f"{row[0]} at {row[1]}")
def test_the_answer_is_that_of_the_accounts_provider(
    bot: Bot, row: tuple[Any, ...], language: str
) -> None:
    asked = Row(*row)
    intent, _, part = asked.asked.partition("/")
    kind = SubjectType.INDIVIDUAL if intent in OF_INDIVIDUALS else SubjectType.ENTERPRISE
    account = held_by(asked.provider, kind=kind)
    text = bot.ask(intent, account, part=part or None, language=language).text
    said, left_out = (asked.zh, asked.not_zh) if language == "zh" else (asked.en, asked.not_en)
    for each in said:
        assert each in text
    for each in left_out:
        assert each not in text


@pytest.mark.parametrize(
    ("provider", "zh", "en"),
    [
        ("tencent", "腾讯云说明这时无法撤销", "Tencent Cloud says that it can't be withdrawn"),
        ("huawei", "不支持撤销和修改", "neither revoked nor changed"),
        ("aliyun", "马上到备案控制台看看", "look in its console at once"),
        ("other", "通常不能撤了", "usually no longer"),
    ],
)
def test_an_order_in_review_can_be_withdrawn_as_its_provider_says(
    bot: Bot, provider: str, zh: str, en: str
) -> None:
    account = replace(held_by(provider), orders=(in_review(),))
    assert zh in bot.ask("faq_withdraw_application", account).text
    assert en in bot.ask("faq_withdraw_application", account, language="en").text


@pytest.mark.parametrize(
    ("provider", "zh"),
    [
        ("tencent", "名额要等管局通过以后才会退回"),
        ("huawei", "通过了名额也不恢复"),
        ("other", "名额退不退看接入商"),
    ],
)
def test_an_open_cancellation_promises_a_place_only_where_one_is_given_back(
    bot: Bot, provider: str, zh: str
) -> None:
    account = replace(held_by(provider), orders=(in_state(OrderState.PROVIDER_REVIEW),))
    assert zh in bot.ask("faq_instance_quota", account, part="when_back").text


@pytest.mark.parametrize(
    ("provider", "zh", "en"),
    [
        ("tencent", "已备案 1/5 个网站，办理中的注销成功后为 0/5", "websites 1 of 5; once"),
        ("huawei", "已备案 1 个网站\n", "filed websites 1\n"),
        ("aliyun", "已备案 1 个网站\n", "filed websites 1\n"),
        ("other", "已备案 1 个网站\n", "filed websites 1\n"),
    ],
)
def test_an_instance_is_counted_against_a_limit_only_where_one_is_known(
    bot: Bot, provider: str, zh: str, en: str
) -> None:
    account = replace(held_by(provider), orders=(in_state(OrderState.PROVIDER_REVIEW),))
    assert zh in bot.ask("faq_instance_quota", account).text
    assert en in bot.ask("faq_instance_quota", account, language="en").text


SHELLS = [
    ("faq_reapply", None),
    ("faq_reapply", "when"),
    ("faq_reapply", "how"),
    ("faq_reapply", "other_provider"),
    ("faq_reapply", "empty_shell"),
    ("faq_empty_shell_cancel", "access_first"),
    ("faq_empty_shell_cause", "avoid"),
    ("faq_empty_shell_definition", "consequences"),
    ("faq_site_after_access_cancelled", "restore"),
    ("faq_if_not_cancelled", "must"),
]


@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize(("topic", "part"), SHELLS)
def test_an_empty_shell_takes_a_service_directly_only_where_its_province_lets_it(
    bot: Bot, topic: str, part: str | None, province: str
) -> None:
    direct = province in ("zhejiang", "beijing")
    text = bot.ask(topic, shell_in(province), part=part, language="en").text
    assert "according to huawei cloud" in text.casefold()
    taken = ("can take a new", "website can be added to it", "you can add a website")
    said = any(words in text.replace("no website can", "none can") for words in taken)
    assert said == direct
    chinese = bot.ask(topic, shell_in(province), part=part).text
    assert "据华为云" in chinese
    assert ("直接" in chinese and "不能" not in chinese) or not direct


@pytest.mark.parametrize(
    ("province", "said"),
    [
        ("zhejiang", "浙江省的空壳主体可以直接新增网站"),
        ("beijing", "北京市的空壳主体可以直接新增网站"),
        ("guangdong", "广东省的空壳主体要先书面注销"),
        ("shandong", "山东省的空壳主体要先书面注销"),
    ],
)
def test_who_is_not_signed_in_may_name_the_province(bot: Bot, province: str, said: str) -> None:
    asked = bot.ask(
        "faq_reapply", text="...", entities=[("province", province)], part="empty_shell"
    )
    assert said in asked.text


def test_a_province_that_no_list_names_gets_the_difference(bot: Bot) -> None:
    assert "看省份" in bot.ask("faq_reapply", part="empty_shell").text


@pytest.mark.parametrize(
    ("provider", "province", "zh"),
    [
        ("huawei", "guangdong", "2024 年 7 月把广东省列为可迁移的省市"),
        ("huawei", "zhejiang", "2024 年 7 月把浙江省列为可迁移的省市"),
        ("huawei", "beijing", "名单里没有北京市"),
        ("huawei", "shandong", "名单里没有山东省"),
        ("tencent", "guangdong", "资料里没有写腾讯云的规定"),
        ("aliyun", "beijing", "资料里没有写Alibaba Cloud的规定"),
        ("other", "zhejiang", "华为云可以"),
    ],
)
def test_a_website_is_moved_where_provider_and_province_support_it(
    bot: Bot, provider: str, province: str, zh: str
) -> None:
    text = bot.ask("faq_move_to_other_subject", held_by(provider, province)).text
    assert zh in text.replace("写 Alibaba Cloud 的", "写Alibaba Cloud的")


@pytest.mark.parametrize(
    ("province", "zh"),
    [
        ("zhejiang", "背面港澳身份证号"),
        ("guangdong", "广东省通常填正面号码"),
        ("beijing", "北京市通常填正面号码"),
        ("shandong", "山东省通常填正面号码"),
    ],
)
def test_the_permits_number_is_that_of_the_accounts_province(
    bot: Bot, province: str, zh: str
) -> None:
    account = held_by("tencent", province)
    asked = bot.ask("faq_sms_verification", account, part="last_six", text="回乡证填哪个号")
    assert zh in asked.text


def test_several_providers_get_the_difference(bot: Bot) -> None:
    both = owner(
        subject(website("w1", access("腾讯云", "i-1")), website("w2", access("华为云", "i-2")))
    )
    text = bot.ask("faq_instance_quota", both).text
    assert "看接入商" in text
    assert "· i-1（腾讯云）：已备案 1/5 个网站" in text
    assert "· i-2（华为云）：已备案 1 个网站" in text


def test_a_website_that_is_named_decides_which_provider_counts(bot: Bot) -> None:
    shops = website("w1", access("腾讯云", "i-1"), name="商城甲")
    both = owner(subject(shops, website("w2", access("华为云", "i-2"), name="博客乙")))
    asked = bot.ask("faq_withdraw_application", both, text="博客乙的注销还能撤回吗")
    assert "在华为云" in asked.text


def test_access_that_is_lost_says_nothing_of_the_provider(bot: Bot) -> None:
    account = owner(subject(shop(lost_access("华为云"))))
    assert "看接入商" in bot.ask("faq_instance_quota", account).text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("华为云上注销了名额退吗", "不恢复"),
        ("腾讯云注销一个网站名额退吗", "名额就退回"),
        ("华为云和腾讯云有什么不同", "看接入商"),
    ],
)
def test_a_provider_that_the_message_names_is_answered_for(bot: Bot, text: str, said: str) -> None:
    assert said in bot.ask("faq_instance_quota", text=text).text
    assert said in bot.ask("faq_instance_quota", held_by("aliyun"), text=text).text


def test_a_provider_that_was_named_is_remembered_and_may_be_denied(bot: Bot) -> None:
    first = bot.ask("faq_instance_quota", text="我用的是华为云，名额退吗")
    assert first.frame.provider == "huawei"
    again = bot.say(first, "那审核要多久", "faq_cancellation_time", part="provider")
    assert "华为云初审" in again.text


@pytest.mark.parametrize(
    ("province", "said"),
    [
        ("zhejiang", ["浙江省的空壳主体可以直接新增"]),
        ("shaanxi", ["陕西省的空壳主体不能直接新增", "先书面注销"]),
    ],
)
def test_a_shell_whose_websites_are_on_file_is_told_of_a_new_one(
    bot: Bot, province: str, said: list[str]
) -> None:
    shell = owner(subject(shop(lost_access()), province=province))
    text = bot.ask("faq_reapply", shell).text
    assert all(each in text for each in ["备案号不变", *said])


def all_variants() -> list[tuple[str, Response]]:
    answered = [one for topic in project_content().topics for one in (topic, *topic.parts)]
    return [(one.intent, response) for one in answered for response in one.said if response.where]


@pytest.mark.parametrize(
    ("intent", "response"), all_variants(), ids=lambda one: getattr(one, "name", one)
)
def test_what_differs_rests_on_facts_that_may_be_said(intent: str, response: Response) -> None:
    facts = project_content().facts_of(intent)
    assert facts
    assert all(fact.confidence.value != "low" for fact in facts)
    assert len({one.name for one in response.variants}) == len(response.where) + 1
