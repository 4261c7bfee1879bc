"""What a text says of the phone on file: that it works, or that it might not some day."""

from __future__ import annotations

import re

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified

_WORKS = any_of(
    "(?:号码?|手机|电话|门号|卡)(?:我|它)?(?:还是|还|都|一直|现在|本来|是|也)*"
    "(?:通的?|好的|好用|正常|没(?:有)?(?:换|变|停|丢|问题)|(?:能|可以)(?:用|收|打通|接))",
    r"\b(?:number|phone|sim|mobile|it)\b(?: card)?(?: (?:still|does|is|on file|itself|just|all))*"
    r" (?:work(?:s|ing)?|fine|ok|okay|in use|mine|receiv(?:es|ing))\b",
)
_ASKED_OR_DENIED = any_of(
    "[吗么嘛不]|没有?[?]|[?]|还是|要是|如果|万一|不(?:通|能|好|可以)",
    r"(?:\b(?:if|whether|does|did|not|no longer|when|how)|n't)\b.{0,30}"
    r"\b(?:work|fine|ok|use|mine|receiv)|[?]",
)
_SUPPOSES = any_of(
    "万一|要是|如果|假如|假设|倘若|若是|的话|下次",
    r"\b(?:if|in case|suppos(?:e|ing)|should|would|next time)\b",
)
_CLAUSE = re.compile(r"[^,，。.!！;；?？\n]+[?？]?")


def says_phone_works(text: str) -> bool:
    """Return whether a text says, and does not ask, that a phone can be reached.

    >>> says_phone_works("no, that number works fine"), says_phone_works("does it work?")
    (True, False)
    """
    folded = folded_in_place(simplified(text)).replace("’", "'").replace("？", "?")
    return any(
        _WORKS.search(clause) is not None and _ASKED_OR_DENIED.search(clause) is None
        for clause in _CLAUSE.findall(folded)
    )


def only_supposes(text: str) -> bool:
    """Return whether a text speaks of what may come, and not of what is.

    >>> only_supposes("万一收不到怎么办"), only_supposes("收不到短信怎么办")
    (True, False)
    """
    return _SUPPOSES.search(folded_in_place(simplified(text))) is not None
