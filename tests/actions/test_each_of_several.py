"""Questions about all that an account has: a short line for each thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beian.filing.state import Account, Document, OrderKind, OrderState
from tests.actions.accounts import COMPANY, LANGUAGES, blog, in_review, in_state, owner, shop
from tests.actions.bot import Bot
from tests.filing.builders import access, at, cancelled_website, lost_access, order, person, subject

MINE = "my_filing_status"
ORDERS = "my_order_progress"
QUOTA = "faq_instance_quota"


def several() -> Account:
    """Two websites with a person each, one of them being cancelled, and a third that is gone."""
    someone = person("王芳", phone="13600002222", document=Document.PASSPORT)
    unreachable = replace(someone, phone_reachable=False)
    sites = (shop(), blog(person_in_charge=unreachable), cancelled_website("w3"))
    return owner(subject(*sites), orders=(in_review(target="w2"),))


def test_persons_in_charge_are_each_told_with_what_they_are_in_charge_of(bot: Bot) -> None:
    answer = bot.ask(MINE, several(), part="person_in_charge")
    header, *lines = answer.text.splitlines()
    assert header == "登记的负责人："
    assert lines[-1] == "· 王*（136****2222，登记为联系不上）：Blog（blog.example.cn）"
    assert "w3" not in answer.text, "nobody is in charge of what is cancelled"


def test_documents_are_told_by_person(bot: Bot) -> None:
    answer = bot.ask(MINE, several(), part="document", language="en")
    assert "王* (passport): Blog (blog.example.cn)" in answer.text


def test_numbers_are_listed_and_a_cancelled_one_is_marked(bot: Bot) -> None:
    lines = bot.ask(MINE, several(), part="number").text.splitlines()
    assert lines[1] == f"· 主体「{COMPANY}」：粤ICP备2021000001号"
    assert lines[-1].endswith("（已注销）")
    assert len(lines) == 5


def test_of_one_named_website_the_number_alone_is_told(bot: Bot) -> None:
    answer = bot.ask(MINE, several(), part="number", text="Blog 的备案号")
    assert "粤ICP备2021000001号-2" in answer.text
    assert "示例商城" not in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_cancelled_is_counted_and_dated(bot: Bot, language: str) -> None:
    answer = bot.ask(MINE, several(), part="cancelled", language=language)
    assert {"zh": "已经注销的有 1 个", "en": "Cancelled so far: 1"}[language] in answer.text
    assert {"zh": "2026年3月2日", "en": "2 March 2026"}[language] in answer.text


def test_what_is_left_is_counted_with_what_is_on_its_way_out(bot: Bot) -> None:
    answer = bot.ask(MINE, several(), part="left")
    assert answer.text.startswith("没有注销的网站还有 2 个：")
    assert "Blog（blog.example.cn）：Tencent Cloud的接入有效，正在办注销" in answer.text


def test_of_a_shell_its_subject_is_left(bot: Bot) -> None:
    answer = bot.ask(MINE, owner(subject(cancelled_website("w1"))), part="left")
    assert f"只剩主体：「{COMPANY}」（粤ICP备2021000001号）" in answer.text


def test_what_still_works_is_told_site_by_site(bot: Bot) -> None:
    account = owner(subject(shop(lost_access()), blog(), cancelled_website("w3")))
    lines = bot.ask(MINE, account, part="reachable", language="en").text.splitlines()
    assert "does not open; you cancelled its access" in lines[1]
    assert lines[2].endswith("access through Tencent Cloud is active")
    assert lines[3].endswith("cancelled on 2 March 2026, so it no longer opens")


def test_a_shell_without_access_has_cancelled_no_filing(bot: Bot) -> None:
    account = owner(subject(shop(lost_access()), blog(lost_access())))
    answer = bot.ask(MINE, account, part="cancelled")
    assert answer.text.startswith("备案都没有注销，备案号还在；取消的是接入：")
    assert answer.text.count("由您取消") == 2


@pytest.mark.parametrize("part", ["cancelled", "left", "reachable", "document", "number"])
def test_who_has_nothing_on_file_is_told_so(bot: Bot, part: str) -> None:
    assert bot.ask(MINE, owner(), part=part).responses == ["utter_nothing_filed"]


def test_days_of_several_orders_are_listed(bot: Bot) -> None:
    done = order(
        OrderKind.CANCEL_WEBSITE,
        OrderState.SUCCEEDED,
        "w3",
        order_id="o3",
        finished_at=at("2026-03-02 10:00"),
    )
    account = replace(several(), orders=(in_review(target="w2"), done))
    lines = bot.ask(ORDERS, account, part="when").text.splitlines()
    assert len(lines) == 3
    assert "2026年9月28日送到管局" in lines[1]
    assert "2026年3月2日办结" in lines[2]


@pytest.mark.parametrize("kind", list(OrderKind))
def test_what_an_order_does_is_told(bot: Bot, kind: OrderKind) -> None:
    account = owner(subject(shop()), orders=(in_state(OrderState.DRAFT, kind=kind),))
    answer = bot.ask(ORDERS, account, part="what")
    assert "订单 o1" in answer.text


def test_an_instance_tells_by_when_a_place_is_free(bot: Bot) -> None:
    account = owner(
        subject(shop(access(instance_id="ins-1")), blog(access(instance_id="ins-1"))),
        orders=(in_review(target="w2"),),
    )
    answer = bot.ask(QUOTA, account, part="mine")
    assert (
        "已备案 2/5 个网站，办理中的注销成功后为 1/5，最晚预计 2026年10月30日，届时剩 4 个名额"
        in answer.text
    )


def test_all_websites_go_with_a_subject_that_is_being_cancelled(bot: Bot) -> None:
    whole = in_review(target="s1", kind=OrderKind.CANCEL_SUBJECT)
    account = owner(subject(shop(), blog()), orders=(whole,))
    answer = bot.ask("faq_other_websites_affected", account)
    assert answer.responses == ["utter_all_go_with_subject"]
