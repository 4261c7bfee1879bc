"""Texts that say or ask at which provider a site is: "jobs also runs on Aliyun"."""

from __future__ import annotations

import re

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified

_SIGN = "§"
_AT = rf"(?:on|at|with|through|via|by) (?:the )?{_SIGN}"
_BETWEEN = (
    r"(?: (?:also|still|only|just|both|hosted|running|run|filed|now|too|even|really|already))*"
)
_SAYS = any_of(
    rf"\b(?:runs?|sits?|lives?|is|are|was|'s|hosted|stays?){_BETWEEN} {_AT}",
    rf"\bha(?:s|ve|d){_BETWEEN}(?: an?| its| some)? access {_AT}",
    rf"(?:在|放在|挂在|接在|跑在|托管在|备在|接入在){_SIGN}(?:那边|那儿|上面|上)?"
    "(?:也)?(?:有|跑着?|放着?|挂着?|接入|备案)?的?"
    "(?:吧|吗|嘛|么|呢|啊|是吧|对吧|对不对|没有?|还是|[,。?!]|$)",
    rf"{_SIGN}(?:那边|那儿|上面|上)?(?:也|还|都)?(?:也|还)?(?:有|挂着?)(?:一个|个|它的?)?接入",
)
"""That something is at a provider, whose name stands as a sign."""
_ASKS = any_of(
    r"^(?:(?:and|so|but|or|ok|okay|then|wait|now) )*(?:is|isn'?t|are|was|does|doesn'?t|do)\b"
    r"(?: \w+){1,4}? "
    rf"(?:(?:run|sit|live|hosted"
    rf"|running|filed|have access|also|still|even) )*{_AT}\W*(?:$|\?|or\b|too\b|as well\b|now\b"
    r"|anyway\b|at all\b)",
    r"\b(?:is ?n'?t it|does ?n'?t it|right|correct|yes|no|or what) *\?*\W*$",
    rf"{_SIGN}(?:那边|那儿|上面|上)?的?(?:吧|吗|嘛|么|是吧|对吧|对不对|还是)",
    "(?:吧|吗|嘛|么|对吧|是吧|对不对)[?。!]*$",
)
"""That it is asked, and not only said."""
_DOES = any_of(
    r"\b(?:move|moving|switch|switching|migrat\w+|sign|signed|log|logged|submit\w*|handed?|appl\w+"
    r"|transfer\w*|pay|paid|paying|buy|bought|account|console|want|if|would|could|should"
    r"|cancel\w*|drop\w*|enough|tell|inform|notify|need|have to|must)\b",
    "注销|取消|销|搬|迁|换|转|登录|登陆|提交|申请|付|买|账号|控制台|后台|如果|要是|打算|准备",
)
"""What is done with a provider, which says of no site that it is there."""
_CLAUSE = re.compile(r"[^,，。.!！?？;；\n]+(?:\.(?=\w)[^,，。.!！?？;；\n]*)*[,，。.!！?？;；\n]*")


def clauses_of_being_at(text: str, providers: list[tuple[int, int]]) -> list[tuple[int, int, bool]]:
    """Return the clauses of a text that speak of something being at a provider, by their places,
    and whether that is asked; `providers` are the places of the names of providers.

    >>> clauses_of_being_at("jobs also runs on aliyun, so what?", [(18, 24)])
    [(0, 25, False)]
    >>> clauses_of_being_at("can I move jobs to aliyun?", [(19, 25)])
    []
    """
    found = []
    for clause in _CLAUSE.finditer(text):
        start, end = clause.span()
        inside = [(s - start, e - start) for s, e in providers if start <= s and e <= end]
        if not inside:
            continue
        folded = folded_in_place(simplified(clause.group())).replace("’", "'").strip()
        shift = len(clause.group()) - len(clause.group().lstrip())
        for s, e in reversed(inside):
            folded = folded[: s - shift] + _SIGN + folded[e - shift :]
        asks = _ASKS.search(folded) is not None
        if _DOES.search(folded) or not (_SAYS.search(folded) or asks):
            continue
        found.append((start, end, asks))
    return found
