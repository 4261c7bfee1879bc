"""By what a text tells an order from others: when it was begun ("the one from 9:40", 周四交的那张),
how it stands ("that draft"), and its place before or after another (再往前那次)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from beian.nlu.text.any_of import any_of
from beian.nlu.text.characters import folded_in_place

DRAFT, GIVEN_UP, RETURNED = "draft", "given_up", "returned"
WITH_ADMINISTRATION, SUCCEEDED = "with_administration", "succeeded"
"""How an order stands, as people tell orders apart."""
_ONE = (
    "(?:(?:备案|申请|注销|变更)?[那这](?:[张单次回笔]|个(?:单子?|订单|申请|草稿)?)|订单|单子|草稿)"
)
_DONE_ZH = "(?:提交|递交|[交递提办建发开填弄]|申请|发起|操作)(?:上去|出去)?(?:[的了过]|的单)*"
_A = (
    "(?:one|order|draft|request|application|submission|cancell?ation|change|filing|thing"
    "|website|site)"
)
_BEGAN = (
    r"(?:start(?:ed)?|beg[au]n|made|create[d]?|opened|hand(?:ed)? (?:it |that )?in|"
    r"submit(?:ted)?|sent(?: in)?|filed|put in|lodged|did)"
)
_STATES = {
    DRAFT: any_of(
        "(?<!明书)(?<!请书)(?<!诺书)草稿(?!的?(?:声明|承诺|信))",
        r"\b(?:the|that|this|my|our|your) (?:\w+ )?draft\b(?! (?:letter|statement|form|of))"
        r"|\bdraft (?:order|one|request|application)\b",
    ),
    GIVEN_UP: any_of(
        f"(?:放弃|撤)(?:掉|回)?(?:了|的)*{_ONE}",
        rf"\b(?:abandoned|dropped|withdrawn) {_A}\b|\b(?:one|order) (?:that )?(?:i|we)"
        r" (?:gave up|dropped|withdrew|abandoned|pulled)\b",
    ),
    RETURNED: any_of(
        f"(?:退回|打回|驳回)(?:来)?(?:了|的)*{_ONE}",
        rf"\b(?:returned|rejected|bounced) {_A}\b|\b(?:one|order) (?:that |which )?(?:came back|"
        r"bounced|was (?:returned|rejected|sent back))\b",
    ),
    WITH_ADMINISTRATION: any_of(
        f"(?:在审|审着|管局(?:手里|那边|在审))的?{_ONE}",
        rf"\b{_A} (?:that is |that's |still )?(?:with|at) the (?:administration|bureau"
        r"|government)\b|\b(?:one|order) (?:that is |that's |still )?in review\b",
    ),
    SUCCEEDED: any_of(
        f"(?:办完|办结|办成|成功)(?:了|的)*{_ONE}",
        rf"\b(?:finished|completed|successful) {_A}\b",
    ),
}
_BEFORE = any_of(
    "(?:再往?|更|还要?)(?:之)?(?:前|早|上)(?:面)?(?:一|的|那|点)*[张单次回个]|[这那][张单次回]之?前(?:面)?(?:一|的|那)*[张单次回]",
    r"\b(?:one|order|time|attempt) before (?:that|it|this)\b|\bthe one before\b(?! \w)"
    r"|\bprevious (?:one|order|attempt|try)\b",
)
_AFTER = any_of(
    "(?:再往?|更)(?:之)?后(?:面)?(?:一|的|那)*[张单次回]|(?:后面|之后|后来)的?那[张单次回]|[这那][张单次回]之?后(?:面)?(?:一|的|那)*[张单次回]",
    r"\b(?:one|order|time|attempt) after (?:that|it|this)\b|\bthe one after\b(?! \w)",
)
_NEWEST = any_of(
    "(?:最近|最后|最新)(?:一|的|那|交)*[张单次回]|(?:刚刚?|才)(?:交|建|提交|申请)(?:上去)?(?:的|了)*[那这]?[个张单次]",
    r"\b(?:latest|newest|most recent|last) (?:order|request|application|submission)\b",
)
_OLDEST = any_of(
    "(?:最早|最初|头一|第一)(?:一|的|那|交)*[张单次回](?!备案|申请备案)",
    r"\b(?:oldest|earliest|very first|first) (?:order|request|application|submission)\b"
    r"|\b(?:the|our|my) (?:oldest|earliest|very first) one\b",
)
_NEW_ONE = re.compile(r"\bthe new(?:er|est)? one\b|新的?那[个张单]|新[建开]的")
_OF_AN_ORDER = any_of(
    "[张单交递]|提交|申请|草稿|放弃|撤|批|审|退回|办",
    r"\b(?:order|submi\w+|start\w*|hand\w* in|sent|begun|draft|approv\w+|review\w*|drop|bin|scrap"
    r"|give up|withdraw\w*|progress|status|done|finished|through)\b",
)


@dataclass(frozen=True)
class SaidWhen:
    """When an order was begun, from `first` to before `last`, and where a text says so."""

    first: datetime
    last: datetime
    start: int
    end: int


def state_signs(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield how the orders stand of which a text speaks, and where it says so.

    >>> list(state_signs("if I bin that draft"))
    [('draft', 9, 19)]
    """
    folded = folded_in_place(text)
    for state, words in _STATES.items():
        for found in words.finditer(folded):
            yield state, found.start(), found.end()


def place_sign(text: str) -> tuple[str, int, int] | None:
    """Return the place among orders that a text names ("before" or "after" the one spoken of,
    "newest", "oldest"), and where; None where it names none.

    >>> place_sign("再往前那次呢")
    ('before', 0, 5)
    """
    folded = folded_in_place(text)
    for place, words in _PLACES:
        found = words.search(folded)
        if found is not None:
            return place, found.start(), found.end()
    found = _NEW_ONE.search(folded)
    if found is None or not _OF_AN_ORDER.search(folded[: found.start()] + folded[found.end() :]):
        return None
    return "newest", found.start(), found.end()


_PLACES = (("before", _BEFORE), ("after", _AFTER), ("newest", _NEWEST), ("oldest", _OLDEST))

_SHORT, _SHORT_ENGLISH = 12, 45


def is_short(text: str) -> bool:
    """Return whether a text has hardly more to say than which order it means."""
    return len(text) <= (_SHORT_ENGLISH if text.isascii() else _SHORT)


# When it was begun.

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905
_MONTH_EN = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_DATE = re.compile(
    rf"(?P<month>\d{{1,2}})[月/](?P<day>\d{{1,2}})(?:[号日])?的?(?:{_DONE_ZH})?{_ONE}"
    rf"|\b(?:from|of) (?:the )?(?:{_MONTH_EN} (?P<day_b>\d{{1,2}})"
    r"|(?P<day_a>\d{1,2})(?:st|nd|rd|th)?"
    rf"(?: of)? (?P<name_a>{'|'.join(_MONTHS)})[a-z]*)\b"
    rf"|\b{_BEGAN} (?:it |that )?on (?:the )?(?P<day_c>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?"
    rf"(?P<name_c>{'|'.join(_MONTHS)})[a-z]*\b"
)
_DAY_ALONE = re.compile(
    rf"(?<![月\d])(?P<day>\d{{1,2}})[号日]的?(?:{_DONE_ZH})?{_ONE}"
    rf"|\b{_A} (?:from|of) the (?P<day_en>\d{{1,2}})(?:st|nd|rd|th)\b"
)
_CLOCK = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:[:点时](?P<minute>\d{{2}})?)分?的?(?:{_DONE_ZH})?(?={_ONE})"
    r"|\bfrom (?:about |around )?(?P<hour_en>\d{1,2}):(?P<minute_en>\d{2})(?: today| this morning)?"
    r"|\bthe (?P<hour_b>\d{1,2}):(?P<minute_b>\d{2}) (?:one|order)\b"
)
_RECENT_ZH = "(?P<zh>今[天早晨晚]|昨[天晚]|前天|上个?(?:周|星期|礼拜)(?![一二三四五六日天]))"
_RECENT_EN = r"(?P<en>this morning|today|tonight|yesterday|last night|last week)"
_RECENT = re.compile(
    rf"{_RECENT_ZH}(?:早上|上午|下午|晚上|一早)?(?:[^,。?!]{{0,3}}?{_DONE_ZH}|的)?(?={_ONE}|[^,。?!]{{0,4}}{_ONE})"
    rf"|\b{_A} (?:(?:that )?(?:i|we) )?(?:{_BEGAN} )?(?:from |of )?(?:\d\d?:\d\d )?{_RECENT_EN}\b"
)
_DEED_ON = re.compile(
    rf"\b{_BEGAN}(?: (?!and\b|or\b)\w+){{0,4}}? (?P<en>this morning|yesterday|last week)\b"
    rf"|\b(?P<en_b>this morning|today|yesterday)'s {_A}\b"
    f"|(?P<zh>今[天早晨]|昨[天晚])(?:早上|上午|下午|晚上)?[^,。?!]{{0,6}}?(?:刚|才)?(?:提交|[交递建])(?:上去)?[的了过]"
)
_WEEKDAY = re.compile(
    rf"(?:上个?)?(?:周|星期|礼拜)(?P<zh>[一二三四五六日天])(?:{_DONE_ZH}|的)?{_ONE}"
    rf"|\b{_A} (?:(?:that )?(?:i|we) )?(?:{_BEGAN} )?(?:from |of |on )?(?:last )?"
    r"(?P<en>mon|tues|wednes|thurs|fri|satur|sun)day\b"
)
_WEEKDAYS = "一二三四五六日"
_WEEKDAYS_EN = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_DAYS_BACK = {"今": 0, "昨": 1, "前": 2, "this morning": 0, "today": 0, "tonight": 0}
_DAYS_BACK |= {"yesterday": 1, "last night": 1}


def order_times(text: str, now: datetime) -> list[SaidWhen]:
    """Return when the orders were begun of which a text speaks. `now` has the time zone in which
    the text is meant.

    >>> from datetime import timezone
    >>> now = datetime(2026, 10, 12, 10, tzinfo=timezone.utc)
    >>> [(one.first.day, one.first.hour) for one in order_times("the order from 9:40", now)]
    [(12, 9)]
    """
    folded = folded_in_place(text)
    return [*_dates(folded, now), *_clocks(folded, now), *_recent(folded, now)]


def _dates(folded: str, now: datetime) -> Iterator[SaidWhen]:
    for match in _DATE.finditer(folded):
        said = match.groupdict()
        name = said["name"] or said["name_a"] or said["name_c"]
        month = _MONTHS.index(name) + 1 if name else int(said["month"])
        number = said["day"] or said["day_a"] or said["day_b"] or said["day_c"]
        yield from _of_day(_dated(now, month, int(number)), match)
    for match in _DAY_ALONE.finditer(folded):
        number = int(match["day"] or match["day_en"])
        month = now.month if number <= now.day else (now.month - 2) % 12 + 1
        yield from _of_day(_dated(now, month, number), match)


def _dated(now: datetime, month: int, day: int) -> datetime | None:
    """Return the last such day that there was; None where there is none."""
    for year in (now.year, now.year - 1):
        try:
            found = now.replace(year=year, month=month, day=day, hour=0, minute=0, second=0)
        except ValueError:
            return None
        if found <= now:
            return found.replace(microsecond=0)
    return None


def _of_day(first: datetime | None, match: re.Match[str]) -> Iterator[SaidWhen]:
    if first is not None:
        yield SaidWhen(first, first + timedelta(days=1), *match.span())


def _clocks(folded: str, now: datetime) -> Iterator[SaidWhen]:
    for match in _CLOCK.finditer(folded):
        hour = int(match["hour"] or match["hour_en"] or match["hour_b"])
        said_minute = match["minute"] or match["minute_en"] or match["minute_b"]
        if hour > 23 or int(said_minute or 0) > 59:
            continue
        first = now.replace(hour=hour, minute=int(said_minute or 0), second=0, microsecond=0)
        first -= timedelta(days=1) if first > now else timedelta()
        length = timedelta(minutes=1) if said_minute else timedelta(hours=1)
        yield SaidWhen(first, first + length, *match.span())


def _recent(folded: str, now: datetime) -> Iterator[SaidWhen]:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    for match in (*_RECENT.finditer(folded), *_DEED_ON.finditer(folded)):
        said = next(filter(None, match.groupdict().values()))
        back = _DAYS_BACK.get(said, _DAYS_BACK.get(said[0]))
        if back is not None:
            first = midnight - timedelta(days=back)
            yield SaidWhen(first, first + timedelta(days=1), *match.span())
        else:
            monday = midnight - timedelta(days=now.weekday())
            yield SaidWhen(monday - timedelta(days=7), monday, *match.span())
    for match in _WEEKDAY.finditer(folded):
        at = (
            _WEEKDAYS.index(match["zh"].replace("天", "日"))
            if match["zh"]
            else _WEEKDAYS_EN.index(match["en"])
        )
        first = midnight - timedelta(days=(now.weekday() - at) % 7)
        yield SaidWhen(first, first + timedelta(days=1), *match.span())
