"""The fonts of PDFs and pictures, and the characters that they lack."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from pylopdf_fonts_zh_cn import sans_path, serif_path


def _latin_folder() -> Path:
    """Return the folder of the fonts that matplotlib brings, without importing it."""
    spec = find_spec("matplotlib")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf"


SERIF, SANS = "Noto Serif SC", "Noto Sans SC"
"""Families: what a letter is set in, and its bold print; each stands in for the other."""
LATIN_SERIF, LATIN_SANS = "DejaVu Serif", "DejaVu Sans"
"""Families of words in Latin letters of which the two lack one, such as Żółć, and of what else only
they have."""
FILES: tuple[Path, ...] = (
    serif_path(),
    sans_path(),
    *(_latin_folder() / name for name in ("DejaVuSerif.ttf", "DejaVuSans.ttf")),
)
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")
"""A letter with accents that are characters of their own."""
_JOINING = ("Cf", "Mn", "Me")
"""Categories of characters that only change the one before them."""


@dataclass(frozen=True)
class Unset:
    """A character that no font has."""

    character: str

    @property
    def code(self) -> str:
        """Return its number as Unicode writes it: U+2A6A5."""
        return f"U+{ord(self.character):04X}"

    @property
    def name(self) -> str:
        """Return the character, its number and its name in Unicode."""
        named = unicodedata.name(self.character, "")
        return f"{self.character} ({self.code}{', ' if named else ''}{named})"


def unset_in(text: str) -> tuple[Unset, ...]:
    """Return the characters of a text that no font has, each once."""
    seen = dict.fromkeys(_composed(text))
    return tuple(Unset(c) for c in seen if not (_is_common(c) or _is_set(c) or _only_changes(c)))


def settable(text: str, instead: str) -> str:
    """Return a text with something else in place of characters that no font has; without those
    that only change the look of the one before them."""
    if all(_is_common(c) for c in text):
        return text
    return "".join(
        c if _is_common(c) or _is_set(c) else _replaced(c, instead) for c in _composed(text)
    )


def _composed(text: str) -> str:
    """Return a text with accented letters as one character each, as fonts have them; all else, such
    as the variants of Chinese characters, stays as it is."""
    return _ACCENTED.sub(lambda letter: unicodedata.normalize("NFC", letter[0]), text)


def _replaced(character: str, instead: str) -> str:
    return "" if _only_changes(character) else instead


def _only_changes(character: str) -> bool:
    """Return whether a character only changes the look of the one before it."""
    return unicodedata.category(character) in _JOINING


def _is_common(character: str) -> bool:
    """Return whether every font has it, without reading one: ASCII and the first Chinese block."""
    return " " <= character <= "~" or "\u4e00" <= character <= "\u9fa5" or character in "\n\t"


def _is_set(character: str) -> bool:
    return ord(character) in _characters()


@cache
def _characters() -> frozenset[int]:
    """Return the characters of all fonts."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 (few names need it)

    found: set[int] = set()
    for file in FILES:
        with TTFont(file, lazy=True) as font:
            found |= font.getBestCmap().keys()
    return frozenset(found)
