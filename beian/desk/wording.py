"""The texts of the desk itself, beian/desk/wording.yml, and of its connectors."""

from __future__ import annotations

from functools import cached_property
from importlib import resources
from typing import Any

from ruamel.yaml import YAML

from beian.desk.storage.records import MessageContent


class Wording:
    """The texts of a package's wording.yml by their names, each in "zh" and "en"."""

    def __init__(self, package: str) -> None:
        self._file = resources.files(package) / "wording.yml"

    def words(self, name: str, language: str) -> str:
        """Return a part of a notice, or a whole one without buttons."""
        text: str = self._texts[name]["text"][language]
        return text

    def notice(self, name: str, language: str) -> MessageContent:
        """Return a notice with its buttons."""
        wanted = self._texts[name]
        buttons = [
            {"title": button["title"][language], "payload": button["payload"]}
            for button in wanted.get("buttons", [])
        ]
        return MessageContent(wanted["text"][language], buttons, [])

    @cached_property
    def _texts(self) -> dict[str, Any]:
        texts: dict[str, Any] = YAML(typ="safe").load(self._file.read_text(encoding="utf-8"))
        return texts


_DESK = Wording("beian.desk")
words, notice = _DESK.words, _DESK.notice
