"""Written Cantonese in the characters of standard Chinese, one for one."""

from __future__ import annotations

import re

_CHARACTERS = str.maketrans(
    {
        "冇": "没",
        "嘅": "的",
        "咗": "了",
        "喺": "在",
        "佢": "他",
        "嗰": "那",
        "啲": "些",
        "俾": "给",
        "畀": "给",
        "睇": "看",
        "嚟": "来",
        "諗": "想",
        "攞": "拿",
        "哋": "们",
        "咁": "这",
        "嘢": "事",
    }
)
_IS = re.compile("(?<![關关聯联干体體])[係](?![數数])")
_NOT = re.compile("唔(?![該该])")


def standard(text: str) -> str:
    """Return the text with characters that only Cantonese is written in replaced, each by one, so
    that offsets stay as they are ("唔係淨係個網站" becomes "不是淨是個網站")."""
    return _NOT.sub("不", _IS.sub("是", text)).translate(_CHARACTERS)
