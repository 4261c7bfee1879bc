"""What is to go of several things that a message names, and what the talk is about from then on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.frame.frame import Frame
from actions.reading.reader import read
from actions.references.refer import references
from actions.references.supposed import what_goes
from actions.topics.registry import TOPICS
from beian.filing.state import Account, FilingStatus, OrderKind
from tests.actions.accounts import blog, in_review, individual, owner, shop
from tests.actions.bot import Bot
from tests.actions.messages import message
from tests.filing.builders import access, subject, website

AFFECTED = "faq_other_websites_affected"
SHOP, BLOG = "website:w1", "website:w2"


def account() -> Account:
    """Shop, blog and forum of one subject; the forum is being cancelled."""
    forum = website(
        "w3",
        access(),
        filing_number="粤ICP备2021000001号-3",
        name="示例论坛",
        domains=("forum.example.cn",),
    )
    return owner(subject(shop(), blog(), forum), orders=(in_review(target="w3"),))


@pytest.mark.parametrize(
    "text",
    [
        "商城不开了，博客得留着，博客会受牵连吗",
        "领导说商城砍掉，但博客继续用，会不会影响博客",
        "只保留博客，商城去掉",
        "博客别动，商城注销",
        "商城注销的话博客受影响吗",
        "we are scrapping the shop but keeping the blog, any effect on the blog?",
        "The blog has to stay. We want to take the shop down. Will it touch the blog?",
        "close the shop, leave the blog alone",
    ],
)
def test_what_is_dropped_is_told_from_what_is_kept(text: str) -> None:
    said = message(text, AFFECTED)
    named = references(said, Frame(), account()).named
    if len(named) > 1:
        assert what_goes(said, named, account()) == (SHOP,)
    else:
        assert named == (SHOP,)
    assert read(Frame(), said, account(), TOPICS).frame.about[:1] == (SHOP,)


@pytest.mark.parametrize(
    "text",
    [
        "商城和博客都注销",
        "shop and blog are both to be cancelled",
        "商城和博客的手机号一样吗",
        "商城要注销，博客的手机号要换吗",
        "商城不注销，博客也不注销",
    ],
)
def test_what_is_not_told_apart_stays_together(text: str) -> None:
    said = message(text, "faq_how_to_cancel")
    assert what_goes(said, (SHOP, BLOG), account()) == ()


def test_it_is_open_no_more_where_what_stays_has_a_name_of_several() -> None:
    home = website("w5", access(), filing_number="粤ICP备2021000001号-5", name="示例官网")
    other = website("w6", access(), filing_number="粤ICP备2021000001号-6", name="分部官网")
    several = owner(subject(shop(), home, other))
    said = message("商城那个站我们不要了，官网继续用")
    assert references(said, Frame(), several).open
    assert read(Frame(), said, several, TOPICS).frame.about == (SHOP,)


@pytest.mark.parametrize(
    ("how", "then"), [("商城怎么注销", "要多久"), ("how do I cancel the shop", "how long?")]
)
def test_the_site_spoken_of_is_kept_to_in_its_time(bot: Bot, how: str, then: str) -> None:
    language = "en" if how.isascii() else "zh"
    frame = bot.ask("faq_how_to_cancel", account(), how, language=language).frame
    answer = bot.ask("faq_cancellation_time", account(), then, language=language, frame=frame)
    assert "utter_one_after_the_other" in answer.responses
    assert "utter_time_left" not in answer.responses


@pytest.mark.parametrize(
    "text",
    [
        "要交哪些材料",
        "还要哪几样证件",
        "原件复印件都要吗",
        "都要本人去吗",
        "do you need both sides of the ID?",
        "all the papers in one go?",
    ],
)
def test_all_papers_are_no_sites(text: str) -> None:
    said = message(text, "faq_required_documents")
    frame = Frame(topic="faq_how_to_cancel", about=(SHOP,))
    assert references(said, frame, account()).named == ()


@pytest.mark.parametrize(
    "text", ["都要", "全部告诉我", "哪些还没注销", "both of them", "which ones?"]
)
def test_all_of_what_there_is_is_still_meant(text: str) -> None:
    said = message(text, "faq_required_documents")
    frame = Frame(topic="faq_how_to_cancel", about=(SHOP,))
    assert references(said, frame, account()).every


def test_filing_again_is_told_of_the_site_spoken_of_and_not_of_what_was_cancelled(bot: Bot) -> None:
    number = "粤ICP备2021000001号-4"
    gone = website("w4", access(), filing_number=number, status=FilingStatus.CANCELLED)
    theirs = owner(subject(shop(), gone))
    answer = bot.ask("faq_reapply", theirs, "注销了还能重新备案吗", frame=Frame(about=(SHOP,)))
    assert answer.responses == ["utter_faq_reapply"]
    answer = bot.ask("faq_reapply", theirs, "注销了还能重新备案吗")
    assert answer.responses[-1] == "utter_faq_reapply"
    assert len(answer.responses) > 1


def test_other_sites_are_those_of_the_subject_spoken_of(bot: Bot) -> None:
    beijing = replace(individual(blog()), subject_id="s2", province="beijing")
    order = in_review(target="s2", kind=OrderKind.CANCEL_SUBJECT)
    theirs = owner(subject(shop()), beijing, orders=(order,))
    about = Frame(topic="faq_how_to_cancel", about=(SHOP,))
    answer = bot.ask(AFFECTED, theirs, "其他网站受影响吗", frame=about)
    assert "utter_all_go_with_subject" not in answer.responses
    assert "utter_all_go_with_subject" in bot.ask(AFFECTED, theirs, "其他网站受影响吗").responses
