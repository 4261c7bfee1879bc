"""Questions in general words that the file decides are found by their words."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.general_wishes import (
    asks_whether_it_goes_by_itself,
    asks_whether_it_still_matters,
    asks_whether_possible_now,
    asks_whether_someone_has_to_act,
    condition_of,
)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("我能现在注销主体吗", True),
        ("这个站现在注销能直接提交吗", True),
        ("can I cancel the whole company filing today?", True),
        ("没有公章能注销吗", False),
        ("如果商城没了，主体能注销吗", False),
        ("can I cancel it without the phone?", False),
        ("注销要多久", False),
    ],
)
def test_whether_it_may_be_handed_in_now(text: str, asks: bool) -> None:
    assert asks_whether_possible_now(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("注销商城要不要许静怡本人来办", True),
        ("取消接入的事他不用操作什么吧", True),
        ("does Xu Jingyi have to do anything for that?", True),
        ("Can we cancel the forum without him?", True),
        ("do I need Jian Ning for the blog?", True),
        ("官网的负责人是谁", False),
        ("who is in charge of the blog?", False),
    ],
)
def test_whether_somebody_has_to_act(text: str, asks: bool) -> None:
    assert asks_whether_someone_has_to_act(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("这个备案会被管局直接注销掉吗", True),
        ("Is my filing at risk now?", True),
        ("Will the filing be cancelled?", True),
        ("备案怎么注销", False),
        ("was it cancelled?", False),
        ("can the blog be cancelled now?", False),
    ],
)
def test_whether_it_is_cancelled_unasked(text: str, asks: bool) -> None:
    assert asks_whether_it_goes_by_itself(text) is asks


@pytest.mark.parametrize(
    ("text", "asks"),
    [("主体还用不用管", True), ("can I just leave it?", True), ("归谁管", False)],
)
def test_whether_what_is_left_matters(text: str, asks: bool) -> None:
    assert asks_whether_it_still_matters(text) is asks


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("之前办备案的同事离职了，我现在想注销商城还能办吗", "之前办备案的同事离职了"),
        ("the person who filed it left, can I still cancel?", "the person who filed it left"),
        ("还能注销吗", None),
        ("要多久？还能撤吗", None),
        ("同事离职了，注销要多久", None),
    ],
)
def test_a_condition_stands_before_whether_it_still_goes(text: str, condition: str | None) -> None:
    assert condition_of(text) == condition
