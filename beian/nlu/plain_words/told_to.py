"""Whether a message tells the assistant to do something itself ("帮我撤了吧", "cancel it for me").

An order is a verb (vocabulary/told_to.yml) with words that put it on the assistant, or a short
"then do it" after an explanation. A question how to do it, or for a look at something, is none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from beian.nlu.entities.negation import scopes_in
from beian.nlu.entities.vocabulary import any_of, entries_of
from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import Clause, clauses_in
from beian.nlu.text.scope import DENIED

GIVE_UP, SUBMIT, CHASE, CANCEL, GO_AHEAD = "give_up", "submit", "chase", "cancel", "go_ahead"
"""What is told to do; GO_AHEAD says no more than that."""
_LONGEST = 200
_ASKS_MORE = re.compile(
    "怎么|怎样|如何|多久|几天|什么|为啥|咋|哪|谁|吗.|之后|以后|"
    r"\b(?:how|what|when|where|why|which|who|after|before|if)\b"
)
"""What makes a question, or a condition, of the clause with the verb."""
_A_PAPER = re.compile(
    r"声明书|申请书|申请表|承诺书|清单|模板|范本|样本|样板|\b(?:letter|template|form|list|sample)\b"
)
"""What the assistant can make out for somebody, or show: no act at the provider's."""
_ORDER = re.compile(
    r"(?<![简名清菜])单(?![位独纯])|草稿|申请|\b(?:order|draft|request|application)\b"
)
"""What is given up where it is to be cancelled."""
_CANCELLATION_ITSELF = re.compile(
    r"(?:取消|撤销|作废|停掉|终止)(?:这次|这个|我的|那个)?注销|"
    r"\bcancel (?:the|my|our|this|that) cancell?ation\b"
)
_PUT_ON_IT = (
    "(?:直接给我们?|(?<!我)(?<!我就)(?<!我是)帮我们?|帮俺|帮忙|帮咱|替我们?|替俺|代我|给我们?(?:直接|赶紧)"
    "|[你您]们?(?:帮|替|来|直接|就|给我|去|干脆|把))[^查看转接找问告说讲]{0,10}?"
)
_THEN = "(?:(?:好的?|行|嗯|那就?|就|干脆|直接|可以|现在|赶紧|还是|要不| )+(?:把.{1,8})?)"
_PARTICLES = (
    "(?:了|掉|完|一下|下)*(?:它|他|[这那][个单张])?"
    "(?:吧|得了|算了|呗|行不行?|好不好|可以吗|行吗|好吗|嘛|啊)*$"
)
_FOR_ME = r"\b.{0,50}?\b(?:for (?:me|us)\b|on (?:my|our) behalf)"
_YOU, _FOR_THEM = r"\byou (?:\w+ )?", r"\b.{0,50}?\bfor (?:him|her|them)\b"
_THEN_EN = (
    "(?:(?:yes|yeah|ok|okay|sure|fine|then|so|well|right|great|and|now|please|pls|just|go on"
    "|go ahead)[,. ]*(?:and )?)*"
)
_AT_LAST = "(?: (?:off|then|now|please|pls|again|already))*$"
_GO_AHEAD = re.compile(
    rf"{_THEN_EN}(?:go ahead(?: and do it)?|do it|let'?s do it|make it so|get it done){_AT_LAST}"
)


def speaks_of_an_order(text: str) -> bool:
    """Return whether a text speaks of an order or application."""
    return _ORDER.search(folded_in_place(text)) is not None


def told_to(text: str) -> str | None:
    """Return what a message tells the assistant to do, None where it tells nothing of the kind.

    >>> told_to("那草稿不要了，你帮我撤了吧")
    'give_up'
    """
    text = text[:_LONGEST]
    denied = [one for one in scopes_in(text) if one.role == DENIED]
    for clause in clauses_in(folded_in_place(text)):
        act, start = _act(clause)
        if act and not any(scope.start <= start < scope.end for scope in denied):
            return GIVE_UP if act == CANCEL and _is_of_an_order(folded_in_place(text)) else act
    return None


def _is_of_an_order(folded: str) -> bool:
    return bool(_ORDER.search(folded) or _CANCELLATION_ITSELF.search(folded))


def _act(clause: Clause) -> tuple[str | None, int]:
    """Return what a clause tells to do, and where in the text."""
    if _GO_AHEAD.match(clause.text):
        return GO_AHEAD, clause.start
    if not _ASKS_MORE.search(clause.text) and not _A_PAPER.search(clause.text):
        for act, pattern in _patterns():
            match = pattern.search(clause.text)
            if match:
                return act, clause.start + match.start()
    return None, clause.start


@lru_cache(maxsize=1)
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    patterns = []
    for act, verbs in entries_of("told_to").items():
        zh, en = any_of(verbs["zh"]), any_of(verbs["en"])
        ways = (
            rf"{_PUT_ON_IT}(?:{zh})",
            rf"^{_THEN}(?:{zh}){_PARTICLES}",
            rf"^(?:{zh})(?:了|掉)?(?:它|他)?(?:吧|得了|呗)$",
            rf"[你您](?:来)?(?:{zh})(?:了|掉)*(?:吧|得了|呗|行不行?)$",
            rf"(?:{en}){_FOR_ME}",
            rf"{_YOU}(?:{en}){_FOR_THEM}",
            rf"\b(?:can|could|will|would)(?:'?t| not)? (?:you|u) (?:\w+ )?(?:{en})"
            rf"(?: (?:it|this|that|them|the \w+)|(?<=it off)) ?(?:yourself|then|now|please)?$",
            rf"[你您]们(?:后台|那边|直接|自己|就)+(?:{zh})(?:了|掉)?不就(?:完|行|好|得)了",
            rf"^{_THEN_EN}(?:{en})(?: (?:it|this|that|them|mine|the \w+)|(?<=it off)){_AT_LAST}",
        )
        patterns.append((act, re.compile("|".join(ways))))
    return patterns
