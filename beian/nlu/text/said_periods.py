"""Periods that a text asks about: 今年, 上半年, 七月以后, "since March", "in the spring"."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.simplified import simplified

_JANUARY, _DECEMBER = 1, 12
_NUMERALS = {one: at for at, one in enumerate("一二三四五六七八九十", start=1)} | {
    "十一": 11,
    "十二": 12,
    "两": 2,
}
_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_ENGLISH_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "couple of": 2}
_ZH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_EN = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_BETWEEN = re.compile(
    rf"(?<![\d十])({_ZH})月?(?:份|[初中底])?(?:到|至|-|~|和)({_ZH})月"
    rf"|\b({_EN})(?: \d{{4}})? ?(?:to|and|until|till|through|thru|-|–) ?(?:the end of )?({_EN})\b"
)
_SINCE = re.compile(
    rf"(?:从|自)({_ZH})月|(?<![\d十])({_ZH})月(?:份|[初中底])?(?:以后|之后|以来|起|开始|后)"
    rf"|\b(?:since|from|after) (?:the (?:start|beginning|end) of )?({_EN})\b"
)
_BEFORE = re.compile(
    rf"(?<![\d十])({_ZH})月(?:份|[初中底])?(?:以前|之前|前)"
    rf"|\b(?:before|until|till|up to) (?:the end of )?({_EN})\b"
)
_OF_MONTH = re.compile(rf"(?<![\d十])({_ZH})月|\b({_EN})\b")
_YEAR = re.compile(r"(20\d\d)(?:年|\b)")
_QUARTER = re.compile(
    r"(?:第)?([一二三四1-4])(?:个)?季度|\bq([1-4])\b|\b(first|second|third|fourth) quarter\b"
)
_LAST_MONTHS = re.compile(
    r"(?:最近|近|过去|这)(\d{1,2}|[一二两三四五六七八九十])个月"
    r"|\b(?:last|past) (\d{1,2}|two|three|four|five|six|couple of) months\b"
)
_ORDINALS = ("first", "second", "third", "fourth")
_SEASONS = (
    (re.compile(r"春天|春季|开春|\bspring\b"), 3),
    (re.compile(r"夏天|夏季|\bsummer\b"), 6),
    (re.compile(r"秋天|秋季|\b(?:autumn|fall)\b"), 9),
)
"""Seasons, with the first of their three months."""
_WEEK = 7


@dataclass(frozen=True)
class Period:
    """From which day to which day, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def said_period(text: str, today: date) -> Period | None:
    """Return the period of which a text speaks; None where it names none.

    >>> said_period("上半年注销了哪些", date(2026, 10, 12))
    Period(first=datetime.date(2026, 1, 1), last=datetime.date(2026, 6, 30))
    """
    folded = folded_in_place(simplified(text))
    year = _year(folded, today)
    found = (
        _between(folded, year)
        or _by_quarter(folded, year)
        or _by_half(folded, year)
        or _since(folded, year, today)
        or _before(folded, year)
        or _recent(folded, today)
        or _by_month(folded, year)
        or _by_season(folded, year)
    )
    if found is not None:
        return found
    named = _YEAR.search(folded) or _THIS_YEAR.search(folded) or _LAST_YEAR.search(folded)
    return _months(year, _JANUARY, _DECEMBER) if named else None


_THIS_YEAR = re.compile(
    r"今年|本年|年初(?:到|至)|\b(?:this|the) year\b|\byear to date\b|\bso far in"
)
_LAST_YEAR = re.compile(r"去年|上一年|\b(?:last|previous) year\b")
_FIRST_HALF = re.compile(r"上半年|前半年|\bfirst half\b|\bfirst six months\b|\bh1\b")
_SECOND_HALF = re.compile(r"下半年|后半年|\bsecond half\b|\bh2\b")
_THIS_MONTH = re.compile(r"(?:这|本)个?月(?!份?[底初])|\bthis month\b")
_LAST_MONTH = re.compile(r"上个?月(?!份?[底初])|\b(?:last|previous) month\b")
_THIS_WEEK = re.compile(r"(?:这|本)(?:个)?(?:周|星期|礼拜)|\bthis week\b")
_LAST_WEEK = re.compile(r"上(?:个)?(?:周|星期|礼拜)|\blast week\b")
_TODAY = re.compile(r"今天|\btoday\b")


def _year(folded: str, today: date) -> int:
    named = _YEAR.search(folded)
    if named:
        return int(named[1])
    return today.year - 1 if _LAST_YEAR.search(folded) else today.year


def _between(folded: str, year: int) -> Period | None:
    found = _BETWEEN.search(folded)
    if found is None:
        return None
    first, last = (_month(one) for one in found.groups() if one)
    return _months(year, first, last) if first <= last else None


def _by_quarter(folded: str, year: int) -> Period | None:
    found = _QUARTER.search(folded)
    if found is None:
        return None
    said = next(filter(None, found.groups()))
    at = _ORDINALS.index(said) + 1 if said in _ORDINALS else _number(said)
    return _months(year, 3 * at - 2, 3 * at)


def _by_half(folded: str, year: int) -> Period | None:
    if _FIRST_HALF.search(folded):
        return _months(year, _JANUARY, 6)
    return _months(year, 7, _DECEMBER) if _SECOND_HALF.search(folded) else None


def _since(folded: str, year: int, today: date) -> Period | None:
    found = _SINCE.search(folded)
    if found is None:
        return None
    return Period(date(year, _month(next(filter(None, found.groups()))), 1), today)


def _before(folded: str, year: int) -> Period | None:
    found = _BEFORE.search(folded)
    if found is None:
        return None
    month = _month(next(filter(None, found.groups())))
    return Period(date(year, _JANUARY, 1), date(year, month, 1) - timedelta(days=1))


def _recent(folded: str, today: date) -> Period | None:
    months = _LAST_MONTHS.search(folded)
    if months is not None:
        back = _number(next(filter(None, months.groups())))
        at = today.year * 12 + today.month - 1 - back
        return Period(date(at // 12, at % 12 + 1, 1), today)
    for words, first, last in _near(today):
        if words.search(folded):
            return Period(first, last)
    return None


def _near(today: date) -> list[tuple[re.Pattern[str], date, date]]:
    """Return the words for a period beside today, each with its first and last day."""
    this_month = today.replace(day=1)
    last_month = this_month - timedelta(days=1)
    monday = today - timedelta(days=today.weekday())
    return [
        (_THIS_MONTH, this_month, today),
        (_LAST_MONTH, last_month.replace(day=1), last_month),
        (_THIS_WEEK, monday, today),
        (_LAST_WEEK, monday - timedelta(days=_WEEK), monday - timedelta(days=1)),
        (_TODAY, today, today),
    ]


def _by_month(folded: str, year: int) -> Period | None:
    found = [_month(next(filter(None, one.groups()))) for one in _OF_MONTH.finditer(folded)]
    return _months(year, found[0], found[0]) if len(set(found)) == 1 else None


def _by_season(folded: str, year: int) -> Period | None:
    for words, first in _SEASONS:
        if words.search(folded):
            return _months(year, first, first + 2)
    return None


def _months(year: int, first: int, last: int) -> Period:
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _month(said: str) -> int:
    if said[0].isascii() and said[0].isalpha():
        return _ENGLISH_MONTHS.index(said[:3]) + 1
    return _number(said)


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    return _ENGLISH_NUMBERS.get(said) or _NUMERALS[said]
