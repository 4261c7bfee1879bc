"""Whether a message asks for the papers of a cancellation to be put together, to be sent in the
chat: "帮我把材料准备一下，我要发给在线客服"."""

from __future__ import annotations

import re

from beian.nlu.entities.negation import scopes_in
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import clauses_in
from beian.nlu.text.scope import DENIED

_LONGEST = 200
_PAPERS = "(?:材料|资料|文件|证件)"
_LIST = "(?:材料|资料|文件|证件)(?:的)?(?:清单|列表)|清单"
_ON_ME = (
    "(?:帮我们?|帮忙|帮咱|替我们?|给我们?|麻烦[你您]?|请|[你您]们?|把|先|我要|我想要?|想要?|要)"
)
_PUT_TOGETHER = (
    "(?:准备|备齐|备好|备一|备下|整理|弄齐|弄好|凑齐|列一|列出|列个|列好|理一|做好|做一)"
)
_HAND_OUT = "(?:给我|发我|发给我|给一份|发一份|来一份|列给我|发过来|拿给我)"
_ZH = re.compile(
    rf"{_ON_ME}[^，。,.;?]{{0,8}}?{_PAPERS}[^，。,.;?]{{0,6}}?{_PUT_TOGETHER}"
    rf"|{_ON_ME}[^，。,.;?]{{0,8}}?{_PUT_TOGETHER}[^，。,.;?]{{0,8}}?{_PAPERS}"
    rf"|(?:{_LIST})[^，。,.;?]{{0,4}}?{_HAND_OUT}|{_HAND_OUT}[^，。,.;?]{{0,6}}?(?:{_LIST})"
    rf"|{_PAPERS}[^，。,.;?]{{0,4}}?(?:给我|帮我){_PUT_TOGETHER}"
)
_THINGS = r"(?:papers|paperwork|documents|docs|files|checklist)"
_EN = re.compile(
    r"\b(?:prepare|put together|get (?=(?:\w+ ){0,4}ready)|draw up|make up|make ready|set up"
    r"|compile|collect|assemble|give me|send me|get me|make me|list)\b"
    rf"(?: (?:me|us|the|my|our|all|those|these|of|what|which|up|together|list))*(?: \w+)?"
    rf" {_THINGS}\b"
    rf"|\b(?:get|have) (?:\w+ ){{0,3}}{_THINGS} (?:ready|prepared|together)\b"
)
_ASKS_BACK = re.compile(
    "怎么|怎样|如何|多久|几天|哪|谁|吗|什么|啥|已经|都(?:准)?备(?:好|齐)了|不用|不必"
    r"|\b(?:how|where|who|when|why|long|already|have i|did i|i have|i've|we have|we've)\b"
)
"""What makes a question, or a report, of the clause."""
_OF_A_SITE = re.compile(r"服务器|数据库|网站的?(?:资料|文件)|备份|\b(?:server|backup|database)\b")
"""What has files that are no papers."""


def wants_papers_prepared(text: str) -> bool:
    """Return whether a text asks the assistant to put the papers together, or for their list.

    >>> wants_papers_prepared("帮我把材料准备一下，我要发给在线客服")
    True
    >>> wants_papers_prepared("prepare the papers, I want to send them to customer service")
    True
    >>> wants_papers_prepared("材料准备好了，转人工"), wants_papers_prepared("材料要准备多久")
    (False, False)
    """
    text = text[:_LONGEST]
    denied = [one for one in scopes_in(text) if one.role == DENIED]
    for clause in clauses_in(folded_in_place(text)):
        found = _ZH.search(clause.text) or _EN.search(clause.text)
        if found is None or _ASKS_BACK.search(clause.text) or _OF_A_SITE.search(clause.text):
            continue
        start = clause.start + found.start()
        if not any(one.start <= start < one.end for one in denied):
            return True
    return False
