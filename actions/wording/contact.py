"""The ways to reach support that contact.yml names, as lines of an answer."""

from __future__ import annotations

from pathlib import Path

from actions.wording.replies import Value, in_language, wording
from beian.base.contact import read_contact

_PLAIN = ("phone", "email", "url")


def contact_lines(path: Path | None = None) -> list[Value]:
    """Return a line for each way to reach support that is set up; none where nothing is."""
    data = read_contact(path)
    found = [
        wording(f"utter_contact_{key}", value={"markdown": data[key]})
        for key in _PLAIN
        if data.get(key)
    ]
    hours = data.get("hours") or {}
    if hours.get("zh") and hours.get("en"):
        found.append(wording("utter_contact_hours", value=in_language(hours["zh"], hours["en"])))
    return found
