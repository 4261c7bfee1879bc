"""The words of letters, words.yml."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from ruamel.yaml import YAML

_FILE = resources.files("beian.letters") / "words.yml"


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = YAML(typ="safe").load(_FILE.read_text(encoding="utf-8"))
    return words


def blank() -> str:
    """Return what stands for a value that is not on file."""
    return str(_words()["blank"])


def word(group: str, name: str | None, language: str = "zh") -> str:
    """Return a word; a blank where there is no name."""
    return blank() if name is None else str(_words()[group][name][language])


def text(name: str, language: str = "zh") -> str:
    return str(_words()[name][language])
