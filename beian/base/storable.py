"""Tell text that SQLite and PostgreSQL can hold from text that they can't."""

from __future__ import annotations


def why_not_storable(text: str) -> str | None:
    """Return why `text` can't be stored, as the end of "holds ..."; None if it can."""
    if "\0" in text:
        return "the character NUL (\\u0000), which no database takes"
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            return f"half of a surrogate pair (\\u{ord(text[error.start]):04x}), which is no text"
    return None
