"""What the desk says of papers: what is missing, at the end of the chat, in the language and the
characters of the conversation; on real sockets."""

from __future__ import annotations

from typing import Any

import pytest

from beian.base.settings import Settings
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.test_checklists import card, notice, question, settings, upload, with_card
from tests.desk.test_handoff_chat import press
from tests.desk.visitor import Frame, Visitor, greeted, visiting

__all__ = ["Settings", "settings"]  # the fixture, with a place for files

IN_CHINESE = {
    "cloud_account_id": "云账号 ID",
    "person_in_charge_document": "负责人证件",
    "handheld_photo": "手持证件照",
    "letter_with_fingerprint": "声明书",
}


def bilingual(language: str = "en") -> dict[str, Any]:
    """A card whose papers have their short names in both languages."""
    made = card("any:individual")
    for paper in made["checklist"]["papers"]:
        paper["names"] = {"zh": IN_CHINESE[paper["id"]], "en": paper["name"]}
        paper["name"] = paper["names"][language]
    made["checklist"]["language"] = language
    return made


def asking_what_is_missing(language: str = "en") -> dict[str, Any]:
    made = bilingual(language)
    made["checklist"]["missing"] = True
    return made


async def answered(visitor: Visitor, bot: ScriptedBot, text: str, made: dict[str, Any]) -> Frame:
    """The answer to a text, to which the bot shows that card."""
    bot.card = made
    answer = await visitor.answer((await visitor.say(text))["seq"])
    bot.card = None
    return answer


async def test_what_is_missing_is_told_from_what_was_ticked_and_sent(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, bilingual())
        await upload(desk, visitor, "passport.jpg")
        await visitor.message(notice("counts as: identity document"))
        told = await answered(visitor, bot, "what is still missing?", asking_what_is_missing())
        assert told["text"] == "Still missing: handheld photo, letter."
        assert "☑ identity document: passport (received: passport.jpg)" in told["card"]["lines"]
        for paper in ("handheld_photo", "letter_with_fingerprint"):
            tick = {"type": "tick", "checklist": "any:individual", "paper": paper, "on": True}
            await visitor.send(tick)
        await visitor.message(notice("All the papers"))
        told = await answered(visitor, bot, "and now?", asking_what_is_missing())
        assert told["text"].startswith("Nothing is missing")


async def test_what_is_missing_of_a_list_that_was_never_shown_is_all_but_what_is_known(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="zh")
        told = await answered(visitor, bot, "还差哪些材料", asking_what_is_missing("zh"))
        assert told["text"] == "还差：负责人证件、手持证件照、声明书。"


async def test_a_question_is_asked_again_below_each_file_that_comes(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, bilingual())
        await upload(desk, visitor, "IMG_1.jpg")
        first = await visitor.message(question("IMG_1.jpg"))
        await upload(desk, visitor, "IMG_2.jpg")
        again = await visitor.message(question("IMG_1.jpg"))
        assert again["buttons"] == first["buttons"]
        await upload(desk, visitor, "passport.jpg")
        await visitor.message(notice("counts as: identity document"))
        last = await visitor.message(question("IMG_1.jpg"))
        await press(visitor, last["buttons"][1]["payload"])
        await visitor.message(question("IMG_2.jpg"))


async def test_the_language_is_the_visitors_own_and_not_that_of_the_page(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    bot.languages["which papers?"] = "en"
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="zh")
        bot.card = bilingual()
        await visitor.answer((await visitor.say("which papers?"))["seq"])
        bot.card = None
        await upload(desk, visitor, "IMG_1.jpg")
        asked = await visitor.message(notice("IMG_1.jpg"))
        assert asked["text"] == "Which paper is “IMG_1.jpg”?"


async def test_after_another_language_was_chosen_papers_are_named_in_that(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    async with visiting(desk.url) as visitor:
        await with_card(visitor, bot, bilingual())
        await visitor.send({"type": "language", "language": "zh"})
        await upload(desk, visitor, "IMG_1.jpg")
        asked = await visitor.message(notice("IMG_1.jpg"))
        assert asked["text"] == "“IMG_1.jpg”是哪一份材料？"
        titles = [button["title"] for button in asked["buttons"]]
        assert titles == ["负责人证件", "手持证件照", "声明书", "都不是"]
        await press(visitor, asked["buttons"][0]["payload"])
        said = await visitor.message(notice("记作"))
        assert said["text"] == "“IMG_1.jpg”记作负责人证件。还差：手持证件照、声明书。"


async def test_whose_page_is_in_traditional_characters_is_spoken_to_in_them_from_the_first(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    """Also after a button, and by the desk, until the visitor writes otherwise."""
    bot.says["/greet"] = "您好！請問有什麼可以幫您？"
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="zh", script="hant")
        assert bot.asked[0]["script"] == "hant"
        await visitor.answer((await visitor.say("OK"))["seq"])
        assert bot.asked[-1]["script"] == "hant"
        await upload(desk, visitor, "a.jpg")
        await visitor.message(notice("已收到文件並加密保存"))
        await visitor.answer((await visitor.say("请问注销要准备什么资料"))["seq"])
        assert "script" not in bot.asked[-1]


@pytest.mark.parametrize(
    ("written", "kept", "asked"),
    [
        ("請問註銷要準備什麼資料", "已收到文件並加密保存", "「图片.jpg」是哪一份材料？"),
        ("请问注销要准备什么资料", "已收到文件并加密保存", "“图片.jpg”是哪一份材料？"),
    ],
)
async def test_who_writes_traditional_characters_is_spoken_to_in_them(
    desk: RunningDesk, bot: ScriptedBot, written: str, kept: str, asked: str
) -> None:
    async with visiting(desk.url) as visitor:
        await greeted(visitor, language="zh")
        await answered(visitor, bot, written, bilingual("zh"))
        await upload(desk, visitor, "图片.jpg")
        await visitor.message(notice(kept))
        found = await visitor.message(notice("哪一份材料"))
        assert found["text"] == asked
        await upload(desk, visitor, "IMG_2.jpg")
        said = await visitor.silence()
        assert not [one for one in said if "加密保存" in str(one)], "said once for several"
