"""Links to letters: what they open, for whom, and what everybody else is told."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
import requests
from docx import Document

from beian.base.service_tokens import service_key
from beian.base.settings import Settings
from beian.desk.letter_links import LetterLinks
from beian.desk.site_tokens import SiteTokens
from beian.filing.filing_store import FilingStore
from beian.filing.importing import load_sample
from beian.filing.state import SubjectType
from beian.letters.letter import About, LetterKind, WantedLetter
from tests.desk.conftest import SECRET
from tests.desk.running import RunningDesk
from tests.desk.scripted_bot import ScriptedBot
from tests.desk.visitor import visiting
from tests.letters.pdf import text_of_pdf

CHEN = "chen-hongkong"
LETTER = {"letter": "statement", "about": "subject", "id": "chen", "language": "zh"}
CARD: dict[str, Any] = {
    "kind": "letter",
    "title": "注销声明书",
    "lines": ["打印后签字"],
    "actions": [
        {"title": "Word", "does": "docx"},
        {"title": "PDF", "does": "pdf"},
        {"title": "打印", "does": "print"},
        {"title": "复制", "does": "copy"},
    ],
    "letter": LETTER,
}
OF_CHEN = WantedLetter(LetterKind.STATEMENT, About.SUBJECT, "chen")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """One kind of database will do: test_conversations.py stores cards in each."""
    return sqlite_url


@pytest.fixture(autouse=True)
def sample(settings: Settings) -> None:
    store = FilingStore(settings.database_url)
    load_sample(store)
    store.close()


@pytest.fixture
def links() -> LetterLinks:
    return LetterLinks(SECRET, 60)


def opened(desk: RunningDesk, path: str, token: str | None = None) -> requests.Response:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return requests.get(desk.url + path, headers=headers, timeout=30)


def refused(answer: requests.Response, status: int, says: str) -> None:
    """A page that a person can read, and nothing of the letter."""
    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert says in answer.text
    assert "陈嘉豪" not in answer.text


async def card_of(desk: RunningDesk, bot: ScriptedBot, **hello: Any) -> dict[str, Any]:
    """The card of an answer, as a visitor's connection gets it."""
    bot.card = CARD
    async with visiting(desk.url) as visitor:
        await visitor.hello(**hello)
        ack = await visitor.say("声明书")
        card: dict[str, Any] = (await visitor.answer(ack["seq"]))["card"]
        return card


async def test_the_links_of_a_card_open_the_letter_with_the_accounts_token(
    desk: RunningDesk, bot: ScriptedBot, tokens: SiteTokens, tmp_path: Path
) -> None:
    token = tokens.sign(CHEN)
    card = await card_of(desk, bot, token=token)
    assert (card["title"], card["lines"]) == (CARD["title"], CARD["lines"])
    assert [action["title"] for action in card["actions"]] == ["Word", "PDF", "打印", "复制"]
    word, pdf, printed, copied = [
        await asyncio.to_thread(opened, desk, action["url"], token) for action in card["actions"]
    ]
    assert word.headers["Content-Disposition"].startswith("attachment")
    assert (
        "%E6%B3%A8%E9%94%80%E5%A3%B0%E6%98%8E%E4%B9%A6.docx"
        in (word.headers["Content-Disposition"])
    )
    (tmp_path / "letter.docx").write_bytes(word.content)
    assert any("陈嘉豪" in p.text for p in Document(str(tmp_path / "letter.docx")).paragraphs)
    assert "姓名：陈嘉豪，证件类型：港澳居民来往内地通行证" in text_of_pdf(pdf.content)
    assert "window.print()" in printed.text
    assert "data:image/png;base64," in printed.text
    assert copied.text.startswith("注销声明书\n广东省通信管理局")
    picture = await asyncio.to_thread(opened, desk, card["preview"], token)
    assert picture.content.startswith(b"\x89PNG")
    for answer in (word, pdf, printed, copied, picture):
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_a_card_is_there_again_with_links_that_last_when_the_chat_is_opened_anew(
    desk: RunningDesk, bot: ScriptedBot, tokens: SiteTokens
) -> None:
    bot.card = CARD
    token = tokens.sign(CHEN)
    async with visiting(desk.url) as visitor:
        await visitor.hello(token=token)
        ack = await visitor.say("声明书")
        await visitor.answer(ack["seq"])
        conversation = {name: visitor.conversation[name] for name in ("id", "key")}
    async with visiting(desk.url) as visitor:
        welcome = await visitor.hello(token=token, conversation=conversation)
        await visitor.send({"type": "history", "before": 99})
        history = await visitor.until(lambda frame: frame["type"] == "history")
        for frame in (welcome, history):
            [card] = [m["card"] for m in frame["messages"] if m["answers"] == ack["seq"]]
            answer = await asyncio.to_thread(opened, desk, card["actions"][0]["url"], token)
            assert answer.status_code == 200


async def test_nobody_who_is_not_signed_in_gets_links_to_somebodys_letter(
    desk: RunningDesk, bot: ScriptedBot
) -> None:
    card = await card_of(desk, bot)
    assert card["actions"] == []
    assert "preview" not in card


async def test_a_blank_letter_is_for_everybody(desk: RunningDesk, links: LetterLinks) -> None:
    wanted = WantedLetter(
        LetterKind.STATEMENT, About.WEBSITE, subject_type=SubjectType.INDIVIDUAL, province="hunan"
    )
    answer = opened(desk, links.link(wanted, None, "zh") + "/letter.pdf")
    assert "湖南省通信管理局" in text_of_pdf(answer.content)


def test_a_token_may_come_in_a_form(
    desk: RunningDesk, links: LetterLinks, tokens: SiteTokens
) -> None:
    path = links.link(OF_CHEN, CHEN, "zh")
    origin = {"Origin": "https://agency.example"}
    form = {"token": tokens.sign(CHEN)}
    answer = requests.post(f"{desk.url}{path}/letter.txt", form, headers=origin, timeout=30)
    assert "陈嘉豪" in answer.text
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_pass_opens_one_letter_without_a_token_for_a_minute(
    desk: RunningDesk, links: LetterLinks, tokens: SiteTokens
) -> None:
    path = links.link(OF_CHEN, CHEN, "en")
    for form in ({}, {"token": tokens.sign("wright-english")}):
        refusal = requests.post(f"{desk.url}{path}/pass", form, timeout=30)
        assert refusal.status_code in (401, 403)
        assert "url" not in refusal.json()
    given = requests.post(f"{desk.url}{path}/pass", {"token": tokens.sign(CHEN)}, timeout=30)
    path_of_pass = given.json()["url"]
    page = opened(desk, f"{path_of_pass}/print")
    assert page.status_code == 200
    assert ">Print</button>" in page.text
    key = service_key("letters", SECRET)
    ends = [
        jwt.decode(one.rpartition("/")[2], key, ["HS256"], audience="beian-letters")["exp"]
        for one in (path_of_pass, path)
    ]
    assert ends[0] < ends[1] - 3000
    again = requests.post(f"{desk.url}{path_of_pass}/pass", {}, timeout=30)
    assert again.status_code == 401, "a pass gives no other one"
    other = opened(desk, f"{path_of_pass}/print", tokens.sign("wright-english"))
    refused(other, 403, "belongs to another account")


def test_a_link_without_a_token_says_where_to_open_it(
    desk: RunningDesk, links: LetterLinks
) -> None:
    path = links.link(OF_CHEN, CHEN, "zh")
    refused(opened(desk, f"{path}/letter.pdf"), 401, "只能由它所属的账号打开")
    forged = SiteTokens(desk.app.state.config.token, "another secret than that of the desk").sign(
        CHEN
    )
    refused(opened(desk, f"{path}/letter.pdf", forged), 401, "只能由它所属的账号打开")


def test_another_account_is_told_whose_it_is_not(
    desk: RunningDesk, links: LetterLinks, tokens: SiteTokens
) -> None:
    path = links.link(OF_CHEN, CHEN, "en")
    for name in ("letter.docx", "letter.pdf", "letter.png", "letter.txt", "print"):
        answer = opened(desk, f"{path}/{name}", tokens.sign("wright-english"))
        refused(answer, 403, "belongs to another account")


def test_what_is_anothers_is_not_to_be_had_by_a_link_for_oneself(
    desk: RunningDesk, links: LetterLinks, tokens: SiteTokens
) -> None:
    path = links.link(OF_CHEN, "wright-english", "en")
    answer = opened(desk, f"{path}/letter.pdf", tokens.sign("wright-english"))
    refused(answer, 404, "no longer applies")


def test_an_expired_link_sends_back_to_the_chat(desk: RunningDesk, tokens: SiteTokens) -> None:
    path = LetterLinks(SECRET, -1).link(OF_CHEN, CHEN, "en")
    refused(opened(desk, f"{path}/letter.pdf", tokens.sign(CHEN)), 410, "has expired")
    ended = tokens.sign(CHEN, timedelta(minutes=-5))
    path = LetterLinks(SECRET, 60).link(OF_CHEN, CHEN, "zh")
    refused(opened(desk, f"{path}/letter.pdf", ended), 401, "登录已经过期")


def test_an_altered_link_is_refused(
    desk: RunningDesk, links: LetterLinks, tokens: SiteTokens
) -> None:
    path = links.link(OF_CHEN, CHEN, "zh")
    head, claims, signature = path.rpartition("/")[2].split(".")
    other = links.link(WantedLetter(LetterKind.STATEMENT, About.SUBJECT, "lin"), CHEN, "zh")
    unsigned = jwt.encode(
        {"aud": "beian-letters", "exp": 9e9, "letter": LETTER, "sub": CHEN}, "", "none"
    )
    foreign = jwt.encode({"aud": "beian-desk", "exp": 9e9, "letter": LETTER, "sub": CHEN}, SECRET)
    altered = [
        f"{head}.{claims}.{signature[:-4]}AAAA",
        f"{head}.{other.split('.')[1]}.{signature}",
        unsigned,
        foreign,
        tokens.sign(CHEN),
        "x" * 5000,
        "%F0%9F%98%80",
    ]
    for signed in altered:
        answer = opened(desk, f"/letters/{signed}/letter.pdf", tokens.sign(CHEN))
        refused(answer, 403, "不完整或被改动过")


def test_a_name_of_no_document_is_told(
    desk: RunningDesk, links: LetterLinks, tokens: SiteTokens
) -> None:
    path = links.link(OF_CHEN, CHEN, "zh")
    refused(opened(desk, f"{path}/letter.exe", tokens.sign(CHEN)), 404, "没有文件")


def test_a_letter_is_of_what_is_on_file_when_it_is_opened(
    desk: RunningDesk, settings: Settings, links: LetterLinks, tokens: SiteTokens
) -> None:
    store = FilingStore(settings.database_url)
    store.remove(CHEN)
    store.close()
    path = links.link(OF_CHEN, CHEN, "zh")
    refused(opened(desk, f"{path}/letter.pdf", tokens.sign(CHEN)), 404, "备案资料有变动")


def test_an_account_that_asks_for_ever_more_is_told_to_wait(
    desk: RunningDesk, links: LetterLinks, tokens: SiteTokens
) -> None:
    path, token = links.link(OF_CHEN, CHEN, "en"), tokens.sign(CHEN)
    answers = [opened(desk, f"{path}/letter.docx", token) for _ in range(61)]
    assert [answer.status_code for answer in answers].count(200) <= 60
    refused(answers[-1], 429, "Try again in a minute")
