"""Parse written times: ISO 8601 with an offset, as filing-state.schema.json asks for."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from beian.base.clock import SHANGHAI

EXAMPLE = "2026-10-12T10:00:00+08:00"

_ISO_8601 = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[Tt ](?P<minute>\d\d:\d\d)(?P<second>:\d\d)?(?:[.,](?P<fraction>\d+))?)?"
    r"(?P<offset>[Zz]|[+-]\d\d:?\d\d)?",
    re.ASCII,
)


def parse_time(text: str) -> datetime:
    """Return the instant that `text` names, as a time of Asia/Shanghai.

    Seconds may be left out; digits beyond microseconds are cut off. Raises ValueError, whose
    message continues after the quoted text ("has no offset; ...").
    """
    match = _ISO_8601.fullmatch(text)
    if match is None:
        raise ValueError(f"is not an ISO 8601 time with an offset, such as {EXAMPLE}")
    if match["offset"] is None:
        raise ValueError(f"has no offset; write it like {EXAMPLE}")
    if match["minute"] is None:
        raise ValueError(f"has no time of day; write it like {EXAMPLE}")
    return _instant(match)


def parse_local_time(text: str) -> datetime:
    """Return the instant that a time typed by hand names.

    As `parse_time`, but a time without an offset is one of Asia/Shanghai, a date without a time is
    its midnight, slashes or dots may stand for hyphens (2026/10/12 10:00), and it may be written in
    Chinese (2026年10月12日 10时30分).
    """
    match = _ISO_8601.fullmatch(_with_hyphens(_without_chinese(text)))
    if match is None:
        raise ValueError("is not a date and time, such as 2026-10-12 10:00")
    return _instant(match)


def _with_hyphens(text: str) -> str:
    day = re.match(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=$|[Tt ])", text, re.ASCII)
    if day is None:
        return text
    time = re.sub(r"^([Tt ])(?=\d:)", r"\g<1>0", text[day.end() :])
    return f"{day[1]}-{day[3]:0>2}-{day[4]:0>2}{time}"


_CHINESE = re.compile(
    r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日?"
    r"(?: ?(\d{1,2})(?:[:时點点] ?(\d{1,2})分?(?:[: ]?(\d{1,2})秒?)?|[时點点]))?",
    re.ASCII,
)


def _without_chinese(text: str) -> str:
    """Return a date that is written in Chinese or full width as one with hyphens and colons."""
    if text.isascii():
        return text
    match = _CHINESE.fullmatch(unicodedata.normalize("NFKC", text))
    if match is None:
        return unicodedata.normalize("NFKC", text)
    year, month, day, *time = match.groups()
    if time[0] is None:
        return f"{year}-{month}-{day}"
    return f"{year}-{month}-{day} " + ":".join(f"{part or 0:0>2}" for part in time)


def _instant(match: re.Match[str]) -> datetime:
    fraction = (match["fraction"] or "")[:6].ljust(6, "0")
    time = f"{match['minute'] or '00:00'}{match['second'] or ':00'}.{fraction}"
    try:
        moment = datetime.fromisoformat(f"{match['date']}T{time}{_offset(match['offset'])}")
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=SHANGHAI)
        local = moment.astimezone(SHANGHAI)
    except (ValueError, OverflowError) as error:
        raise ValueError("is no real date and time") from error
    if not 1 < local.year < 9999:  # outside, a change of zone may leave the calendar
        raise ValueError("is no real date and time")
    return local


def _offset(written: str | None) -> str:
    if written is None:
        return ""
    if written in "Zz":
        return "+00:00"
    return f"{written[:3]}:{written[-2:]}"
