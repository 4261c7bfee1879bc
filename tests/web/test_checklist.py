"""An account whose phone is dead, in a real browser: gets its letter, sends its papers from the
list, sees it complete on both devices, and is handed to an agent who opens them.

The bot is scripted; tests/actions/test_checklist_card.py holds the real one to these cards.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from beian.base.settings import Settings
from beian.desk.config import DeskConfig
from beian.desk.site_tokens import SiteTokens
from beian.filing.filing_store import FilingStore
from beian.filing.importing.sample import load_sample
from tests.desk.agent import employed
from tests.desk.files import samples
from tests.desk.running import RunningDesk, running_desk
from tests.desk.scripted_bot import ScriptedBot, running_bot
from tests.web.axe import violations
from tests.web.chat_page import IN_THE_QUEUE, ChatPage
from tests.web.conftest import NewContext
from tests.web.host_page import HostSite, running_site
from tests.web.page_faults import PageFaults
from tests.web.test_files import ConsolePage
from tests.web.test_handoff import OWN_CONVERSATION
from tests.web.test_keyboard import tab_to

SECRET = "the secret of the tests of checklists, long enough"
IDENTIFY = """
window.BeianChat = window.BeianChat || { queue: [] };
window.BeianChat.queue.push(["identify", () => %r]);
"""
CHECKED_MS = 120_000
"""A photo is checked in a process of its own, one after the other."""
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "color_scheme": "dark",
}
PAPERS = {
    "zh": (
        ("cloud_account_id", "当初备案的云账号 ID（您现在登录的是 {account}）", "云账号 ID"),
        ("person_in_charge_name", "主体负责人姓名", "负责人姓名"),
        ("person_in_charge_document", "负责人的证件：港澳居民来往内地通行证", "负责人证件"),
        (
            "handheld_photo",
            "申请人手持证件的照片，正反面（港澳居民来往内地通行证）",
            "手持证件照",
        ),
        ("letter_with_fingerprint", "按了手印的注销声明书", "声明书"),
    ),
    "en": (
        ("cloud_account_id", "the ID of the cloud account that filed", "cloud account ID"),
        ("person_in_charge_name", "the name of the person in charge", "name"),
        ("person_in_charge_document", "identity document: passport", "identity document"),
        ("handheld_photo", "photo of the applicant holding the passport", "photo with it"),
        ("letter_with_fingerprint", "the letter with a fingerprint", "statement letter"),
    ),
}


def checklist(account: str, language: str = "zh") -> dict[str, Any]:
    """The card of the papers, as the bot makes it."""
    papers = [
        {
            "id": name,
            "text": text.format(account=account),
            "name": short,
            "file": place > 1,
            "known": place <= 1,
        }
        for place, (name, text, short) in enumerate(PAPERS[language])
    ]
    title = {"zh": "材料清单：陈*豪的主体", "en": "Papers for cancelling: the subject"}[language]
    letter = {"zh": "声明书", "en": "The letter"}[language]
    return {
        "kind": "checklist",
        "title": title,
        "lines": [f"☐ {paper['text']}" for paper in papers],
        "actions": [{"title": letter, "payload": '/faq_statement_letter{"part": "letter"}'}],
        "checklist": {"about": f"subject:{account}", "language": language, "papers": papers},
    }


def letter(settings: Settings, account: str) -> dict[str, Any]:
    """The card of the account's letter, as the bot makes it."""
    store = FilingStore(settings.database_url)
    try:
        filed = store.account(account)
    finally:
        store.close()
    assert filed is not None
    subject = filed.subjects[0].subject_id
    return {
        "kind": "letter",
        "title": "注销声明书",
        "lines": ["打印后补全空白，本人签字并按手印，写上当天日期。"],
        "actions": [{"title": "下载 PDF", "does": "pdf"}],
        "letter": {"letter": "statement", "about": "subject", "id": subject, "language": "zh"},
    }


@pytest.fixture(scope="module")
def page_site() -> Iterator[HostSite]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="module")
def bot() -> Iterator[ScriptedBot]:
    with running_bot(ScriptedBot(SECRET)) as bot:
        yield bot


@pytest.fixture(scope="module")
def desk(
    page_site: HostSite, bot: ScriptedBot, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RunningDesk]:
    """A desk with the sample accounts, which the site may embed."""
    settings = settings_in(tmp_path_factory.mktemp("checklist"), page_site)
    store = FilingStore(settings.database_url)
    store.upgrade()
    load_sample(store)
    store.close()
    with running_desk(settings, bot.url) as desk:
        page_site.desk = desk.url
        employed(settings, "li", "manager")
        yield desk


def settings_in(folder: Path, site: HostSite, now: str | None = None) -> Settings:
    """The settings of a desk whose data lie in a folder; `now`: where its clock stands still."""
    config = folder / "desk.yml"
    config.write_text(f"origins: [{site.origin}]\n", encoding="utf-8")
    environment = {"BEIAN_SECRET": SECRET, "BEIAN_DESK_CONFIG": str(config)}
    clock = {} if now is None else {"BEIAN_NOW": now}
    return Settings.from_environment({**environment, **clock}, var=folder / "var")


class Devices:
    """Browsers in which an account is signed in."""

    def __init__(self, new_context: NewContext, desk: RunningDesk, site: HostSite) -> None:
        self._new_context = new_context
        self._site = site
        self._tokens = SiteTokens(DeskConfig.load(desk.settings.desk_config).token, SECRET)

    def __call__(self, account: str, **window: Any) -> ChatPage:
        page = self._new_context(**window).new_page()
        page.add_init_script(IDENTIFY % self._tokens.sign(account))
        return ChatPage(page).goto(self._site.origin).open()


@pytest.fixture
def device(new_context: NewContext, desk: RunningDesk, page_site: HostSite) -> Devices:
    return Devices(new_context, desk, page_site)


def ask(chat: ChatPage, bot: ScriptedBot, text: str, card: dict[str, Any] | None) -> None:
    bot.card = card
    chat.ask(text)
    bot.card = None


def the_list(chat: ChatPage) -> Locator:
    card = chat.log.locator("section.beian-checklist").last
    expect(card).to_be_visible()
    return card


def ready(card: Locator, count: int) -> None:
    expect(card.locator(".beian-checklist-count")).to_have_text(f"已备好 {count} 份，共 5 份")


def send(chat: ChatPage, card: Locator, paper: str, name: str, *, by_keyboard: bool) -> None:
    """Send a photo from the row of a paper, and wait until it is there and the list is still."""
    button = card.get_by_role("button", name=f"发照片：{paper}")
    if by_keyboard:
        # Many keys, which take long on a busy machine: before the wait for the dialog begins.
        tab_to(chat.page, button, key="Shift+Tab")
    with chat.page.expect_file_chooser() as choosing:
        if by_keyboard:
            chat.page.keyboard.press("Enter")
        else:
            button.click()
    photo = samples.photo(640, 480)
    choosing.value.set_files({"name": name, "mimeType": "image/jpeg", "buffer": photo})
    expect(card).to_contain_text(name, timeout=CHECKED_MS)
    # What is under way moves the list, under a pointer that is just being pressed too.
    expect(chat.frame.locator(".beian-tray")).to_have_count(0)


@pytest.mark.parametrize(
    ("account", "window"),
    [("chen-hongkong", {}), ("wright-english", PHONE)],
    ids=["desktop", "phone"],
)
def test_three_photos_complete_the_list_and_an_agent_opens_them(  # noqa: PLR0917 (fixtures)
    device: Devices,
    desk: RunningDesk,
    bot: ScriptedBot,
    new_context: NewContext,
    faults: PageFaults,
    account: str,
    window: dict[str, Any],
) -> None:
    name = "phone" if window else "desktop"
    chat = device(account, **window)
    ask(chat, bot, "手机号用不了，材料清单发我一份", checklist(account))
    card = the_list(chat)
    ready(card, 2)  # the account tells its ID and name itself
    card.scroll_into_view_if_needed()
    chat.shot(f"checklist-{name}-begun")
    assert violations(chat.page) == []
    assert card.evaluate("(card) => card.scrollWidth - card.clientWidth") <= 0
    bot.card = letter(desk.settings, account)
    card.get_by_role("button", name="声明书", exact=True).click()
    paper = chat.log.locator("section.beian-card-letter")
    expect(paper.get_by_role("button", name="下载 PDF")).to_be_visible()
    bot.card = None

    other = device(account, color_scheme="dark")
    expect(other.own.first).to_contain_text("材料清单发我一份")
    mirrored = the_list(other)
    ready(mirrored, 2)
    for place, wanted in enumerate(("负责人证件", "手持证件照", "声明书"), 1):
        by_keyboard = place == 1 and not window
        send(chat, card, wanted, f"IMG_{place}.jpg", by_keyboard=by_keyboard)
        ready(mirrored, 2 + place)
    ready(card, 5)
    expect(other.notices.last).to_contain_text("清单上的材料齐了")
    card.scroll_into_view_if_needed()
    chat.shot(f"checklist-{name}-complete")
    chat.replies.filter(has_text="转给客服").click()
    for each in (chat, other):
        expect(each.frame.locator(".beian-handoff")).to_contain_text(IN_THE_QUEUE)

    faults.expect("401")  # a console asks first who is signed in
    page = new_context(viewport={"width": 1440, "height": 900}).new_page()
    console = ConsolePage(page, desk.url, "li")
    page.goto(f"{desk.url}/console/#/all")
    page.locator(f'.desk-list [data-conversation="{chat.page.evaluate(OWN_CONVERSATION)}"]').click()
    panel = page.locator(".desk-papers").first
    expect(panel).to_contain_text("材料齐了", timeout=60_000)
    page.get_by_role("button", name="接入", exact=True).click()
    expect(console.files()).to_have_count(3)
    console.files().first.get_by_role("button", name="放大“IMG_1.jpg”").click()
    large = page.get_by_role("dialog").locator("img")
    expect(large).to_be_visible()
    assert large.evaluate("(image) => image.decode().then(() => true)")
    page.keyboard.press("Escape")
    page.screenshot(path=f"results/screenshots/checklist-{name}-console.png")
    console.files().first.get_by_role("button", name="“IMG_1.jpg”可以用").click()
    for each in (card, mirrored):
        expect(each).to_contain_text("客服已确认")
    expect(panel).to_contain_text("已确认")
    other.shot(f"checklist-{name}-other-device")


def test_boxes_are_ticked_by_keyboard_and_earlier_conversations_are_found(
    device: Devices, bot: ScriptedBot
) -> None:
    chat = device("dingsheng-group", locale="en-GB")
    chat.choose("English")
    ask(chat, bot, "Which papers?", checklist("dingsheng-group", "en"))
    box = the_list(chat).get_by_role("checkbox").nth(2)
    tab_to(chat.page, box, key="Shift+Tab")
    chat.page.keyboard.press("Space")
    expect(box).to_be_checked()
    chat.page.reload()
    chat.greeted()
    expect(the_list(chat).get_by_role("checkbox").nth(2)).to_be_checked()
    chat.shot("checklist-en")
    chat.choose("My conversations")
    listed = chat.frame.get_by_role("dialog", name="My conversations")
    expect(listed.locator(".beian-history-item")).to_have_count(1)
    expect(listed.locator(".beian-history-item")).to_contain_text("Open")
    assert violations(chat.page) == []
    chat.shot("account-history")
    chat.page.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    expect(chat.composer).to_be_focused()


def test_another_account_and_nobody_find_nothing(
    device: Devices, bot: ScriptedBot, new_context: NewContext, page_site: HostSite
) -> None:
    ask(device("hanqiao-trading"), bot, "清单", checklist("hanqiao-trading"))
    strangers = (
        device("yunfan-software"),
        ChatPage(new_context().new_page()).goto(page_site.origin).open(),
    )
    for stranger in strangers:
        expect(stranger.own).to_have_count(0)
        expect(stranger.log.locator("section.beian-checklist")).to_have_count(0)


def test_the_list_is_as_it_was_left_days_later(
    new_context: NewContext, page_site: HostSite, bot: ScriptedBot, tmp_path: Path
) -> None:
    account, asked = "wu-taiwan", "材料清单发我一份"
    usual = page_site.desk
    try:
        begun = settings_in(tmp_path, page_site, "2026-10-12T10:00:00+08:00")
        with running_desk(begun, bot.url) as desk:
            page_site.desk = desk.url
            chat = Devices(new_context, desk, page_site)(account)
            ask(chat, bot, asked, checklist(account))
            send(chat, the_list(chat), "声明书", "letter.jpg", by_keyboard=False)
            ready(the_list(chat), 3)
            chat.page.close()
        days_later = settings_in(tmp_path, page_site, "2026-10-19T09:00:00+08:00")
        with running_desk(days_later, bot.url) as desk:
            page_site.desk = desk.url
            other = Devices(new_context, desk, page_site)(account, **PHONE)
            ask(other, bot, asked, checklist(account))
            ready(the_list(other), 3)
            expect(the_list(other)).to_contain_text("letter.jpg")
    finally:
        page_site.desk = usual


def test_three_photos_sent_together_each_find_their_paper(
    device: Devices, bot: ScriptedBot
) -> None:
    chat = device("wu-taiwan", **PHONE)
    ask(chat, bot, "手机号用不了，材料清单发我一份", checklist("wu-taiwan"))
    the_list(chat)
    with chat.page.expect_file_chooser() as choosing:
        chat.frame.get_by_role("button", name="发送文件（照片或 PDF）").click()
    photo = {"mimeType": "image/jpeg", "buffer": samples.photo(640, 480)}
    choosing.value.set_files([{"name": f"IMG_000{place}.jpg", **photo} for place in (1, 2, 3)])
    card = the_list(chat)
    loose = card.get_by_role("group", name="这些文件是哪一份材料？")
    expect(loose.get_by_role("combobox")).to_have_count(3, timeout=CHECKED_MS)
    said = chat.log.get_by_text("已收到文件并加密保存")
    expect(said).to_have_count(1)
    chat.shot("three-photos-asked")
    # In the chat, one after the other, each once.
    expect(chat.replies.filter(has_text="负责人证件")).to_have_count(1)
    chat.replies.filter(has_text="负责人证件").click()
    for place in (1, 2):
        expect(chat.log.get_by_text(f"“IMG_000{place}.jpg”是哪一份材料？")).to_have_count(1)
    expect(chat.replies.filter(has_text="负责人证件")).to_have_count(1)
    expect(loose.get_by_role("combobox")).to_have_count(2)
    # Something else is written: the question's buttons are gone, and stay away when it is opened
    # again; the card has the files.
    ask(chat, bot, "多少钱？", None)
    expect(chat.replies.filter(has_text="手持证件照")).to_have_count(0)
    chat.page.reload()
    chat.greeted()
    card = the_list(chat)
    loose = card.get_by_role("group", name="这些文件是哪一份材料？")
    loose.scroll_into_view_if_needed()
    chat.shot("three-photos-reopened")
    assert violations(chat.page) == []
    assert card.evaluate("(card) => card.scrollWidth - card.clientWidth") <= 0
    # By keyboard.
    second = loose.get_by_role("combobox", name="IMG_0002.jpg")
    tab_to(chat.page, second, key="Shift+Tab")
    chat.page.keyboard.press("ArrowDown")
    chat.page.keyboard.press("ArrowDown")
    expect(second).to_have_value("handheld_photo")
    chat.page.keyboard.press("Tab")
    chat.page.keyboard.press("Enter")
    expect(loose.get_by_role("combobox")).to_have_count(1)
    third = loose.get_by_role("combobox", name="IMG_0003.jpg")
    third.select_option("声明书")
    loose.get_by_role("button", name="放到这里：IMG_0003.jpg").click()
    expect(loose).to_have_count(0)
    ready(card, 5)
    expect(chat.notices.last).to_contain_text("清单上的材料齐了")
