"""Two browsers at once: a visitor's and an agent's, through a whole hand-off and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Dialog, Page, expect

from beian.base.settings import Settings
from beian.desk.conversations.handoff_store import Closed, HandoffStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.agents import AgentStore
from beian.desk.storage.database import DeskDatabase
from beian.desk.storage.enumerations import Role
from tests.desk.agent import PASSWORD, employed
from tests.desk.front_desk import Hours, Person
from tests.web.assistant import BOT, Assistant
from tests.web.axe import violations
from tests.web.chat_page import IN_THE_QUEUE, SCREENSHOTS, ChatPage
from tests.web.conftest import PAGE_MS, NewContext, SignIn
from tests.web.page_faults import LOST_CONNECTION, PageFaults

WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
QUESTION = "我的备案手机号换了，收不到短信怎么办？"
OWN_CONVERSATION = """() => {
  const key = Object.keys(localStorage).find((name) => name.endsWith(".conversation"));
  return JSON.parse(localStorage[key]).id;
}"""
QueueUp = Callable[[ChatPage], str]


@pytest.fixture(scope="module")
def store(assistant: Assistant) -> Iterator[DeskDatabase]:
    """The desk's store, with agents in it."""
    del assistant  # whose store it is, by the environment
    settings = Settings.from_environment()
    for name in ("li", "wang", "zhao"):
        employed(settings, name)
    employed(settings, "chief", Role.ADMIN)
    database = DeskDatabase(settings.desk_database_url)
    yield database
    database.close()


@pytest.fixture
def queue_up(store: DeskDatabase) -> Iterator[QueueUp]:
    """Ask a question, then for a person, and say what it is about; yield the conversation.

    Whatever becomes of the test, no conversation of it is left to the next one.
    """
    begun: list[str] = []

    def queue(chat: ChatPage) -> str:
        chat.open().ask(QUESTION)
        where = str(chat.page.evaluate(OWN_CONVERSATION))
        begun.append(where)
        chat.write("转人工")
        chat.log.locator(".beian-reply", has_text="转接").last.click()
        expect(chat.frame.locator(".beian-handoff")).to_contain_text(IN_THE_QUEUE)
        return where

    yield queue
    handoffs = HandoffStore(store, FrontDesk(Hours()))
    for where in begun:
        with suppress(Closed):
            handoffs.close(where, Person("nobody", "Nobody", frozenset({Role.ADMIN})))


class ConsolePage:
    """The console, as its agent sees and uses it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(f"{url}/console/")
        self.transcript = page.locator(".desk-transcript, [role=log]")

    def sign_in(self, name: str) -> ConsolePage:
        self.page.locator("input[autocomplete=username]").fill(name)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.page.locator("button[type=submit]").click()
        # The desk checks two passwords at a time, slowly on purpose.
        expect(self.page.locator(".desk-list")).to_be_visible(timeout=PAGE_MS)
        return self

    def open(self, conversation: str) -> ConsolePage:
        """Open a conversation from the list."""
        self.page.locator(f'.desk-list [data-conversation="{conversation}"]').click()
        expect(self.transcript.first).to_contain_text(QUESTION)
        return self

    def take(self, conversation: str) -> None:
        self.open(conversation).press("接入")
        expect(self.page.get_by_label("回复用户", exact=True)).to_be_editable()

    def press(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).first.click()

    def answer(self, text: str) -> None:
        field = self.page.get_by_label("回复用户", exact=True)
        field.fill(text)
        field.press("Enter")
        expect(field).to_have_value("")

    def shot(self, name: str) -> None:
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


@pytest.fixture
def console_of(
    new_context: NewContext, assistant: Assistant, store: DeskDatabase, faults: PageFaults
) -> Callable[[str], ConsolePage]:
    """Signs an agent in, at a browser of their own."""
    del store

    def sign_in(name: str) -> ConsolePage:
        faults.expect("401")  # a console asks first who is signed in
        context = new_context(viewport={"width": 1440, "height": 900})
        return ConsolePage(context.new_page(), assistant.url).sign_in(name)

    return sign_in


@pytest.fixture
def li(console_of: Callable[[str], ConsolePage]) -> ConsolePage:
    return console_of("li")


def test_a_whole_hand_off_and_back(
    new_context_in_each: NewContext,
    assistant: Assistant,
    faults: PageFaults,
    sign_in_as: SignIn,
    queue_up: QueueUp,
) -> None:
    """Visitor and agent in the same kind of browser."""
    faults.expect("401")  # a console asks first who is signed in
    chat = ChatPage(new_context_in_each().new_page()).goto(assistant.url)
    wide = {"width": 1440, "height": 900}
    li = ConsolePage(new_context_in_each(viewport=wide).new_page(), assistant.url).sign_in("li")
    sign_in_as(chat, "lin-individual")
    where = queue_up(chat)
    chat.shot("handoff-waiting")
    li.take(where)
    expect(chat.frame).to_contain_text("Li")
    li.answer("您好，我是客服，正在查看。")
    expect(chat.log).to_contain_text("您好，我是客服，正在查看。")
    chat.write("谢谢，麻烦了")
    expect(li.transcript.first).to_contain_text("谢谢，麻烦了")
    chat.shot(f"handoff-with-agent-{chat.browser_name}")
    li.shot("console-conversation")
    answered = chat.answers.count()
    li.press("交还助手")
    expect(chat.log).to_contain_text("助手回来了")
    assert chat.answers.count() == answered
    chat.ask("注销要多久？")
    expect(chat.answers).not_to_have_count(answered)


@pytest.mark.parametrize("window", WINDOWS)
def test_the_visitor_sees_every_word_of_the_agent_s(
    new_context: NewContext, assistant: Assistant, li: ConsolePage, queue_up: QueueUp, window: str
) -> None:
    """With nothing done by the visitor after asking for a person."""
    chat = ChatPage(new_context(**WINDOWS[window]).new_page()).goto(assistant.url)
    where = queue_up(chat)
    chat.shows_the_end()
    chat.shot(f"handoff-{window}-waiting")
    li.take(where)
    expect(chat.frame.locator(".beian-handoff")).to_contain_text("Li")
    chat.shows_the_end()
    for words in ("您好，我是客服。", "我看一下您的订单。" * 12, "处理好了，祝顺利。"):
        li.page.get_by_label("回复用户", exact=True).press_sequentially(words[:3])
        expect(chat.frame.locator(".beian-typing")).to_be_in_viewport()
        li.answer(words)
        expect(chat.log.get_by_text(words).last).to_be_in_viewport()
        chat.shows_the_end()
    chat.shot(f"handoff-{window}-answered")
    li.press("结束会话")
    li.page.get_by_role("button", name="结束会话", exact=True).last.click()
    expect(chat.warning).to_be_visible()
    chat.shows_the_end()
    chat.shot(f"handoff-{window}-ended")


DARKENED = """() => {
  const { classList } = document.documentElement;
  classList.toggle("dark");
  const moving = document.getAnimations().map(({ effect }) => effect.target.outerHTML);
  classList.toggle("dark");
  return moving;
}"""


def test_nothing_fades_for_who_wants_less_motion(li: ConsolePage) -> None:
    assert li.page.evaluate(DARKENED) == []


def test_the_console_has_no_violation_of_wcag(
    chat: ChatPage, li: ConsolePage, queue_up: QueueUp, faults: PageFaults
) -> None:
    # The visitor goes back to the assistant while the agent's console reads what is known of them.
    faults.expect("404.*context")
    li.open(queue_up(chat))
    assert violations(li.page) == []
    li.page.emulate_media(color_scheme="dark")
    expect(li.page.locator("html.dark")).to_be_attached()
    assert violations(li.page) == []
    li.shot("console-dark")
    li.page.set_viewport_size({"width": 768, "height": 1024})
    assert violations(li.page) == []
    li.shot("console-tablet")
    chat.log.locator(".beian-reply", has_text="不等人工了").click()
    expect(chat.frame.locator(".beian-handoff")).to_contain_text("助手回来了")


def test_an_agent_whose_connection_is_cut_misses_nothing(
    chat: ChatPage, li: ConsolePage, faults: PageFaults, queue_up: QueueUp
) -> None:
    faults.expect(LOST_CONNECTION)
    li.take(queue_up(chat))
    li.answer("请稍等。")
    expect(chat.log).to_contain_text("请稍等。")
    li.page.context.set_offline(offline=True)
    chat.write("我还在等")
    li.page.context.set_offline(offline=False)
    expect(li.transcript.first).to_contain_text("我还在等")
    li.press("交还助手")


def test_a_hand_off_goes_on_although_the_bot_is_killed(
    chat: ChatPage, li: ConsolePage, assistant: Assistant, faults: PageFaults, queue_up: QueueUp
) -> None:
    faults.expect("503.*suggestion")  # there is none without the assistant
    li.take(queue_up(chat))
    with assistant.without(BOT):
        li.answer("我这边处理好了。")
        expect(chat.log).to_contain_text("我这边处理好了。")
        chat.write("太好了")
        expect(li.transcript.first).to_contain_text("太好了")
        li.press("交还助手")
        expect(chat.log).to_contain_text("助手回来了")
    chat.ask("注销要多久？")


def test_who_waits_goes_on_with_the_assistant_and_keeps_the_place(
    chat: ChatPage, li: ConsolePage, queue_up: QueueUp
) -> None:
    where = queue_up(chat)
    chat.ask("注销要多久？")
    expect(chat.frame.locator(".beian-handoff")).to_contain_text("可以继续问助手，位置会保留")
    chat.shows_the_end()
    chat.shot("handoff-waiting-with-the-assistant")
    li.take(where)
    expect(li.transcript.first).to_contain_text("注销要多久？")
    expect(chat.frame.locator(".beian-handoff")).to_contain_text("Li")


def test_a_visitor_whose_agent_is_disabled_is_told_and_taken_over(
    chat: ChatPage, console_of: Callable[[str], ConsolePage], store: DeskDatabase, queue_up: QueueUp
) -> None:
    zhao = console_of("zhao")
    where = queue_up(chat)
    zhao.take(where)
    zhao.answer("您好，我看一下。")
    expect(chat.log).to_contain_text("您好，我看一下。")
    AgentStore(store).disable("zhao")
    expect(chat.notices.last).to_contain_text("接待您的客服暂时离开了")
    expect(chat.frame.locator(".beian-handoff")).to_contain_text(IN_THE_QUEUE)
    chat.shows_the_end()
    chat.shot("handoff-agent-gone")
    wang = console_of("wang")
    wang.take(where)
    wang.answer("我来接着处理。")
    expect(chat.log).to_contain_text("我来接着处理。")


def test_an_agent_with_open_chats_is_asked_before_leaving(
    chat: ChatPage, li: ConsolePage, queue_up: QueueUp
) -> None:
    li.take(queue_up(chat))
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    li.page.on("dialog", stay)
    li.page.close(run_before_unload=True)
    expect(li.page.locator(".desk-leave")).to_contain_text("您还有 1 个会话没有结束")
    li.shot("console-leaving")
    assert asked == ["beforeunload"]
    li.press("退出登录")
    li.press("退出，交回队列")
    expect(li.page.locator("input[type=password]")).to_be_visible()
    expect(chat.notices.last).to_contain_text("接待您的客服暂时离开了")


def test_a_chat_with_the_assistant_alone_can_be_rated_and_admins_see_it(
    chat: ChatPage, console_of: Callable[[str], ConsolePage]
) -> None:
    chat.open().ask("注销要多久？")
    chat.choose("评价这次对话")
    chat.rating.get_by_text("满意", exact=True).click()
    chat.rating.locator("textarea").fill("说得很清楚")
    chat.rating.get_by_role("button", name="提交").click()
    expect(chat.warning).to_have_text("谢谢您的评价！")
    chat.shot("rated")
    chief = console_of("chief")
    chief.page.get_by_role("link", name="用户评价").click()
    expect(chief.page.locator("main")).to_contain_text("说得很清楚")
    assert violations(chief.page) == []
    chief.shot("console-feedback")
