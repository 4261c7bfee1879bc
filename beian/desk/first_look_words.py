"""How a first look at a picture reads, for its sender and for agents alike."""

from __future__ import annotations

from beian.desk.storage.records import FirstLook
from beian.desk.wording import words


def look_words(look: FirstLook, language: str) -> str:
    """Return a first look as a sentence: what it seems to be, how well it can be read, and whether
    it bears a name on file."""
    parts = [
        words(f"look_{aspect}_{said}", language).format(name=look["name"])
        for aspect, said in (
            ("paper", look["paper"]),
            ("quality", look["quality"]),
            ("match", look["match"]),
        )
        if said is not None
    ]
    return words("look", language).format(parts=words("look_between", language).join(parts))
