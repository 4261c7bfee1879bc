"""Finds entities that are known by their form: filing numbers, domains, phone and order numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from beian.base.filing_numbers import filing_numbers_in
from beian.base.phones import MAINLAND_NUMBER, digits_of
from beian.nlu.entities.domain_names import domains_in
from beian.nlu.entities.entity import Found


def forms_in(text: str, folded: str) -> Iterator[Found]:
    """Yield all that match in a text and its folded form (characters.py), overlaps included."""
    yield from _filing_numbers(text, folded)
    yield from domains_in(text, folded)
    yield from _phone_numbers(folded)
    yield from _order_numbers(folded)


def _filing_numbers(text: str, folded: str) -> Iterator[Found]:
    for start, end, number in filing_numbers_in(text, folded):
        yield Found(start, end, "filing_number", str(number))


def _phone_numbers(folded: str) -> Iterator[Found]:
    for match in MAINLAND_NUMBER.finditer(folded):
        yield Found(match.start(), match.end(), "phone_number", digits_of(match.group()))


EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)
"""An address of e-mail, in which no name of a website counts, nor a language."""
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
    """Yield tokens with digits after a word for an order, and ids with a known beginning
    anywhere."""
    for match in _NAMED_ORDER.finditer(folded):
        value = match.group("id")
        if not match.group("sure") and (
            _DATE_OR_YEAR.fullmatch(value) or MAINLAND_NUMBER.fullmatch(value)
        ):
            continue
        yield Found(match.start("id"), match.end("id"), "order_number", value.upper())
    for match in chain(_ORDER_NAMED_AFTER.finditer(folded), _ORDER_ALONE.finditer(folded)):
        yield Found(match.start("id"), match.end("id"), "order_number", match.group("id").upper())
