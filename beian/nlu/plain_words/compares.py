"""Whether a text asks to have things compared."""

from __future__ import annotations

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified

_COMPARES = any_of(
    "对比|比较一?下|比一比|分别(?:是|在|由|归)|各自|(?:有|是)什么(?:区别|不同|不一样)|差在哪",
    r"\bvs\b|\bversus\b|\bcompare\b|\bdifferen(?:ce|t) between\b|\bcompared (?:to|with)\b",
)


def compares(text: str) -> bool:
    """Return whether a text asks to have things compared.

    >>> compares("who cut it, home vs tickets"), compares("who cut it")
    (True, False)
    """
    return _COMPARES.search(folded_in_place(simplified(text))) is not None
