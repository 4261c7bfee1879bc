"""Times that a message names: "今晚八点", "tomorrow around 9am", 周五, "next week"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from beian.nlu.text.characters import folded_in_place
from beian.nlu.text.question_form import has_question_form

_DAYS = (
    (re.compile(r"后天|\bday after tomorrow\b"), 2),
    (re.compile(r"明[天早晚儿日]|\b(?:tomorrow|tomorow|tommorow|tmrw|tmr|tmw)\b"), 1),
    (re.compile(r"今[天早晚夜儿日]|\b(?:today|tonight|this (?:afternoon|evening))\b"), 0),
)
_ANY_DAY = re.compile("|".join(words.pattern for words, _ in _DAYS))
_CHINESE = {one: at for at, one in enumerate("零一二三四五六七八九十")} | {"两": 2}
_ENGLISH = {
    one: at
    for at, one in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(),  # noqa: SIM905
        start=1,
    )
}
_OCLOCK = re.compile(r"(\d{1,2}|[一二两三四五六七八九十]{1,3})\s*[点时](?!\d)钟?(半)?")
_HOUR = re.compile(
    rf"(?<![\da-z:.])(?P<at>(?:at|by|till|until|before|around|about) )?"
    rf"(?P<hour>\d{{1,2}}|(?:{'|'.join(_ENGLISH)})(?![a-z]))(?:[:.](?P<minute>\d{{2}}))?"
    r"\s*(?P<half>a\.?m\b|p\.?m\b|o'?clock)?"
)
_PART_OF_DAY = re.compile(
    r"(?P<later>下午|傍晚|晚|夜里|\b(?:tonight|evening|afternoon|night)\b)"
    r"|早|上午|凌晨|清晨|\bmorning\b"
)
_BREAK = re.compile(r"[,，。!！?？;；、…\n]")
_NOON = re.compile(r"中午|\bnoon\b")
_HALF_DAY = 12
_DOING = re.compile(
    r"(?:再|才|去|来|等|拖)[^,。?]{0,8}(?:核验|验证|填|弄|做|办|处理|搞|输|注销)|不(?:去)?(?:核验|验证|填)"
    r"|(?:核验|验证|填|弄|搞)[^,。?]{0,6}(?:来得及|行|可以|成)"
    r"|\b(?:verify|enter|type|put|do) (?:it|that|this|the code)\b|\b(?:wait|leave it|put it off)\b"
)
_NOT = re.compile(r".{0,2}[不没别]|(?: \w+)? not?\b")
"""Behind a day on which nothing is to be done: 今天不去核验, "not today" being none."""
_HOPES = re.compile(r"来得及|吧[?!。]*$")
_LONGEST = 200
_PARTS_OF_DAY = (
    (re.compile(r"上午|早上?|\bmorning\b"), 6, 12),
    (re.compile(r"下午|\bafternoon\b"), 12, 18),
    (re.compile(r"晚上?|夜|\b(?:evening|tonight|night)\b"), 18, 24),
)
_WEEKDAY = re.compile(
    r"(下)?(?:周|星期|礼拜)([一二三四五六日天])"
    r"|\b(next )?(mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_WEEKDAYS = "一二三四五六日天"
_ENGLISH_WEEKDAYS = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_SATURDAY, _WEEK = 5, 7
_PERIODS = (
    (re.compile(r"周末|\bweekend\b"), _SATURDAY, 2),
    (re.compile(r"下个?(?:周|星期|礼拜)(?![一二三四五六日天])|\bnext week\b"), _WEEK, _WEEK),
)
"""Times that name no day: from which day of this week on, and for how many days."""
_LATER_ON = (
    (re.compile(r"[过等]几天|[几两三]天[后以]|\b(?:a few|a couple of|some) days\b"), 2),
    (re.compile(r"下个?月|双十一|年底|\bnext month\b"), 14),
)
"""Times that lie so many days off, at the least."""


@dataclass(frozen=True)
class SaidTime:
    """From when to when the time lies that a text names; `names_day`: it is one day, or a moment of
    one."""

    earliest: datetime
    latest: datetime
    names_day: bool = True


def asks_to_do_it_then(text: str) -> bool:
    """Return whether a text asks if something can be done, or wait, at a time that it names.

    >>> asks_to_do_it_then("明天再弄行吗"), asks_to_do_it_then("明天能办完吗")
    (True, False)
    """
    folded = folded_in_place(text[:_LONGEST])
    named = (words.search(folded) for words, *_ in (*_DAYS, *_PERIODS, *_LATER_ON))
    names_one = any(named) or _OCLOCK.search(folded) or _WEEKDAY.search(folded)
    asks = has_question_form(folded) or _HOPES.search(folded)
    return bool(names_one and _DOING.search(folded) and asks)


def said_time(text: str, now: datetime) -> datetime | None:
    """Return the moment that a text names by a time of day, with or without the day; None where it
    names none. `now` has a time zone, which the answer keeps.

    A time without a day is the next one; without morning or evening, by a clock of twelve hours.
    """
    folded = folded_in_place(text[:_LONGEST])
    names_day = any(words.search(folded) for words, _ in _DAYS)
    found = _hour_in(folded, named_day=names_day)
    if found is None:
        return None
    days = _day_of(folded, found)
    time = _time_of_day(folded, found)
    if time is None:
        return None
    moment = now.replace(hour=time.hour, minute=time.minute, second=0, microsecond=0)
    moment += timedelta(days=days or 0)
    half_a_day = timedelta(hours=_HALF_DAY)
    may_be_later = not time.says_half and 0 < time.hour < _HALF_DAY
    if not days and moment < now and may_be_later and moment + half_a_day >= now:
        return moment + half_a_day
    return moment + timedelta(days=1) if days is None and moment < now else moment


def said_span(text: str, now: datetime) -> SaidTime | None:
    """Return when the time lies that a text names, by the hour, the day or the week; None where it
    names none.

    Of several days ("not today, tomorrow") the last one counts.
    """
    moment = said_time(text, now)
    if moment is not None:
        return SaidTime(moment, moment)
    folded = folded_in_place(text[:_LONGEST])
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    named = [(found, days) for words, days in _DAYS for found in words.finditer(folded)]
    named += [(found, _until(found, now)) for found in _WEEKDAY.finditer(folded)]
    days = [(found.start(), until) for found, until in named if not _NOT.match(folded, found.end())]
    if days:
        at, until = max(days)
        start, behind = midnight + timedelta(days=until), folded[at:]
        parts = ((first, last) for words, first, last in _PARTS_OF_DAY if words.search(behind))
        first, last = next(parts, (0, 24))
        return SaidTime(start + timedelta(hours=first), start + timedelta(hours=last))
    periods = [(words, first - now.weekday(), length) for words, first, length in _PERIODS]
    periods += [(words, first, _WEEK) for words, first in _LATER_ON]
    for words, first, length in periods:
        if words.search(folded):
            start = midnight + timedelta(days=first)
            return SaidTime(start, start + timedelta(days=length), names_day=False)
    return None


def _until(weekday: re.Match[str], now: datetime) -> int:
    """Return how many days it is to a weekday: from today's name a week."""
    next_chinese, chinese, _, english = weekday.groups()
    at = min(_WEEKDAYS.index(chinese), 6) if chinese else _ENGLISH_WEEKDAYS.index(english)
    if next_chinese:
        return _WEEK - now.weekday() + at
    return (at - now.weekday()) % _WEEK or _WEEK


@dataclass(frozen=True)
class _TimeOfDay:
    """A time of day; `says_half`: whether the text tells morning from evening."""

    hour: int
    minute: int
    says_half: bool


def _hour_in(folded: str, *, named_day: bool) -> re.Match[str] | None:
    """Return where a text names an hour, or noon."""
    hours = (one for one in _HOUR.finditer(folded) if _is_hour(one, named_day=named_day))
    return _OCLOCK.search(folded) or _NOON.search(folded) or next(hours, None)


def _nearest(words: re.Pattern[str], folded: str, found: re.Match[str]) -> re.Match[str] | None:
    """Return the last of some words before an hour in its clause, else the first behind it there,
    else the first in the whole text."""
    breaks = [one.start() for one in _BREAK.finditer(folded)]
    start = max((at for at in breaks if at < found.start()), default=0)
    end = min((at for at in breaks if at >= found.end()), default=len(folded))
    inside = list(words.finditer(folded, start, end))
    before = [one for one in inside if one.start() < found.start()]
    return before[-1] if before else next(iter(inside), None) or words.search(folded)


def _day_of(folded: str, found: re.Match[str]) -> int | None:
    """Return in how many days the day is that an hour belongs to; None where none is named."""
    named = _nearest(_ANY_DAY, folded, found)
    if named is None:
        return None
    return next(days for words, days in _DAYS if words.fullmatch(named.group()))


def _time_of_day(folded: str, found: re.Match[str]) -> _TimeOfDay | None:
    if found.re is _NOON:
        return _TimeOfDay(_HALF_DAY, 0, says_half=True)
    half = ""
    if found.re is _OCLOCK:
        hour, minute = _number(found.group(1)), 30 if found.group(2) else 0
    else:
        hour, minute = _number(found["hour"]), int(found["minute"] or 0)
        half = found["half"] or ""
    part = _nearest(_PART_OF_DAY, folded, found)
    later = half.startswith("p") or (not half.startswith("a") and part and part["later"])
    if half.startswith("a") and hour == _HALF_DAY:
        hour = 0
    if later and 0 < hour < _HALF_DAY:
        hour += _HALF_DAY
    says_half = half[:1] in {"a", "p"} or part is not None
    return _TimeOfDay(hour, minute, says_half) if hour < 24 and minute < 60 else None


def _is_hour(found: re.Match[str], *, named_day: bool) -> bool:
    """Return whether a number is an hour. A word for one is only where it is said to be: "one more
    thing" is none."""
    if found["minute"] or found["half"]:
        return True
    return named_day and (found["hour"].isdigit() or found["at"] is not None)


def _number(text: str) -> int:
    """Return the number from 0 to 99 that digits, or Chinese or English words, stand for."""
    if text.isdigit():
        return int(text)
    if text in _ENGLISH:
        return _ENGLISH[text]
    tens, has_tens, ones = text.rpartition("十")
    if not has_tens:
        return _CHINESE[text[0]]
    return (_CHINESE[tens[0]] if tens else 1) * 10 + (_CHINESE[ones[0]] if ones else 0)
