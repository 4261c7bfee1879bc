"""What cancelling several things together would change, and what one alone would, whose subject is
being cancelled already."""

from __future__ import annotations

from typing import Any

import pytest

from beian.filing.state import Account, OrderKind, OrderState
from tests.actions.accounts import blog, in_review, in_state, individual, owner, shop
from tests.actions.bot import Answer, Bot
from tests.actions.what_if_cards import sections, the_card
from tests.filing.builders import access, person, service, subject, website

AFTER = "faq_after_cancelling"
FORUM = {"name": "示例论坛", "domains": ("forum.example.cn",)}


def forum() -> Any:
    return website("w3", access(), filing_number="粤ICP备2021000001号-3", **FORUM)


def asked(bot: Bot, account: Account, text: str, taken_for: str = AFTER, **more: Any) -> Answer:
    language = "en" if text.isascii() else "zh"
    return bot.ask(taken_for, account, text, language=language, sure=0.6, **more)


@pytest.mark.parametrize(
    "text",
    [
        "如果我把商城和论坛都注销会怎么样",
        "商城、论坛一起注销会怎样",
        "如果两个一起注销呢，商城和论坛",
        "what if I cancel both shop and forum?",
        "what happens if I cancel the shop and the forum",
    ],
)
def test_two_that_are_named_are_one_change(bot: Bot, text: str) -> None:
    answer = asked(bot, owner(subject(shop(), blog(), forum())), text)
    assert answer.responses == ["utter_what_if_several_stay"]
    before, after, takes, *_ = sections(answer)
    assert all(name in the_card(answer)["title"] for name in ("示例商城", "示例论坛"))
    assert "示例商城" in before
    assert "示例商城" not in after
    assert "示例论坛" not in after
    assert "Blog" in after
    assert ("2 张注销订单" if answer.language == "zh" else "one after the other") in takes


@pytest.mark.parametrize(
    "text",
    [
        "把所有网站都注销会怎么样",
        "两个网站都注销了会怎样",
        "如果商城和博客都注销了会怎么样",
        "what happens if I cancel all my sites?",
        "what if I cancel both?",
        "what if I cancel both shop and blog?",
    ],
)
def test_all_of_them_leave_an_empty_shell_and_the_subject_is_offered_instead(
    bot: Bot, text: str
) -> None:
    answer = asked(bot, owner(subject(shop(), blog())), text)
    assert answer.responses == ["utter_what_if_several_empty"]
    _, after, _, _, instead = sections(answer)
    shell, whole = {
        "zh": ("成为空壳主体", "直接注销主体"),
        "en": ("becomes an empty shell", "cancel the subject"),
    }[answer.language]
    assert shell in after
    assert whole in instead


def test_all_websites_beside_an_app_leave_no_empty_shell(bot: Bot) -> None:
    account = owner(subject(shop(), blog(), services=(service("v1"),)))
    answer = asked(bot, account, "把所有网站都注销会怎么样")
    assert answer.responses == ["utter_what_if_several_stay"]
    assert "空壳" not in sections(answer)[1]


def test_places_of_all_that_go_come_back(bot: Bot) -> None:
    account = owner(subject(shop(), blog(), forum()))
    before, after, *_ = sections(asked(bot, account, "商城和博客都注销会怎么样"))
    assert "ins-1（Tencent Cloud）：3/5" in before
    assert "ins-1（Tencent Cloud）：1/5 个网站，还回 2 个名额，剩 4 个" in after


def test_one_that_is_under_way_already_is_told_apart(bot: Bot) -> None:
    account = owner(subject(shop(), blog(), forum()), orders=(in_review(),))
    takes = sections(asked(bot, account, "商城和博客都注销会怎么样"))[2]
    assert "已经在办：注销网站「示例商城" in takes
    assert "还要提交 1 张" in takes


def test_what_has_to_go_first_is_not_counted_afterwards(bot: Bot) -> None:
    reviewed = in_review(target="w2")
    answer = asked(
        bot,
        owner(subject(shop(), blog(), forum()), orders=(reviewed,)),
        "商城、论坛一起注销会怎样",
    )
    _, after, *_ = sections(answer)
    assert "网站：没有" in after
    assert "那时已经注销的还有：Blog" in after


def test_each_phone_is_told_with_its_site(bot: Bot) -> None:
    one, other = person("王一", phone="13800000001"), person("赵二", phone="13800000002")
    sites = (shop(person_in_charge=one), blog(person_in_charge=other), forum())
    takes = sections(asked(bot, owner(subject(*sites)), "商城和博客都注销会怎么样"))[2]
    assert "138****0001" in takes
    assert "138****0002" in takes
    assert takes.index("示例商城") < takes.index("138****0001") < takes.index("138****0002")


@pytest.mark.parametrize(
    "text",
    [
        "如果注销商城，博客会怎么样",
        "注销商城以后博客会怎样",
        "what happens to the blog if I cancel the shop",
        "if I cancel the shop, what happens to the blog?",
    ],
)
def test_who_asks_what_becomes_of_another_supposes_one_alone(bot: Bot, text: str) -> None:
    answer = asked(bot, owner(subject(shop(), blog(), forum())), text)
    title = the_card(answer)["title"]
    assert "示例商城" in title
    assert "Blog" not in title
    assert "Blog" in sections(answer)[1]


def test_things_of_two_subjects_have_a_card_each(bot: Bot) -> None:
    other = website("w9", access(), name="作品集", domains=("works.example.cn",))
    account = owner(subject(shop(), blog()), individual(other))
    answer = asked(bot, account, "把所有网站都注销会怎么样")
    assert len(answer.cards) == 2
    assert "空壳" in answer.replies[0].text
    assert "作品集" in answer.cards[1]["title"]


def test_things_that_are_named_are_no_matter_for_another_topic(bot: Bot) -> None:
    account = owner(subject(shop(), services=(service("v1", name="小店随身"),)))
    text = "what happens if I cancel the shop and the app?"
    answer = bot.ask(
        "faq_app_or_mini_program", account, text, part="website_cancelled", language="en", sure=0.98
    )
    assert [card["kind"] for card in answer.cards] == ["what_if"]


# One alone, whose subject is being cancelled.


@pytest.mark.parametrize("text", ["如果注销商城会怎么样", "what if I cancel the shop?"])
def test_what_goes_with_its_subject_already_is_told_first(bot: Bot, text: str) -> None:
    order = in_review(target="s1", kind=OrderKind.CANCEL_SUBJECT)
    answer = asked(bot, owner(subject(shop(), blog()), orders=(order,)), text)
    [said] = answer.replies
    first, then = {
        "zh": ("「示例商城（shop.example.cn）」已经随主体", "撤不回了"),
        "en": ("Already being cancelled, together with the subject", "can't be withdrawn"),
    }[answer.language]
    assert said.text.startswith(first)
    assert then in said.text
    assert order.order_id in said.text
    assert "示例商城" not in the_card(answer)["title"]


@pytest.mark.parametrize("text", ["如果注销商城会怎么样", "what if I cancel the shop?"])
def test_while_that_order_can_be_given_up_it_is_told_how_the_others_stay(
    bot: Bot, text: str
) -> None:
    order = in_state(OrderState.PROVIDER_REVIEW, "s1", kind=OrderKind.CANCEL_SUBJECT)
    answer = asked(bot, owner(subject(shop(), blog()), orders=(order,)), text)
    assert ("先放弃" if answer.language == "zh" else "give it up first") in answer.text
    assert "Blog" in answer.text
    alone = asked(bot, owner(subject(shop()), orders=(order,), name="alone"), text)
    assert ("空壳主体" if alone.language == "zh" else "empty shell") in alone.text


def test_all_websites_of_a_subject_that_is_being_cancelled_go_with_it(bot: Bot) -> None:
    order = in_review(target="s1", kind=OrderKind.CANCEL_SUBJECT)
    account = owner(subject(shop(), blog()), orders=(order,))
    [said] = asked(bot, account, "所有网站都注销会怎么样").replies
    assert "已经随主体" in said.text
    assert "示例商城" in said.text
    assert "Blog" in said.text
