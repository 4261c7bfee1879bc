"""Which language a request to change it asks for."""

from __future__ import annotations

import re

_NAMES = {
    "en": re.compile(
        r"english|inglish|engilsh|\beng?\b|英[文语語]|洋文|yingwen|yingyu", re.IGNORECASE
    ),
    "zh": re.compile(
        r"chinese|chineese|mandarin|putonghua|cantonese|中[文國国]|[汉漢华華国國][语語文]|普通[话話]"
        r"|简体|簡體|繁[体體]|zhongwen|hanyu",
        re.IGNORECASE,
    ),
}
_REFUSED = re.compile(
    r"(?:不要|不用|不想|不会|不懂|别|別|看不懂|不|\bnot\b|\bno\b|\bdon'?t\b|\bcan'?t\b"
    r"|\binstead of\b|\brather than\b|\bstop\b)[^,，。.;；!！?？]{0,14}$",
    re.IGNORECASE,
)


def wanted_language(text: str, current: str) -> str:
    """The language that the text asks for, "zh" or "en".

    The last one named without being refused counts; where none is, the other than `current`.
    """
    wanted = [
        (match.start(), language)
        for language, names in _NAMES.items()
        for match in names.finditer(text)
        if not _REFUSED.search(text[: match.start()])
    ]
    if wanted:
        return max(wanted)[1]
    return "en" if current == "zh" else "zh"
