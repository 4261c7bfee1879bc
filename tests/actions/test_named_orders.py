"""Orders that a message names by what they do or by their month, wherever that stands in it."""

from __future__ import annotations

import pytest

from actions.frame.frame import Frame
from actions.references.refer import references
from tests.actions.messages import message
from tests.actions.sample import sample_account

NAMED = [
    ("ma-first-filing", "变更最晚啥时候有结果", "BA20261008015"),
    ("ma-first-filing", "变更到哪了", "BA20261008015"),
    ("ma-first-filing", "我的变更批了没", "BA20261008015"),
    ("ma-first-filing", "那个变更几号能下来", "BA20261008015"),
    ("ma-first-filing", "变更备案现在审核到哪一步了", "BA20261008015"),
    ("ma-first-filing", "首次备案那次办了多久", "BA20260730015"),
    ("ma-first-filing", "我第一次备案花了几天", "BA20260730015"),
    ("ma-first-filing", "当初首次备案是几号批的", "BA20260730015"),
    ("ma-first-filing", "九月那张还能恢复吗", "BA20260920015"),
    ("ma-first-filing", "七月那单当时多久", "BA20260730015"),
    ("ma-first-filing", "十月的那次是谁交的", "BA20261008015"),
    ("ma-first-filing", "把变更撤了行不行", "BA20261008015"),
    ("ma-first-filing", "变更，现在到哪", "BA20261008015"),
    ("ma-first-filing", "手上的变更要等到哪天", "BA20261008015"),
    ("ma-first-filing", "在审的变更还要几天", "BA20261008015"),
    ("ma-first-filing", "變更最快幾號有結果", "BA20261008015"),
    ("ma-first-filing", "我個變更批咗未", "BA20261008015"),
    ("dingsheng-group", "接入那张现在谁在审", "BA20261012013"),
    ("dingsheng-group", "招聘的接入注销是谁提交的", "BA20261012013"),
    ("dingsheng-group", "深圳的变更交了没", "BA20261009013"),
    ("dingsheng-group", "四月那张办了多少天", "BA20260408013"),
    ("dingsheng-group", "取消接入那单还能撤吗", "BA20261012013"),
    ("haoyue-travel", "新增接入什么时候批", "BA20261009011"),
    ("haoyue-travel", "六月那张怎么没了", "BA20260608011"),
    ("haoyue-travel", "八月那次取消接入用了几天", "BA20260802011"),
    ("haoyue-travel", "接入备案那张到哪了", "BA20261009011"),
    ("nanling-agency", "五月那单多久办完的", "BA20260511004"),
    ("nanling-agency", "九月份的那张呢", "BA20260907007"),
    ("ma-first-filing", "how is the change doing", "BA20261008015"),
    ("ma-first-filing", "when is the change due", "BA20261008015"),
    ("ma-first-filing", "my change, is it through", "BA20261008015"),
    ("ma-first-filing", "did the change request get approved", "BA20261008015"),
    ("ma-first-filing", "how long did the first filing take", "BA20260730015"),
    ("ma-first-filing", "my first filing took ages", "BA20260730015"),
    ("ma-first-filing", "the september one, can I reopen it", "BA20260920015"),
    ("ma-first-filing", "the order from 20 sept", "BA20260920015"),
    ("ma-first-filing", "what happened to the july filing", "BA20260730015"),
    ("dingsheng-group", "the april one, is it all gone", "BA20260408013"),
    ("dingsheng-group", "the access thing for jobs, who did that", "BA20261012013"),
    ("dingsheng-group", "can I stop the access order", "BA20261012013"),
    ("dingsheng-group", "is the access cancellation still with tencent", "BA20261012013"),
    ("dingsheng-group", "the change for shenzhen, is it sent", "BA20261009013"),
    ("haoyue-travel", "the new access, how long still", "BA20261009011"),
    ("haoyue-travel", "the june one", "BA20260608011"),
    ("haoyue-travel", "in august we cancelled one, how long did that take", "BA20260802011"),
    ("haoyue-travel", "that mini program order from june", "BA20260608011"),
    ("nanling-agency", "our march one, how many days", "BA20260303002"),
    ("nanling-agency", "the may order", "BA20260511004"),
    ("ma-first-filing", "不是首次备案，变更那张", "BA20261008015"),
    ("ma-first-filing", "not the first filing, the change", "BA20261008015"),
    ("ma-first-filing", "forget the change, the september one", "BA20260920015"),
    ("haoyue-travel", "我说的是六月那张", "BA20260608011"),
    ("haoyue-travel", "I meant the june order", "BA20260608011"),
]
"""Who says it, what, and the order that it names."""
IN_GENERAL = [
    ("ma-first-filing", "变更备案怎么办理"),
    ("ma-first-filing", "要先变更吗"),
    ("ma-first-filing", "我想变更负责人"),
    ("ma-first-filing", "不如直接变更"),
    ("dingsheng-group", "取消接入要多久"),
    ("dingsheng-group", "怎么取消接入"),
    ("ma-first-filing", "首次备案怎么弄"),
    ("haoyue-travel", "接入备案怎么做"),
    ("ma-first-filing", "下个月能办完吗"),
    ("ma-first-filing", "do I have to change it first"),
    ("ma-first-filing", "change the phone number"),
    ("ma-first-filing", "how do I file a change"),
    ("dingsheng-group", "how do I cancel access"),
    ("ma-first-filing", "can it be done in november"),
    ("ma-first-filing", "where do I change the contact"),
    ("ma-first-filing", "is a first filing free"),
    ("nanling-agency", "in the market"),
]


@pytest.mark.parametrize(("account", "text", "order_id"), NAMED)
def test_an_order_is_named_by_its_kind_or_month(account: str, text: str, order_id: str) -> None:
    found = references(message(text), Frame(), sample_account(account))
    assert found.named == (f"order:{order_id}",)


@pytest.mark.parametrize(("account", "text"), IN_GENERAL)
def test_a_question_in_general_names_no_order(account: str, text: str) -> None:
    found = references(message(text), Frame(), sample_account(account))
    assert not any(key.startswith("order:") for key in found.named)


def test_a_kind_that_is_named_comes_before_a_place_in_the_list() -> None:
    listed = Frame(options=("order:BA20261008015",))
    account = sample_account("ma-first-filing")
    found = references(message("我第一次备案花了几天"), listed, account)
    assert found.named == ("order:BA20260730015",)


def test_what_is_only_compared_with_is_not_named() -> None:
    account = sample_account("ma-first-filing")
    text = "我问的是能不能撤，不是改啥。九月那回我不也撤了吗"
    assert references(message(text), Frame(), account).named == ()


@pytest.mark.parametrize(
    "text",
    [
        "我问的是主站皓悦旅行，不是票务",
        "I meant the home page",
        "no, the main site, not tickets",
        "我说的是主站",
    ],
)
def test_a_correction_that_names_only_a_thing_does_no_more(text: str) -> None:
    found = references(message(text), Frame(), sample_account("haoyue-travel"))
    assert found.named == ("website:haoyue-home",)
    assert found.bare


def test_what_is_not_to_be_cancelled_is_still_what_is_spoken_of() -> None:
    text = "那我不想取消招聘的接入，赶紧给我撤了"
    asked = message(text, "faq_withdraw_application")
    found = references(asked, Frame(), sample_account("dingsheng-group"))
    assert found.named == ("website:dingsheng-jobs",)
    assert found.denied == ()


def test_what_the_assistant_harps_on_is_denied() -> None:
    text = "你怎么老说票务。。。算了，游记那个站谁负责"
    found = references(message(text), Frame(), sample_account("haoyue-travel"))
    assert found.named == ("website:haoyue-blog",)
    assert found.denied == ("website:haoyue-tickets",)


def test_the_cancellation_under_way_is_meant_by_its_kind_alone() -> None:
    wuwei = sample_account("wuwei-hosting")
    app = Frame(about=("service:wuwei-assistant",))
    for text in ("我那张注销单到哪一步了", "网站那单怎么样了"):
        named = references(message(text, "my_order_progress"), app, wuwei).named
        assert named == ("order:BA20261007012",)
    assert references(message("注销单怎么提交", "faq_how_to_cancel"), app, wuwei).named == ()
