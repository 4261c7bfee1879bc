"""Cards as text in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.markup import escape

from beian.cli.terminal import stdout
from beian.desk.sign_in_cards import SIGN_IN

_LETTER_OPTIONS = {"subject": "--subject", "website": "--website", "service": "--service"}


def card_buttons(card: dict[str, Any] | None) -> list[dict[str, str]]:
    """Return the buttons of a card that are pressed like those of a message."""
    return [action for action in card["actions"] if "payload" in action] if card else []


def show_card(card: dict[str, Any] | None, first: int, *, account: str | None, desk: str) -> None:
    """Print a card; its buttons are numbered from `first`. `desk`: the address that its links are
    below, "" where no desk is there: then a letter is had by a command."""
    if card is None or card["kind"] == SIGN_IN:  # there is no page to sign in at
        return
    stdout.print(f"┃ [bold]{escape(card['title'])}[/bold]")
    for line in card["lines"]:
        stdout.print(f"┃ {escape(line)}")
    for number, button in enumerate(card_buttons(card), first):
        stdout.print(f"┃ [bold]{number}[/bold]) {escape(button['title'])}")
    for line in _other_actions(card, account, desk):
        stdout.print(f"┃ {escape(line)}", soft_wrap=True)


def _other_actions(card: dict[str, Any], account: str | None, desk: str) -> Iterator[str]:
    for action in card["actions"]:
        if "url" in action:
            yield f"{action['title']}: {desk}{action['url']}"
    command = _command(card.get("letter"), account)
    if command is not None and not desk:
        yield command


def _command(letter: dict[str, str] | None, account: str | None) -> str | None:
    """Return the command that writes the letter of a card."""
    if letter is None or account is None or "id" not in letter:
        return None
    application = " --application" if letter["letter"] == "application" else ""
    option = _LETTER_OPTIONS[letter["about"]]
    return f"beian letter {account} {option} {letter['id']}{application} -o letter.pdf"
