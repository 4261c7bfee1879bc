"""The demo page answers, in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.web.chat_page import ChatPage
from tests.web.conftest import SignIn

PAPERS = "手机号换了，注销网站要准备什么材料？"
WHOSE_PHONE = "注销时核实的是谁的手机号？"
PAPERS_EN = "My phone number has changed. Which papers do I need to cancel my website?"


def test_papers_are_told_from_the_account_s_own_filing(chat: ChatPage, sign_in_as: SignIn) -> None:
    sign_in_as(chat, "lin-individual")
    papers = chat.open().ask(PAPERS)
    expect(papers.first).to_contain_text("lin-individual")
    expect(papers.first).to_contain_text("晓梅烘焙笔记")
    chat.shot("answer-zh")
    chat.replies.filter(has_text="注销声明书怎么写").click()
    letter = chat.answer_to("注销声明书怎么写")
    expect(letter.first).to_contain_text("域名 xiaomei-baking-demo.cn")
    expect(letter.first).to_contain_text("粤ICP备2021900101号-1")


def test_papers_are_told_in_english(chat: ChatPage, sign_in_as: SignIn) -> None:
    chat.page.get_by_role("button", name="English").click()
    sign_in_as(chat, "wright-english")
    which = chat.open().ask(PAPERS_EN)
    expect(which.first).to_contain_text("Which one is to be cancelled?")
    chat.shot("choice-en")
    chat.replies.filter(has_text="Wright Photography").click()
    answer = chat.answer_to("Website: Wright Photography")
    expect(chat.log).to_contain_text("wright-photo-demo.com")
    expect(answer.filter(has_text="assport").first).to_be_visible()
    chat.shot("answer-en")


def test_papers_are_told_in_general_to_who_is_not_signed_in(chat: ChatPage) -> None:
    answer = chat.open().ask(WHOSE_PHONE)
    expect(answer.first).to_contain_text("网站负责人的号码")
    expect(chat.log).not_to_contain_text("138****1001")


def test_a_pressed_button_is_answered(chat: ChatPage) -> None:
    chat.open().ask(PAPERS)
    for title in ("企业", "身份证"):
        chat.replies.filter(has_text=title).click()
        answer = chat.answer_to(title)
    expect(answer.filter(has_text="营业执照").first).to_be_visible()
    expect(chat.own).to_have_count(3)
    expect(chat.composer).to_be_focused()


def test_a_command_that_is_typed_is_text(chat: ChatPage) -> None:
    chat.open().write("/request_human")
    expect(chat.own.last).to_contain_text("/request_human")
    expect(chat.log.locator(".beian-message-assistant").nth(1)).to_be_visible()
    expect(chat.log).not_to_contain_text("这就为您转人工客服")
