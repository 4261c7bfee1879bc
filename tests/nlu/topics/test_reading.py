"""A topic is read from one file; what is wrong with it is told with its line and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.nlu.topics.faults import FaultyContent
from beian.nlu.topics.model import Example, Text
from beian.nlu.topics.project import project_content
from beian.nlu.topics.reading import read_content, read_topic

WHOLE = """\
topic: faq_storage
title: {zh: 备案资料要保存多久？, en: How long are filing papers kept?}
answer:
  zh: |-
    第一行：
    第二行
  en: "Two lines: one here,\\n another there"
parts:
  paper:
    title: {zh: 纸质材料呢？, en: And on paper?}
    answer: {zh: 三年。, en: Three years.}
    examples:
      zh: {plain: [纸质材料要保存多久]}
      en: {plain: [how long are papers kept on paper]}
facts: [kept-three-years]
asks: papers
responses:
  utter_kept_until:
    zh: 保存到 {day}。
    en: Kept until {day}.
    buttons:
      - title: {zh: 转人工, en: Talk to a person}
        payload: /request_human
    offer: request_human
  utter_given_up:
    zh: 请人工来帮您。
    en: A person will help.
    handoff: true
examples:
  zh:
    terse:
    - 保存多久
    - 2021
    plain: [no, 资料要保存几年]
  en:
    plain:
    - how long: is it kept
    - "[sic] kept?"
"""


def written(folder: Path, text: str, name: str = "faq_storage") -> Path:
    file = folder / f"{name}.yml"
    file.write_text(text, encoding="utf-8")
    return file


def faults_of(folder: Path, text: str, name: str = "faq_storage") -> list[tuple[int, str]]:
    with pytest.raises(FaultyContent) as raised:
        read_topic(written(folder, text, name))
    return [(fault.line, fault.message) for fault in raised.value.faults]


def test_a_topic_is_read_with_the_lines_of_all_that_it_holds(tmp_path: Path) -> None:
    text = WHOLE.replace("how long: is it kept", "how long is it kept")
    topic = read_topic(written(tmp_path, text))
    assert topic.name == "faq_storage"
    assert topic.action == "action_faq_storage"
    assert topic.title == Text("备案资料要保存多久？", "How long are filing papers kept?", 2, 2)
    assert topic.answer.name == "utter_faq_storage"
    assert topic.answer.text == Text(
        "第一行：\n第二行", "Two lines: one here,\n another there", 4, 7
    )
    assert [(fact.name, fact.line) for fact in topic.facts] == [("kept-three-years", 15)]
    assert topic.asks is not None
    assert (topic.asks.name, topic.asks.line) == ("papers", 16)
    until, given_up = topic.responses
    assert (until.name, until.line, until.offer, until.handoff) == (
        "utter_kept_until",
        18,
        "request_human",
        False,
    )
    assert [(b.title.en, b.payload, b.line) for b in until.buttons] == [
        ("Talk to a person", "/request_human", 22)
    ]
    assert given_up.handoff
    assert topic.examples == (
        Example("保存多久", "zh", "terse", 32),
        Example("2021", "zh", "terse", 33),
        Example("no", "zh", "plain", 34),
        Example("资料要保存几年", "zh", "plain", 34),
        Example("how long is it kept", "en", "plain", 37),
        Example("[sic] kept?", "en", "plain", 38),
    )


def test_a_part_has_its_own_title_answer_and_examples(tmp_path: Path) -> None:
    text = WHOLE.replace("how long: is it kept", "how long is it kept")
    (part,) = read_topic(written(tmp_path, text)).parts
    assert (part.intent, part.line) == ("faq_storage/paper", 9)
    assert part.title.zh == "纸质材料呢？"
    assert (part.answer.name, part.answer.text.en) == ("utter_faq_storage__paper", "Three years.")
    assert [one.text for one in part.examples] == [
        "纸质材料要保存多久",
        "how long are papers kept on paper",
    ]


PLAIN = """\
topic: faq_storage
title: {zh: 问题, en: Question}
answer: {zh: 回答, en: Answer}
examples:
  zh: {plain: [问]}
  en: {plain: [ask]}
"""


def test_what_a_topic_may_lack_can_be_left_out_or_empty(tmp_path: Path) -> None:
    bare = read_topic(written(tmp_path, PLAIN))
    nothing = PLAIN + "parts: {}\nfacts: []\nasks: null\nresponses: {}\n"
    assert read_topic(written(tmp_path, nothing)) == bare
    assert bare.asks is None
    assert bare.parts == bare.facts == bare.responses == ()


@pytest.mark.parametrize(
    ("wrong", "line", "said"),
    [
        (PLAIN.replace("title:", "titel:"), 2, "Do you mean title?"),
        (PLAIN.replace("title: {zh: 问题, en: Question}\n", ""), 1, "lacks title. Add it."),
        (PLAIN.replace(", en: Answer", ""), 3, "answer lacks en. Add it."),
        (PLAIN.replace("en: Answer", "en: "), 3, "en of answer is empty."),
        (PLAIN.replace("{zh: 回答, en: Answer}", "回答"), 3, "needs names"),
        (PLAIN.replace("faq_storage", "faq_stores"), 1, "must be named faq_stores.yml"),
        (PLAIN.replace("faq_storage", "Faq-Storage"), 1, "small letters"),
        (PLAIN.replace("[ask]", "[]"), 6, "There are no examples in en."),
        (PLAIN.replace("[ask]", "[how: is it]"), 6, "quotation marks"),
        (PLAIN.replace("[ask]", "ask"), 6, "must be a list"),
        (PLAIN.replace("  en: {plain: [ask]}\n", ""), 5, "lacks en"),
        (PLAIN + "answer: {zh: 又, en: again}\n", 7, "stands on line 3 already"),
        (PLAIN + "responses:\n  storage: {zh: 一, en: one}\n", 8, "utter_storage"),
        (PLAIN + "responses:\n  utter_x: {zh: 一, en: one, handof: true}\n", 8, "mean handoff?"),
        (PLAIN + "responses:\n  utter_x: {zh: 一, en: one, handoff: maybe}\n", 8, "true or false"),
        (
            PLAIN.replace("  en: {plain: [ask]}", "  en:\n    plain:\n    - ask\n      me"),
            9,
            "dash",
        ),
        (PLAIN.replace("[问]", "[问"), 5, "quotation marks"),
        ("", 1, "The file is empty."),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_way_out(
    tmp_path: Path, wrong: str, line: int, said: str
) -> None:
    told = faults_of(tmp_path, wrong)
    assert [found for found, message in told if said in message], told
    assert {found for found, message in told if said in message} <= {line, line + 1}


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "responses").mkdir()
    written(tmp_path / "topics", PLAIN.replace("en: Answer", "en: ").replace("title", "titel"))
    written(tmp_path / "topics", PLAIN.replace("faq_storage", "faq_b"), "faq_b")
    written(tmp_path / "responses", "utter_x: {zh: 一}\n", "shared")
    with pytest.raises(FaultyContent) as raised:
        read_content(tmp_path)
    files = [fault.file.name for fault in raised.value.faults]
    assert sorted(set(files)) == ["faq_storage.yml", "shared.yml"]
    assert len(files) == 4
    assert str(raised.value).count("\n") == 3


def test_a_response_of_two_files_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "responses").mkdir()
    written(tmp_path / "topics", PLAIN)
    written(tmp_path / "responses", "utter_faq_storage: {zh: 一, en: one}\n", "shared")
    with pytest.raises(FaultyContent, match=r"in faq_storage.yml, line 3, already"):
        read_content(tmp_path)


def test_a_file_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "faq_storage.yml"
    file.write_bytes("topic: faq_storage\ntitle: 问题\n".encode("gbk"))
    with pytest.raises(FaultyContent, match=r"faq_storage\.yml:2: This is not UTF-8"):
        read_topic(file)


def test_the_projects_topics_hold_those_of_the_contract() -> None:
    assert set(CONTRACT) <= set(project_content().names)


CONTRACT = (
    "faq_abandon_order_impact",
    "faq_access_cancelled_by_bureau",
    "faq_cancel_access_meaning",
    "faq_cancellation_time",
    "faq_empty_shell_cancel",
    "faq_empty_shell_cause",
    "faq_empty_shell_definition",
    "faq_how_to_cancel",
    "faq_instance_quota",
    "faq_miit_record_removed",
    "faq_other_websites_affected",
    "faq_phone_unreachable",
    "faq_reapply",
    "faq_required_documents",
    "faq_site_after_access_cancelled",
    "faq_sms_verification",
    "faq_statement_letter",
    "faq_subject_vs_website",
    "faq_withdraw_application",
    "my_filing_status",
    "my_order_progress",
)
"""The topics that programs outside this repository know by name; others may join them."""
