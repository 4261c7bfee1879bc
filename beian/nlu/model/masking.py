"""Put plain words in the place of names and numbers, before a message's intent is looked for.

Which domain, filing, order or phone number stands in a message must not count for what it asks.
Where one stands beside the question ("example.com 注销要多久") it is left out; within the question
a word for its kind takes its place. A message that is nothing but names and numbers stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from beian.base.filing_numbers import LETTERS
from beian.nlu.entities.finding import find_entities
from beian.nlu.text.characters import folded_in_place

_HAN = re.compile("[\u3400-\u9fff]")
_WORD = re.compile(r"\w")
_ALONE = re.compile(r"(?:[\u3400-\u9fff]|[a-z]+)", re.IGNORECASE)
_SITE, _PHONE, _NUMBER, _ORDER = "site", "phone", "number", "order"
_APP, _MINI_PROGRAM, _QUICK_APP = "app", "mini_program", "quick_app"
"""A phone number in a message that says enough without it is a mere number."""
_KINDS = {
    "domain": _SITE,
    "filing_number": "filing",
    "phone_number": _PHONE,
    "order_number": _ORDER,
}
_ENDING = re.compile("号-\\d+([A-Z]?)$")
_TELLING = (_ORDER, _APP, _MINI_PROGRAM, _QUICK_APP)
"""Kinds whose word says something of what is asked."""
_KIND_OF_LETTER = {"": _SITE, **{letter: kind for kind, letter in LETTERS.items()}}
_HOLDS_A_FORM = re.compile(r"\d|[\w-][.。．｡․﹒]\w")
"""What each of these kinds holds, and few messages do: a digit, or a dot within a word."""
_WORDS = {
    _SITE: {"zh": "网站", "en": "my site"},
    "filing": {"zh": "备案", "en": "my filing"},
    _PHONE: {"zh": "手机号", "en": "my phone number"},
    _NUMBER: {"zh": "号码", "en": "the number"},
    _ORDER: {"zh": "订单", "en": "my order"},
    _APP: {"zh": "App", "en": "my app"},
    _MINI_PROGRAM: {"zh": "小程序", "en": "my mini program"},
    _QUICK_APP: {"zh": "快应用", "en": "my quick app"},
}
_SAID_BEFORE = re.compile(
    "(?:网站|网址|域名|站点|官网|备案号?|订单号?|订单编号|单号|工单|手机号?码?|电话|号码"
    r"|\b(?:web ?site|site|domain|url|filing|order|ticket|phone|mobile|number))"
    r"(?: (?:number|no\.?))? *(?:[:：#]|是|为|叫|\bis\b|\bno\.?)? *#? *$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    "^ *(?:这个|那个|的)? *(?:网站|站点|域名|备案号|订单|手机号"
    r"|(?:web ?site|site|domain|order|phone)\b)",
    re.IGNORECASE,
)
_APART = re.compile(r"[\s,，:：;；、]+")
_END = re.compile(r"[\s?？。.!！]*$")
_FEWEST = 4
"""Words, or Chinese characters, that say what is asked without a word for the kind."""

_QUOTED = re.compile(
    r"「[^「」]{2,20}」|《[^《》]{2,20}》|“[^“”]{2,30}”|\"[^\"]{2,30}\""
    r"|(?<![A-Za-z0-9])['‘][^'‘’]{2,30}['’](?![A-Za-z0-9])"
)
_OF_THE_FIELD = re.compile(
    "注销|取消|备案|接入|主体|核验|验证|重发|审核|声明|订单|撤|放弃|管局|空壳|材料|短信|系统|"
    "证件|手机号|姓名|后六位|末六位|选项|"
    "通过|驳回|退回|状态|处理|受理|完成|请(?:您|输入|等待|联系|查看)|"
    "cancel|access|filing|subject|shell|order|verif|review|status|abandon|withdraw|letter|submit|"
    "process|document|record|resen[dt]|complet|please|certificate|\\bid\\b|passport|phone|number|"
    "digits|characters|\\bcode\\b|last six|option|domain name"
)
_QUOTES_WORDS = re.compile(
    "(?:显示|提示|写着?的?是?|写道|说|点击?|选择?|按|状态是?|按钮|所谓|一栏"
    r"|\b(?:says?|said|shows?|showing|reads?|called|button|click(?:ed)?|status|words?|column))"
    " *:?$"
)
_ASKED_ABOUT = re.compile("^ *(?:是什么|是啥|是官方|什么意思|啥意思|指的?是|按钮|一栏|mean|button)")

_known: ContextVar[Collection[str]] = ContextVar("known_names", default=())


@contextmanager
def known_names(names: Collection[str]) -> Iterator[None]:
    """Mask these names, too, in what is understood within: those of the sites of who asks."""
    token = _known.set(names)
    try:
        yield
    finally:
        _known.reset(token)


def masked(text: str) -> str:
    """Return the text without names and numbers.

    >>> masked("https://example.com/ 注销要多久"), masked("BA20261011001 到哪了")
    ('注销要多久', '订单 到哪了')
    """
    named = _without_overlaps(_named_in(text))
    rest = text
    for start, end, _ in named:
        rest = f"{rest[:start]} {rest[end:]}"
    if not named or not _WORD.search(rest):
        return text
    language = "zh" if _HAN.search(rest) else "en"
    says_enough = len(_ALONE.findall(rest)) >= _FEWEST
    for start, end, kind in named:
        text = _replaced(text, start, end, kind, language, says_enough=says_enough)
    return text


def _replaced(
    text: str, start: int, end: int, kind: str, language: str, *, says_enough: bool
) -> str:
    before, after = text[:start], text[end:]
    is_first, is_last = not before.strip(), bool(_END.fullmatch(after))
    is_beside = (is_first and _APART.match(after)) or (is_last and _APART.search(before[-1:]))
    needless = is_beside and says_enough and kind not in _TELLING
    said_before = _SAID_BEFORE.search(before)
    is_said = said_before or _SAID_AFTER.match(after)
    if kind == _PHONE and says_enough:
        kind = _NUMBER
        if (
            said_before and said_before.start() == 0 and _APART.match(after)
        ):  # "手机号138... 怎么注销"
            before, needless, is_first = "", True, True
    word = "" if needless or is_said else _WORDS[kind][language]
    if not word and is_first:
        return after[match.end() :] if (match := _APART.match(after)) else after
    if not word and is_last:
        return re.sub(rf"{_APART.pattern}$", "", before) + after
    if word and language == "en":
        word = f"{' ' if before[-1:].isalnum() else ''}{word}{' ' if after[:1].isalnum() else ''}"
    return before + word + after


def _named_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and kind of each name and number, overlaps included."""
    for found in find_entities(text) if _HOLDS_A_FORM.search(text) else ():
        if found.label in _KINDS:
            ending = _ENDING.search(found.value)
            kind = _KIND_OF_LETTER.get(ending[1], _SITE) if ending else _KINDS[found.label]
            yield found.start, found.end, kind
    for match in _QUOTED.finditer(text):
        if not _is_quotation(text, match):
            yield match.start(), match.end(), _SITE
    for name in _known.get():
        for match in re.finditer(re.escape(name), text, re.IGNORECASE):
            yield match.start(), match.end(), _SITE


def _is_quotation(text: str, match: re.Match[str]) -> bool:
    """Return whether words in quotation marks are no name, but what somebody or a page says."""
    before, within, after = (
        folded_in_place(part)
        for part in (text[: match.start()], match.group(), text[match.end() :])
    )
    return bool(
        _OF_THE_FIELD.search(within) or _QUOTES_WORDS.search(before) or _ASKED_ABOUT.match(after)
    )


def _without_overlaps(named: Iterator[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the longest ones, the last in the text first."""
    taken: list[tuple[int, int, str]] = []
    for one in sorted(named, key=lambda one: one[0] - one[1]):
        if all(one[1] <= other[0] or one[0] >= other[1] for other in taken):
            taken.append(one)
    return sorted(taken, reverse=True)
