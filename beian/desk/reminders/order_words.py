"""What a reminder calls an order, a phone and a time: parts of wording.yml."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from beian.base.clock import SHANGHAI
from beian.desk.wording import Wording
from beian.filing.checked_phone import checked_phone, is_unreachable
from beian.filing.masking import mask_name, mask_phone, shown_name
from beian.filing.orders import is_cancellation, target_of
from beian.filing.state import Account, Order, Subject

WORDING = Wording("beian.desk.reminders")
_NAMES = ("name", "of_name", "for_name")
"""Forms of the name of what an order is about."""


def part(name: str, language: str, /, **values: Any) -> str:
    """Return a part of wording.yml, filled in."""
    return WORDING.words(name, language).format(**values)


def order_words(order: Order, account: Account, language: str) -> str:
    """Return what an order does, of which thing, and its number; people by masked names."""
    target = target_of(order, account)
    names = dict.fromkeys(_NAMES, "")
    if target is not None:
        thing = target.thing
        shown = shown_name(thing) if isinstance(thing, Subject) else thing.name
        names = {each: part(each, language, name=shown) for each in _NAMES}
    return part(f"order_{order.kind.value}", language, number=order.order_id, **names)


def phone_words(order: Order, account: Account, language: str) -> str:
    """Return whose phone the code goes to, masked, as far as it is known: an order that cancels
    nothing may bring another number along than one that can't be reached."""
    target = target_of(order, account)
    checked = checked_phone(target) if target else None
    person = checked.person if checked else None
    is_another = is_unreachable(checked) and not is_cancellation(order)
    if checked is None or person is None or not person.phone or is_another:
        return part("phone_unknown", language)
    masked = {"name": mask_name(person.name), "phone": mask_phone(person.phone)}
    return part(f"phone_of_{checked.holder.value}", language, **masked)


def moment_words(moment: datetime, language: str) -> str:
    local = moment.astimezone(SHANGHAI)
    return _dated("moment", local, language, time=local.strftime("%H:%M"))


def day_words(day: date, language: str) -> str:
    return _dated("day", day, language)


def duration_words(length: timedelta, language: str) -> str:
    """Return hours and minutes, rounded down to the minute."""
    hours, minutes = divmod(max(0, int(length.total_seconds() // 60)), 60)
    name = "hours_and_minutes" if hours and minutes else "hours" if hours else "minutes"
    return part(name, language, hours=hours, minutes=minutes)


def _dated(name: str, day: date, language: str, **more: str) -> str:
    return part(name, language, year=day.year, month=day.month, day=day.day, **more)
