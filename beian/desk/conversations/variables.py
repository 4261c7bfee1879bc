"""What the texts of macros and canned answers hold in braces, filled in for each conversation."""

from __future__ import annotations

import re
from collections.abc import Mapping

VARIABLES = ("agent", "account", "ticket", "order")
_IN_BRACES = re.compile(r"\{([^{}\n]{1,40})\}")


def unknown_in(text: str) -> list[str]:
    """Return what a text has in braces and nothing fills in: "{bogus}"."""
    found = {whole[0] for whole in _IN_BRACES.finditer(text) if whole[1] not in VARIABLES}
    return sorted(found)


def filled(text: str, values: Mapping[str, str | None]) -> tuple[str, list[str]]:
    """Return a text with its variables filled in, and those in braces that have no value."""
    known = {name: value for name, value in values.items() if value and name in VARIABLES}
    missing = {whole[0] for whole in _IN_BRACES.finditer(text) if whole[1] not in known}
    return _IN_BRACES.sub(lambda whole: known.get(whole[1], whole[0]), text), sorted(missing)
