"""What a question for what is on file takes to be so: "it is still up, right?", 是管局断的吧.

An answer begins with yes or no by that, in the polarity in which it was asked.
"""

from __future__ import annotations

import re

from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified

_TAG = any_of(
    "(?:对吧|是吧|对不对|是不是|对吗|是吗|没错吧|对么|是么)|吧[?!,。~啊]*$|吧[,?]",
    "没(?:有)?(?:取消|断|停)过?(?:我的?)?接入啊",
)
_OR_NOT = re.compile(r",? *\b(?:yes or no|or not)\b|是还是不是")
_A_NOT_A = re.compile("([\u4e00-\u9fff])不\\1|有没有|对不对")
_CLAUSE = re.compile("[^,，?？.。;；!！]+[,，?？.。;；!！]?")
_OR = re.compile(r"\bor\b|还是(?!在)")
_YES_OR_NO = re.compile(
    r"(?:^|[,.;:!?] *|\b(?:and|but|so|then|ok|okay|well|also|now) )"
    r"(?:is|are|was|were|do|does|did|has|have|had|am)\b"
    r"|\b(?:right|correct|true|yes|no|is ?n'?t it|is that so) *[?]|[?]$"
)
_BY_A_WORD = re.compile(r"\b(?:how|what|when|where|which|who|whose|whom|why)s?\b")

_OURS = any_of("我|自己|咱", r"\b(?:i|me|us|we|mine|our|ours|ourselves|myself|my)\b")
_THEIRS = any_of(
    "管局|他们|政府|官方|工信部|上面|管理局",
    r"\b(?:administration|bureau|government|ministry|authorit\w+|miit|they|them|state|office)\b",
)
_UP = any_of(
    "打开|打得开|看得?[到见]|访问|在线|开着|活着|正常|好着|有效|还在|进得去|好好的",
    r"\b(?:up|online|live|open|reachable|accessible|visible|running|available|alive|work\w*|"
    r"load\w*|"
    r"active|fine|ok|okay|reach|see|use|intact|visit|view)\b",
)
_DOWN = any_of(
    "下架|下线|取消|断|停|挂|关|没了",
    r"\b(?:down|offline|dead|closed|blocked|cut|cancell?ed|lost|lose|gone|shut|switched|removed|"
    r"taken|ended|revoked|stopped|unreachable)\b",
)
_CANCELLED = any_of("注销|销", r"\b(?:cancell?ed|cancel|gone|wiped|erased)\b")
_FILED = any_of(
    "还在|有效|仍在",
    r"\b(?:filed|on file|on record|registered|valid|still ha(?:ve|s))\b",
)
_SAME = any_of("同一|一台|一个|同台", r"\b(?:same|one|share\w*|single|both)\b")
_APART = any_of("两台|不同|分开|各自", r"\b(?:different|separate|another|two)\b")
_SIDES = {
    FileQuestion.BY_WHOM: (_OURS, _THEIRS),
    FileQuestion.CUT_BY: (_OURS, _THEIRS),
    FileQuestion.HAS_ACCESS: (_UP, _DOWN),
    FileQuestion.IS_CANCELLED: (_CANCELLED, _FILED),
    FileQuestion.SERVER: (_SAME, _APART),
}
"""Words for one side of what may be so, and for the other."""
_NEGATED = any_of("不是|没有?(?!了)|不在|不(?=同一)", r"\b(?:not|never|n'?t|no)\b|n't\b")


def supposed(asked: FileQuestion, text: str) -> bool | None:
    """Return whether a question takes it that the first side is so (the owner's deed, up,
    cancelled, the same server), or the other; None where it takes neither.

    >>> supposed(FileQuestion.CUT_BY, "不是管局断的吧")
    True
    """
    if asked not in _SIDES:
        return None
    sides = (_side(asked, one) for one in (text, *_CLAUSE.findall(text)))
    return next((one for one in sides if one is not None), None)


def _side(asked: FileQuestion, text: str) -> bool | None:
    folded = _OR_NOT.sub("", folded_in_place(simplified(text)))
    if not asks_to_confirm(text):
        return None
    first, other = (words.search(folded) is not None for words in _SIDES[asked])
    if first is other:
        return None
    negated = _NEGATED.search(_A_NOT_A.sub("", folded)) is not None
    return first is not negated


def asks_to_confirm(text: str) -> bool:
    """Return whether a text asks for a yes or a no.

    >>> asks_to_confirm("it only cancels the blog, right?"), asks_to_confirm("who did it?")
    (True, False)
    """
    folded = _OR_NOT.sub("", folded_in_place(simplified(text))).strip()
    if _OR.search(folded):
        return False
    if not folded.isascii():
        return _TAG.search(folded) is not None or _asks_after_a_side(folded)
    tagged = re.search(r"\b(?:right|correct|true|is ?n'?t it) *[?]", folded) is not None
    return tagged or (_YES_OR_NO.search(folded) is not None and not _BY_A_WORD.search(folded))


def _asks_after_a_side(folded: str) -> bool:
    """Return whether a Chinese text asks with 吗 which a sentence alone does not answer."""
    return re.search(r"(?:是|一台|同一|自己|管局)[^,。?]{0,14}(?:吗|的\?)", folded) is not None


_STILL = any_of("还是|就是|是不是|依旧|仍", r"\b(?:still|same|as before)\b")


def asks_whether_the_same(text: str) -> bool:
    """Return whether a text asks of a number whether it is still the one before.

    >>> asks_whether_the_same("原来的号还是105那个吗")
    True
    """
    return _STILL.search(folded_in_place(simplified(text))) is not None
