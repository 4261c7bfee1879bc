"""Whether a text asks what of the papers is still missing."""

from __future__ import annotations

import re

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place

_WHAT = "(?:什么|啥|哪些|哪个|哪样|哪几[样份个张]|哪[一]?[份张]|几[样份个张]|多少|咩|乜嘢?)"
_PAPERS = "(?:材料|证件|文件|资料|照片|东西)"
_DO = "(?:交|发|传|补|上传|提交|提供|准备|给)"
_THEN = r"(?:(?:so|and|ok|okay|then|well|now|please|thanks)\b[ ,]*)*"
_THINGS = r"(?:papers?|documents?|files?|photos?|things?|ones?)"
_HAND_IN = r"(?:send|upload|hand in|submit|provide|bring|add|prepare)"
_ON_LIST = (
    r"(?: (?:from|on|of|in) (?:the |my |that )?(?:list|checklist|papers|documents))?"
    r"(?: from me)?(?: (?:now|then|yet|please))?"
)
_ASKS = any_of(
    f"(?:那|那么|现在|目前|请问|我|我们|这边|你们|清单|上面?|里面?|的|{_PAPERS}|,| )*"
    f"(?:还|仲|仍)(?:差|缺|少|欠|要|需要|得|该)(?:{_DO})?(?:了|些)?{_WHAT}(?:{_PAPERS})?"
    "(?:没|未|没有)?(?:交|发|传|补|上传|齐|到|收到)?(?:呢|啊|吗|呀|了|吧|哦)*",
    f"(?:那|现在|请问|我的?|清单|上|的|{_PAPERS}|这样|这些|都|,| )*"
    "(?:齐全?|全|够|交齐|发齐|收齐|收全)了?(?:吗|么|没有?|不|未|嘛)",
    f"{_THEN}(?:what|which)(?:'s| is| else is| are| else)?(?: {_THINGS})?(?: is| are)?"
    f"(?: still)?(?: being)? (?:missing|lacking|outstanding|not there yet){_ON_LIST}",
    f"{_THEN}(?:what|which)(?: {_THINGS})?(?: else)? (?:do|does|should|must) (?:i|we|you)"
    f"(?: still)? (?:need|have|want|lack|miss)(?: to {_HAND_IN}| from me)*{_ON_LIST}",
    f"{_THEN}(?:is|are) (?:there )?(?:any|some)(?:thing| {_THINGS})(?: else)?(?: still)? "
    f"(?:missing|lacking|outstanding){_ON_LIST}",
    f"{_THEN}(?:anything|something)(?: else)?(?: still)? (?:missing|lacking){_ON_LIST}",
    f"{_THEN}(?:is|are) (?:that|it|they|those|these) (?:all|everything|complete){_ON_LIST}",
    f"{_THEN}(?:is|are) (?:everything|all|all of (?:it|them)|all (?:the|my) {_THINGS})"
    f" (?:there|complete|received){_ON_LIST}",
)
_MISSING = re.compile(rf"(?:{_ASKS.pattern})\W*")
_OF_PAPERS = re.compile(
    rf"{_PAPERS}|清单|\b(?:{_THINGS}|checklist|list)\b",
)
_STILL = re.compile(
    r"还|仲|仍|[齐全够]|\b(?:still|missing|lacking|outstanding|else|all|everything|complete|there)\b"
)


def asks_what_is_missing(text: str) -> bool:
    """Return whether a text asks no more than what is missing, where it is clear of what.

    >>> asks_what_is_missing("还差什么"), asks_what_is_missing("What is still missing?")
    (True, True)
    >>> asks_what_is_missing("还差几天"), asks_what_is_missing("what do I do next")
    (False, False)
    """
    folded = _folded(text)
    return _STILL.search(folded) is not None and _MISSING.fullmatch(folded) is not None


def asks_which_papers_are_missing(text: str) -> bool:
    """Return whether a text asks no more than which papers are missing, and calls them so.

    >>> asks_which_papers_are_missing("还差哪些材料"), asks_which_papers_are_missing("还差什么")
    (True, False)
    """
    return _OF_PAPERS.search(_folded(text)) is not None and asks_what_is_missing(text)


def _folded(text: str) -> str:
    return folded_in_place(text).replace("’", "'").strip()
