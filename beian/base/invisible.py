"""Characters that are there and not seen: marks of direction, zero widths, byte order marks.

They come along when text is copied out of tables, pages and chats, and make two texts differ that
look the same.
"""

from __future__ import annotations

import re

_NEVER_MEANT = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufff9-\ufffb"
)
_JOINERS = "\u200c\u200d"
_JOINING_NOTHING = f"(?<=[\x00-\x7f\u3400-\u9fff])[{_JOINERS}]+|^[{_JOINERS}]+"
_INVISIBLE = re.compile(f"[{_NEVER_MEANT}]|{_JOINING_NOTHING}")


def without_invisible(text: str) -> str:
    """Return the text without invisible characters.

    Joiners between letters that they join (emoji, scripts of India and Persia) stay.
    """
    return text if text.isascii() else _INVISIBLE.sub("", text)


_BREAKS = re.compile("[ \t]*[\n\x0b\f\r\x1c-\x1e\x85\u2028\u2029\t]+[ \t]*")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")


def in_one_line(text: str) -> str:
    """Return the text without invisible and control characters; a line break becomes a blank."""
    return _CONTROLS.sub("", _BREAKS.sub(" ", without_invisible(text)))


def without_controls(text: str) -> str:
    """Return the text without invisible and control characters, in its lines."""
    return "\n".join(in_one_line(line) for line in text.split("\n"))
