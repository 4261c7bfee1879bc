"""Two browsers at once: a visitor's and an agent's, through a whole hand-off and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from beian.base.settings import Settings
from tests.desk.agent import PASSWORD, employed
from tests.web.assistant import BOT, Assistant
from tests.web.axe import violations
from tests.web.chat_page import SCREENSHOTS, ChatPage
from tests.web.conftest import NewContext, SignIn
from tests.web.page_faults import LOST_CONNECTION, PageFaults

WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
QUESTION = "我的备案手机号换了，收不到短信怎么办？"


@pytest.fixture(scope="module", autouse=True)
def agents(assistant: Assistant) -> Iterator[None]:
    del assistant  # whose store it is, by the environment
    for name in ("li", "wang"):
        employed(Settings.from_environment(), name)
    yield


class ConsolePage:
    """The console, as its agent sees and uses it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        page.goto(f"{url}/console/")
        self.cases = page.locator(".desk-list li")
        self.transcript = page.locator(".desk-transcript, [role=log]")

    def sign_in(self, name: str) -> ConsolePage:
        self.page.locator("input[autocomplete=username]").fill(name)
        self.page.locator("input[type=password]").fill(PASSWORD)
        self.page.locator("button[type=submit]").click()
        expect(self.page.locator(".desk-list")).to_be_visible()
        return self

    def open_first(self) -> ConsolePage:
        self.cases.first.click()
        expect(self.transcript.first).to_be_visible()
        return self

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
def li(new_context: NewContext, assistant: Assistant, faults: PageFaults) -> ConsolePage:
    faults.expect("401")  # a console asks first who is signed in
    context = new_context(viewport={"width": 1440, "height": 900})
    return ConsolePage(context.new_page(), assistant.url).sign_in("li")


def queue_up(chat: ChatPage) -> None:
    """Asks a question, then for a person, and says what it is about."""
    chat.open().ask(QUESTION)
    chat.write("转人工")
    chat.log.locator(".beian-reply", has_text="转接").last.click()
    expect(chat.frame.locator(".beian-handoff")).to_be_visible()


def test_a_whole_hand_off_and_back(chat: ChatPage, sign_in_as: SignIn, li: ConsolePage) -> None:
    sign_in_as(chat, "lin-individual")
    queue_up(chat)
    chat.shot("handoff-waiting")
    li.open_first()
    expect(li.transcript.first).to_contain_text(QUESTION)
    li.press("接入")
    expect(chat.frame).to_contain_text("Li")
    li.answer("您好，我是客服，正在查看。")
    expect(chat.log).to_contain_text("您好，我是客服，正在查看。")
    chat.write("谢谢，麻烦了")
    expect(li.transcript.first).to_contain_text("谢谢，麻烦了")
    chat.shot("handoff-with-agent")
    li.shot("console-conversation")
    answered = chat.answers.count()
    li.press("交还助手")
    expect(chat.log).to_contain_text("助手回来了")
    assert chat.answers.count() == answered
    chat.ask("注销要多久？")
    expect(chat.answers).not_to_have_count(answered)


@pytest.mark.parametrize("window", WINDOWS)
def test_the_visitor_sees_every_word_of_the_agent_s(
    new_context: NewContext, assistant: Assistant, li: ConsolePage, window: str
) -> None:
    """With nothing done by the visitor after asking for a person."""
    chat = ChatPage(new_context(**WINDOWS[window]).new_page()).goto(assistant.url)
    queue_up(chat)
    chat.shows_the_end()
    chat.shot(f"handoff-{window}-waiting")
    li.open_first()
    li.press("接入")
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
    chat: ChatPage, li: ConsolePage, faults: PageFaults
) -> None:
    # The visitor goes back to the assistant while the agent's console reads what is known of them.
    faults.expect("404.*context")
    queue_up(chat)
    li.open_first()
    assert violations(li.page) == []
    li.page.emulate_media(color_scheme="dark")
    expect(li.page.locator("html.dark")).to_be_attached()
    assert violations(li.page) == []
    li.shot("console-dark")
    li.page.set_viewport_size({"width": 768, "height": 1024})
    assert violations(li.page) == []
    li.shot("console-tablet")
    chat.log.locator(".beian-reply", has_text="不等了").click()
    expect(chat.frame.locator(".beian-handoff")).to_contain_text("助手回来了")


def test_an_agent_whose_connection_is_cut_misses_nothing(
    chat: ChatPage, li: ConsolePage, faults: PageFaults
) -> None:
    faults.expect(LOST_CONNECTION)
    queue_up(chat)
    li.open_first()
    li.press("接入")
    li.answer("请稍等。")
    expect(chat.log).to_contain_text("请稍等。")
    li.page.context.set_offline(offline=True)
    chat.write("我还在等")
    li.page.context.set_offline(offline=False)
    expect(li.transcript.first).to_contain_text("我还在等")
    li.press("交还助手")


def test_a_hand_off_goes_on_although_the_bot_is_killed(
    chat: ChatPage, li: ConsolePage, assistant: Assistant, faults: PageFaults
) -> None:
    faults.expect("503.*suggestion")  # there is none without the assistant
    queue_up(chat)
    li.open_first()
    li.press("接入")
    with assistant.without(BOT):
        li.answer("我这边处理好了。")
        expect(chat.log).to_contain_text("我这边处理好了。")
        chat.write("太好了")
        expect(li.transcript.first).to_contain_text("太好了")
        li.press("交还助手")
        expect(chat.log).to_contain_text("助手回来了")
    chat.ask("注销要多久？")
