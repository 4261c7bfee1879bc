"""The console at work in a real browser: on a phone, with who is served, with those who serve."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from beian.base.settings import Settings
from tests.desk.agent import employed
from tests.web.assistant import Assistant
from tests.web.axe import violations
from tests.web.chat_page import IN_THE_QUEUE, ChatPage
from tests.web.conftest import PATIENCE_MS, NewContext, SignIn
from tests.web.page_faults import PageFaults
from tests.web.test_handoff import OWN_CONVERSATION, QUESTION, WINDOWS, ConsolePage
from tests.web.test_screens import scrolls_sideways

PASSWORD = "a password for the new one"


@pytest.fixture(scope="module", autouse=True)
def agents(assistant: Assistant) -> Iterator[None]:
    del assistant  # whose store it is, by the environment
    employed(Settings.from_environment(), "mei")
    employed(Settings.from_environment(), "boss", "admin")
    yield


@pytest.fixture
def desk_of(new_context: NewContext, assistant: Assistant, faults: PageFaults) -> DeskOf:
    faults.expect("401")  # a console asks first who is signed in
    return DeskOf(new_context, assistant.url)


class DeskOf:
    """Consoles of agents, by name and window."""

    def __init__(self, new_context: NewContext, url: str) -> None:
        self._new_context = new_context
        self._url = url

    def __call__(self, name: str, window: str = "desktop") -> ConsolePage:
        given = WINDOWS[window] or {"viewport": {"width": 1440, "height": 900}}
        return ConsolePage(self._new_context(**given).new_page(), self._url).sign_in(name)


def queue(chat: ChatPage) -> str:
    """Ask a question in the open chat, then for a person; return the conversation."""
    chat.ask(QUESTION)
    where = str(chat.page.evaluate(OWN_CONVERSATION))
    chat.write("转人工")
    chat.replies.filter(has_text="转接").last.click()
    expect(chat.frame.locator(".beian-handoff")).to_contain_text(IN_THE_QUEUE)
    return where


def stand_apart(parts: list[Locator], width: int) -> None:
    """Hold parts of a page to be whole within its width, and none above another."""
    boxes = [part.bounding_box() for part in parts]
    for box in boxes:
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
    for place, one in enumerate(boxes):
        for other in boxes[:place]:
            assert one is not None
            assert other is not None
            beside = (
                one["x"] >= other["x"] + other["width"] or other["x"] >= one["x"] + one["width"]
            )
            below = (
                one["y"] >= other["y"] + other["height"] or other["y"] >= one["y"] + one["height"]
            )
            assert beside or below


def test_an_agent_serves_on_a_phone(chat: ChatPage, sign_in_as: SignIn, desk_of: DeskOf) -> None:
    sign_in_as(chat, "yunfan-software")
    where = queue(chat.open())
    mei = desk_of("mei", "phone")
    page = mei.page
    item = page.locator(f'.desk-list [data-conversation="{where}"]')
    expect(item).to_contain_text("杭州云帆软件有限公司")
    bar = page.locator(".desk-rail-bar")
    expect(bar).to_be_in_viewport(ratio=1)
    assert not scrolls_sideways(page)
    assert violations(page) == []
    mei.shot("console-phone-list")
    mei.open(where)
    expect(bar).to_be_hidden()
    mei.press("接入")
    header = page.locator(".desk-head")
    actions = [header.get_by_role("button", name=name) for name in ("转交", "交还助手", "结束会话")]
    for action in actions:
        expect(action).to_be_in_viewport(ratio=1)
    expect(header.get_by_role("heading")).to_contain_text("杭州云帆软件有限公司")
    stand_apart([header.get_by_role("heading"), *actions], 390)
    mei.answer("您好，我来处理。")
    expect(chat.log).to_contain_text("您好，我来处理。")
    mei.answer("发错窗口了")
    expect(chat.log).to_contain_text("发错窗口了")
    page.get_by_role("button", name="撤回").last.click()
    expect(chat.log).to_contain_text("客服撤回了这条消息")
    expect(chat.log).not_to_contain_text("发错窗口了")
    expect(mei.transcript.first).to_contain_text("已撤回")
    assert not scrolls_sideways(page)
    assert violations(page) == []
    mei.shot("console-phone-conversation")
    page.get_by_role("button", name="用户信息").click()
    expect(page.locator(".el-drawer.open .desk-account")).to_contain_text("浙江省")
    expect(page.locator(".el-drawer.open")).not_to_contain_text("zhejiang")
    mei.shot("console-phone-panel")
    page.keyboard.press("Escape")
    expect(page.locator(".el-drawer.open")).to_be_hidden()
    page.get_by_role("button", name="返回列表").click()
    expect(page.locator(".desk-list h2")).to_have_text("我的会话")  # where what was taken is
    bar.get_by_role("button", name="更多").click()
    expect(page.locator(".el-drawer.open").get_by_role("link", name="客服人员")).to_be_visible()
    mei.shot("console-phone-more")
    page.keyboard.press("Escape")
    mei.open(where)
    mei.press("交还助手")
    expect(chat.log).to_contain_text("助手回来了")


def test_an_agent_sees_whom_they_serve_and_unmasks_for_a_reason(
    chat: ChatPage, sign_in_as: SignIn, desk_of: DeskOf
) -> None:
    sign_in_as(chat, "lin-individual")
    chat.open().ask("还要几天？")
    chat.choose("开始新对话")
    chat.rating.get_by_role("button", name="跳过").click()
    expect(chat.own).to_have_count(0)
    where = queue(chat)
    mei = desk_of("mei")
    panel = mei.page.locator(".desk-panel")
    mei.take(where)
    expect(mei.page.locator(".desk-list [aria-current]")).to_be_visible()
    expect(panel.locator(".desk-account")).to_contain_text("林**")
    panel.get_by_role("button", name="显示完整信息").click()
    panel.get_by_role("button", name="电话联系用户").click()
    expect(panel.locator(".desk-account")).to_contain_text("林晓梅")
    mei.shot("console-unmasked")
    panel.locator(".desk-panel-earlier a").first.click()
    expect(mei.transcript.first).to_contain_text("还要几天？")
    expect(mei.page.get_by_role("button", name="接入")).to_be_hidden()
    boss = desk_of("boss")
    boss.page.get_by_role("link", name="审计日志").click()
    row = boss.page.locator("tr", has_text="显示完整信息").first
    expect(row).to_contain_text("电话联系用户")
    expect(boss.page.locator("tr", has_text="查看此账号的其他会话").first).to_be_visible()
    mei.page.get_by_role("link", name="我的会话").click()
    mei.open(where)
    mei.press("交还助手")


def test_a_manager_finds_a_conversation_by_its_words_and_narrows_the_list(
    chat: ChatPage, desk_of: DeskOf
) -> None:
    chat.open().ask("域名过期后备案号会怎样，紫荆花园")
    boss = desk_of("boss")
    page = boss.page
    page.get_by_role("link", name="全部会话").click()
    field = page.get_by_role("searchbox")
    field.fill("紫荆 备案号")
    deadline = time.monotonic() + PATIENCE_MS / 1000
    cases = page.locator(".desk-list li")
    while cases.count() != 1:  # until it is indexed, and searched for again
        assert time.monotonic() < deadline
        with page.expect_response("**/conversations?*"):
            field.press("Enter")
    page.get_by_role("button", name="筛选和排序").click()
    page.get_by_label("状态", exact=True).select_option("等待人工")
    expect(cases).to_have_count(0)
    page.get_by_label("状态", exact=True).select_option("助手接待中")
    expect(cases).to_have_count(1)
    assert violations(page) == []
    boss.shot("console-search")
    page.get_by_role("link", name="登录与安全").click()
    page.get_by_role("button", name="开启", exact=True).click()
    expect(page.get_by_role("img", name="两步验证的二维码")).to_be_visible()
    assert violations(page) == []
    boss.shot("console-security")


def test_an_admin_adds_an_editor_who_has_what_editors_have(desk_of: DeskOf) -> None:
    boss = desk_of("boss")
    page = boss.page
    page.get_by_role("link", name="客服人员").click()
    page.get_by_role("button", name="新增人员").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("用户名").fill("bian")
    dialog.get_by_label("姓名").fill("小边")
    dialog.get_by_label("密码", exact=True).fill(PASSWORD)
    dialog.get_by_label("客服").uncheck()
    dialog.get_by_label("编辑").check()
    assert violations(page) == []
    boss.shot("console-agent-form")
    dialog.get_by_role("button", name="保存").click()
    expect(page.locator("tr", has_text="小边")).to_contain_text("编辑")
    boss.shot("console-agents")
    page.get_by_role("link", name="审计日志").click()
    page.get_by_role("button", name="退出登录").click()
    page.locator("input[autocomplete=username]").fill("bian")
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    expect(page.get_by_role("heading", name="常用回复")).to_be_visible()
    expect(page.get_by_role("button", name="新增")).to_be_visible()
    expect(page.get_by_role("link", name="等待队列")).to_be_hidden()
    expect(page.get_by_role("link", name="审计日志")).to_be_hidden()
