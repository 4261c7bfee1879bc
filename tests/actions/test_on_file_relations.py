"""Questions for how things on file bear on each other get what the file says, whatever they are
taken for."""

from __future__ import annotations

import pytest

from actions.frame.frame import Frame
from beian.nlu.intents import FALLBACK, MY_ORDER_PROGRESS
from tests.actions.bot import Bot
from tests.actions.sample import sample_account

OTHERS = "faq_other_websites_affected"
TOLD = [
    # What came of an order.
    ("haoyue-travel", "小程序皓悦随身之前不是注过一次？那次成了没", ["没办成", "2026年6月9日"]),
    ("haoyue-travel", "我问的是六月那次！结果咋样", ["没办成", "2026年6月9日"]),
    ("haoyue-travel", "what came of the june one?", ["did not go through", "9 June 2026"]),
    ("dingsheng-group", "上海那单成了没", ["办成了", "2026年4月22日"]),
    ("dingsheng-group", "上海那單後來怎麼樣", ["办成了", "2026年4月22日"]),
    ("dingsheng-group", "did the april order go through?", ["It went through", "22 April 2026"]),
    ("ma-first-filing", "九月那次办成了吗", ["没办成", "2026年9月20日"]),
    ("ma-first-filing", "what became of the change?", ["no result yet"]),
    # Whether a cancellation touches something.
    ("dingsheng-group", "北京注掉以后深圳这边还在吧", ["不受影响", "鼎盛商城"]),
    ("dingsheng-group", "问你北京注销会不会连累深圳的网站", ["不受影响", "鼎盛招聘"]),
    ("dingsheng-group", "北京註銷會不會影響深圳", ["不受影响"]),
    ("dingsheng-group", "will Beijing's cancellation touch Shenzhen's sites?", ["Not affected"]),
    ("dingsheng-group", "does cancelling the Beijing company hurt the mall?", ["Not affected"]),
    ("dingsheng-group", "北京主体注销会影响鼎盛观察吗", ["会一起注销", "鼎盛观察"]),
    ("haoyue-travel", "if I cancel the subject does the mini program die too?", ["goes along"]),
    ("haoyue-travel", "整个主体注销的话小程序会一起没吗", ["会一起注销"]),
    ("hanqiao-trading", "注销展会会影响商城吗", ["不受影响", "备案号不变"]),
    # Whether two orders clash.
    ("wuwei-hosting", "does the draft clash with the lab one?", ["as long as it is a"]),
    ("wuwei-hosting", "草稿跟实验室那单冲突吗", ["现在不冲突", "2026年11月4日"]),
    ("dingsheng-group", "商城那单和北京那单会打架吗", ["不冲突"]),
    ("dingsheng-group", "商城那单跟招聘那单冲突吗", ["同一时间只能有一张"]),
    ("dingsheng-group", "would dropping the mall set the Beijing one back?", ["don't clash"]),
    ("dingsheng-group", "does the mall's have to wait for the Beijing one", ["don't clash"]),
    ("dingsheng-group", "商城那单会耽误北京那单吗", ["不冲突"]),
    ("wuwei-hosting", "will the draft hold up the lab one?", ["as long as it is a"]),
    ("hanqiao-trading", "would cancelling the shop delay it?", ["One after the other"]),
    # At which provider a site is.
    ("dingsheng-group", "jobs also runs on aliyun, so I need to tell them too?", ["alone"]),
    ("dingsheng-group", "is the mall on Huawei Cloud?", ["Yes", "Tencent Cloud"]),
    ("dingsheng-group", "招聘也在阿里云，那边要不要说", ["只在腾讯云"]),
    ("dingsheng-group", "商城在阿里云吧", ["不是", "华为云"]),
    # Whether somebody has to act.
    ("dingsheng-group", "that draft, who would have to finish it?", ["something to do", "draft"]),
    ("dingsheng-group", "北京那家，Marie还要做什么吗", ["谁都不用做什么", "管局审核中"]),
    ("dingsheng-group", "商城这张，高总还要操作吗", ["要。", "138****1018"]),
    ("hanqiao-trading", "who of us has to do anything now, me or Ms Xu?", ["Nobody has to do"]),
    ("dingsheng-group", "Beijing done? and Gao Yuan, must he do something?", ["18:00"]),
    ("wright-english", "does he still have to do anything?", ["Nobody", "138****1005"]),
    ("wuwei-hosting", "五个站负责人都是同一个人吗", ["对。", "138****1016"]),
    # What the file has of a change, and of who is in charge.
    ("ma-first-filing", "那个变更改的是什么", ["没有记录", "控制台"]),
    ("ma-first-filing", "what is that change about?", ["not on file"]),
    ("wuwei-hosting", "is it the same person for all five sites?", ["Yes.", "138****1016"]),
    ("hanqiao-trading", "几个站是同一个负责人吗", ["不是", "许**"]),
    # The last code, and the next.
    ("wu-taiwan", "那簡訊是發到我哪支手機？我根本沒看到", ["10月5日", "138****1008", "已经过期"]),
    ("wright-english", "is there a text coming to my phone?", ["Not sent yet", "1005"]),
    # The day.
    ("ma-first-filing", "the change, its submit date, the 8th or the 9th?", ["8 October 2026"]),
    ("dingsheng-group", "我们手上有几个单子在跑", ["4 张"]),
]  # fmt: skip
"""Who asks, what, and what has to be told."""


@pytest.mark.parametrize(("name", "text", "told"), TOLD)
def test_what_bears_on_what_is_told(bot: Bot, name: str, text: str, told: list[str]) -> None:
    language = "en" if text.isascii() else "zh"
    answer = bot.ask(FALLBACK, sample_account(name), text, language=language, sure=0.3)
    assert [one for one in told if one not in answer.text] == []


@pytest.mark.parametrize(
    ("name", "text", "taken_for"),
    [
        ("hanqiao-trading", "注销会影响搜索排名吗", "faq_after_cancelling"),
        ("hanqiao-trading", "注销官网会有什么影响", "faq_after_cancelling"),
        ("dingsheng-group", "结果会通知谁", "faq_result_notice"),
        ("hanqiao-trading", "商城和官网是同一台服务器，退机器会不会连累", FALLBACK),
        ("ma-first-filing", "我问的是能不能撤，不是改啥", "faq_withdraw_application"),
        ("ma-first-filing", "how did that of mine in, say, June, end?", FALLBACK),
        ("xu-newcomer", "Marie还要做什么吗", FALLBACK),
        ("dingsheng-group", "can I move the mall to aliyun?", "faq_cancel_access_meaning"),
        (
            "dingsheng-group",
            "the mall runs on Huawei Cloud, how do I cancel it",
            "faq_how_to_cancel",
        ),
        ("dingsheng-group", "does it take long to wait for the code", "faq_sms_verification"),
        ("dingsheng-group", "could you put the old number back", "faq_change_instead"),
    ],
)
def test_what_is_asked_in_general_is_not_told_of_the_file(
    bot: Bot, name: str, text: str, taken_for: str
) -> None:
    answer = bot.ask(taken_for, sample_account(name), text, sure=0.95)
    for one in (
        "don't clash",
        "alone. It has",
        "不受影响：",
        "没办成",
        "办成了",
        "谁都不用",
        "没有记录",
        "not go through",
    ):
        assert one not in answer.text


OF_THE_EXPO = ("hanqiao-trading", "展会那个到哪了")


@pytest.mark.parametrize(
    ("before", "text", "taken_for", "told_and_not"),
    [
        # What is being cancelled is what was spoken of; all that is named is beside it.
        (OF_THE_EXPO, "官网和商城会不会受影响？", OTHERS, ("注销「汉桥展会", "注销「汉桥贸易官网")),
        # What a correction takes back is not what is being cancelled.
        (
            OF_THE_EXPO,
            "不是旧站，我说的是正在注销的展会，注销完邮箱还能用吗",
            "faq_after_cancelling",
            ("邮箱", "汉桥旧站"),
        ),
        # A cancellation that the message supposes is none that was spoken of.
        (
            ("dingsheng-group", "how far is the Beijing one"),
            "if I cancel access of the mall at one, does it stay up",
            "faq_site_after_access_cancelled",
            ("Huawei Cloud", "Beijing"),
        ),
        # To give an order up is no cancellation.
        (
            ("wuwei-hosting", "status of the lab cancellation?"),
            "does giving up the draft touch any filing?",
            OTHERS,
            ("What stays on file", "Cancelling"),
        ),
        (
            ("wright-english", "where is my request at"),
            "and my filings, are they untouched if i drop it?",
            OTHERS,
            ("given up", "goes along"),
        ),
    ],
)
def test_what_is_not_asked_to_bear_on_another_is_not_told_so(
    bot: Bot, before: tuple[str, str], text: str, taken_for: str, told_and_not: tuple[str, str]
) -> None:
    told, not_told = told_and_not
    account = sample_account(before[0])
    language = "en" if text.isascii() else "zh"
    first = bot.ask(MY_ORDER_PROGRESS, account, before[1], language=language)
    answer = bot.say(first, text, taken_for, account=account, language=language, sure=0.95)
    assert told in answer.text
    assert not_told not in answer.text


@pytest.mark.parametrize(
    ("name", "before", "text", "phone"),
    [
        ("hanqiao-trading", "商城的码发给谁", "不是发给周总？", "138****1003"),
        ("hanqiao-trading", None, "商城的码是周启航收？", "138****1003"),
        ("hanqiao-trading", "展会那个到哪了", "主体的码发给周总？", "138****1002"),
        ("hanqiao-trading", "展会那个到哪了", "does Xu get the code for the shop?", "138****1003"),
        ("dingsheng-group", "变更那张草稿呢", "主体的码发高远还是丁总", "138****1017"),
    ],
)
def test_a_person_who_may_get_the_code_does_not_say_whose_code_it_is(
    bot: Bot, name: str, before: str | None, text: str, phone: str
) -> None:
    account = sample_account(name)
    language = "en" if text.isascii() else "zh"
    sms, part = "faq_sms_verification", "whose_phone"
    if before is None:
        answer = bot.ask(sms, account, text, part=part, language=language)
    else:
        first = bot.ask(MY_ORDER_PROGRESS, account, before, language=language)
        answer = bot.say(first, text, sms, part=part, account=account, language=language)
    assert phone in answer.text


def test_the_same_is_asked_of_another_subject(bot: Bot) -> None:
    account = sample_account("dingsheng-group")
    first = bot.ask(FALLBACK, account, "北京注销会不会连累深圳", sure=0.3)
    again = bot.say(first, "好。那深圳呢？", FALLBACK, account=account)
    assert again.responses[0] == "utter_as_before" or "不受影响" in again.text


@pytest.mark.parametrize(
    ("text", "told"),
    [("is it submitted", "draft"), ("who started that?", "made in your account")],
)
def test_the_order_that_was_named_stays_the_one_that_is_spoken_of(
    bot: Bot, text: str, told: str
) -> None:
    account = sample_account("wuwei-hosting")
    first = bot.ask(MY_ORDER_PROGRESS, account, "the draft, where is it", language="en")
    answer = bot.say(first, text, MY_ORDER_PROGRESS, account=account, language="en")
    assert told in answer.text
    assert answer.frame.about == ("order:BA20261012012",)


@pytest.mark.parametrize(
    ("text", "told"),
    [("再往前那次呢", "再往前没有了"), ("and the one before that?", "none before it")],
)
def test_beyond_the_first_order_there_is_none(bot: Bot, text: str, told: str) -> None:
    account = sample_account("nanling-agency")
    language = "en" if text.isascii() else "zh"
    first = bot.ask(FALLBACK, account, "诊所那单当时成了没", sure=0.3, language=language)
    assert told in bot.say(first, text, FALLBACK, account=account, language=language).text


def test_ending_access_of_one_site_touches_no_other(bot: Bot) -> None:
    account = sample_account("dingsheng-group")
    first = bot.ask(MY_ORDER_PROGRESS, account, "招聘那单到哪了", language="en")
    asked = "will it take the Beijing sites down too?"
    answer = bot.say(first, asked, FALLBACK, account=account, language="en")
    assert "Not affected: cancelling access" in answer.text


@pytest.mark.parametrize(
    ("text", "part", "told"),
    [("今早那张交了没", "received", "草稿"), ("草稿什么时候建的", "when", "2026年10月12日")],
)
def test_an_order_that_cancels_nothing_is_told_of_by_itself(
    bot: Bot, text: str, part: str, told: str
) -> None:
    answer = bot.ask(MY_ORDER_PROGRESS, sample_account("wuwei-hosting"), text, part=part)
    assert told in answer.text
    assert "没有查到" not in answer.text


def test_the_first_of_all_is_asked_of_as_the_one_before(bot: Bot) -> None:
    account = sample_account("ma-first-filing")
    first = bot.ask(FALLBACK, account, "what came of the september one?", sure=0.3, language="en")
    answer = bot.say(first, "and the very first one?", account=account, language="en")
    assert "It went through" in answer.text


def test_how_long_still_is_told_though_the_stage_was(bot: Bot) -> None:
    account = sample_account("haoyue-travel")
    first = bot.ask(MY_ORDER_PROGRESS, account, "最近交的那张在谁手里", part="whose_desk")
    asked = bot.say(first, "还要等多久啊", MY_ORDER_PROGRESS, part="remaining", account=account)
    assert "还要走完" in asked.text


def test_several_sites_of_a_shell_need_one_application(bot: Bot) -> None:
    answer = bot.ask(FALLBACK, sample_account("zhou-shell"), "两个站要写两份申请吗，还是一份就够")
    assert "一份申请书就包括" in answer.text


def test_how_long_the_steps_ahead_take_is_told(bot: Bot) -> None:
    asked = "那个新增接入的单子走到哪了，还得等多久"
    answer = bot.ask(MY_ORDER_PROGRESS, sample_account("haoyue-travel"), asked)
    assert "还要走完" in answer.text
    assert answer.frame != Frame()
