"""Folds what makes no difference to meaning, before n-grams are counted.

Full-width forms, case, Traditional characters and those of Cantonese, control and zero-width
characters, white space and letters held down ("helloooo") all go. The result is for features alone.
"""

from __future__ import annotations

import re
import unicodedata

from beian.nlu.text.cantonese import standard
from beian.nlu.text.simplified import simplified

_INVISIBLE = ("Cc", "Cf", "Cs", "Co")
_MAINLAND_WORDS = {
    "简讯": "短信",
    "支电话": "个手机",
    "支手机": "个手机",
    "网域": "域名",
    "连结": "链接",
    "讯息": "消息",
    "送出": "提交",
    "六码": "六位",
    "帐号": "账号",
}
"""What people in Taiwan and Hong Kong write, and what most messages have for it."""
_HELD = re.compile(r"(.)\1{2,}", re.DOTALL)
_SPACES = re.compile(r"\s+")
LONGEST = 2000
"""Characters of a text that are looked at."""


def folded(text: str) -> str:
    """Return the text, folded; "" where nothing visible is in it."""
    text = unicodedata.normalize("NFKC", text[:LONGEST]).casefold()
    text = "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in _INVISIBLE
    )
    text = simplified(standard(text))
    for taiwanese, mainland in _MAINLAND_WORDS.items():
        text = text.replace(taiwanese, mainland)
    return _SPACES.sub(" ", _HELD.sub(r"\1\1", text)).strip()
