"""A page with the chat, as its visitor sees and uses it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Frame, Locator, Page, expect

SCREENSHOTS = Path(__file__).resolve().parents[2] / "results" / "screenshots"
MENU = re.compile("^(菜单|Menu)$")
IN_THE_QUEUE = re.compile("下一位就是您|您排在第")
AT_END = "(list) => list.scrollHeight - list.scrollTop - list.clientHeight <= 1"


class ChatPage:
    """The parts of the chat by what they are for, and what a visitor does with them."""

    def __init__(self, page: Page, inside: Frame | None = None) -> None:
        """`inside`: the frame of the page in which the chat stands."""
        place = inside or page
        self.page = page
        # Else the browser hears only with a test's first wait that dialogs are to be caught, which
        # a key pressed at once comes before.
        page.on("filechooser", lambda _chooser: None)
        self.launcher = place.locator("beian-chat .beian-launcher-button")
        self.badge = place.locator("beian-chat .beian-launcher-badge")
        self.frame = place.locator("beian-chat .beian-frame")
        self.header = self.frame.locator(".beian-header")
        self.list = self.frame.locator(".beian-list-scroller")
        self.log = self.frame.get_by_role("log")
        self.messages = self.log.locator(".beian-message")
        self.own = self.log.locator(".beian-message-visitor")
        self.answers = self.log.locator(".beian-message-assistant")
        self.notices = self.log.locator(".beian-message-notice")
        self.replies = self.log.locator(".beian-reply")
        self.composer = self.frame.locator(".beian-composer-field")
        self.warning = self.frame.locator(".beian-notice")
        self.rating = self.frame.locator(".beian-rating")

    @property
    def browser_name(self) -> str:
        browser = self.page.context.browser
        assert browser is not None
        return browser.browser_type.name

    def goto(self, url: str) -> ChatPage:
        """The page with its button, which comes with a script of its own."""
        self.page.goto(url)
        expect(self.launcher).to_be_visible()
        return self

    def open(self) -> ChatPage:
        """By the button; greeted."""
        self.launcher.click()
        return self.greeted()

    def greeted(self) -> ChatPage:
        expect(self.frame).to_be_visible()
        expect(self.answers.first).to_be_visible()
        return self

    def write(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")
        expect(self.composer).to_have_value("")

    def ask(self, text: str) -> Locator:
        """Writes, and gives the rows below what was written once the answer is complete."""
        self.write(text)
        return self.answer_to(text)

    def answer_to(self, text: str) -> Locator:
        asked = self.own.filter(has_text=text).last
        expect(asked).to_be_visible()
        rows = self.log.locator(".beian-row")
        below = self.log.locator(f".beian-row:has(.beian-message-visitor:has-text({text!r})) ~ *")
        expect(below.first).to_be_visible()
        # The whole answer came in one frame each, without a break: the thumbs stand at its end.
        expect(rows.last.locator(".beian-feedback")).to_be_visible()
        return below

    def shows_the_end(self) -> None:
        """Wait until the list stands at its end, with the last message in sight."""
        expect(self.log.locator(".beian-row").last).to_be_in_viewport()
        self.page.wait_for_function(AT_END, arg=self.list.element_handle())

    def texts(self) -> list[str]:
        """Of all messages that are shown, oldest first."""
        return self.log.locator(".beian-bubble").all_text_contents()

    def choose(self, item: str) -> None:
        """An item of the panel's menu, by its name."""
        self.header.get_by_label(MENU).click()
        self.header.locator(".beian-menu-item").filter(has_text=item).click()

    def shot(self, name: str, *, full_page: bool = False) -> None:
        """Keep a picture in results/screenshots/ as output of the test."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(
            path=SCREENSHOTS / f"{name}.png", animations="disabled", full_page=full_page
        )
