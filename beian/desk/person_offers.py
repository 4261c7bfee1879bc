"""What the assistant says of people at support, and what is left of its words without them."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from importlib import resources

from ruamel.yaml import YAML

from beian.desk.storage.records import WANTS_PERSON, MessageContent

_CLAUSE = re.compile(r".+?(?:[。！？；!?;\n]+|\.(?=\s)|$)\s*", re.DOTALL)
_HANGING = re.compile(r"[；;，,]$")


def without_offer(text: str) -> str | None:
    """Return a text without the offer of a person; None where what is left still speaks of one, or
    nothing is left."""
    patterns = _patterns()
    for pattern in patterns["offers"]:
        text = pattern.sub("", text)
    text = text.strip()
    return None if not text or _speaks_of_people(text) else text


def without_person(reply: MessageContent) -> MessageContent:
    """Return a reply for somebody whom no person serves: without the buttons that lead to one, and
    without the sentences and clauses that offer one, unless it has no others."""
    left = without_offer(reply.text)
    if left is None:
        clauses = [one for one in _CLAUSE.findall(reply.text) if not _speaks_of_people(one)]
        left = _HANGING.sub(_full_stop, "".join(clauses).strip())
    card = reply.card
    if card is not None:
        card = {**card, "actions": [each for each in card["actions"] if not _leads_there(each)]}
    buttons = [button for button in reply.buttons if not _leads_there(button)]
    return replace(reply, text=left or reply.text, buttons=buttons, card=card)


def _full_stop(hanging: re.Match[str]) -> str:
    return "." if hanging[0].isascii() else "。"


def _leads_there(button: dict[str, str]) -> bool:
    return button.get("payload") == WANTS_PERSON


def _speaks_of_people(text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns()["people"])


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    source = resources.files("beian.desk") / "person_clauses.yml"
    found: dict[str, list[str]] = YAML(typ="safe").load(source.read_text(encoding="utf-8"))
    return {
        name: [re.compile(pattern, re.IGNORECASE) for pattern in patterns]
        for name, patterns in found.items()
    }
