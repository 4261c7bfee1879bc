"""Cut lines, blocked WebSockets, killed processes: no message is lost, none comes twice."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.web.assistant import BOT, DESK, Assistant
from tests.web.chat_page import ChatPage
from tests.web.page_faults import LOST_CONNECTION, PageFaults

QUESTIONS = ["注销要多久？", "什么是空壳主体？", "短信怎么核验？"]
WITHOUT_WEBSOCKETS = """
window.WebSocket = class {
  constructor() {
    throw new DOMException("blocked", "SecurityError");
  }
};
"""


def test_messages_written_offline_wait_and_go_out_in_order(
    chat: ChatPage, context: BrowserContext, faults: PageFaults
) -> None:
    faults.expect(LOST_CONNECTION)
    chat.open()
    context.set_offline(True)
    expect(chat.warning).to_contain_text("网络好像断了")
    for question in QUESTIONS:
        chat.write(question)
    expect(chat.own).to_have_count(len(QUESTIONS))
    expect(chat.log.get_by_text("发送中…")).to_have_count(len(QUESTIONS))
    chat.shot("offline")
    context.set_offline(False)
    expect(chat.log.get_by_text("发送中…")).to_have_count(0)
    chat.answer_to(QUESTIONS[-1])
    expect(chat.own).to_contain_text(QUESTIONS)
    expect(chat.warning).to_be_hidden()
    expect(chat.log.locator(".beian-feedback")).to_have_count(len(QUESTIONS))


def test_messages_that_wait_outlive_a_reload(
    chat: ChatPage, context: BrowserContext, assistant: Assistant, faults: PageFaults
) -> None:
    faults.expect(LOST_CONNECTION)
    chat.open()
    context.set_offline(True)
    chat.write(QUESTIONS[0])
    chat.page.close()
    context.set_offline(False)
    again = ChatPage(context.new_page()).goto(assistant.url).greeted()
    again.answer_to(QUESTIONS[0])
    expect(again.own).to_have_count(1)


@pytest.mark.parametrize("how", ["forbidden", "cut"])
def test_where_websockets_are_blocked_events_bring_the_answers(
    context: BrowserContext, assistant: Assistant, how: str
) -> None:
    if how == "forbidden":
        context.add_init_script(WITHOUT_WEBSOCKETS)
    else:  # as a proxy does that does not know them
        context.route_web_socket("**/chat/ws", lambda socket: socket.close())
    chat = ChatPage(context.new_page()).goto(assistant.url)
    with chat.page.expect_request(f"{assistant.url}/chat/stream"):
        chat.open()
    for question in QUESTIONS:
        chat.ask(question)
    other = ChatPage(context.new_page()).goto(assistant.url).greeted()
    other.ask("谢谢")
    chat.answer_to("谢谢")


def test_a_desk_that_was_killed_is_found_again(
    chat: ChatPage, assistant: Assistant, faults: PageFaults
) -> None:
    faults.expect(LOST_CONNECTION)
    chat.open().ask(QUESTIONS[0])
    with assistant.without(DESK):
        chat.write(QUESTIONS[1])
        expect(chat.log.get_by_text("发送中…")).to_be_visible()
    chat.answer_to(QUESTIONS[1])
    expect(chat.own).to_contain_text(QUESTIONS[:2])


def test_who_meets_a_dead_bot_is_offered_a_person_and_answered_later(
    chat: ChatPage, assistant: Assistant
) -> None:
    chat.open()
    with assistant.without(BOT):
        chat.write(QUESTIONS[0])
        expect(chat.notices).to_contain_text("助手这会儿没能及时回复")
        expect(chat.replies.filter(has_text="转人工")).to_be_visible()
        chat.shot("late")
    answer = chat.answer_to(QUESTIONS[0])
    expect(answer.filter(has_text="工作日").first).to_be_visible()
    expect(chat.notices).to_have_count(1)
