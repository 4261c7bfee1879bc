"""Finds files of data/ that nothing reads, that belong into another folder, or that Rasa takes for
its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from beian.nlu.topics.facts import FACTS
from beian.nlu.topics.faults import Fault
from beian.nlu.topics.reading import CONVERSATIONS, INTENTS, RESPONSES, TOPICS

NLU, RULES = "nlu", "rules"
"""Folders of data/ in Rasa's form."""
_LEFTOVERS = ("~", ".swp", ".swo", ".bak", ".orig", ".tmp")
"""Endings of what editors leave beside a file."""
_YAML = (".yml", ".yaml")
_SIGNS = {
    CONVERSATIONS: re.compile(r"^(?:conversation|turns)\s*[:：]", re.MULTILINE),
    TOPICS: re.compile(r"^topic\s*[:：]", re.MULTILINE),
    NLU: re.compile(r"^nlu\s*[:：]", re.MULTILINE),
    RULES: re.compile(r"^(?:rules|stories)\s*[:：]", re.MULTILINE),
    RESPONSES: re.compile(r"^utter_\w+\s*[:：]", re.MULTILINE),
}
"""What begins a line of each kind of file, and of no kind below it."""
_FOR_RASA = re.compile(r"^responses\s*:\s*(?:#.*)?$", re.MULTILINE)
"""A line by which Rasa's own readers take a file for theirs, and refuse what stands below."""


def misplaced_faults(data: Path) -> Iterator[Fault]:
    """Yield a fault for each file that has to lie in another folder, or bear another name."""
    for file in sorted(data.rglob("*")):
        if not file.is_file() or file.name.startswith(".") or file.name.endswith(_LEFTOVERS):
            continue
        place = file.relative_to(data).parts
        if len(place) == 1 and file.name in (INTENTS, FACTS):
            continue
        folder = place[0] if len(place) > 1 else ""
        kind = _kind_of(file)
        if kind is not None and kind != folder:
            message = f"This file holds what belongs into data/{kind}/. Move it there"
            where = f", as {file.stem}.yml." if file.suffix != ".yml" else "."
            yield Fault(file, 1, f"{message}{where}")
        elif folder in _SIGNS and file.suffix != ".yml":
            name = f"{file.stem}.yml"
            yield Fault(file, 1, f"Nothing reads this file: its name must end in .yml, {name}.")
        elif folder in _SIGNS and len(place) > 2:
            yield Fault(file, 1, f"Nothing reads this folder. Move the file to {folder}/.")
        elif not folder and file.suffix in _YAML:
            folders = ", ".join(f"data/{name}/" for name in _SIGNS)
            message = f"Nothing reads this file. Move it to where it belongs ({folders})"
            yield Fault(file, 1, f"{message}, or take it out.")


def mistaken_warnings(data: Path) -> Iterator[Fault]:
    """Yield a warning for each topic that Rasa's own readers, as of `rasa test nlu`, take for a
    file in their form; ours read it as it stands."""
    for file in sorted((data / TOPICS).glob("*.yml")):
        text = file.read_text(encoding="utf-8", errors="replace")
        if found := _FOR_RASA.search(text):
            line = text.count("\n", 0, found.start()) + 1
            told = "rasa test nlu takes this for a file in Rasa's own form, and stops at it."
            yield Fault(file, line, f'{told} Put the word in quotation marks: "responses":')


def _kind_of(file: Path) -> str | None:
    """Return the folder whose files look like this one; None where that can't be told."""
    if file.suffix not in _YAML:
        return None
    try:
        text = file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    return next((folder for folder, sign in _SIGNS.items() if sign.search(text)), None)
