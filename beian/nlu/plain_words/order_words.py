"""Whether a text speaks of an order by what it does ("变更最晚啥时候有结果"), or of what
could be done ("变更备案怎么办", "do I need a change?")."""

from __future__ import annotations

import re

from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.clauses import clauses_in

_NOUN = "(?:备案|单子?|订单|申请|网站)?"
_BEFORE = re.compile(
    "(?:[这那]|我的?|我们的?|前面的?|上次的?|[这那][张次个单]|当初的?|当时的?|之前的?|在办的?|办着的?|在审的?|把|[手边]上的?|头一?次|谁.{0,3}[提交递报]的)"
    "(?:那[张个次]|首次)?$"
    r"|\b(?:the|my|our|that|this|your) (?:\w+ )?$"
)
_NOT_BEFORE = re.compile("(?:先|再|去|要|能|用|需|怎么|不如|直接|打算|想|提交|申请|办理?|走)$")
_BEHIND = re.compile(
    rf"{_NOUN}(?:[的这那]|这个|那个)*[张单次回]"
    rf"|{_NOUN}(?:现在|目前|那边|是|大概|还要|还得|还|得|都)*(?:最[晚早快]|什么时候|啥时候?|几[号时]|到了?哪|批[下完了没]|"
    "有(?:没有)?结果|出结果|下来|办[完好]|撤|退[回了]|[交提递]的|[交提递](?:上去)?[了过]|是?谁|[办搞弄花用等拖]了|没批|在审|审[核到批完]|呢$|$)"
    r"|'?s?(?: (?:filing|order|request|one|thing|application))+\b"
    r"|\W*$|,? (?:is|was|has|had|will|went|takes?|took|got|that|which|when|be)\b"
)
_BEHIND_STRICTLY = re.compile(
    rf"{_NOUN}(?:[的这那]|这个|那个)*[张单次回]|{_NOUN}(?:是|现在)*(?:谁|[提递交]的)|的?(?:订单|单子|申请)"
    r"|'?s?(?: (?:order|request|one|thing|application))+\b"
)
_ITSELF = re.compile(r"(?:the|my|our|that|this) |那|次")
"""What a form holds that names an order by itself ("the change", "换电话的那", 第一次备案)."""
_COMPARES = re.compile(
    r"不(?:也|就|还|都)是?.{1,10}吗|跟.{1,10}(?:一样|那样)|\b(?:like|same as|unlike|as) (?:in"
    r"|with|the|we|i)\b"
    r"|\bdidn'?t (?:i|we) (?:also|just)\b"
)
_ACCESS = re.compile(
    "接入(?:注销)?(?:的|备案)?[这那][张单个]|接入的?(?:那|这)?单|"
    r"\baccess (?:thing|one|order|request|job|application)\b|\bone for (?:the )?access\b"
)
_OF_IT = re.compile(
    "(?:那边|这边|那个|那家|这家|网?站|的)*(?:[那这](?:[单張张笔]|一单)(?![位独])|(?:[那这]个?)?(?:单子|订单|申请(?!书|表)|草稿))"
    r"|(?:'s|’s)? (?:order|draft|application|request)\b"
)


def is_order_of(folded: str, end: int) -> int | None:
    """Return where the words for an order end that stand right behind a name; None without any.

    >>> is_order_of("招聘那单呢", 2), is_order_of("the shop's order", 8)
    (4, 16)
    """
    found = _OF_IT.match(folded, end)
    return found.end() if found is not None else None


def names_an_order(text: str, start: int, end: int, *, strictly: bool = False) -> bool:
    """Return whether text[start:end], words for a kind of order, names an order that there is;
    `strictly`, by a word for one.

    >>> names_an_order("变更最晚啥时候有结果", 0, 2), names_an_order("变更备案怎么办理", 0, 2)
    (True, False)
    """
    folded = folded_in_place(text)
    bounds = [(one.start, one.end) for one in clauses_in(folded)]
    first, last = next((s for s in bounds if s[0] <= start < s[1]), (0, len(folded)))
    before, behind = folded[first:start], folded[end:last]
    if _BEFORE.search(before) or _ITSELF.match(folded[start:end]):
        return True
    form = _BEHIND_STRICTLY if strictly else _BEHIND
    return form.match(behind) is not None and not _NOT_BEFORE.search(before)


def is_compared(text: str, start: int) -> bool:
    """Return whether a text only compares with what it names there ("九月那回我不也撤了吗")."""
    clauses = clauses_in(folded_in_place(text))
    return any(one.start <= start < one.end and _COMPARES.search(one.text) for one in clauses)


def access_orders(text: str) -> list[tuple[int, int]]:
    """Return where a text speaks of an order about access without saying which way ("接入那张")."""
    return [match.span() for match in _ACCESS.finditer(folded_in_place(text))]


_THE_CANCELLATION = re.compile(
    "(?:(?:[这那][一]?[张个份]|我们?的?[这那]?[张个份]?|咱们?的?[这那]?[张个份]?)注销的?(?:单子?|订单))(?!位)"
    r"|\b(?:my|our|that|this) cancellation (?:order|request|application)\b"
)
_OF_A_SORT = re.compile(
    "(主体|网站|小程序|app)(?:注销)?的?(?:[那这][张个]?|张)(?:注销)?(?:单子?|订单)"
)
_SORTS = {"主体": "subject", "网站": "website", "小程序": "service", "app": "service"}


def the_cancellation_in(text: str) -> tuple[int, int] | None:
    """Return where a text speaks of the cancellation that is under way, whatever else was spoken
    of.

    >>> the_cancellation_in("我那张注销单呢"), the_cancellation_in("怎么注销")
    ((0, 6), None)
    """
    found = _THE_CANCELLATION.search(folded_in_place(text))
    return None if found is None else found.span()


def sort_of_order_in(text: str) -> tuple[str, int, int] | None:
    """Return what an order cancels that a text names by it alone, "subject", "website" or
    "service", and where.

    >>> sort_of_order_in("主体那单呢")
    ('subject', 0, 4)
    """
    found = _OF_A_SORT.search(folded_in_place(text))
    return None if found is None else (_SORTS[found.group(1)], *found.span())
