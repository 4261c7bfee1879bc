"""Plain questions for what is on file, told from those for what may be, and from general ones."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from beian.nlu.file_questions.claims import supposed
from beian.nlu.file_questions.finding import file_question, file_questions
from beian.nlu.file_questions.kinds import FileQuestion

F = FileQuestion


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("论坛那张单子几号交的", F.SUBMITTED),
        ("我要的是提交日期", F.SUBMITTED),
        ("變更那單是哪天遞交的？", F.SUBMITTED),
        ("when did we hand in the change?", F.SUBMITTED),
        ("what date was the order submitted", F.SUBMITTED),
        ("博客的备案是哪天批下来的", F.APPROVED),
        ("当初备案几月几号通过的呀", F.APPROVED),
        ("on which day was the filing approved?", F.APPROVED),
        ("哪天被退回的", F.RETURNED),
        ("when was it sent back?", F.RETURNED),
        ("谁放弃的那张单", F.BY_WHOM),
        ("when was the june order called off", F.GIVEN_UP),
        ("旧店是什么时候注销的", F.CANCELLED_ON),
        ("which day was the old shop cancelled", F.CANCELLED_ON),
        ("商城的接入几号断的", F.ACCESS_ENDED),
        ("since when has the forum had no access, when was it cut?", F.ACCESS_ENDED),
        ("上一个站当时办了多久", F.TOOK),
        ("how long did the old one take", F.TOOK),
        ("旧站从交到管局到办完用了几天", F.TOOK),
        ("我们平均多长时间销一个，最慢那次是哪个", F.TALLY),
        ("which of ours took the longest?", F.LONGEST),
        ("小程序那个注销了没", F.IS_CANCELLED),
        ("我这样算是注销掉了吗", F.IS_CANCELLED),
        ("App 的备案现在还有效吧", F.IS_CANCELLED),
        ("那個站也是註銷嗎", F.IS_CANCELLED),
        ("is the forum still on file?", F.IS_CANCELLED),
        ("did we cancel the old blog", F.IS_CANCELLED),
        ("has the app been cancelled yet?", F.IS_CANCELLED),
        ("论坛的接入正常吗", F.HAS_ACCESS),
        ("查下商城的接入状态", F.HAS_ACCESS),
        ("is the shop still online?", F.HAS_ACCESS),
        ("is the main site fine at Aliyun?", F.HAS_ACCESS),
        ("论坛的接入是谁断的", F.CUT_BY),
        ("who cut the access of the forum?", F.CUT_BY),
    ],
)
def test_a_plain_question_for_the_file_is_found(text: str, asked: FileQuestion) -> None:
    assert file_question(text) is asked


@pytest.mark.parametrize(
    "text",
    [
        "什么时候能注销掉",
        "最晚哪天办完",
        "提交以后几号能好",
        "如果注销了备案号还在吗",
        "注销后网站还能打开吗",
        "怎么提交注销",
        "注销要多久",
        "审核通过了吗",
        "when will it be cancelled?",
        "can I cancel the blog?",
        "if I cancel the shop, is the blog still online?",
        "how do I submit it",
        "what is the latest date",
    ],
)
def test_what_has_not_happened_is_no_question_for_the_file(text: str) -> None:
    assert file_question(text) is None


def _as_others_put_it() -> list[tuple[str, str]]:
    kinds = yaml.safe_load((Path(__file__).parent / "file_questions.yml").read_text("utf-8"))
    return [
        (text, asked)
        for by_question in kinds.values()
        for asked, languages in by_question.items()
        for texts in languages.values()
        for text in texts
    ]


@pytest.mark.parametrize(("text", "asked"), _as_others_put_it())
def test_a_question_is_found_as_other_people_put_it(text: str, asked: str) -> None:
    found = [one.value for one, _ in file_questions(text)]
    assert (asked in found) if asked != "none" else found == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("博客那个站谁负责，还开着吗", [F.IN_CHARGE, F.HAS_ACCESS]),
        ("when did we give that up, and who did?", [F.GIVEN_UP, F.BY_WHOM]),
        ("The number please. And how long has it been offline?", [F.NUMBER, F.SO_FAR]),
        ("谁提交的？审了多久了？", [F.BY_WHOM, F.SO_FAR]),
    ],
)
def test_each_question_of_a_text_is_found(text: str, found: list[FileQuestion]) -> None:
    assert [asked for asked, _ in file_questions(text)] == found


@pytest.mark.parametrize(
    ("asked", "text", "side"),
    [
        (F.HAS_ACCESS, "网站还能打开吧", True),
        (F.HAS_ACCESS, "接入没被取消吧", True),
        (F.HAS_ACCESS, "is it taken down?", False),
        (F.HAS_ACCESS, "is it up or down?", None),
        (F.HAS_ACCESS, "it is still open, right?", True),
        (F.CUT_BY, "是我自己取消的吧", True),
        (F.CUT_BY, "不是管局断的吧", True),
        (F.CUT_BY, "也是他们弄的？", False),
        (F.CUT_BY, "who cut it?", None),
        (F.BY_WHOM, "I did that myself, right? Not the government?", True),
        (F.BY_WHOM, "who did it, was it us?", True),
        (F.BY_WHOM, "was it the administration?", False),
        (F.IS_CANCELLED, "is it still filed, yes or no?", False),
        (F.IS_CANCELLED, "is that totally gone?", True),
        (F.SERVER, "两个站是一台服务器的对吧", True),
        (F.SERVER, "商城跟官网是不是同一台", True),
        (F.SERVER, "are they on different servers?", False),
    ],
)
def test_a_question_supposes_one_side(asked: FileQuestion, text: str, side: bool | None) -> None:
    assert supposed(asked, text) is side
