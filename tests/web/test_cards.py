"""The cards of an order, of several, and of what a cancellation changes, in a real browser: seen,
counted down, pressed by hand and by keyboard, on a desktop, on a phone and where there is little
room.

The cards are those that the real actions make; the bot that sends them is scripted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from beian.base.settings import Settings
from beian.filing.filing_store import FilingStore
from beian.filing.state import Account, OrderKind
from tests.actions.accounts import LANGUAGES, blog, owner, shop, waiting_for_sms
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot
from tests.filing.builders import subject
from tests.web.axe import violations
from tests.web.chat_page import ChatPage
from tests.web.conftest import NewContext
from tests.web.host_page import HostSite, running_site
from tests.web.page_faults import LOST_CONNECTION, PageFaults
from tests.web.test_keyboard import tab_to

SECRET = "the secret of the tests of cards, long enough"
WINDOWS: dict[str, dict[str, Any]] = {
    "desktop": {},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
NARROWEST: dict[str, Any] = {**WINDOWS["phone"], "viewport": {"width": 320, "height": 700}}
LOOKS = list(product(WINDOWS, ("light", "dark"), LANGUAGES))
KINDS = ("order", "orders", "what_if")
LONG_NAME = "深圳市南山区" + "示例" * 25 + "有限公司"
WANTS_PERSON = "/request_human"
LARGER = re.compile("^(放大窗口|Make larger)$")
Cards = dict[tuple[str, str, str], dict[str, Any]]
"""By kind, language and the name of the company, "short" or "long"."""

STANDS_OVER = """(card) => {
  const edge = card.getBoundingClientRect();
  const seen = [...card.querySelectorAll(":not(.beian-hidden)")].filter(
    (part) => part.getClientRects().length > 0,
  );
  return seen.filter((part) => {
    const { left, right } = part.getBoundingClientRect();
    const holds_more = part.scrollWidth > part.clientWidth + 1;
    const inline = getComputedStyle(part).display === "inline";
    return left < edge.left || right > edge.right || (holds_more && !inline);
  }).map((part) => part.outerHTML.slice(0, 120));
}"""
COLUMNS = """(sections) =>
  new Set([...sections.children].map((one) => one.getBoundingClientRect().left)).size"""


def accounts() -> dict[str, tuple[Account, Account]]:
    """Who has one order, and who has several, by the length of the company's name."""
    made = {}
    for length, name in (("short", "深圳示例科技有限公司"), ("long", LONG_NAME)):
        company = subject(shop(), blog(), name=name)
        of_all = waiting_for_sms(target="s1", kind=OrderKind.CANCEL_SUBJECT, order_id="o1")
        of_one = waiting_for_sms(target="w2", order_id="o2")
        made[length] = (
            owner(company, orders=(of_all,), name=f"one-{length}"),
            owner(company, orders=(of_all, of_one), name=f"several-{length}"),
        )
    return made


def cards_of(store: FilingStore) -> Cards:
    """Return the cards that the actions make."""
    from tests.actions.bot import Bot  # noqa: PLC0415 (as in tests/actions/conftest.py)

    bot = Bot(store)
    made: Cards = {}
    for language, (length, (one, several)) in product(LANGUAGES, accounts().items()):
        nothing_open = owner(*one.subjects, name=f"none-{length}")
        for kind, intent, account in (
            ("order", "my_order_progress", one),
            ("orders", "my_order_progress", several),
            ("what_if", "faq_subject_vs_website", nothing_open),
        ):
            [card] = bot.ask(intent, account, language=language).cards
            assert card["kind"] == kind
            made[kind, language, length] = card
    return made


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Cards:
    store = FilingStore(f"sqlite:///{tmp_path_factory.mktemp('filing') / 'filing.sqlite3'}")
    store.upgrade()
    # In a thread of its own, as Playwright keeps asyncio.run from working in this one.
    with ThreadPoolExecutor(max_workers=1) as beside:
        made = beside.submit(cards_of, store).result()
    store.close()
    return made


@pytest.fixture(scope="module")
def page_site() -> Iterator[HostSite]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="module")
def bot() -> Iterator[ScriptedBot]:
    with running_bot(ScriptedBot(SECRET)) as bot:
        yield bot


@pytest.fixture(scope="module", autouse=True)
def desk(
    page_site: HostSite, bot: ScriptedBot, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDesk]:
    """A desk that the site may embed."""
    folder = tmp_path_factory.mktemp("cards")
    config = folder / "desk.yml"
    config.write_text(f"origins: [{page_site.origin}]\n", encoding="utf-8")
    environment = {"BEIAN_SECRET": SECRET, "BEIAN_DESK_CONFIG": str(config)}
    settings = Settings.from_environment(environment, var=folder / "var")
    with running_desk(settings, bot.url) as desk:
        page_site.desk = desk.url
        yield desk


class Visitor:
    """Somebody whose chat gets cards."""

    def __init__(self, new_context: NewContext, site: HostSite, bot: ScriptedBot) -> None:
        self._new_context = new_context
        self._site = site
        self._bot = bot

    def __call__(self, language: str, **window: Any) -> ChatPage:
        chat = ChatPage(self._new_context(**window).new_page()).goto(self._site.origin).open()
        if language == "en":
            chat.choose("English")
        return chat

    def gets(self, chat: ChatPage, card: dict[str, Any]) -> Locator:
        """Return the card, after a question that is answered with it."""
        self._bot.card = card
        chat.ask(f"{card['kind']}?")
        self._bot.card = None
        shown = chat.log.locator(f"section.beian-card-{card['kind']}").last
        expect(shown.locator(".beian-card-title")).to_have_text(card["title"])
        return shown

    def presses_each(
        self, chat: ChatPage, shown: Locator, card: dict[str, Any], *, by_touch: bool
    ) -> None:
        """Press all buttons of a card, by keyboard where there is one; each asks what it is for."""
        for place, action in enumerate(card["actions"]):
            button = shown.get_by_role("button").nth(place)
            if action["payload"] == WANTS_PERSON:  # answered by the desk: test_handoff.py
                expect(button).to_be_enabled()
                continue
            if by_touch:
                button.tap()
            else:
                tab_to(chat.page, button, key="Shift+Tab")
                chat.page.keyboard.press("Enter")
            chat.answer_to(action["title"])
            assert self._bot.texts[-1] == action["payload"]


@pytest.fixture
def visitor(new_context: NewContext, page_site: HostSite, bot: ScriptedBot) -> Visitor:
    return Visitor(new_context, page_site, bot)


@pytest.mark.parametrize(("window", "scheme", "language"), LOOKS)
def test_each_card_is_seen_and_pressed(
    visitor: Visitor, cards: Cards, window: str, scheme: str, language: str
) -> None:
    chat = visitor(language, **WINDOWS[window], color_scheme=scheme)
    for kind in KINDS:
        card = cards[kind, language, "short"]
        shown = visitor.gets(chat, card)
        shown.scroll_into_view_if_needed()
        chat.shot(f"card-{kind}-{window}-{scheme}-{language}")
        assert violations(chat.page) == []
        assert shown.evaluate(STANDS_OVER) == []
        expect(shown.get_by_role("button")).to_have_count(len(card["actions"]))
        visitor.presses_each(chat, shown, card, by_touch=window == "phone")


@pytest.mark.parametrize(
    ("language", "left"),
    [("zh", "还剩 {}"), ("en", "{} left")],
)
def test_the_time_of_an_order_runs_and_ends(
    visitor: Visitor, cards: Cards, faults: PageFaults, language: str, left: str
) -> None:
    faults.expect(LOST_CONNECTION)
    chat = visitor(language)
    clock = chat.page.clock
    clock.install()
    chat.page.reload()
    chat.greeted()
    shown = visitor.gets(chat, cards["order", language, "short"])
    timer = shown.get_by_role("timer")
    # A ping overdue by the page's clock would bring a new connection, and with it the desk's clock.
    chat.page.context.set_offline(True)
    clock.pause_at(chat.page.evaluate("Date.now() / 1000 + 10"))
    before = seconds_in(timer, left)
    assert 21 * 3600 < before < 22 * 3600
    clock.run_for(61_000)
    assert seconds_in(timer, left) == before - 61
    clock.fast_forward("22:00:00")
    expect(timer).to_have_text({"zh": "时间已到", "en": "The time is over"}[language])


def seconds_in(timer: Locator, left: str) -> int:
    found = re.fullmatch(left.format(r"(\d+):(\d\d):(\d\d)"), timer.inner_text())
    assert found, timer.inner_text()
    hours, minutes, seconds = map(int, found.groups())
    return hours * 3600 + minutes * 60 + seconds


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_and_after_stand_beside_each_other_where_there_is_room(
    visitor: Visitor, cards: Cards, language: str
) -> None:
    chat = visitor(language)
    shown = visitor.gets(chat, cards["what_if", language, "short"])
    sections = shown.locator(".beian-card-sections")
    assert sections.evaluate(COLUMNS) == 1
    chat.frame.get_by_label(LARGER).click()
    shown.scroll_into_view_if_needed()
    chat.shot(f"card-what_if-larger-{language}")
    assert shown.evaluate("(card) => card.offsetWidth") >= 400
    assert sections.evaluate(COLUMNS) == 2
    assert violations(chat.page) == []
    assert shown.evaluate(STANDS_OVER) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("length", ["short", "long"])
def test_nothing_stands_over_the_edge_where_there_is_little_room(
    visitor: Visitor, cards: Cards, length: str, language: str
) -> None:
    chat = visitor(language, **NARROWEST)
    for kind in KINDS:
        shown = visitor.gets(chat, cards[kind, language, length])
        shown.scroll_into_view_if_needed()
        chat.shot(f"card-{kind}-narrowest-{length}-{language}")
        assert shown.evaluate(STANDS_OVER) == []
    assert chat.list.evaluate("(list) => list.scrollWidth <= list.clientWidth")
    assert violations(chat.page) == []
