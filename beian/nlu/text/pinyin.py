"""How Chinese sounds: the usual reading of each character, without its tone.

Character by character, since what matters is that slips of the same sound look alike.
"""

from __future__ import annotations

import os
from functools import lru_cache

# Readings of whole phrases, 45 MB of them, are of no use to single characters.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

from pypinyin import lazy_pinyin


@lru_cache(maxsize=8192)
def syllable(character: str) -> str:
    """Return the reading of a character; the character itself where it is no Chinese one."""
    return str(lazy_pinyin(character)[0])


def syllables(text: str) -> list[str]:
    """Return the syllables of a text; a run of other characters without white space is one as
    well."""
    spelt = (f" {sound} " if (sound := syllable(c)) != c else c for c in text)
    return "".join(spelt).split()
