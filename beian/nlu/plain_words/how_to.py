"""Texts that ask how, or where, what was just spoken of is done: 怎么弄, "how do I do that?"."""

from __future__ import annotations

import re

from beian.nlu.text.characters import folded_in_place

_BEFORE = "(?:那这个|那|这个|这|那个|具体|请问|所以|然后|我|该|要|应该)*"
_AND = "(?:(?:and|ok|okay|so|then|but|well|right|alright|great|fine) )*"
_DO = "(?:弄|办(?!法|$)|操作|做|搞|点|提交|办理|整|处理)(?:呢|啊|呀|嘛|的)?"
_HOW = re.compile(
    rf"(?:{_BEFORE}(?:怎么|怎样|如何|咋)(?:去)?{_DO}"
    rf"|{_AND}how (?:do|can|would|should|could) (?:i|we|one) (?:actually )?do (?:that|it|this|so)"
    rf"|{_AND}how(?: to do)?(?: that| it| this)?(?: exactly)?)(?:[,;] .{{0,24}})?[\W_]*"
)
_WHERE = re.compile(
    rf"(?:{_BEFORE}(?:在|去|到|从)?哪(?:里|儿|个页面)?{_DO}"
    rf"|{_AND}where (?:do|can|should) (?:i|we) do (?:that|it|this)"
    rf"|{_AND}which (?:button|menu|page)(?: is (?:it|that))?)[\W_]*"
)


def asks_how(text: str) -> bool:
    """Return whether a text asks how it is done, and names nothing."""
    return _HOW.fullmatch(folded_in_place(text.strip())) is not None


def asks_where(text: str) -> bool:
    """Return whether a text asks where it is done, and names nothing."""
    return _WHERE.fullmatch(folded_in_place(text.strip())) is not None
