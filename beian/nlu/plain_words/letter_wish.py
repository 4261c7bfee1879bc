"""Whether a message asks for the statement letter besides something else, and for the papers:
"要交什么材料？声明书给我"."""

from __future__ import annotations

import re

from beian.nlu.entities.negation import scopes_in
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import clauses_in
from beian.nlu.text.scope import DENIED

_LONGEST = 300
_LETTER = "(?:声明书|声明函|注销声明|承诺书)"
_EN_LETTER = r"(?:letter|statement)\b"
_WISH = re.compile(
    f"{_LETTER}[^,。;?]{{0,4}}?(?:给我|给咱|发我|发给我|发过来|给一?[份张个]|来一?[份张个]|要一?[份张个]"
    "|给下|拿来|拿给我|也给|也要|一起给|一并给|也来|模板|范本|样本|下载)"
    "|(?:给我|发我|发给我|给一?[份张个]|来一?[份张个]|要一?[份张个]|帮我(?:写|拟|开|出|生成|做|备)好?(?:一?[份张个])?)"
    f"[^,。;?]{{0,6}}?{_LETTER}"
    r"|\b(?:give|send|get|hand|show|draft|write|make|need|want|print|download|have)\b"
    rf"(?: (?!how|what|when|where|why|who)\w+){{0,4}} {_EN_LETTER}"
    rf"|\b(?:the|a) (?:\w+ ){{0,2}}{_EN_LETTER}(?: (?:too|also|as well|please|pls))+"
)
_NO_WISH = re.compile(
    "怎么|怎样|如何|多久|几天|哪|谁|什么|啥|要不要|需不需要|还要(?=.*吗)|必须|一定|已经|不用|不必|写好|签好|寄|发给(?!我)|交给"
    r"|\b(?:how|where|who|when|why|what|do i|do we|does|must|should|already|i have|i've|we have)\b"
)
"""What makes a question, or a report, of the clause."""
_WHICH_PAPERS = re.compile(
    "(?:哪些|哪几样|哪几种|什么|啥|几样)(?:样的|个)?(?:材料|资料|证件|文件|东西)"
    "|(?:材料|资料|证件)(?:都?有|要|需要|得)?(?:哪些|哪几样|些?什么|些?啥|几样)"
    r"|\b(?:which|what)(?: \w+)? (?:papers|paperwork|documents|docs|files)\b"
)
_LOST_PHONE = re.compile(
    "(?:手机|电话|号码|号|卡)[^,。;?]{0,6}?(?:停用|停机|丢|换|注销|不用|没用|用不了|没了|空号|作废|打不通|收不到|坏)"
    r"|\b(?:phone|number|sim|mobile)\b(?: \w+){0,2} (?:dead|lost|gone|broken|stolen|changed|cut off"
    r"|no longer|out of use|doesn'?t work|not work\w*|cancell?ed|disconnected)"
    r"|\blost (?:my|the|our) (?:phone|number|sim)\b"
)


def wishes_for_the_letter(text: str) -> bool:
    """Return whether a clause of a text asks for the letter itself, beside other clauses.

    >>> wishes_for_the_letter("要交什么材料？声明书给我"), wishes_for_the_letter("声明书怎么写")
    (True, False)
    """
    text = text[:_LONGEST]
    denied = [one for one in scopes_in(text) if one.role == DENIED]
    clauses = clauses_in(folded_in_place(text))
    for clause in clauses:
        found = _WISH.search(clause.text)
        both = _WHICH_PAPERS.search(clause.text) is not None
        if found is None or _NO_WISH.search(clause.text[found.start() if both else 0 :]):
            continue
        start = clause.start + found.start()
        if not any(one.start <= start < one.end for one in denied):
            return both or len(clauses) > 1
    return False


def asks_which_papers(text: str) -> bool:
    """Return whether a text asks in so many words which papers are needed."""
    return _WHICH_PAPERS.search(folded_in_place(text)) is not None


def tells_of_a_lost_phone(text: str) -> bool:
    """Return whether a text says that a phone or number is out of use."""
    return _LOST_PHONE.search(folded_in_place(text)) is not None
