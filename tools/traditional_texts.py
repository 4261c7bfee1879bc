"""Write the table by which the widget shows its own texts in Traditional characters.

`python -m tools.traditional_texts` writes it, after a text of the widget has changed; the widget
itself has no dictionary. Characters are converted one by one, but for those of some phrases, and
for words that are called otherwise where they are written (traditional_words.yml here and in
beian/nlu/text).
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ruamel.yaml import YAML

from beian.nlu.text.simplified import other_words, traditional

ROOT = Path(__file__).resolve().parent.parent
WEB, DESK = ROOT / "web/src", ROOT / "beian/desk/wording.yml"
TABLE = WEB / "generated/traditional.json"
WORDS = ROOT / "tools/traditional_words.yml"
_TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_LOOK = re.compile(r"^look\w*:\n  text:\n    zh: \"?([^\"\n]*)", re.MULTILINE)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def widget_texts() -> list[str]:
    """Return the Chinese texts of the widget, and what the desk has it tell of a first look at a
    photo; those of the console are for agents."""
    files = [one for one in sorted(WEB.rglob("texts.ts")) if "console" not in one.parts]
    found = (match.group(1) for one in files for match in _TEXT.finditer(one.read_text("utf-8")))
    looks = _LOOK.findall(DESK.read_text("utf-8"))
    return list(dict.fromkeys(text for text in (*found, *looks) if _HAN.search(text)))


def table_of(texts: Iterable[str]) -> dict[str, str | dict[str, str]]:
    """Return the characters that are converted, `from` and `to`, and the `phrases` in which one is
    converted otherwise."""
    known = list(texts)
    pairs = [(text, traditional(text)) for text in known]
    uneven = [text for text, converted in pairs if len(text) != len(converted)]
    if uneven:
        raise ValueError(f"As long as before is not: {uneven[0]}")
    forms: dict[str, Counter[str]] = {}
    for text, converted in pairs:
        for character, form in zip(text, converted, strict=True):
            forms.setdefault(character, Counter())[form] += 1
    usual = {character: counts.most_common(1)[0][0] for character, counts in forms.items()}
    changed = {character: form for character, form in sorted(usual.items()) if form != character}
    words = {word: form for word, form in words_of_there().items() if word in "\n".join(known)}
    phrases = {**dict(_phrases(pairs, usual)), **words}
    return {
        "from": "".join(changed),
        "to": "".join(changed.values()),
        "phrases": dict(sorted(phrases.items(), key=lambda one: (-len(one[0]), one[0]))),
    }


def own_words() -> dict[str, str]:
    """Return those words that the widget alone calls otherwise."""
    found: dict[str, str] = YAML(typ="safe").load(WORDS.read_text("utf-8"))
    return found


def words_of_there() -> dict[str, str]:
    """Return the words that are called otherwise where Traditional characters are written."""
    return {**other_words(), **own_words()}


def _phrases(pairs: Iterable[tuple[str, str]], usual: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each character that a text converts in an unusual way, with those around it."""
    for text, converted in pairs:
        for place, (character, form) in enumerate(zip(text, converted, strict=True)):
            if usual[character] != form:
                around = slice(max(0, place - 1), place + 2)
                yield text[around], converted[around]


def written() -> str:
    """Return the table as it is kept."""
    return json.dumps(table_of(widget_texts()), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TABLE.write_text(written(), "utf-8")
    sys.stdout.write(f"{TABLE}\n")
