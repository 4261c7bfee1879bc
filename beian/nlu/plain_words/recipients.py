"""Words by which a text asks whether somebody gets the code: "发给丁总？", "does Xu get it?"."""

from __future__ import annotations

import re

from beian.nlu.text.characters import folded_in_place

_CODE = re.compile(r"码|短信|\b(?:codes?|texts?|sms)\b")
_BEFORE = re.compile(r"(?:[发寄送给到]|还是|或者?|\b(?:to|or|by))\s*(?:(?:mr|ms|mrs)\.? ?)?$")
_AFTER = re.compile(r"\s*(?:总|经理)?\s*(?:来|那边)?(?:[收接]|还是|\b(?:gets?|receives?|or)\b)")


def speaks_of_the_code(text: str) -> bool:
    """Return whether a text speaks of the code, or the text message that brings it."""
    return _CODE.search(folded_in_place(text)) is not None


def is_recipient(text: str, start: int, end: int) -> bool:
    """Return whether a stretch of a text stands where somebody stands who is to get something.

    >>> is_recipient("码发给丁总？", 3, 5), is_recipient("丁总那个站注销了吗", 0, 2)
    (True, False)
    """
    folded = folded_in_place(text)
    return bool(_BEFORE.search(folded[:start]) or _AFTER.match(folded[end:]))
