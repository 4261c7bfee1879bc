"""Which text both SQLite and PostgreSQL can hold."""

from __future__ import annotations


def why_not_storable(text: str) -> str | None:
    """What makes `text` impossible to store, as the end of "holds ..."; None if it can be."""
    if "\0" in text:
        return "the character NUL (\\u0000), which no database takes"
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            return f"half of a surrogate pair (\\u{ord(text[error.start]):04x}), which is no text"
    return None
