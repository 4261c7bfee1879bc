"""What "what happens if I cancel ..." is about, for the sample accounts: the message's own kind and
thing first, then what is spoken of, then the open order; it is asked where several fit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample

if TYPE_CHECKING:
    from tests.actions.bot import Answer, Bot

FALLBACK, IF_NOT, AFTER = "nlu_fallback", "faq_if_not_cancelled", "faq_after_cancelling"
SUBJECT, SERVICES = "faq_subject_vs_website", "faq_app_or_mini_program"
TAKEN_FOR = (FALLBACK, IF_NOT, AFTER, SUBJECT)
"""What the model takes such messages for."""


@pytest.fixture(scope="module")
def sample_file(tmp_path_factory: pytest.TempPathFactory, empty_store: Path) -> Path:
    file = tmp_path_factory.mktemp("sample") / "filing.sqlite3"
    shutil.copy(empty_store, file)
    store = FilingStore(f"sqlite:///{file}")
    load_sample(store)
    store.close()
    return file


@pytest.fixture
def store(tmp_path: Path, sample_file: Path) -> Iterator[FilingStore]:
    store = FilingStore(f"sqlite:///{shutil.copy(sample_file, tmp_path / 'filing.sqlite3')}")
    yield store
    store.close()


def title(answer: Answer) -> str:
    [card] = answer.cards
    return str(card["title"])


def sections(answer: Answer) -> list[str]:
    return ["\n".join(one["lines"]) for one in answer.cards[0]["sections"]]


def language_of(text: str) -> str:
    return "en" if text.isascii() else "zh"


def asked(bot: Bot, account: str, texts: tuple[str, ...]) -> Iterator[Answer]:
    """Yield the answers to texts, each in a fresh chat, whatever the model takes them for."""
    for text, intent in zip(texts, cycle(TAKEN_FOR), strict=False):
        yield bot.ask(intent, account, text, language=language_of(text))


OF_THE_SUBJECT = ("注销主体会怎么样", "註銷主體會怎麼樣", "what happens if I cancel the subject?")
OF_THE_WEBSITE = ("注销网站会怎么样", "註銷網站會怎樣", "what happens if I cancel the website?")
GOES_WITH_ITS_SUBJECT = {
    "观察": "北京鼎盛咨询有限公司",
    "Shanghai Notes": "D***** ******",
    "北岳公开课": "北京北岳文化工作室",
}
"""What is drawn for websites whose whole subject is being cancelled."""
OF_THE_PROGRAM = (
    "注销小程序会怎么样",
    "註銷小程序會怎樣",
    "what happens if I cancel the mini program?",
)
OF_NO_KIND = (
    "如果我注销会怎么样？",
    "注销了会怎么样",
    "註銷了會怎麼樣",
    "註銷咗會點樣",
    "what happens if I cancel my filing?",
    "what if I cancel?",
)


@pytest.mark.parametrize(
    ("account", "subject"),
    [
        ("lin-individual", "林**"),
        ("hanqiao-trading", "深圳汉桥贸易有限公司"),
        ("beiyue-studio", "北京北岳文化工作室"),
        ("wright-english", "D***** ******"),
        ("chen-hongkong", "陈**"),
        ("wu-taiwan", "吳**"),
        ("yunfan-software", "杭州云帆软件有限公司"),
        ("qingmu-garden", "成都青木园艺有限公司"),
        ("zhou-shell", "周**"),
        ("jinse-media", "呼和浩特金色草原传媒有限公司"),
        ("haoyue-travel", "广州皓悦旅行社有限公司"),
        ("wuwei-hosting", "苏州无为网络有限公司"),
        ("ma-first-filing", "马**"),
        ("nanling-agency", "广州南岭网站代理有限公司"),
        ("yanjing-agency", "北京燕京互联服务有限公司"),
    ],
)
def test_the_subject_is_what_a_question_about_the_subject_is_about(
    bot: Bot, account: str, subject: str
) -> None:
    for answer in asked(bot, account, OF_THE_SUBJECT):
        assert subject in title(answer)
        assert subject in answer.replies[0].text


@pytest.mark.parametrize(
    ("account", "website"),
    [
        ("lin-individual", "晓梅烘焙笔记"),
        ("hanqiao-trading", "汉桥展会"),
        ("chen-hongkong", "嘉豪吉他教室"),
        ("wu-taiwan", "佳穎茶記"),
        ("yunfan-software", "云帆开发者社区"),
        ("jinse-media", "金色草原直播"),
        ("wuwei-hosting", "无为实验室"),
        ("ma-first-filing", "老马火锅地图"),
        ("nanling-agency", "南岭代理"),
        ("yanjing-agency", "燕京互联"),
    ],
)
def test_a_question_about_the_website_is_about_the_only_one_or_that_of_the_only_open_order(
    bot: Bot, account: str, website: str
) -> None:
    for answer in asked(bot, account, OF_THE_WEBSITE):
        assert website in title(answer)
        assert website in answer.replies[0].text


@pytest.mark.parametrize(
    ("account", "thing"),
    [
        ("lin-individual", "晓梅烘焙笔记"),
        ("hanqiao-trading", "汉桥展会"),
        ("beiyue-studio", "北京北岳文化工作室"),
        ("wright-english", "D***** ******"),
        ("chen-hongkong", "陈**"),
        ("wu-taiwan", "佳穎茶記"),
        ("yunfan-software", "云帆开发者社区"),
        ("qingmu-garden", "成都青木园艺有限公司"),
        ("zhou-shell", "周**"),
        ("jinse-media", "呼和浩特金色草原传媒有限公司"),
        ("wuwei-hosting", "无为实验室"),
        ("ma-first-filing", "老马火锅地图"),
        ("nanling-agency", "南岭代理"),
        ("yanjing-agency", "燕京互联"),
    ],
)
def test_one_thing_that_can_be_meant_is_told_of(bot: Bot, account: str, thing: str) -> None:
    for answer in asked(bot, account, OF_NO_KIND):
        assert thing in title(answer)
        assert thing in answer.replies[0].text
        assert "BA20261008015" not in answer.text  # a change is no cancellation


@pytest.mark.parametrize(
    ("account", "texts", "offered"),
    [
        ("dingsheng-group", OF_THE_SUBJECT, ("深圳鼎盛", "北京鼎盛")),
        ("dingsheng-group", OF_THE_WEBSITE, ("鼎盛实业", "招聘", "商城", "鼎盛咨询", "观察")),
        ("dingsheng-group", OF_NO_KIND, ("深圳", "北京", "实业", "招聘", "商城", "咨询", "观察")),
        ("wright-english", OF_THE_WEBSITE, ("Wright Photography", "Shanghai Notes")),
        ("beiyue-studio", OF_THE_WEBSITE, ("北岳作品集", "北岳公开课")),
        ("haoyue-travel", OF_THE_WEBSITE, ("皓悦旅行", "皓悦票务", "皓悦游记")),
        (
            "haoyue-travel",
            OF_NO_KIND,
            ("广州皓悦旅行社", "皓悦旅行", "皓悦票务", "皓悦游记", "皓悦随身"),
        ),
    ],
)
def test_which_one_is_asked_where_several_fit(
    bot: Bot, account: str, texts: tuple[str, ...], offered: tuple[str, ...]
) -> None:
    for answer in asked(bot, account, texts):
        assert answer.responses[0] == "utter_which_what_if"
        assert answer.cards == []
        assert len(answer.titles) == len(offered)
        assert all(any(one in each for each in answer.titles) for one in offered)
    chosen = bot.send(answer, answer.buttons[-1].payload)
    subject = GOES_WITH_ITS_SUBJECT.get(offered[-1], offered[-1])
    assert subject in title(chosen)
    assert offered[-1] in chosen.replies[0].text


@pytest.mark.parametrize(
    ("account", "program"), [("haoyue-travel", "皓悦随身"), ("wuwei-hosting", None)]
)
@pytest.mark.parametrize("text", [*OF_THE_PROGRAM, "註銷小程式會怎樣"])
def test_a_mini_program_is_told_of_where_one_is_on_file(
    bot: Bot, account: str, program: str | None, text: str
) -> None:
    answer = bot.ask(SERVICES, account, text, part="after", language=language_of(text))
    if program is None and "小程式" not in text:
        assert answer.cards == []
        assert "无为助手" not in answer.text
    elif program is not None:
        assert program in title(answer)
        assert program in answer.replies[0].text


def test_of_what_is_all_cancelled_it_is_said_that_it_is(bot: Bot) -> None:
    for answer in asked(bot, "tang-cancelled", OF_NO_KIND):
        says = {"zh": "「唐**」已经注销", "en": "“唐**” is cancelled"}[answer.language]
        assert says in answer.text
        assert answer.cards == []


def test_websites_that_are_all_cancelled_are_listed(bot: Bot) -> None:
    for answer in asked(bot, "qingmu-garden", OF_THE_WEBSITE):
        assert answer.responses == ["utter_cancelled_on_file"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("不注销会怎么样", "zh"),
        ("如果不销会怎样", "zh"),
        ("要是没注销会怎么样", "zh"),
        ("不註銷會怎麼樣", "zh"),
        ("what happens if I don't cancel?", "en"),
        ("what happens if we never cancel it", "en"),
    ],
)
def test_what_is_not_cancelled_stays_with_its_own_topic(bot: Bot, text: str, language: str) -> None:
    answer = bot.ask(IF_NOT, "hanqiao-trading", text, language=language)
    assert answer.frame.topic == IF_NOT
    assert answer.cards == []


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("注销皓悦票务会怎样", OF_THE_SUBJECT[0]),
        ("註銷皓悅票務會怎樣", OF_THE_SUBJECT[1]),
        ("what happens if I cancel the ticket site", OF_THE_SUBJECT[2]),
    ],
)
def test_the_kind_of_the_message_comes_before_what_was_spoken_of(
    bot: Bot, first: str, then: str
) -> None:
    language = language_of(then)
    tickets = bot.ask(FALLBACK, "haoyue-travel", first, language=language)
    assert "皓悦票务" in title(tickets)
    subject = bot.say(tickets, then, AFTER, language=language)
    assert "广州皓悦旅行社有限公司" in title(subject)
    assert "广州皓悦旅行社有限公司" in subject.replies[0].text


@pytest.mark.parametrize("then", ["那主体呢", "那主體呢", "and the subject?"])
def test_a_follow_up_asks_the_same_of_another(bot: Bot, then: str) -> None:
    language = language_of(then)
    tickets = bot.ask(FALLBACK, "haoyue-travel", "注销皓悦票务会怎样", language=language)
    assert "广州皓悦旅行社有限公司" in title(bot.say(tickets, then, language=language))


@pytest.mark.parametrize("at", range(3))
def test_from_the_subject_back_to_the_website(bot: Bot, at: int) -> None:
    language = language_of(OF_THE_SUBJECT[at])
    subject = bot.ask(FALLBACK, "lin-individual", OF_THE_SUBJECT[at], language=language)
    website = bot.say(subject, OF_THE_WEBSITE[at], AFTER, language=language)
    assert "晓梅烘焙笔记" in title(website)
    assert "晓梅烘焙笔记" in website.replies[0].text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_spoken_of_comes_before_the_open_order(bot: Bot, language: str) -> None:
    named = bot.ask("my_filing_status", "hanqiao-trading", "汉桥商城", language=language)
    text = {"zh": "注销了会怎么样", "en": "what happens if I cancel it?"}[language]
    assert "汉桥商城" in title(bot.say(named, text, AFTER, language=language))


@pytest.mark.parametrize(
    ("account", "text"), [("jinse-media", t) for t in (*OF_THE_SUBJECT, *OF_THE_WEBSITE)]
)
def test_an_empty_shell_is_one_now_and_does_not_become_one(
    bot: Bot, account: str, text: str
) -> None:
    answer = bot.ask(AFTER, account, text, language=language_of(text))
    before, after, *_ = sections(answer)
    shell, becomes = {"zh": ("空壳主体", "成为"), "en": ("empty shell", "becomes")}[
        language_of(text)
    ]
    assert shell in before
    assert becomes not in after
    assert becomes not in answer.text


@pytest.mark.parametrize("account", ["zhou-shell", "qingmu-garden"])
def test_now_says_that_a_shell_is_one(bot: Bot, account: str) -> None:
    for answer in asked(bot, account, OF_NO_KIND):
        assert {"zh": "空壳主体", "en": "empty shell"}[answer.language] in sections(answer)[0]


@pytest.mark.parametrize(
    ("if_cancelled", "if_not", "administration", "sms"),
    [
        ("注销皓悦票务会怎样", "皓悦票务不注销会怎样", "广东省通信管理局线下申请", "验证码"),
        (
            "what happens if I cancel the ticket site",
            "what happens if I don't cancel the ticket site",
            "application to the Guangdong communications administration offline",
            "code",
        ),
    ],
)
def test_a_website_that_no_provider_holds_is_cancelled_by_the_administration(
    bot: Bot, if_cancelled: str, if_not: str, administration: str, sms: str
) -> None:
    """Facts: offline-when-no-provider-can, access-then-cancel-is-the-shell-way."""
    language = language_of(if_cancelled)
    card = bot.ask(FALLBACK, "haoyue-travel", if_cancelled, language=language)
    takes = sections(card)[2]
    assert administration in takes
    assert sms not in takes
    assert administration in bot.ask(IF_NOT, "haoyue-travel", if_not, language=language).text


@pytest.mark.parametrize(
    ("text", "language"),
    [("取消接入会怎么样", "zh"), ("what happens if I cancel access", "en")],
)
def test_cancelling_access_is_explained_and_it_is_asked_whose(
    bot: Bot, text: str, language: str
) -> None:
    answer = bot.ask(FALLBACK, "hanqiao-trading", text, language=language)
    assert answer.frame.topic == "faq_cancel_access_meaning"
    assert answer.cards == []
    assert {"zh": "备案号还在", "en": "the number stays"}[language] in answer.text
    assert len(answer.titles) == 3


@pytest.mark.parametrize(
    ("account", "text"), [(None, OF_NO_KIND[0]), ("xu-newcomer", "注销会怎样")]
)
def test_without_a_filing_it_is_told_in_general(bot: Bot, account: str | None, text: str) -> None:
    answer = bot.ask(IF_NOT, account, text)
    assert answer.frame.topic == AFTER
    assert answer.cards == []


def test_a_domain_that_is_not_on_file_is_no_other_website(bot: Bot) -> None:
    assert bot.ask(FALLBACK, "hanqiao-trading", "注销 nowhere.cn 会怎么样").cards == []


def test_the_letter_is_offered_for_the_subject_whose_order_is_open(bot: Bot) -> None:
    asked = bot.ask("faq_how_to_cancel", "wright-english", "cancel the website", language="en")
    answer = bot.say(asked, "make me the letter", "faq_statement_letter", language="en")
    assert len(answer.titles) == 3
    assert answer.titles[0].startswith("Subject")


def test_how_to_cancel_the_subject_tells_of_the_subject(bot: Bot) -> None:
    tickets = bot.ask(FALLBACK, "haoyue-travel", "注销皓悦票务会怎样")
    answer = bot.say(tickets, "怎么注销主体", "faq_how_to_cancel")
    assert "广州皓悦旅行社有限公司" in title(answer)
    assert "皓悦票务" not in answer.replies[0].text
