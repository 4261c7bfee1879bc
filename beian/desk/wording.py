"""What the desk itself says to users: beian/desk/wording.yml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from beian.desk.storage.records import Reply

FILE = Path(__file__).with_name("wording.yml")


@cache
def _wording() -> dict[str, Any]:
    wording: dict[str, Any] = YAML(typ="safe").load(FILE.read_text(encoding="utf-8"))
    return wording


def words(name: str, language: str) -> str:
    """A part of a notice, or a whole one without buttons."""
    text: str = _wording()[name]["text"][language]
    return text


def notice(name: str, language: str) -> Reply:
    """A notice of wording.yml in a language, "zh" or "en"."""
    wanted = _wording()[name]
    buttons = [
        {"title": button["title"][language], "payload": button["payload"]}
        for button in wanted.get("buttons", [])
    ]
    return Reply(wanted["text"][language], buttons, [])
