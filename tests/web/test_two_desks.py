"""Two visitors and two agents at two desk processes with one store, in each browser: hand-offs
across the desks, an agent's absence, the return to the assistant, and a block."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from beian.base.settings import Settings
from beian.desk.conversations.blocking import BlockStore
from beian.desk.front_desk import FrontDesk
from beian.desk.storage.database import DeskDatabase
from tests.desk.agent import employed
from tests.desk.front_desk import Hours, Person, last_seen
from tests.desk.processes import PATIENCE, DeskProcess, desk_process
from tests.web.assistant import SECRET, Assistant
from tests.web.chat_page import IN_THE_QUEUE, MENU, ChatPage
from tests.web.conftest import NewContext, SignIn
from tests.web.page_faults import PageFaults
from tests.web.test_handoff import ConsolePage, QueueUp, queue_up

__all__ = ["queue_up"]  # a fixture

pytestmark = pytest.mark.timeout(900)  # up to four pages of a browser, on a busy machine

ACCOUNT = "yunfan-software"
GONE = "接待您的客服暂时离开了"
BLOCKED = "人工客服已停止为您服务"
RATE = "评价这次对话"
LONG_AGO = timedelta(minutes=5)
WIDE = {"width": 1440, "height": 900}
At = Callable[[str], ChatPage]
SignedIn = Callable[[str, str], ConsolePage]


@pytest.fixture(scope="module")
def agents(assistant: Assistant) -> dict[str, Person]:
    """Qian and Sun, in the store of both desks."""
    del assistant  # whose store it is, by the environment
    settings = Settings.from_environment()
    hired = (employed(settings, name) for name in ("qian", "sun"))
    return {one.name: Person(one.id, one.display_name, one.roles) for one in hired}


@pytest.fixture(scope="module")
def store(agents: dict[str, Person]) -> Iterator[DeskDatabase]:
    del agents  # who are in it
    database = DeskDatabase(Settings.from_environment().desk_database_url)
    yield database
    database.close()


@pytest.fixture(scope="module")
def other_desk(
    assistant: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DeskProcess]:
    """A second desk beside that of the stack, with its stores and its bot."""
    bot = f"http://127.0.0.1:{assistant.stack.ports.rasa}"
    log = tmp_path_factory.mktemp("other-desk") / "desk.log"
    with desk_process({}, bot, log, demo=True) as desk:
        yield desk


@pytest.fixture
def nothing_stays_blocked(store: DeskDatabase) -> Iterator[None]:
    yield
    blocks = BlockStore(store, FrontDesk(Hours()), SECRET)
    for block in blocks.listed():
        blocks.lift(block["id"], block["agent"]["id"])


@pytest.fixture
def visitor_at(new_context_in_each: NewContext) -> At:
    """A visitor of a desk, in a browser of their own."""
    return lambda desk: ChatPage(new_context_in_each().new_page()).goto(desk)


@pytest.fixture
def signed_in(
    new_context_in_each: NewContext, agents: dict[str, Person], faults: PageFaults
) -> SignedIn:
    """Signs an agent in at a desk, in a browser of their own."""
    faults.expect("401")  # a console asks first who is signed in

    def sign_in(name: str, desk: str) -> ConsolePage:
        assert name in agents
        return ConsolePage(new_context_in_each(viewport=WIDE).new_page(), desk).sign_in(name)

    return sign_in


def stay_away(store: DeskDatabase, person: Person, chat: ChatPage) -> None:
    """Have an agent whose console is closed be away for long, until their visitor is told.

    Over again, as what the console asked for last may still be on its way.
    """
    told = chat.notices.filter(has_text=GONE)
    deadline = time.monotonic() + PATIENCE
    while not told.count():
        assert time.monotonic() < deadline, "The visitor is not told"
        last_seen(store, person, LONG_AGO)
        chat.page.wait_for_timeout(200)


def test_agents_serve_and_relieve_each_other_across_desks(
    *,
    assistant: Assistant,
    other_desk: DeskProcess,
    visitor_at: At,
    signed_in: SignedIn,
    agents: dict[str, Person],
    store: DeskDatabase,
    queue_up: QueueUp,
) -> None:
    first, second = visitor_at(other_desk.url), visitor_at(assistant.url)
    of_first, of_second = queue_up(first), queue_up(second)
    qian, sun = signed_in("qian", assistant.url), signed_in("sun", other_desk.url)

    # Each serves the visitor of the other desk, and nobody hears what is not for them.
    qian.take(of_first)
    sun.take(of_second)
    qian.answer("您好，我是钱。")
    sun.answer("您好，我是孙。")
    for chat, own, others in ((first, "我是钱", "我是孙"), (second, "我是孙", "我是钱")):
        expect(chat.log).to_contain_text(own)
        expect(chat.log).not_to_contain_text(others)
    first.write("短信还是收不到")
    expect(qian.transcript.first).to_contain_text("短信还是收不到")
    second.write("谢谢，麻烦了")
    expect(sun.transcript.first).to_contain_text("谢谢，麻烦了")
    expect(sun.transcript.first).not_to_contain_text("短信还是收不到")

    # One of them goes, and the other takes over; their own visitor notices nothing.
    qian.page.close()
    stay_away(store, agents["qian"], first)
    expect(first.frame.locator(".beian-handoff")).to_contain_text(IN_THE_QUEUE)
    first.shows_the_end()
    sun.page.evaluate("() => (location.hash = '#/queue')")
    sun.take(of_first)
    sun.answer("我来接着处理。")
    expect(first.log).to_contain_text("我来接着处理。")
    expect(first.frame.locator(".beian-handoff")).to_contain_text("Sun")
    expect(second.frame.locator(".beian-handoff")).to_contain_text("Sun")
    expect(second.log).not_to_contain_text("我来接着处理。")

    sun.press("交还助手")
    expect(first.log).to_contain_text("助手回来了")
    first.ask("注销要多久？")
    expect(second.frame.locator(".beian-handoff")).to_contain_text("Sun")


@pytest.mark.usefixtures("nothing_stays_blocked")
def test_who_is_blocked_is_shown_no_way_to_a_person(
    *,
    assistant: Assistant,
    other_desk: DeskProcess,
    visitor_at: At,
    signed_in: SignedIn,
    sign_in_as: SignIn,
    queue_up: QueueUp,
) -> None:
    """By an agent at another desk. A visitor beside them keeps all of it."""
    other, blocked = visitor_at(other_desk.url), visitor_at(assistant.url)
    sign_in_as(blocked, ACCOUNT)
    where = queue_up(blocked)
    sun = signed_in("sun", other_desk.url)
    sun.take(where)
    handoff = blocked.frame.locator(".beian-handoff")
    ways = blocked.frame.locator(".beian-header-person, .beian-attach, .beian-camera")
    rating = blocked.frame.locator(".beian-ask-rating")
    expect(handoff).to_contain_text("Sun")
    expect(ways.first).to_be_visible()  # for files

    sun.press("停止为此用户服务…")
    sun.page.get_by_label("原因").fill("骚扰")
    sun.press("停止服务")
    expect(sun.page.locator(".desk-block")).to_contain_text("已停止为此用户提供人工服务")
    expect(blocked.notices.last).to_contain_text(BLOCKED)
    expect(handoff).to_have_text("")
    expect(ways).to_have_count(0)
    expect(rating).to_have_count(0)

    # The assistant goes on, for both: one is offered a person and asked to rate, the other not.
    told = blocked.notices.count()
    blocked.write("转人工")
    expect(blocked.notices).not_to_have_count(told)
    expect(blocked.notices.last).to_contain_text(BLOCKED)
    blocked.ask("注销要多久？")
    other.open().ask("注销要多久？")
    for chat in (blocked, other):
        answered = chat.answers.count()
        chat.write("谢谢")
        expect(chat.answers).not_to_have_count(answered)
    expect(other.frame.locator(".beian-header-person")).to_be_visible()
    expect(other.frame.locator(".beian-attach")).to_be_visible()
    expect(other.frame.locator(".beian-ask-rating")).to_be_visible()
    blocked.shows_the_end()
    blocked.shot(f"blocked-{blocked.browser_name}")
    expect(handoff).to_have_text("")
    expect(ways).to_have_count(0)
    expect(rating).to_have_count(0)
    blocked.header.get_by_label(MENU).click()
    items = blocked.header.locator(".beian-menu-item")
    expect(items.first).to_be_visible()
    expect(items.filter(has_text=RATE)).to_have_count(0)
    blocked.page.keyboard.press("Escape")

    # So it stays when they come back to the page.
    blocked.page.reload()
    expect(blocked.own.last).to_contain_text("谢谢")
    expect(blocked.composer).to_be_editable()
    expect(ways).to_have_count(0)
