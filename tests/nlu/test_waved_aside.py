"""What a message waves aside, and what it comes to."""

from __future__ import annotations

import pytest

from beian.nlu.plain_words.waved_aside import the_point, waved_aside, without_what_is_aside
from tests.nlu.conftest import HOSTILE


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("小程序那边先不说，票务现在是什么情况", "票务现在是什么情况"),
        ("app里面的备案号要不要改先放一边，实验室那个到哪一步了", "实验室那个到哪一步了"),
        ("官网和商城先不动，展会那单什么时候能下来", "展会那单什么时候能下来"),
        ("物流那家不用管，招聘站提交了吗", "招聘站提交了吗"),
        ("我不想听流程，就想知道要几天", "就想知道要几天"),
        ("文章里提到过备案号，不过这个不要紧，注销要几天", "注销要几天"),
        ("同事说要退费，我不关心这个，网站还能开吗", "网站还能开吗"),
        ("发票的事我已经解释过了，备案还能注销不", "备案还能注销不"),
        ("I don't care about the refund, does the site stay up?", "does the site stay up?"),
        ("I'm not worried about the money, will it be down?", "will it be down?"),
        ("leaving aside the app, is the blog up?", "is the blog up?"),
        ("the app is another story. is the blog up?", "is the blog up?"),
        ("the footer is wrong, never mind; has it gone through?", "has it gone through?"),
        ("no need to list the old ones. how long is it?", "how long is it?"),
    ],
)
def test_what_is_waved_aside_does_not_count(text: str, left: str) -> None:
    rest = without_what_is_aside(text)
    assert rest.strip() == left
    assert len(rest) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "官网先不动",
        "不管它会怎样",
        "主体不用管吗",
        "I don't mind",
        "I don't care about the refund",
        "手机号换了，怎么办",
        "what if I do nothing, is it cancelled?",
        "是不是不重要？要多久",
    ],
)
def test_what_is_asked_or_all_there_is_stays(text: str) -> None:
    assert waved_aside(text) == ()


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("老板问发票，我就问一下备案怎么注销", "备案怎么注销"),
        ("内容备份好了，就是想知道备案号还能用吗", "备案号还能用吗"),
        ("my boss asks about invoices but what I need is how to cancel it", "how to cancel it"),
        ("Marie is on leave, but what's the status?", "what's the status?"),
        ("我就想知道要多久", None),
        ("材料交了，不过还没消息", None),
        ("注销要多久", None),
        ("the site is down, but I paid", None),
    ],
)
def test_the_point_is_what_comes_after_the_background(text: str, point: str | None) -> None:
    assert the_point(text) == point


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_is_looked_through(text: str) -> None:
    assert len(without_what_is_aside(text)) == len(text)
    assert the_point(text) is None or str(the_point(text)) in text
