"""What a message refers to of the things on file: names, nicknames, numbers, places, pointing."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from actions.frame.frame import WHICH, Frame, Waiting
from actions.references.refer import References, references
from beian.filing.state import Account, OrderKind, OrderState
from tests.actions.accounts import individual, owner
from tests.actions.messages import message
from tests.actions.sample import sample_account
from tests.filing.builders import (
    access,
    at,
    cancelled_website,
    order,
    person,
    subject,
    website,
)

SHOP = website(
    "w-shop",
    access(),
    name="汉桥商城",
    domains=("hanqiao-shop.com", "mall.hanqiao.cn"),
    filing_number="粤ICP备2021000001号-1",
    person_in_charge=person("李文静"),
)
HOME = website(
    "w-home",
    access(),
    name="汉桥官网",
    domains=("hanqiao.cn",),
    filing_number="粤ICP备2021000001号-2",
    person_in_charge=person("王小明"),
)
FORUM = website(
    "w-forum",
    access(),
    name="汉桥茶友论坛",
    domains=("bbs.hanqiao.cn",),
    filing_number="粤ICP备2021000001号-12",
    person_in_charge=person("Marie Dupont"),
)
NOTES = website(
    "w-notes",
    access(),
    name="山行笔记",
    domains=("shanxing-notes.com",),
    filing_number="京ICP备2022000002号-1",
    person_in_charge=person("张伟"),
)
COMPANY = subject(
    SHOP,
    HOME,
    FORUM,
    subject_id="s-company",
    name="深圳汉桥茶业有限公司",
    filing_number="粤ICP备2021000001号",
    person_in_charge=person("陈国强"),
)
ZHANG = individual(
    NOTES,
    subject_id="s-zhang",
    name="张伟",
    province="beijing",
    filing_number="京ICP备2022000002号",
    person_in_charge=person("张伟"),
)
ORDERS = (
    order(
        OrderKind.CANCEL_WEBSITE,
        OrderState.SMS_VERIFICATION,
        "w-shop",
        order_id="BA20261008331",
        created_at=at("2026-10-08 09:00"),
    ),
    order(
        OrderKind.CHANGE,
        OrderState.ADMINISTRATION_REVIEW,
        "s-company",
        order_id="BA20260911552",
        created_at=at("2026-09-11 09:00"),
    ),
    order(
        OrderKind.CANCEL_SUBJECT,
        OrderState.ADMINISTRATION_REVIEW,
        "s-zhang",
        order_id="BA20260920117",
        created_at=at("2026-09-20 09:00"),
    ),
)
ACCOUNT = owner(COMPANY, ZHANG, orders=ORDERS)

KEYS = {
    "shop": "website:w-shop",
    "home": "website:w-home",
    "forum": "website:w-forum",
    "notes": "website:w-notes",
    "company": "subject:s-company",
    "zhang": "subject:s-zhang",
    "331": "order:BA20261008331",
    "552": "order:BA20260911552",
    "117": "order:BA20260920117",
}


NOTHING = Frame()
"""The frame of a conversation that has just begun."""


def keys(names: str) -> tuple[str, ...]:
    return tuple(KEYS[name] for name in names.split())


def asked_which(names: str) -> Frame:
    """Return a frame in which it was asked which of these is meant."""
    options = keys(names)
    return Frame(options=options, waiting=Waiting(WHICH, "faq_other", options=options))


def spoken_of(name: str, options: str = "") -> Frame:
    """Return a frame in which one thing is spoken of, after a choice from the options."""
    return Frame(about=keys(name), options=keys(options))


def found(text: str, frame: Frame = NOTHING, account: Account | None = ACCOUNT) -> References:
    return references(message(text), frame, account)


def named(names: str, text: str, frame: Frame = NOTHING) -> None:
    """Check that a text names exactly these, all of them."""
    assert sorted(found(text, frame).named) == sorted(keys(names))


# --- Names, without anything that went before ---------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # whole names
        ("汉桥商城", "shop"),
        ("汉桥商城要注销", "shop"),
        ("「汉桥商城」", "shop"),
        ("漢橋商城要註銷", "shop"),
        ("我說的是漢橋官網", "home"),
        ("汉桥 官网", "home"),
        ("汉桥茶友论坛怎么办", "forum"),
        ("漢橋茶友論壇怎麼辦", "forum"),
        ("山行笔记到哪一步了", "notes"),
        ("山行筆記", "notes"),
        ("深圳汉桥茶业有限公司", "company"),
        ("深圳漢橋茶業有限公司的主體", "company"),
        ("张伟", "zhang"),
        # parts of names
        ("商城", "shop"),
        ("商城那个", "shop"),
        ("官网那个", "home"),
        ("茶友那个", "forum"),
        ("笔记的那个", "notes"),
        ("笔记", "notes"),
        ("汉桥茶业", "company"),
        ("山行", "notes"),
        # what kind of site it is
        ("网店", "shop"),
        ("卖货的那个", "shop"),
        ("那个论坛", "forum"),
        ("那個論壇", "forum"),
        ("社区", "forum"),
        ("bbs", "forum"),
        ("the shop", "shop"),
        ("the online store, please", "shop"),
        ("the forum", "forum"),
        ("my home page", "home"),
        ("the corporate site", "home"),
        ("the notes one", "notes"),
        ("企业站", "home"),
        ("主站", "home"),
        # persons in charge
        ("李文静负责的那个", "shop"),
        ("Marie 负责的那个", "forum"),
        ("Marie's site", "forum"),
        ("marie dupont", "forum"),
        ("the one Dupont runs", "forum"),
        ("陈国强的那个", "company"),
        ("码发给陈总？", "company"),
        ("李经理管的那个", "shop"),
        ("王老师那个站", "home"),
    ],
)
def test_a_name_or_what_people_say_instead_names_a_thing(text: str, names: str) -> None:
    named(names, text)
    assert not found(text).open


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # domains in every spelling
        ("hanqiao-shop.com", "shop"),
        ("HANQIAO-SHOP.COM", "shop"),
        ("www.hanqiao-shop.com", "shop"),
        ("http://hanqiao-shop.com/", "shop"),
        ("https://www.hanqiao-shop.com/index.html?a=1", "shop"),
        ("ｈａｎｑｉａｏ-ｓｈｏｐ．ｃｏｍ", "shop"),
        ("hanqiao-shop。com", "shop"),
        ("hanqiao-shop . com", "shop"),
        ("把hanqiao-shop.com注销掉", "shop"),
        ("cancel hanqiao-shop.com.", "shop"),
        ("mall.hanqiao.cn", "shop"),
        ("hanqiao.cn", "home"),
        ("www.hanqiao.cn 那个", "home"),
        ("bbs.hanqiao.cn", "forum"),
        ("shanxing-notes.com 和 hanqiao.cn", "notes home"),
        ("shanxing notes", "notes"),
        # filing numbers
        ("粤ICP备2021000001号-1", "shop"),
        ("粤icp备2021000001号-2", "home"),
        ("粵ICP備2021000001號-2", "home"),
        ("粤ICP备 2021000001 号－12", "forum"),
        ("粤ICP备2021000001-12", "forum"),
        ("粤ICP备2021000001号", "company"),
        ("京ICP备2022000002号", "zhang"),
        ("京ICP备2022000002号-1", "notes"),
        ("尾号12的那个", "forum"),
        ("-12 那个网站", "forum"),
        # order numbers and their ends
        ("BA20261008331", "331"),
        ("ba20261008331", "331"),
        ("订单 BA20260911552 到哪了", "552"),
        ("订单号是BA20260920117", "117"),
        ("order BA20260920117", "117"),
        ("331 那张", "331"),
        ("尾号552的订单", "552"),
        ("the one ending in 117", "117"),
        ("订单08331", "331"),
        ("BA20261008331 和 BA20260911552", "331 552"),
        # ids
        ("w-shop", "shop"),
        ("s-company", "company"),
    ],
)
def test_a_number_or_domain_names_a_thing_however_it_is_written(text: str, names: str) -> None:
    named(names, text)
    assert not found(text).open


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("商城和论坛", "shop forum"),
        ("商城、官网都要", "shop home"),
        ("the shop and the forum", "shop forum"),
        ("汉桥商城，还有山行笔记", "shop notes"),
    ],
)
def test_several_things_can_be_named_at_once(text: str, names: str) -> None:
    named(names, text)
    assert not found(text).open


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("广东的那个", "company"),
        ("广东那个主体", "company"),
        ("廣東的那個", "company"),
        ("the one in Guangdong", "company"),
        ("深圳的", "company"),
        ("北京的那个", "zhang"),
        ("the Beijing one", "zhang"),
        ("个人的那个", "zhang"),
        ("個人的那個", "zhang"),
        ("公司的那个", "company"),
        ("公司", "company"),
        ("个人", "zhang"),
        ("企业那个主体", "company"),
        ("the individual one", "zhang"),
        ("the company's", "company"),
    ],
)
def test_a_province_or_type_tells_subjects_apart(text: str, names: str) -> None:
    named(names, text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "？",
        "要多久",
        "怎么注销网站",
        "how long does it take?",
        "谢谢",
        "我想注销备案",
        "网站",
        "主体",
        "shops",
        "myforum",
        "forums",
        "notebook",
        "notshop.com",
        "hanqiao-shop.com.evil.org",
        "xhanqiao.cn",
        "粤ICP备2021000009号-1",
        "BA2026100833",
        "2026年",
        "12",
        "我有 5 个网站",
        "上海的那个",
        "第二个",
        "另一个",
        "全部",
    ],
)
def test_what_names_nothing_of_ones_own_refers_to_nothing(text: str) -> None:
    assert found(text).named == ()
    assert not found(text).every


@pytest.mark.parametrize(
    ("text", "named"),
    [("my old phone is dead", ()), ("cancel the old site", ("website:w-old",))],
)
def test_an_old_phone_is_no_old_site(text: str, named: tuple[str, ...]) -> None:
    old = website("w-old", access(), name="汉桥旧站", domains=("hanqiao-old.com",))
    account = owner(subject(SHOP, old))
    assert references(message(text), Frame(), account).named == named


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("notshop.com", "notshop.com"),
        ("hanqiao-shop.com.evil.org", "hanqiao-shop.com.evil.org"),
        ("粤ICP备2021000009号-1", "粤ICP备2021000009号-1"),
        ("订单 BA20260000000 到哪了", "ba20260000000"),
        ("不是 notshop.com", None),
        ("商城", None),
        ("hanqiao.cn", None),
    ],
)
def test_a_domain_or_number_that_is_not_on_file_is_told(text: str, unknown: str | None) -> None:
    assert (found(text).unknown or "").lower() == (unknown or "").lower()


@pytest.mark.parametrize("text", ["汉桥商城", "hanqiao-shop.com", "第一个", "BA20261008331"])
def test_without_an_account_nothing_is_referred_to(text: str) -> None:
    assert found(text, asked_which("shop home"), None) == References()


# --- Which one? ---------------------------------------------------------------------------------

SITES = asked_which("shop home forum")
ORDER = asked_which("331 552 117")
BOTH = asked_which("company zhang shop")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # places
        ("1", "shop"),
        ("２", "home"),
        ("3.", "forum"),
        ("第一个", "shop"),
        ("第二個", "home"),
        ("第 3 个", "forum"),
        ("第三吧", "forum"),
        ("头一个", "shop"),
        ("最后一个", "forum"),
        ("最後一個", "forum"),
        ("the first one", "shop"),
        ("second", "home"),
        ("the 2nd please", "home"),
        ("number three", "forum"),
        ("option 2", "home"),
        ("the last one", "forum"),
        ("两", "home"),
        # names
        ("商城", "shop"),
        ("官网吧", "home"),
        ("官網吧", "home"),
        ("the mall", "shop"),
        ("forum", "forum"),
        ("李文静那个", "shop"),
        ("hanqiao.cn", "home"),
        ("-12", "forum"),
        ("尾号2", "home"),
        # without caring which
        ("随便哪个", "shop"),
        ("都可以", "shop"),
        ("whichever", "shop"),
    ],
)
def test_a_website_is_picked(text: str, names: str) -> None:
    named(names, text, SITES)
    assert not found(text, SITES).open


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("第二个", "552"),
        ("331", "331"),
        ("尾号117", "117"),
        ("变更的那张", "552"),
        ("變更的那張", "552"),
        ("the change", "552"),
        ("the one for the change", "552"),
        ("注销网站的那个", "331"),
        ("网站那个", "331"),
        ("主体的", "117"),
        ("the one for the website", "331"),
        ("the subject", "117"),
        ("最新的", "331"),
        ("最新那张", "331"),
        ("the newest", "331"),
        ("the latest one", "331"),
        ("最早的", "552"),
        ("the oldest", "552"),
        ("北京那张", "117"),
        ("个人的那张", "117"),
        ("the Beijing one", "117"),
    ],
)
def test_an_order_is_picked(text: str, names: str) -> None:
    named(names, text, ORDER)
    assert not found(text, ORDER).open


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("个人的", "zhang"),
        ("北京", "zhang"),
        ("网站", "shop"),
        ("the website", "shop"),
        ("张伟", "zhang"),
    ],
)
def test_a_subject_or_website_is_picked(text: str, names: str) -> None:
    named(names, text, BOTH)


@pytest.mark.parametrize(
    "text",
    [
        "全部",
        "全都要",
        "三个都说说",
        "都告诉我",
        "所有的",
        "每个都说一下",
        "各張都說說",
        "各个怎么样",
        "all of them",
        "everything",
        "each of them",
        "all three",
    ],
)
@pytest.mark.parametrize("frame", [SITES, ORDER])
def test_all_of_them_means_each_of_the_list(text: str, frame: Frame) -> None:
    pointed = found(text, frame)
    assert pointed.named == frame.options
    assert pointed.every
    assert not pointed.open


@pytest.mark.parametrize(
    ("text", "frame", "names"),
    [
        ("汉桥的", SITES, "shop home forum"),
        ("广东的那张", ORDER, "331 552"),
        ("the company's", ORDER, "331 552"),
        ("公司的那张", ORDER, "331 552"),
        ("公司的", BOTH, "company shop"),
        ("hanqiao", Frame(), "shop home forum"),
        ("主体", BOTH, "company zhang"),
    ],
)
def test_what_fits_several_leaves_open_which(text: str, frame: Frame, names: str) -> None:
    pointed = found(text, frame)
    assert sorted(pointed.named) == sorted(keys(names))
    assert pointed.open


@pytest.mark.parametrize(
    "text", ["第九个", "0", "第十一个", "不知道", "嗯", "myforum", "-99", "尾号9", "hello", "4"]
)
def test_what_is_not_on_the_list_picks_none(text: str) -> None:
    assert found(text, SITES).named == ()


# --- Not that one -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "frame", "meant", "denied"),
    [
        ("不是商城", SITES, "", "shop"),
        ("不是商城，是官网", SITES, "home", "shop"),
        ("不是第一个", SITES, "", "shop"),
        ("不是第一个，是第二个", SITES, "home", "shop"),
        ("not the first one", SITES, "", "shop"),
        ("not the last one, the first", SITES, "shop", "forum"),
        ("不要商城，要第二个", SITES, "home", "shop"),
        ("除了商城都要", SITES, "home forum", "shop"),
        ("不是商城，是官網", SITES, "home", "shop"),
        ("不要官网", SITES, "", "home"),
        ("别管论坛", SITES, "", "forum"),
        ("不要商城，也不要官网", SITES, "forum", "shop home"),
        ("不是李文静那个", SITES, "", "shop"),
        ("不是331，是552", ORDER, "552", "331"),
        ("not the shop", SITES, "", "shop"),
        ("not the shop, the forum", SITES, "forum", "shop"),
        ("not the shop but the forum", SITES, "forum", "shop"),
        ("I didn't mean the shop", SITES, "", "shop"),
        ("the forum, not the shop", SITES, "forum", "shop"),
        ("不是 hanqiao-shop.com，是 hanqiao.cn", SITES, "home", "shop"),
        ("不是商城", asked_which("shop home"), "home", "shop"),
        ("not the forum", asked_which("home forum"), "home", "forum"),
        ("不是商城", spoken_of("shop"), "", "shop"),
        ("不是商城，是山行笔记", spoken_of("shop"), "notes", "shop"),
        ("我说的不是汉桥商城", spoken_of("shop", "shop home forum"), "", "shop"),
    ],
)
def test_what_is_denied_is_not_meant_and_what_is_left_of_two_is(
    text: str, frame: Frame, meant: str, denied: str
) -> None:
    pointed = found(text, frame)
    assert sorted(pointed.named) == sorted(keys(meant))
    assert sorted(pointed.denied) == sorted(keys(denied))


@pytest.mark.parametrize(
    "text",
    ["商城是不是已经注销了", "能不能注销商城", "商城不能用了", "is the shop not cancelled yet?"],
)
def test_a_question_or_a_problem_denies_nothing(text: str) -> None:
    assert found(text).named == keys("shop")
    assert found(text).denied == ()


# --- The other one, after one was spoken of -----------------------------------------------------


@pytest.mark.parametrize(
    ("text", "frame", "names"),
    [
        ("另一个呢", spoken_of("shop", "shop home"), "home"),
        ("另外那个", spoken_of("home", "shop home"), "shop"),
        ("剩下那个", spoken_of("home", "shop home"), "shop"),
        ("另一個呢", spoken_of("shop", "shop home"), "home"),
        ("the other one", spoken_of("shop", "shop home"), "home"),
        ("and the other site?", spoken_of("shop", "shop home"), "home"),
        ("另一张呢", spoken_of("331", "331 552"), "552"),
        ("the other order", spoken_of("552", "331 552"), "331"),
        ("第二个呢", spoken_of("shop", "shop home forum"), "home"),
        ("the last one?", spoken_of("shop", "shop home forum"), "forum"),
        ("官网呢", spoken_of("shop", "shop home forum"), "home"),
        ("那论坛呢", spoken_of("shop"), "forum"),
        ("and the forum?", spoken_of("shop"), "forum"),
    ],
)
def test_another_than_the_one_before_is_found(text: str, frame: Frame, names: str) -> None:
    named(names, text, frame)
    assert not found(text, frame).open


def test_of_three_the_others_are_two_and_all_meant() -> None:
    pointed = found("其余的", spoken_of("shop", "shop home forum"))
    assert pointed.named == keys("home forum")
    assert pointed.every
    assert not pointed.open


def test_what_was_ruled_out_is_not_the_other_one() -> None:
    frame = spoken_of("shop", "shop home forum").with_(excluded=keys("home"))
    assert found("另一个呢", frame).named == keys("forum")


@pytest.mark.parametrize("text", ["2", "３", "1."])
def test_a_mere_number_is_a_place_only_where_one_is_asked_for(text: str) -> None:
    assert found(text, spoken_of("shop", "shop home forum")).named == ()


def test_a_button_names_what_it_is_for() -> None:
    pressed = message("/inform", entities=[("choice", KEYS["forum"])])
    assert references(pressed, Frame(), ACCOUNT).named == keys("forum")


@pytest.mark.parametrize("choice", ["website:gone", "order:1", "", "shop", "subject:s-somebody"])
def test_a_button_for_what_is_not_on_file_names_nothing(choice: str) -> None:
    pressed = message("/inform", entities=[("choice", choice)])
    assert references(pressed, SITES, ACCOUNT).named == ()


# --- A hundred websites -------------------------------------------------------------------------


def many(names: Iterable[str]) -> Account:
    sites = [
        website(f"x{number}", name=name, domains=(f"x{number}.com",), filing_number=None)
        for number, name in enumerate(names)
    ]
    return owner(subject(*sites))


@pytest.mark.parametrize("text", ["他总是不回", "总结一下", "人工", "先生成一个"])
def test_a_word_that_begins_like_a_title_names_nobody(text: str) -> None:
    assert found(text).named == ()


@pytest.mark.parametrize("text", ["剩下那站怎么销", "我们自己的站还在吧", "our last one"])
def test_the_last_one_left_is_the_only_website_still_filed(text: str) -> None:
    gone = cancelled_website("w-old")
    one_left = owner(subject(SHOP, gone, subject_id="s-one"))
    assert found(text, account=one_left).named == (KEYS["shop"],)
    assert found(text).named == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [("京字头那家", "zhang"), ("粤字头的主体", "company"), ("广东那个主体要注销", "company")],
)
def test_the_first_character_of_a_number_tells_the_subject(text: str, name: str) -> None:
    assert found(text).named == keys(name)


def test_what_all_names_share_tells_none_from_another() -> None:
    account = many(["绿洲商城", "绿洲博客", "绿洲论坛"])
    assert found("绿洲", Frame(), account).named == ()
    assert found("绿洲博客", Frame(), account).named == ("website:x1",)
    assert found("博客", Frame(), account).named == ("website:x1",)


def test_what_two_names_share_leaves_open_which_of_them() -> None:
    account = many(["绿洲商城", "绿洲博客", "南岭论坛"])
    pointed = found("绿洲", Frame(), account)
    assert sorted(pointed.named) == ["website:x0", "website:x1"]
    assert pointed.open


def test_the_longest_name_counts() -> None:
    account = many(["绿洲", "绿洲商城", "绿洲商城测试站"])
    assert found("绿洲商城", Frame(), account).named == ("website:x1",)
    assert found("绿洲商城测试站", Frame(), account).named == ("website:x2",)
    assert found("绿洲", Frame(), account).named == ("website:x0",)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("上海那边的小店到哪一步了", ("website:w2",)),
        ("我下个月离开上海，来得及吗", ()),
        ("上海那个呢", ("website:w1",)),
    ],
)
def test_a_place_names_a_site_only_with_a_word_for_it(text: str, about: tuple[str, ...]) -> None:
    notes = website("w1", name="上海笔记", domains=("notes.example.cn",))
    store = website("w2", name="小店", domains=("store.example.cn",))
    account = owner(subject(notes, store))
    assert found(text, account=account).named == about


@pytest.mark.parametrize("text", ["鼎新那边的商城到哪一步了", "鼎新的商城到哪了", "鼎新商城呢"])
def test_a_subject_right_before_its_site_says_whose_it_is(text: str) -> None:
    mall = website("w1", name="商城", domains=("mall.example.cn",))
    news = website("w2", name="资讯", domains=("news.example.cn",))
    account = owner(
        subject(mall, news, name="深圳鼎新实业有限公司"),
        subject(website("w3", name="论坛"), subject_id="s2", name="北京远帆科技有限公司"),
    )
    assert found(text, account=account).named == ("website:w1",)


@pytest.mark.parametrize(
    "text", ["我没说要注销商城，我问它还在不在", "I did not say cancel the mall, is it up?"]
)
def test_who_denies_that_a_thing_is_to_be_cancelled_still_speaks_of_it(text: str) -> None:
    mall = website("w1", name="商城 Mall", domains=("mall.example.cn",))
    account = owner(subject(mall, website("w2", name="资讯", domains=("news.example.cn",))))
    assert found(text, account=account).named == ("website:w1",)


def test_a_person_is_of_what_is_named_beside_them_wherever_it_stands() -> None:
    account = sample_account("dingsheng-group")
    for text in ("高远的招聘那个", "招聘那个，高远的", "Gao Yuan's site, jobs I mean"):
        found = references(message(text), Frame(), account)
        assert found.named == ("website:dingsheng-jobs",), text
        assert not found.open
