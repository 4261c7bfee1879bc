"""Which language a request to change it asks for."""

from __future__ import annotations

import pytest

from actions.wording.language import wanted_language
from tests.actions.bot import Bot


@pytest.mark.parametrize("current", ["zh", "en"])
@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("请用英文回答", "en"),
        ("用英语", "en"),
        ("換成英文", "en"),
        ("英語可以嗎", "en"),
        ("能说英语吗", "en"),
        ("English", "en"),
        ("english please", "en"),
        ("Can you speak English?", "en"),
        ("switch to EN", "en"),
        ("in eng", "en"),
        ("pls speak engilsh", "en"),
        ("yingwen", "en"),
        ("看不懂中文", "en"),
        ("我不会中文", "en"),
        ("I don't understand Chinese", "en"),
        ("I can't read Chinese, English please", "en"),
        ("不要中文，用英文", "en"),
        ("English, not Chinese", "en"),
        ("English rather than Chinese", "en"),
        ("English instead of Chinese please", "en"),
        ("stop the Chinese", "en"),
        ("no Chinese please", "en"),
        ("请说中文", "zh"),
        ("说国语", "zh"),
        ("用汉语", "zh"),
        ("講華語", "zh"),
        ("普通话", "zh"),
        ("用繁體", "zh"),
        ("简体中文", "zh"),
        ("换回中文吧", "zh"),
        ("Chinese", "zh"),
        ("chineese pls", "zh"),
        ("speak Mandarin", "zh"),
        ("zhongwen", "zh"),
        ("不要英文，用中文", "zh"),
        ("别说英语了，说中文", "zh"),
        ("我看不懂英文", "zh"),
        ("不用英文", "zh"),
        ("不懂英语", "zh"),
        ("Chinese please, not English", "zh"),
        ("I don't speak English", "zh"),
        ("don't use English", "zh"),
        ("can you answer in Chinese instead of English", "zh"),
        ("Chinese rather than English", "zh"),
        ("No English. Chinese!", "zh"),
        ("能不能用中文", "zh"),
        ("可不可以说英文", "en"),
        ("能不能说英语", "en"),
        ("要不用英文吧", "en"),
        ("why not English", "en"),
        ("do you not speak English?", "en"),
        ("not in English but in Chinese", "zh"),
        ("中文英文我都行，还是英文吧", "en"),
        ("不用英文用中文", "zh"),
        ("用en回答", "en"),
        ("特别想用英文", "en"),
        ("I don’t speak Chinese", "en"),
        ("not English but Chinese", "zh"),
        ("不好意思用英文可以吗", "en"),
        ("不知道能不能用英文", "en"),
        ("不如用英文吧", "en"),
        ("can't you speak English", "en"),
    ],
)
def test_the_language_that_is_asked_for_is_found(text: str, wanted: str, current: str) -> None:
    assert wanted_language(text, current) == wanted


@pytest.mark.parametrize("text", ["", "换个语言", "change the language", "other language please"])
def test_a_request_that_names_none_means_the_other_one(text: str) -> None:
    assert wanted_language(text, "zh") == "en"
    assert wanted_language(text, "en") == "zh"


@pytest.mark.parametrize(
    ("text", "language"), [("Spanish por favor, hablas español?", "en"), ("能说日语吗", "zh")]
)
def test_a_language_that_is_not_spoken_here_changes_nothing(
    bot: Bot, text: str, language: str
) -> None:
    answer = bot.ask("change_language", text=text, language=language)
    assert answer.responses == ["utter_spoken_here"]
