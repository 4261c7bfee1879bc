"""Entities that are known by their form: filing numbers, domains, phone and order numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from beian.nlu.entity import Found


def forms_in(text: str, folded: str) -> Iterator[Found]:
    """All that match in a text and its folded form (beian/nlu/characters.py), overlaps included."""
    yield from _filing_numbers(folded)
    yield from _domains(text, folded)
    yield from _phone_numbers(folded)
    yield from _order_numbers(folded)


_ABBREVIATIONS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀川黔贵滇云藏陕秦陇甘青宁新"
_FILING_NUMBER = re.compile(
    # Homophones of 备 and what scanners read (lCP, 号一1) included.
    rf"([{_ABBREVIATIONS}]) ?[il] ?c ?p *[备被贝]?案? ?"
    r"(\d(?: {0,2}\d){6,9})(?!\d)(?: *号)?(?: *[-一] *(\d{1,3})(?!\d))?"
)


def _filing_numbers(folded: str) -> Iterator[Found]:
    """A subject's (粤ICP备2021000001号) or a website's (粤ICP备2021000001号-1)."""
    for match in _FILING_NUMBER.finditer(folded):
        place, digits, website = match.groups()
        value = f"{place}ICP备{digits.replace(' ', '')}号"
        if website:
            value += f"-{int(website)}"
        yield Found(match.start(), match.end(), "filing_number", value)


_TOP_LEVEL = "|".join(
    """
    com cn net org gov edu info biz cc top xyz vip club shop site online me tv wang ltd tech
    store fun work pro asia hk tw mo co mobi group ink ren app dev ai io love red blue kim link
    pub live cloud space website email art icu wiki video company example test xin name host
    press chat team zone city center world life run cool today beer design luxe auto
    """.split()  # noqa: SIM905 (a list of single words would be a page long)
)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_DOMAIN = re.compile(
    rf"(?<![a-z0-9@.%+-])(?:(?:https?|ftp)://)?((?:{_LABEL}[.。])+({_TOP_LEVEL}))"
    r"(?![a-z0-9@-]|[.。][a-z0-9])(?::\d{1,5})?(?:/(?:[!-~]*[a-z0-9/=&#-])?)?"
)
_CHINESE_DOMAIN = re.compile(
    r"(?:(?:域名|网站|网址|站点)?(?:[是为叫把给和与跟及、:「“]|就是|叫做|的)|\b)"
    r"((?:(?!域名|网站|网址|[是为叫的把和与跟及])[\u4e00-\u9fffa-z0-9-]){1,20}"
    r"\.(?:中国|公司|网络|网址|在线|集团|中文网|我爱你))"
)
_NO_DOMAINS = frozenset(["node.js", "asp.net", "vb.net", "ado.net"])


def _domains(text: str, folded: str) -> Iterator[Found]:
    for match in _DOMAIN.finditer(folded):
        host = match.group(1).replace("。", ".")
        if host in _NO_DOMAINS or _is_end_of_sentence(text, match):
            continue
        yield Found(match.start(), match.end(), "domain", host)
    for match in _CHINESE_DOMAIN.finditer(folded):
        yield Found(match.start(1), match.end(1), "domain", match.group(1))


def _is_end_of_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a space was forgotten ("It is done.Me too"): a capital after the last dot."""
    last = text[match.start(2) : match.end(2)]
    return last[0].isupper() and not last.isupper()


_MOBILE = 11
_PHONE_NUMBER = re.compile(
    r"(?<![\da-z-])(?:(?:(?:\+|00)? ?86[- ]?)?1[ -]?[3-9](?:[ -]?\d){9}|400[- ]?\d{3}[- ]?\d{4}"
    r"|\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4})(?![\da-z]|-\d)"
)


def _phone_numbers(folded: str) -> Iterator[Found]:
    for match in _PHONE_NUMBER.finditer(folded):
        digits = re.sub(r"\D", "", match.group())
        if len(digits) > _MOBILE:
            digits = digits[-_MOBILE:] if digits.startswith(("86", "0086")) else digits
        yield Found(match.start(), match.end(), "phone_number", digits)


_NAMED_ORDER = re.compile(
    r"(?:(?P<sure>订单编号|订单号|单号|订单id|申请号|申请单|"
    r"\b(?:order|ticket|application|request|case|reference|ref) ?(?:number|no\.?|id|nr\.?|#))"
    r"|订单|工单|\border|\bticket)"
    r" *(?:[:#]|是|为|\bis\b)? *#? *(?P<id>[a-z]{0,6}-?\d[\da-z-]{3,24})(?![\da-z])"
)
_ORDER_NAMED_AFTER = re.compile(
    r"(?<![\da-z.@/-])(?P<id>[a-z]{0,6}-?\d[\da-z-]{3,24}) *(?:(?:is|was) +(?:the|my|our) +"
    r"(?:order|ticket|application)\b|(?:就)?是(?:我的|我们的)?(?:订单号|订单编号|单号|申请号))"
)
_ORDER_ALONE = re.compile(r"(?<![\da-z.@/-])(?P<id>(?:ba|ord|dd)-?\d{6,20})(?![\da-z-]|\.[\da-z])")
_DATE_OR_YEAR = re.compile(r"(?:19|20)\d\d(?:-?\d{1,2}(?:-?\d{1,2})?)?")


def _order_numbers(folded: str) -> Iterator[Found]:
    """Tokens with digits after a word for an order, and ids of a known beginning anywhere."""
    for match in _NAMED_ORDER.finditer(folded):
        value = match.group("id")
        if not match.group("sure") and (
            _DATE_OR_YEAR.fullmatch(value) or _PHONE_NUMBER.fullmatch(value)
        ):
            continue
        yield Found(match.start("id"), match.end("id"), "order_number", value.upper())
    for match in chain(_ORDER_NAMED_AFTER.finditer(folded), _ORDER_ALONE.finditer(folded)):
        yield Found(match.start("id"), match.end("id"), "order_number", match.group("id").upper())
