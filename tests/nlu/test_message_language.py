from __future__ import annotations

import pytest

from beian.nlu.model.message_language import is_clear, language_of
from tests.nlu.conftest import HOSTILE


@pytest.mark.parametrize(
    "text",
    [
        "注销备案要多久",
        "註銷備案要多久",
        "取消access之后website还能打开吗",
        "我的ICP备案status是什么",
        "cancel access和cancel website到底有什么difference",
        "请问 example.com 怎么注销",
        "主体",
        "my website is down 网站打不开了是怎么回事",
        "ICP备案 SMS code 一直收不到怎么办",
        "ok 好的",
    ],
)
def test_a_chinese_sentence_stays_chinese_with_english_words_in_it(text: str) -> None:
    assert language_of(text) == "zh"


@pytest.mark.parametrize(
    "text",
    [
        "How long does it take?",
        "what is a 空壳主体",
        "how do I cancel the 备案 of my website",
        "if I 放弃 this 订单, what about the other websites?",
        "The page says 您的短信核验失败，请您重新验证",
        "the ministry's page shows: “该条验证库里找不到记录或已完成验证”",
        "It says 重发次数已到上限，若不能及时完成短信核验，您的备案申请将会被退回, what now?",
        "passport",
        "cancel 粤ICP备2021000001号-1",
        "café",
    ],
)
def test_an_english_sentence_stays_english_with_a_chinese_term_in_it(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "12345",
        "👍",
        "?",
        "k",
        "example.com",
        "粤ICP备2021000001号-1",
        "BA20261012001",
        "هل",
    ],
)
def test_nothing_is_decided_where_nothing_decides(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert language_of(text) in ("zh", "en", None)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("shoujihao diule zenmeban", "zh"),
        ("xiexie", "zh"),
        ("mei shoudao duanxin", "zh"),
        ("notarise", "en"),
        ("change", "en"),
        ("guangdong", None),
        ("hangzhou", None),
        ("广东", "zh"),
    ],
)
def test_chinese_in_latin_letters_is_chinese_and_a_place_decides_nothing(
    text: str, language: str | None
) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language", "clear"),
    [
        ("那之后会变空壳吗", "zh", True),
        ("护照", "zh", True),
        ("汉桥", "zh", False),
        ("how long", "en", True),
        ("bye", "en", False),
        ("all good there now", "en", True),
        ("zenme zhuxiao beian", "zh", True),
    ],
)
def test_a_word_or_two_leave_the_language_of_the_conversation_alone(
    text: str, language: str, clear: bool
) -> None:
    assert is_clear(text, language) is clear


@pytest.mark.parametrize("text", ["Aliyun", "Huawei", "tencent", "no not aliyun, huawei"])
def test_a_providers_name_is_no_chinese(text: str) -> None:
    assert language_of(text) != "zh"
