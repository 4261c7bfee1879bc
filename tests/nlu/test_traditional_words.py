"""Answers in Traditional characters are in the words of where those are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.nlu.text.simplified import in_traditional_words, other_words, simplified
from tests.paths import ROOT


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("短信发到账号登记的邮箱", "簡訊發到帳號登記的信箱"),
        ("登录控制台，联系在线客服", "登入控制台，聯絡線上客服"),
        ("打印复印件或扫描件", "列印影印本或掃描檔"),
        ("其他互联网信息服务的信息", "其他互聯網信息服務的資訊"),
    ],
)
def test_words_are_those_of_there(said: str, shown: str) -> None:
    assert in_traditional_words(said) == shown


def test_names_of_pages_and_buttons_are_found_on_the_page() -> None:
    said = in_traditional_words("收到短信后打开“短信核验”，登录“信息查询”。")
    assert said == "收到簡訊後打開「短信核驗」，登入「信息查詢」。"
    assert in_traditional_words("点“发送文件”") == "點「傳送檔案」"


def test_nothing_else_changes_its_words() -> None:
    assert in_traditional_words("注销网站的备案") == "註銷網站的備案"
    assert simplified(in_traditional_words("注销网站的备案")) == "注销网站的备案"


def test_words_are_those_that_the_answers_have() -> None:
    files = [*Path(ROOT, "data").rglob("*.yml"), *Path(ROOT, "beian/desk").rglob("*.yml")]
    texts = "\n".join(one.read_text("utf-8") for one in files)
    assert [word for word in other_words() if word not in texts] == []
