"""A conversation is read from one file; what is wrong with it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from beian.base.times import parse_time
from beian.evaluation.conversations.model import NOW, RULES, Turn
from beian.evaluation.conversations.reading import (
    Known,
    conversation_files,
    legible_conversations,
    read_conversation,
)
from beian.nlu.topics.faults import FaultyContent
from beian.nlu.topics.project import project_content
from tests.paths import ROOT

WHOLE = """\
conversation: lin-code
as: lin-individual
language: zh
rules: [5, 8]
now: 2026-10-13T07:20:00+08:00
turns:
- user: 验证码发到哪个号了？
  holds: [尾号, [小时, 分钟]]
  lacks: [营业执照]
  topic: faq_sms_verification
- press: 转人工
  handoff: true
"""
KNOWN = Known(["lin-individual", "wu-taiwan"], ["faq_sms_verification", "faq_reapply/letter"])


def written(folder: Path, text: str, name: str = "lin-code") -> Path:
    file = folder / f"{name}.yml"
    file.write_text(text, encoding="utf-8")
    return file


def faults(folder: Path, text: str) -> list[str]:
    """The faults of a file, each as LINE: MESSAGE."""
    with pytest.raises(FaultyContent) as raised:
        read_conversation(written(folder, text), KNOWN)
    return [f"{fault.line}: {fault.message}" for fault in raised.value.faults]


def test_a_conversation_is_read_whole(tmp_path: Path) -> None:
    conversation = read_conversation(written(tmp_path, WHOLE), KNOWN)
    assert (conversation.name, conversation.account) == ("lin-code", "lin-individual")
    assert (conversation.language, conversation.rules) == ("zh", (5, 8))
    assert conversation.now == parse_time("2026-10-13T07:20:00+08:00")
    assert conversation.turns == (
        Turn(
            line=7,
            user="验证码发到哪个号了？",
            holds=(("尾号",), ("小时", "分钟")),
            lacks=("营业执照",),
            topic="faq_sms_verification",
        ),
        Turn(line=11, press="转人工", handoff=True),
    )


def test_nobody_is_signed_in_and_the_samples_time_holds_where_nothing_else_is_said(
    tmp_path: Path,
) -> None:
    text = WHOLE.replace("as: lin-individual\n", "").replace("now: 2026-10-13T07:20:00+08:00\n", "")
    conversation = read_conversation(written(tmp_path, text), KNOWN)
    assert conversation.account is None
    assert conversation.now == NOW == parse_time("2026-10-12T10:00:00+08:00")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("conversation: lin", "conversation: wu", "1: The file of wu-code must be named wu-code"),
        ("as: lin-ind", "as: lin-imd", "2: There is no account lin-imdividual. Do you mean lin-i"),
        ("language: zh", "language: fr", "3: There is no language fr. It may be en, zh."),
        ("language: zh\n", "", "1: The conversation lacks language. Add it."),
        ("rules: [5, 8]", "rules: [5, 14]", "4: There is no rule 14. They are numbered 1 to 13."),
        ("rules: [5, 8]", "rules: [five]", "4: There is no rule five."),
        ("rules: [5, 8]", "rules: [5, 5]", "4: The rule 5 is named twice."),
        ("rules: [5, 8]", "rules: []", "4: rules is empty. Name the rules"),
        ("rules: [5, 8]", "rules: 5", "4: rules must be a list"),
        ("07:20:00+08:00", "07:20:00", "5: now: 2026-10-13T07:20:00 has no offset"),
        ("- user: 验", "- says: 验", "7: The turn has neither user (what is typed) nor press"),
        ("- user: 验", "- says: 验", "7: The turn has no says."),
        ("- press: 转", "- user: 转", None),
        ("- press: 转人工", "- press: 转人工\n  user: 你好", "11: The turn has user and press."),
        ("user: 验证码发到哪个号了？", "user:", "7: user is empty."),
        ("[尾号, [小时, 分钟]]", "[]", "8: holds is empty. Write what the replies must hold"),
        ("[尾号, [小时, 分钟]]", "[尾号, []]", "8: A list within holds is empty."),
        ("[尾号, [小时, 分钟]]", "['']", "8: A text of holds is empty."),
        ("[尾号, [小时, 分钟]]", "尾号", "8: holds must be a list"),
        ("[营业执照]", "[]", "9: lacks is empty. Write what the replies may not hold"),
        ("faq_sms_v", "faq_smsv", "10: There is no topic faq_smsverification. Do you mean faq_sms"),
        ("handoff: true", "handoff: yes", "12: handoff is yes: write true or false."),
    ],
)
def test_a_fault_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, fault: str | None
) -> None:
    assert WHOLE.count(old) == 1
    text = WHOLE.replace(old, new)
    if fault is None:
        assert read_conversation(written(tmp_path, text), KNOWN).turns[1].user == "转人工"
    else:
        told = faults(tmp_path, text)
        assert any(one.startswith(fault) for one in told), told


def test_a_conversation_without_turns_is_a_fault(tmp_path: Path) -> None:
    text = WHOLE[: WHOLE.index("- user")].replace("turns:", "turns: []")
    assert faults(tmp_path, text) == ["6: turns is empty. Write what the user says."]


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("[5, 8]", "[0]").replace("[营业执照]", "[]").replace("true", "maybe")
    assert [one.split(":")[0] for one in faults(tmp_path, text)] == ["4", "9", "12"]


def test_a_topic_may_be_a_part_or_another_intent_of_the_project() -> None:
    content = project_content()
    known = Known.of(content).topics
    assert known is not None
    parts = [part.intent for topic in content.topics for part in topic.parts]
    assert {*content.names, *parts, "thank", "out_of_scope"} <= set(known)


def test_topics_that_cannot_be_read_are_no_fault_of_a_conversation(tmp_path: Path) -> None:
    file = written(tmp_path, WHOLE.replace("faq_sms_verification", "faq_unread"))
    known = Known.of(None)
    assert read_conversation(file, known).turns[0].topic == "faq_unread"


def test_one_faulty_file_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "conversations").mkdir()
    written(tmp_path / "conversations", WHOLE)
    written(tmp_path / "conversations", "conversation: [", "broken")
    files = conversation_files(tmp_path)
    conversations, faults = legible_conversations(files, KNOWN)
    assert [conversation.name for conversation in conversations] == ["lin-code"]
    assert {fault.file.name for fault in faults} == {"broken.yml"}


def test_the_docs_count_the_conversations_and_their_turns() -> None:
    page = (ROOT / "docs" / "conversations.md").read_text(encoding="utf-8")
    known = Known.of(project_content())
    conversations, _ = legible_conversations(conversation_files(ROOT / "data"), known)
    turns = sum(len(conversation.turns) for conversation in conversations)
    assert f" of {turns:,}, in {len(conversations)} conversations)" in page


def test_the_rules_are_the_headings_of_the_docs() -> None:
    page = (ROOT / "docs" / "conversations.md").read_text(encoding="utf-8")
    for number, rule in RULES.items():
        assert f"\n### {number}. {rule}\n" in page
