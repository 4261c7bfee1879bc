"""Times of day that a message names: "今晚八点", "tomorrow around 9am"."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from beian.nlu.characters import folded_in_place

_DAYS = (
    (re.compile(r"后天|\bday after tomorrow\b"), 2),
    (re.compile(r"明[天早晚儿日]|\b(?:tomorrow|tomorow|tommorow|tmrw|tmr|tmw)\b"), 1),
    (re.compile(r"今[天早晚夜儿日]|\b(?:today|tonight|this (?:afternoon|evening))\b"), 0),
)
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
    rf"(?<![\da-z:.])(\d{{1,2}}|{'|'.join(_ENGLISH)})(?:[:.](\d{{2}}))?"
    r"\s*(a\.?m\b|p\.?m\b|o'?clock)?"
)
_LATER = re.compile(r"下午|傍晚|晚|夜里|\b(?:tonight|evening|afternoon|night)\b")
_NOON = re.compile(r"中午|\bnoon\b")
_HALF_DAY = 12
_LONGEST = 200


def said_time(text: str, now: datetime) -> datetime | None:
    """Return the moment that a text names by a time of day, with or without the day; None where it
    names none. `now` has a time zone, which the answer keeps.

    A time without a day is the next one.
    """
    folded = folded_in_place(text[:_LONGEST])
    days = next((days for words, days in _DAYS if words.search(folded)), None)
    hour_and_minute = _time_of_day(folded, named_day=days is not None)
    if hour_and_minute is None:
        return None
    hour, minute = hour_and_minute
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    moment += timedelta(days=days or 0)
    return moment + timedelta(days=1) if days is None and moment < now else moment


def _time_of_day(folded: str, *, named_day: bool) -> tuple[int, int] | None:
    found = _OCLOCK.search(folded)
    if found is not None:
        hour, minute = _number(found.group(1)), 30 if found.group(2) else 0
    elif _NOON.search(folded):
        hour, minute = _HALF_DAY, 0
    else:
        found = next(
            (one for one in _HOUR.finditer(folded) if any(one.groups()[1:]) or named_day), None
        )
        if found is None:
            return None
        hour, minute = _number(found.group(1)), int(found.group(2) or 0)
        if (found.group(3) or "").startswith("a") and hour == _HALF_DAY:
            hour = 0
        if (found.group(3) or "").startswith("p") and hour < _HALF_DAY:
            hour += _HALF_DAY
    if _LATER.search(folded) and 0 < hour < _HALF_DAY:
        hour += _HALF_DAY
    return (hour, minute) if hour < 24 and minute < 60 else None


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
