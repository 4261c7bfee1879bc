"""Which language a request to change it asks for."""

from __future__ import annotations

import re

_NAMES = {
    "en": re.compile(
        r"english|inglish|engilsh|(?<![a-z])eng?(?![a-z])|英[文语語]|洋文|yingwen|yingyu",
        re.IGNORECASE,
    ),
    "zh": re.compile(
        r"chinese|chineese|mandarin|putonghua|cantonese|中[文國国]|[汉漢华華国國][语語文]|普通[话話]"
        r"|简体|簡體|繁[体體]|zhongwen|hanyu",
        re.IGNORECASE,
    ),
}
_ANY_NAME = re.compile("|".join(names.pattern for names in _NAMES.values()), re.IGNORECASE)
_NO_REFUSAL = re.compile(
    r"(.)不\1|要不|不好意思|不如|不知道|特[别別]|\bwhy (?:not|don['’]?t)\b"
    r"|\b(?:do|can|could|will|would) you not\b"
    r"|\b(?:do|ca|wo|could)n['’]?t (?:you|we)\b",
    re.IGNORECASE,
)
"""Questions and politeness with a negation in them: 能不能, 不好意思, "why not"."""
_REFUSED = re.compile(
    r"(?:不|别|別|\bnot\b|\bno\b|\bdon['’]?t\b|\bcan['’]?t\b"
    r"|\binstead of\b|\brather than\b|\bstop\b)[^,，。.;；!！?？]{0,14}$",
    re.IGNORECASE,
)
_OTHER = {"zh": "en", "en": "zh"}
_FOREIGN = re.compile(
    r"\b(?:spanish|español|french|français|german|deutsch|japanese|korean|russian|portuguese|italian"
    r"|arabic|hindi|thai|vietnamese|malay|indonesian)\b|[日韩俄法德泰][语文語]|西班牙|葡萄牙|阿拉伯|越南",
    re.IGNORECASE,
)
"""Languages that are not spoken here."""


def wanted_language(text: str, current: str) -> str | None:
    """Return the language that the text asks for, "zh" or "en"; None where it is another one.

    The last one named without being refused counts; where all are refused, the other than the
    last; where none is named, the other than `current`.
    """
    wanted = refused = None
    said = _NO_REFUSAL.sub(" ", text)
    end = 0
    for name in _ANY_NAME.finditer(said):
        language = "en" if _NAMES["en"].fullmatch(name.group()) else "zh"
        if _REFUSED.search(said[end : name.start()]):
            refused = language
        else:
            wanted = language
        end = name.end()
    if wanted is None and refused is None and _FOREIGN.search(text):
        return None
    return wanted or _OTHER[refused or current]
