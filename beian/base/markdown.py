"""Puts text into an answer, which is Markdown, so that it is shown as it is written.

Only what would be taken for Markdown gets a backslash: most names stay as they are, for readers of
the plain text too. The widget decides what is taken for Markdown (its chat-message/markdown.ts).
"""

from __future__ import annotations

import re

_PUNCTUATION = re.escape("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_MARKS = re.compile(
    rf"""(?P<backslash>\\(?=[{_PUNCTUATION}]|$))
    | (?P<code>`)
    | (?P<link>\](?=\(|$))
    | (?P<angle><(?=[A-Za-z]))
    | (?P<address>:(?=//)|(?<=mailto):|(?<=tel):|(?<=\S)@(?=\S))
    | (?P<emphasis>\*+|_+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_EMPHASIS = 2
"""Three marks or more are shown as they are: a masked number is no emphasis."""


def as_text(written: str) -> str:
    """Return Markdown that shows what is written."""
    return _MARKS.sub(_escaped, written)


def _escaped(match: re.Match[str]) -> str:
    run = match.group()
    if match["emphasis"]:
        before = match.string[match.start() - 1] if match.start() else " "
        after = match.string[match.end() : match.end() + 1]
        if before.isalnum() or after.isspace() or len(run) > _LONGEST_EMPHASIS:
            return run
    return "".join(f"\\{mark}" for mark in run)
