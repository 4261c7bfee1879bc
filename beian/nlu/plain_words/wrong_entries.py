"""How many times somebody says to have entered the code wrongly."""

from __future__ import annotations

import re

from beian.nlu.text.characters import folded_in_place

_NUMBERS = {
    **dict(zip("一二三四五12345", [1, 2, 3, 4, 5] * 2, strict=True)),
    "两": 2,
    "once": 1,
    "twice": 2,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
}
_SAID = re.compile(
    "(?:填|输|打|按|写)?错(?:了|过|掉)*(?P<zh>[一二两三四五1-5])(?:次|回|遍)"
    "|(?P<before>[一二两三四五1-5])(?:次|回|遍)(?:都|全)?(?:填|输|打)?错"
    r"|\bwrong (?P<adverb>once|twice)\b|\bwrong (?P<en>one|two|three|four|five|[1-5]) times\b"
    r"|\b(?P<count>one|two|three|four|five|[1-5]) wrong (?:entr|attempt|tr(?:y|ies)|code)"
)
_SUPPOSED = re.compile("如果|要是|万一|最多|允许|超过|累计|if |after ")
_GOES_ON = re.compile("(?:就|会|以上|才|怎么|被)")


def wrong_entries_said(text: str) -> int | None:
    """Return how often the code was entered wrongly, as a text says; None where it does not say.

    >>> wrong_entries_said("输错了两次了还能再输吗"), wrong_entries_said("错五次会怎样")
    (2, None)
    """
    folded = folded_in_place(text)
    found = _SAID.search(folded)
    before = folded[: found.start()] if found else ""
    if found is None or _SUPPOSED.search(before):
        return None
    if _GOES_ON.match(folded, found.end()):
        return None
    said = next(one for one in found.groups() if one)
    return _NUMBERS[said]
