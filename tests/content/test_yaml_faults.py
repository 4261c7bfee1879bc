"""What YAML can't read is told on the line where it is wrong, in words, and with the way out."""

from __future__ import annotations

import pytest

from tests.content.small_project import Break, SmallProject

TOPIC = "data/topics/faq_time.yml"
ORDERS = "data/responses/orders.yml"


BREAKS = [
    Break(TOPIC, "    - 几天能好", "\t- 几天能好", "29:1", "A tab stands at the beginning"),
    Break(
        TOPIC, "  zh: 注销要多久？", "  zh：注销要多久？", "3:5", "stands after zh. Type a plain"
    ),
    Break(
        TOPIC,
        "  zh: 注销要多久？\n",
        "  zh：注销要多久？\n  en：How?\n",
        "3:5",
        "full-width colon",
    ),
    Break(TOPIC, "answer:\n", "answer：\n", "5:7", "A full-width colon (：) stands after answer"),
    Break(
        TOPIC, "{zh: 一样久。", "{zh：一样久。", "11:", "A full-width colon (：) stands after zh"
    ),
    Break(
        TOPIC,
        "  zh: 注销要多久？",
        "  zh:注销要多久？",
        "3:5",
        'space is missing after the colon: "zh: "',
    ),
    Break(TOPIC, "answer:\n", "answer\n", "5:7", 'A colon is missing after answer: "answer:".'),
    Break(
        TOPIC,
        "  en: How",
        "  en: Note: how",
        "4:11",
        "A text with a colon and a space in it needs",
    ),
    Break(
        TOPIC, "    - 几天能好", "    -几天能好", "29:5", 'space is missing after the dash: "- "'
    ),
    Break(TOPIC, "    - 几天能好", "    几天能好", "29:", "A line without a dash"),
    Break(TOPIC, "    - 几天能好", "   - 几天能好", "29:4", "indented otherwise"),
    Break(
        TOPIC,
        "  zh: 要几天。",
        "   zh: 要几天。",
        "7:3",
        "This line, or the one before it, is indented",
    ),
    Break(TOPIC, 'a few."', "a few.", "7:7", 'mark that begins here is not closed. Put a second "'),
    Break(
        ORDERS,
        '已办完。"',
        "已办完。",
        "2:7",
        'mark that begins here is not closed. Put a second "',
    ),
    Break(
        ORDERS, 'is done."', 'is done." Yes', "3:26", "goes on behind its closing quotation mark"
    ),
    Break(
        ORDERS,
        '"{order} is done."',
        "{order} is done.",
        "3:7",
        "A text that begins with { needs",
    ),
    Break(
        TOPIC,
        "- 几天能好",
        "- *几天能好",
        "29:7",
        "A text that begins with * needs quotation marks",
    ),
    Break(
        TOPIC,
        "- 几天能好",
        "- @几天能好",
        "29:7",
        "A text that begins with @ needs quotation marks",
    ),
    Break(
        TOPIC,
        "- 几天能好",
        "- [几天](x)能好",
        "29:7",
        "A text that begins with [ needs quotation",
    ),
    Break(TOPIC, "{plain: [网站多久能销]}", "{plain: [网站多久能销}", "13:", "Close the bracket"),
    Break(TOPIC, '"It takes', '"\\It takes', "7:", "Write two of them"),
    Break(
        TOPIC,
        "要几天。",
        "要\x08几天。",
        "6:8",
        "invisible control character stands here (U+0008)",
    ),
    Break(TOPIC, "facts: [days]", "---\nfacts: [days]", "15:1", "Leave it out."),
    Break(
        TOPIC, "asks: papers", "asks: papers\nfacts: []", "17", "facts stands on line 15 already"
    ),
    Break(TOPIC, "facts: [days]\n", "facts: [days]\n<<<<<<< HEAD\n", "16:1", "unsettled merge"),
    Break("domain.yml", "  papers_question:", "\tpapers_question:", "14:1", "A tab stands"),
    Break("domain.yml", "      text: Sorry", '      text: "Sorry', "38:13", "is not closed"),
    Break("data/rules/rules.yml", "- rule: papers", "- rule papers", "8:", "the one before it"),
    Break(
        "data/nlu/greet.yml", "    style: terse", "    style： terse", "6:10", "full-width colon"
    ),
    Break("config.yml", "    threshold: 0.3", "   threshold: 0.3", "9:", "indented otherwise"),
    Break("contact.yml", "phone:", "phone：", "1:6", "full-width colon (：) stands after phone"),
    Break("desk.yml", "  text_length: 2000", "\ttext_length: 2000", "3:1", "A tab stands"),
    Break("endpoints.yml", "  type: beian", '  type: "beian', "2:9", "is not closed"),
    Break("data/facts.yml", "  says: It takes", "  says: It: takes", "2:11", "colon and a space"),
    Break("data/intents.yml", "zh: 问候, ", "zh: 问候 ", "1:", "comma"),
]


@pytest.mark.parametrize("change", BREAKS)
def test_a_fault_of_yaml_is_told_where_it_is(project: SmallProject, change: Break) -> None:
    told = project.told_of(change)
    assert {line.split(":")[0] for line in told} == {change.file}, "one file is wrong"
    assert not any("scanning" in line or "parsing" in line for line in told)


@pytest.mark.parametrize("file", [TOPIC, "domain.yml", "data/nlu/greet.yml", "desk.yml"])
def test_a_file_in_another_encoding_or_with_a_byte_order_mark_is_told(
    project: SmallProject, file: str
) -> None:
    text = (project.folder / file).read_text(encoding="utf-8")
    project.write(file, b"\xef\xbb\xbf" + text.encode())
    assert f"{file}:1: The file begins with a byte order mark. Save it as UTF-8 without BOM." in (
        project.told()
    )
    for encoding in ("gbk", "utf-16"):
        project.write(file, f"# 注释\n{text}".encode(encoding))
        assert f"{file}:1: This is not UTF-8. Save the file in that encoding." in project.told()


def test_an_empty_file_is_told(project: SmallProject) -> None:
    project.write(TOPIC, "")
    assert f"{TOPIC}:1: The file is empty." in project.told()
