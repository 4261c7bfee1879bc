"""Slips of the hand and of the ear, put right as the training messages write."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.evaluation.examples import learned_in
from beian.nlu.text.normalisation import folded
from beian.nlu.text.pinyin import syllables
from beian.nlu.text.spelling import Spelling
from tests.nlu.conftest import HOSTILE
from tests.paths import ROOT


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling.fit([e.text for e in learned_in(ROOT / "data")])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("cancle my wesbite pls", "cancel my website pls"),
        ("is abandond record diffrent", "is abandoned record different"),
        ("the bueau took my acess", "the bureau took my access"),
        ("放起了新增的网占 主站备岸会掉么", "放弃了新增的网站 主站备案会掉么"),
        ("管菊为啥把我接入取肖了", "管局为啥把我接入取消了"),
        ("申請住銷 老網佔", "申请注销 老网站"),
        ("住销主体 acess", "注销主体 access"),
    ],
)
def test_slips_are_put_right(spelling: Spelling, written: str, meant: str) -> None:
    assert spelling.corrected(written) == meant


@pytest.mark.parametrize(
    "text",
    [
        "deregistration of our beian at aliyun, icp and miit on wechat",
        "it doesn't matter, we're waiting; the owner's phone isn't lost",
        "see exampel.com/acess or mail recieve@exampel.cn about BA2026acess1",
        "这个网站先放着，我儿子的那个不动",
        "以后再说吧，下一个是我自己的",
        "粤icp备2021000001号-1",
    ],
)
def test_what_is_meant_as_it_stands_stays(spelling: Spelling, text: str) -> None:
    assert spelling.corrected(text) == folded(text)


def test_a_stored_one_corrects_as_before(spelling: Spelling, tmp_path: Path) -> None:
    spelling.save(tmp_path)
    loaded = Spelling.load(tmp_path)
    for text in ("cancle my wesbite", "放七备岸", "deregistration"):
        assert loaded.corrected(text) == spelling.corrected(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_corrected_to_something_that_can_be_encoded(
    spelling: Spelling, text: str
) -> None:
    corrected = spelling.corrected(text)
    corrected.encode("utf-8")
    assert bool(corrected) == bool(folded(text))


def test_nothing_is_learnt_from_nothing() -> None:
    assert Spelling.fit([]).corrected("Cancle 住销") == "cancle 住销"


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("注销ok了", ["zhu", "xiao", "ok", "le"]),
        ("how long 备案?", ["how", "long", "bei", "an", "?"]),
        ("", []),
    ],
)
def test_syllables_of_chinese_among_other_writing(text: str, sounds: list[str]) -> None:
    assert syllables(text) == sounds
