"""`beian chat`: a conversation with the assistant in the terminal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from rich.markup import escape

from beian.base.languages import LANGUAGES
from beian.base.settings import Settings
from beian.cli.bot_client import Conversation, Turn
from beian.cli.cards import card_buttons, show_card
from beian.cli.errors import CommandError
from beian.cli.preparation import open_store, require_configuration, served_model
from beian.cli.run import DESK_URL
from beian.cli.stack import Ports, running_stack
from beian.cli.terminal import as_json, progress, stderr, stdout, typed_lines, write_json
from beian.cli.token import site_token
from beian.cli.visitor_terminal import chat_with_desk
from beian.filing.filing_store import FilingStore

_LEAVING = ("/quit", "/exit")
_ACCOUNTS_NAMED = 20
_AN_HOUR = 1.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="account", metavar="ACCOUNT", help="sign in as this account")
    parser.add_argument("--lang", choices=LANGUAGES, help="language to begin in")
    parser.add_argument(
        "--debug", action="store_true", help="show intent, confidence, entities, slots and time"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="a message a line on stdin, a JSON object a line on stdout",
    )
    parser.add_argument(
        "--desk",
        nargs="?",
        const=DESK_URL,
        metavar="URL",
        help="through a running desk, hand-off to people included (default: %(const)s)",
    )


def run(arguments: argparse.Namespace) -> int:
    settings = Settings.from_environment()
    if arguments.desk is not None:
        return _through_desk(settings, arguments)
    require_configuration(settings, with_desk=False)
    model = served_model()
    store = open_store(settings)
    if arguments.account:
        _warn_if_unknown(store, arguments.account)
    with ExitStack() as running:
        ports = Ports.free(with_actions=not settings.local_actions)
        with progress("Starting the assistant") as report:
            stack = running.enter_context(
                running_stack(
                    model, settings, ports, report, keep_conversations=False, log_prefix="chat-"
                )
            )
        conversation = Conversation(stack, arguments.account, arguments.lang, arguments.debug)
        if arguments.json:
            _chat_in_json(conversation)
        else:
            _chat_in_terminal(conversation, settings.var / "chat_history")
    return 0


def _through_desk(settings: Settings, arguments: argparse.Namespace) -> int:
    if arguments.json or arguments.debug:
        raise CommandError("--json and --debug show the bot's own answers: leave --desk out.")
    token = None if arguments.account is None else site_token(settings, arguments.account, _AN_HOUR)
    chat_with_desk(arguments.desk, token, arguments.lang)
    return 0


def _warn_if_unknown(store: FilingStore, account: str) -> None:
    if store.account(account) is not None:
        return
    known = ", ".join(store.account_ids(_ACCOUNTS_NAMED))
    stderr.print(
        f"[yellow]No account {escape(account)} is on file, so the assistant will find nothing"
        f" filed for it. `--as` one of these finds something: {escape(known)}[/yellow]"
    )


def _chat_in_json(conversation: Conversation) -> None:
    for text in typed_lines():
        write_json(_as_object(conversation.send(text)))


def _as_object(turn: Turn) -> dict[str, Any]:
    answer = turn.answer
    return {
        "turn": turn.number,
        "text": turn.sent,
        "language": answer["language"],
        "script": answer["script"],
        "intent": answer["intent"],
        "part": answer["part"],
        "intents": answer["intents"],
        "confidence": answer["confidence"],
        "replies": answer["replies"],
        "handoff": answer["handoff"],
        "latency_ms": turn.latency_ms,
    }


def _chat_in_terminal(conversation: Conversation, history: Path) -> None:
    last = conversation.greet()
    _show(last, conversation.account, conversation.debug)
    for typed in _typed(history):
        if not typed.strip():
            continue
        if typed.strip() in _LEAVING:
            return
        last = conversation.send(_pressed(typed, last))
        _show(last, conversation.account, conversation.debug)


def _pressed(typed: str, last: Turn) -> str:
    """Return the payload of the button whose number was typed; otherwise the typed text."""
    number = typed.strip()
    if number.isdecimal() and 1 <= int(number) <= len(last.buttons):
        return last.buttons[int(number) - 1]["payload"]
    return typed


def _typed(history: Path) -> Iterator[str]:
    if not sys.stdin.isatty():
        yield from typed_lines()
        return
    session: PromptSession[str] = PromptSession(history=_history(history))
    stdout.print("[dim]/quit or Ctrl-D ends the chat; a number presses a button.[/dim]")
    while True:
        try:
            yield session.prompt("> ")
        except (EOFError, KeyboardInterrupt):
            return


def _history(path: Path) -> History:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def _show(turn: Turn, account: str | None, debug: bool) -> None:
    if not stdout.is_terminal and turn.number:
        stdout.print(f"> {turn.sent}", markup=False)
    number = 0
    for reply in turn.replies:
        stdout.print(f"[cyan]{escape(reply['text'])}[/cyan]")
        for button in reply["buttons"]:
            number += 1
            stdout.print(f"  [bold]{number}[/bold]) {escape(button['title'])}")
        for link in reply["links"]:
            stdout.print(f"  {escape(link['title'])}: {escape(link['url'])}")
        show_card(reply["card"], number + 1, account=account, desk="")
        number += len(card_buttons(reply["card"]))
    if turn.answer["handoff"]:
        stdout.print("[magenta]── hand-off: a person takes over from here ──[/magenta]")
    if debug:
        _show_debug(turn)
    stdout.print()


def _show_debug(turn: Turn) -> None:
    answer = turn.answer
    entities = [f"{e['entity']}={e['value']}" for e in answer["entities"]]
    parts = {
        "intent": f"{answer['intent']} ({answer['confidence']:.2f})",
        "part": answer["part"] or "-",
        "entities": ", ".join(entities) or "-",
        "slots": as_json(answer.get("slots", {})),
        "time": f"{turn.latency_ms} ms",
    }
    for name, value in parts.items():
        stdout.print(f"[dim]{name:9}{escape(value)}[/dim]")
