"""How responses are rendered in the user's language."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from beian.base.languages import spoken_language
from beian.bot.responses import BilingualResponses, ResponseError

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
slots:
  language: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  language_choice: {type: text, influence_conversation: false, mappings: [{type: custom}]}
  script: {type: text, influence_conversation: false, mappings: [{type: custom}]}
responses:
  utter_hello:
    - condition: &zh [{type: slot, name: language, value: zh}]
      text: 您好，{name}！
    - condition: &en [{type: slot, name: language, value: en}]
      text: "Hello, {name}!"
  utter_plain:
    - condition: *zh
      text: 好的。
    - condition: *en
      text: All right.
  utter_spaced:
    - condition: *zh
      text: "在 {name} 的网站 {other} 里"
    - condition: *en
      text: "at {name} the site {other} in"
  utter_beside:
    - condition: *zh
      text: "{name} {other}"
    - condition: *en
      text: "{name} {other}"
  utter_inner:
    - condition: *zh
      text: 「{name}」
    - condition: *en
      text: “{name}”
  utter_choose:
    - condition: *zh
      text: 选哪个？
      buttons: [{title: 都不是, payload: /deny}]
    - condition: *en
      text: Which?
      buttons: [{title: None, payload: /deny}]
  utter_handed_over:
    - condition: *zh
      text: 转人工。
      custom: {handoff: true}
    - condition: *en
      text: To a person.
      custom: {handoff: true}
  utter_decided:
    - condition: *zh
      text: 会，{name}。
    - condition: *en
      text: "Yes: {name} goes."
  utter_chinese_only:
    - condition: *zh
      text: 只有中文
"""
)


def message(
    response: str,
    language: str | None = "zh",
    metadata: dict[str, Any] | None = None,
    choice: str | None = None,
    script: str | None = None,
    **values: Any,
) -> dict[str, Any]:
    tracker = DialogueStateTracker("a conversation", DOMAIN.slots)
    tracker.update(SlotSet("language", language))
    tracker.update(SlotSet("language_choice", choice))
    tracker.update(SlotSet("script", script))
    if metadata is not None:
        tracker.update(UserUttered("hello", metadata=metadata))
    responses = BilingualResponses(EndpointConfig(), DOMAIN)
    generated = asyncio.run(responses.generate(response, tracker, "desk", **values))
    assert generated is not None
    return generated


def text(response: str, language: str = "zh", **values: Any) -> str:
    return str(message(response, language, **values)["text"])


@pytest.mark.parametrize(
    ("slots", "callers", "language"),
    [
        ({}, None, "zh"),
        ({}, "en", "en"),
        ({"language": None, "language_choice": None}, None, "zh"),
        ({"language": "en"}, "zh", "en"),
        ({"language": "zh"}, "en", "zh"),
        ({"language": "zh", "language_choice": "en"}, "zh", "en"),
        ({"language": "en", "language_choice": "zh"}, None, "zh"),
    ],
)
def test_the_language_asked_for_counts_then_the_scripts_then_the_callers(
    slots: dict[str, Any], callers: str | None, language: str
) -> None:
    assert spoken_language(slots, callers) == language


def test_a_message_says_its_language() -> None:
    assert message("utter_plain", "en")["language"] == "en"
    assert message("utter_plain", "zh", choice="en")["text"] == "All right."
    assert message("utter_plain", None, metadata={"language": "en"})["text"] == "All right."
    assert message("utter_plain", None, metadata={})["text"] == "好的。"
    assert message("utter_plain", None)["language"] == "zh"


@pytest.mark.parametrize(
    ("items", "zh", "en"),
    [
        ([], "", ""),
        (["甲"], "甲", "甲"),
        (["甲", "乙"], "甲、乙", "甲 and 乙"),
        (["A", "B", "C"], "A、B、C", "A, B and C"),
        ([1, {"response": "utter_inner", "name": "b"}], "1、「b」", "1 and “b”"),
    ],
)
def test_a_list_is_enumerated_as_the_language_does(items: list[Any], zh: str, en: str) -> None:
    assert text("utter_inner", name=items) == f"「{zh}」"
    assert text("utter_inner", "en", name=items) == f"“{en}”"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ({"day": "2026-10-02"}, "2026年10月2日", "2 October 2026"),
        ({"day": "2026-01-31"}, "2026年1月31日", "31 January 2026"),
        (
            {"moment": "2026-10-02T09:05:00+08:00"},
            "2026年10月2日 09:05",
            "2 October 2026 at 09:05 (Beijing time)",
        ),
        (
            {"moment": "2026-12-31T23:59+08:00"},
            "2026年12月31日 23:59",
            "31 December 2026 at 23:59 (Beijing time)",
        ),
        ({"lines": ["一", {"response": "utter_inner", "name": "x"}]}, "一\n「x」", "一\n“x”"),
        ({"lines": []}, "", ""),
        ({"sentences": ["A.", "B."]}, "A.B.", "A. B."),
        ({"sentences": []}, "", ""),
        ({"zh": "广东省", "en": "Guangdong"}, "广东省", "Guangdong"),
        ({"zh": {"day": "2026-10-02"}, "en": 7}, "2026年10月2日", "7"),
        (
            {"response": "utter_inner", "name": {"response": "utter_inner", "name": "里"}},
            "「「里」」",
            "““里””",
        ),
        (0, "0", "0"),
        (3.5, "3.5", "3.5"),
        ("", "", ""),
    ],
)
def test_structured_values_are_put_into_words(value: Any, zh: str, en: str) -> None:
    assert text("utter_inner", name=value) == f"「{zh}」"
    assert text("utter_inner", "en", name=value) == f"“{en}”"


@pytest.mark.parametrize(
    "name", ["{name}", "{other}", "{", "}}", "[链接]一", "%s", "\\1", "a\nb", "{0}", "张*", "a*b*c"]
)
def test_braces_in_a_value_are_put_in_as_they_are(name: str) -> None:
    assert text("utter_hello", name=name) == f"您好，{name}！"
    nested = {"response": "utter_inner", "name": name}
    assert text("utter_hello", "en", name=nested) == f"Hello, “{name}”!"


@pytest.mark.parametrize(
    ("name", "markdown"),
    [
        ("[链接](http://x)", "[链接\\](http\\://x)"),
        ("{0.__class__}", "{0.\\_\\_class__}"),
        ("*星*", "\\*星*"),
        ("**", "\\*\\*"),
        ("`rm`", "\\`rm\\`"),
        ("<b>", "\\<b>"),
        ("a\\*b", "a\\\\\\*b"),
        ("mail@example.cn", "mail\\@example.cn"),
        ("mailto:x", "mailto\\:x"),
        ("138****5678", "138****5678"),
        ("一\u202e二\x1b[31m三\x07", "一二[31m三"),
    ],
)
def test_a_value_is_text_and_no_markdown_but_for_titles_of_buttons(
    name: str, markdown: str
) -> None:
    assert text("utter_hello", name=name) == f"您好，{markdown}！"
    choice = {"title": name, "payload": "/x"}
    [button, _] = message("utter_choose", choices=[choice])["buttons"]
    assert button["title"] == markdown.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\")


def test_an_address_that_is_to_be_a_link_is_put_in_as_it_is() -> None:
    assert text("utter_hello", name={"markdown": "https://a_b.example"}) == (
        "您好，https://a_b.example！"
    )


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("腾讯云", "商城", "在腾讯云的网站商城里"),
        ("Tencent Cloud", "Shop", "在 Tencent Cloud 的网站 Shop 里"),
        ("腾讯云", "商城（shop.cn）", "在腾讯云的网站商城（shop.cn）里"),
        ("阿里 云", "我 的", "在阿里 云的网站我 的里"),
        ({"response": "utter_inner", "name": "A"}, 3, "在「A」的网站 3 里"),
    ],
)
def test_chinese_has_no_space_beside_a_chinese_value(name: Any, other: Any, expected: str) -> None:
    assert text("utter_spaced", name=name, other=other) == expected


@pytest.mark.parametrize(
    ("name", "other", "expected"),
    [
        ("腾讯云", "商城", "在腾讯云的網站商城裡"),
        ("Tencent Cloud", "BA20261010007", "在 Tencent Cloud 的網站 BA20261010007 裡"),
        ("商城（shop.cn）", 3, "在商城（shop.cn）的網站 3 裡"),
        ({"response": "utter_inner", "name": "A"}, "A店", "在「A」的網站 A店裡"),
    ],
)
def test_traditional_chinese_is_spaced_as_simplified_is(
    name: Any, other: Any, expected: str
) -> None:
    said = message("utter_spaced", script="hant", name=name, other=other)
    assert said["text"] == expected


@pytest.mark.parametrize(("written", "shown"), [(None, "網站"), ("hans", "网站"), ("hant", "網站")])
def test_who_has_written_nothing_is_spoken_to_in_the_characters_of_the_page(
    written: str | None, shown: str
) -> None:
    page = {"language": "zh", "script": "hant"}
    said = message("utter_spaced", metadata=page, script=written, name="A", other="B")
    assert shown in said["text"]
    english = message("utter_spaced", "en", metadata=page, name="A", other="B")
    assert english["script"] is None


def test_values_that_stand_side_by_side_are_spaced_alike() -> None:
    assert text("utter_beside", name="「店」", other="注销") == "「店」注销"
    assert text("utter_beside", name="Shop", other="注销") == "Shop 注销"
    assert text("utter_beside", "en", name="店", other="注销") == "店 注销"


def test_english_keeps_its_spaces_whatever_the_values_are() -> None:
    assert text("utter_spaced", "en", name="腾讯云", other="商城") == "at 腾讯云 the site 商城 in"


def test_choices_become_buttons_before_those_of_the_response() -> None:
    choices = [
        {"title": {"response": "utter_inner", "name": "{a}"}, "payload": '/inform{"choice": "x"}'},
        {"title": "乙", "payload": "/b"},
    ]
    assert message("utter_choose", choices=choices)["buttons"] == [
        {"title": "「{a}」", "payload": '/inform{"choice": "x"}'},
        {"title": "乙", "payload": "/b"},
        {"title": "都不是", "payload": "/deny"},
    ]
    assert message("utter_choose")["buttons"] == [{"title": "都不是", "payload": "/deny"}]
    assert "buttons" not in message("utter_plain", choices=[])


def test_buttons_of_one_message_do_not_leak_into_the_next() -> None:
    for _ in range(2):
        choices = [{"title": "甲", "payload": "/a"}]
        assert len(message("utter_choose", choices=choices)["buttons"]) == 2


def test_custom_data_comes_along_and_conditions_do_not() -> None:
    made = message("utter_handed_over", "en")
    assert made["custom"] == {"handoff": True}
    assert "condition" not in made


def test_links_become_buttons_that_open_a_page_beside_other_custom_data() -> None:
    link = {"title": {"response": "utter_inner", "name": "页"}, "url": "https://example.com"}
    made = message("utter_handed_over", links=[link])
    opened = [{"title": "「页」", "url": "https://example.com"}]
    assert made["custom"] == {"handoff": True, "links": opened}
    assert message("utter_plain", links=[link])["custom"] == {"links": opened}
    assert message("utter_handed_over")["custom"] == {"handoff": True}


def test_it_is_said_where_signing_in_would_help() -> None:
    made = message("utter_handed_over", helped_by_sign_in=True)
    assert made["custom"] == {"handoff": True, "helped_by_sign_in": True}


@pytest.mark.parametrize("missing", [{}, {"name": None}, {"other": "x"}])
def test_a_missing_value_is_an_error_that_names_it(missing: dict[str, Any]) -> None:
    with pytest.raises(ResponseError, match=r"utter_hello lacks a value for \{name\}"):
        message("utter_hello", **missing)


@pytest.mark.parametrize(
    "value",
    [
        {"response": "utter_hello"},
        {"response": "utter_gone"},
        {"week": 3},
        {},
        {"zh": None, "en": None},
        ["甲", None],
        {"lines": [None]},
    ],
)
def test_a_value_of_no_known_kind_is_an_error(value: Any) -> None:
    with pytest.raises(ResponseError):
        message("utter_hello", name=value)


def test_an_unknown_response_or_language_is_an_error_that_names_it() -> None:
    with pytest.raises(ResponseError, match="no response utter_gone for zh"):
        message("utter_gone")
    with pytest.raises(ResponseError, match="no response utter_chinese_only for en"):
        message("utter_chinese_only", "en")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("does the site go?", "Yes: A goes."),
        ("what goes?", "A goes."),
        ("/faq_reapply", "Yes: A goes."),
        ("", "Yes: A goes."),
    ],
)
def test_an_answer_begins_with_yes_only_where_that_was_asked(asked: str, said: str) -> None:
    tracker = DialogueStateTracker("a conversation", DOMAIN.slots)
    tracker.update(SlotSet("language", "en"))
    tracker.update(UserUttered(asked))
    responses = BilingualResponses(EndpointConfig(), DOMAIN)
    values = {"name": "A", "answers": "faq_reapply"}
    generated = asyncio.run(responses.generate("utter_decided", tracker, "desk", **values))
    assert generated is not None
    assert generated["text"] == said
