"""The contact data of contact.yml."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.wording.contact import contact_lines
from beian.base.contact import read_contact
from beian.base.errors import SettingsError
from tests.actions.accounts import LANGUAGES
from tests.actions.bot import Bot

WHOLE = """
phone: "0755-12345678"
email: help@example.com
url: https://example.com/help
hours:
  zh: 周一至周五 9:00–18:00
  en: Monday to Friday, 9:00 to 18:00
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A contact.yml of the test, which the action reads in place of the project's."""
    path = tmp_path / "contact.yml"
    monkeypatch.setattr("actions.acts.contact_lines", lambda: contact_lines(path))
    return path


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "zh",
            [
                "您可以这样联系客服：",
                "· 电话：0755-12345678",
                "· 邮箱：help@example.com",
                "· 网页：https://example.com/help",
                "· 工作时间：周一至周五 9:00–18:00",
            ],
        ),
        (
            "en",
            [
                "You can reach support like this:",
                "· Phone: 0755-12345678",
                "· E-mail: help@example.com",
                "· Web: https://example.com/help",
                "· Hours: Monday to Friday, 9:00 to 18:00",
            ],
        ),
    ],
)
def test_all_that_is_set_up_is_told(bot: Bot, file: Path, language: str, lines: list[str]) -> None:
    file.write_text(WHOLE, encoding="utf-8")
    answer = bot.ask("contact_info", language=language)
    assert answer.text.splitlines() == lines


@pytest.mark.parametrize("content", ["", "phone:\n", "hours:\n  zh:\n  en:\n", "# nothing\n", None])
@pytest.mark.parametrize("language", LANGUAGES)
def test_with_nothing_set_up_a_person_is_offered(
    bot: Bot, file: Path, content: str | None, language: str
) -> None:
    if content is not None:
        file.write_text(content, encoding="utf-8")
    answer = bot.ask("contact_info", language=language)
    assert answer.responses == ["utter_contact_unknown"]
    assert [button.payload for button in answer.buttons] == ["/request_human"]
    assert bot.say(answer, "好的", "affirm").handoff


def test_what_is_left_empty_is_not_mentioned(bot: Bot, file: Path) -> None:
    file.write_text("phone: '400'\nemail: ''\nurl:\n", encoding="utf-8")
    answer = bot.ask("contact_info")
    assert answer.text.splitlines()[1:] == ["· 电话：400"]
    assert answer.frame.waiting is None


def test_the_contact_data_that_the_project_ships_can_be_read() -> None:
    read_contact.cache_clear()
    assert contact_lines() == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("phone: [", "can't be read"),
        ("phone: '1'\nphone: '2'", "can't be read"),
        ("- phone", "a list or text"),
        ("just a text", "a list or text"),
        ("fax: '123'", "holds fax; it may hold phone, email, url, hours, links."),
        ("phone: 075512345678", "phone in contact.yml is not text: write it in quotes"),
        ("url: [a, b]", "url in contact.yml is not text"),
        ("hours: nine to five", "hours in contact.yml holds a list or text"),
        ("hours:\n  zh: 九点\n  fr: neuf heures", "hours in contact.yml holds fr"),
        ("hours:\n  zh: 9\n  en: 9", "zh in contact.yml is not text"),
        ("hours:\n  zh: 九点到五点", "needs both zh and en, or neither"),
    ],
)
def test_a_file_that_can_not_be_used_is_refused_with_the_reason(
    file: Path, content: str, fault: str
) -> None:
    file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        contact_lines(file)
    assert fault in str(refused.value)


@pytest.mark.parametrize("content", [b"phone: \xff\xfe", None])
def test_a_file_that_can_not_be_read_is_refused(file: Path, content: bytes | None) -> None:
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=r"contact\.yml can't be read"):
        contact_lines(file)
