"""What is on file, and what is cancelled already."""

from __future__ import annotations

import pytest

from beian.filing.state import FilingStatus
from tests.actions.accounts import COMPANY, LANGUAGES, blog, individual, owner, shop
from tests.actions.bot import Bot
from tests.filing.builders import access, at, cancelled_website, lost_access, subject, website

RECORD = "faq_miit_record_removed"
AGAIN = "faq_reapply"
MINE = "my_filing_status"


@pytest.mark.parametrize("topic", [RECORD, AGAIN])
@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                f"· 主体「{COMPANY}」，2026年3月5日注销",
                "· 网站「Site w1（w1.example.cn）」，2026年3月2日注销",
                "· 网站「Site w2（w2.example.cn）」",
            ],
        ),
        (
            "en",
            [
                f"· the subject “{COMPANY}”, on 5 March 2026",
                "· the website “Site w1 (w1.example.cn)”, on 2 March 2026",
                "· the website “Site w2 (w2.example.cn)”",
            ],
        ),
    ],
)
def test_what_is_cancelled_already_is_listed_with_its_day(
    bot: Bot, topic: str, language: str, lines: list[str]
) -> None:
    gone = subject(
        cancelled_website("w1"),
        cancelled_website("w2", on=None),
        status=FilingStatus.CANCELLED,
        cancelled_at=at("2026-03-05"),
    )
    still_there = individual(website("w7"))
    answer = bot.ask(topic, owner(gone, still_there), language=language)
    assert answer.replies[0].text.splitlines()[1:] == lines
    assert answer.responses[1:] == [f"utter_{topic}"]


@pytest.mark.parametrize("topic", [RECORD, AGAIN])
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_cancelled_is_said_before_the_general_answer(
    bot: Bot, topic: str, language: str
) -> None:
    answer = bot.ask(topic, owner(subject(shop())), language=language)
    assert answer.responses == ["utter_nothing_cancelled", f"utter_{topic}"]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                f"主体「{COMPANY}」（企业，广东省），备案号粤ICP备2021000001号，已备案。",
                "主体负责人王**（138****5678）",
                "· 示例商城（shop.example.cn），备案号粤ICP备2021000001号-1，"
                "接入商 Tencent Cloud、阿里云；网站负责人李*（139****4321）",
                "· Blog（blog.example.cn），备案号粤ICP备2021000001号-2，目前没有有效接入；"
                "Tencent Cloud的接入 2026年3月2日由您取消；网站负责人李*（139****4321）",
                "· Site w3（w3.example.cn），2026年3月2日已注销",
            ],
        ),
        (
            "en",
            [
                f"Subject “{COMPANY}” (enterprise, Guangdong), filing number 粤ICP备2021000001号,"
                " on file.",
                "Contact: the subject's person in charge, 王** (138****5678)",
                "· 示例商城 (shop.example.cn), filing number 粤ICP备2021000001号-1,"
                " access through Tencent Cloud and Alibaba Cloud;"
                " the website's person in charge, 李*"
                " (139****4321)",
                "· Blog (blog.example.cn), filing number 粤ICP备2021000001号-2,"
                " no active access at present; access through Tencent Cloud cancelled by you on"
                " 2 March 2026; the website's person in charge, 李* (139****4321)",
                "· Site w3 (w3.example.cn), cancelled on 2 March 2026",
            ],
        ),
    ],
)
def test_my_filing_lists_subject_websites_numbers_and_providers_masked(
    bot: Bot, language: str, lines: list[str]
) -> None:
    account = owner(
        subject(shop(access("阿里云"), access()), blog(lost_access()), cancelled_website("w3"))
    )
    assert bot.ask(MINE, account, language=language).text.splitlines() == lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_individual_is_masked_and_a_missing_number_is_said_to_be_unknown(
    bot: Bot, language: str
) -> None:
    account = owner(individual(filing_number=None))
    text = bot.ask(MINE, account, language=language).text
    assert {"zh": "主体「张*」（个人", "en": "Subject “张*” (individual"}[language] in text
    assert "137****1111" in text
    assert {"zh": "备案号未登记", "en": "filing number not known"}[language] in text
    assert {"zh": "名下没有网站", "en": "No website"}[language] in text


def test_a_cancelled_subject_shows_no_person(bot: Bot) -> None:
    gone = subject(cancelled_website(), status=FilingStatus.CANCELLED)
    text = bot.ask(MINE, owner(gone)).text
    assert "已注销" in text
    assert "138" not in text


def test_a_province_that_does_not_exist_is_shown_as_it_is_on_file(bot: Bot) -> None:
    assert "（企业，atlantis）" in bot.ask(MINE, owner(subject(province="atlantis"))).text


def test_nothing_on_file_is_said_honestly(bot: Bot) -> None:
    assert bot.ask(MINE, owner()).responses == ["utter_nothing_filed"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_websites_and_subjects_are_counted_and_can_be_named(bot: Bot, language: str) -> None:
    many = [website(f"w{number}") for number in range(1, 31)]
    subjects = [subject(*many, subject_id="s1", name="大公司")]
    subjects += [
        subject(
            website(f"x{number}"),
            subject_id=f"t{number}",
            name=f"第{number}号公司",
            filing_number=f"粤ICP备202200000{number}号",
        )
        for number in range(1, 8)
    ]
    answer = bot.ask(MINE, owner(*subjects), language=language)
    assert {"zh": "· 另有 18 个", "en": "· and 18 more"}[language] in answer.text
    assert len(answer.replies) == 6
    assert "3" in answer.replies[-1].text
    named = bot.say(answer, "粤ICP备2022000007号")
    assert len(named.replies) == 1
    assert "第7号公司" in named.text
    by_site = bot.ask(MINE, answer.account, "x6.example.cn 的备案信息")
    assert by_site.responses == ["utter_websites_named"]
    assert "第6号公司" in by_site.text.splitlines()[0]
    assert by_site.text.splitlines()[1].startswith("· Site x6")
    assert len(by_site.text.splitlines()) == 2, "what was named, and nothing else"
