"""The values that an answer for a state may hold (beian.filing.situations.VALUES)."""

from __future__ import annotations

from datetime import datetime

from actions.references.candidates import (
    access_aside,
    order_name,
    return_reason,
    target_name,
    website_name,
)
from actions.wording.provinces import province_name
from actions.wording.replies import (
    Value,
    day,
    duration,
    moment,
    moment_or_day,
    names,
    number,
    provider_name,
    wording,
)
from beian.filing.checked_phone import checked_phone
from beian.filing.masking import mask_name, mask_phone, shown_name
from beian.filing.orders import LONGEST_REVIEW, Target, review, sms_step
from beian.filing.provider_access import active_accesses, filed_websites
from beian.filing.review_times import ReviewTimes
from beian.filing.situation_states import State
from beian.filing.situations import (
    Situation,
    given_up_order,
    moved_from,
    other_in_review,
    other_orders,
)
from beian.filing.state import Account, FilingStatus, Order, Website

TIMES = frozenset(("median", "slowest"))
"""The values that are a province's figures; they are looked up only where they are needed."""


def values_of(found: Situation, account: Account, now: datetime) -> dict[str, Value]:
    """Return what is known of the thing in question, by name."""
    values: dict[str, Value] = {"account": account.account_id}
    if found.target is not None:
        values |= _of_target(found.target)
    if found.order is not None:
        values |= _of_order(found.order, account, now)
    if found.lost is not None:
        values["provider"] = provider_name(found.lost.access.provider)
        values["lost_provider"] = provider_name(found.lost.access.provider)
        values["lost_website"] = website_name(found.lost.website)
        lost_at = found.lost.access.cancelled_at
        values["since"] = lost_at and day(lost_at)
        values["lost_at"] = lost_at and moment_or_day(lost_at)
    if found.shell is not None:
        values["emptied"] = found.shell.emptied_at and day(found.shell.emptied_at)
    if State.OTHER_ORDER in found.states:
        others = other_orders(account, found.target)
        values["other_orders"] = names(order_name(order, account) for order in others)
    if State.OTHER_IN_REVIEW in found.states and found.target is not None:
        values |= _of_other_in_review(found, account, now)
    if State.GIVEN_UP in found.states and found.target is not None:
        dropped = given_up_order(account, found.target)
        assert dropped is not None
        values["given_up"] = order_name(dropped, account)
        values["given_up_on"] = dropped.finished_at and day(dropped.finished_at)
    if State.SUCCEEDED in found.states:
        values["cancelled"] = _cancelled(found)
    return {name: value for name, value in values.items() if value or value == ""}


def _of_other_in_review(found: Situation, account: Account, now: datetime) -> dict[str, Value]:
    """Return the order in review that keeps others waiting, and until when that may take."""
    assert found.target is not None
    order = other_in_review(account, found.target, found.order)
    assert order is not None
    reviewed = review(order, now)
    last_day = reviewed and day(reviewed.last_expected_day)
    return {"other_reviewed": order_name(order, account), "other_last_day": last_day}


def values_told(province: str | None) -> dict[str, Value]:
    """Return what is known of whom nothing is on file: the province that they told."""
    return {} if province is None else {"province": province_name(province)}


def _cancelled(found: Situation) -> Value:
    """Return that something is cancelled, and on which day, as far as that is on file."""
    days: list[datetime | None] = []
    if found.target is not None:
        days += [found.target.thing.cancelled_at, found.target.subject.cancelled_at]
    if found.order is not None:
        days.append(found.order.finished_at)
    when = next((one for one in days if one is not None), None)
    if when is None:
        return wording("utter_is_cancelled_already")
    return wording("utter_was_cancelled_on", day=day(when))


def _of_target(target: Target) -> dict[str, Value]:
    subject, website = target.subject, target.website
    thing = target.thing
    checked = checked_phone(target)
    person = checked.person if checked else None
    values: dict[str, Value] = {
        "thing": target_name(target),
        "subject": shown_name(subject),
        "number": thing.filing_number,
        "province": province_name(subject.province),
        "person": person and mask_name(person.name),
        "phone": person and person.phone and mask_phone(person.phone),
        "document": person
        and person.document
        and wording(f"utter_document_{person.document.value}"),
        "since": thing.cancelled_at and day(thing.cancelled_at),
    }
    if target.service is not None:
        providers = [provider_name(a.provider) for a in active_accesses(target.service)]
        return values | {"provider": names(providers) if providers else None}
    filed = filed_websites(subject)
    shown = website or (filed[0] if len(filed) == 1 else None)
    if shown is not None:
        providers = [provider_name(a.provider) for a in active_accesses(shown)]
        values["website"] = website_name(shown)
        values["domain"] = names(shown.domains) if shown.domains else None
        values["provider"] = names(providers) if providers else None
    values["websites"] = names(website_name(one) for one in filed) if filed else None
    gone = [one for one in subject.websites if one.status is FilingStatus.CANCELLED]
    values["gone"] = names(map(_gone, gone)) if gone else None
    if website is not None:
        lost = moved_from(website)
        values["lost_provider"] = lost and provider_name(lost.provider)
        values["lost_at"] = lost and lost.cancelled_at and moment_or_day(lost.cancelled_at)
    others = [website_name(one) for one in filed if one != website]
    values["others"] = names(others) if website is not None and others else None
    return values


def _gone(website: Website) -> Value:
    """Return the name of a cancelled website, with the day on which it went, if that is known."""
    name = website_name(website)
    if website.cancelled_at is None:
        return name
    return wording("utter_website_gone_on", website=name, day=day(website.cancelled_at))


def times_of(times: ReviewTimes | None) -> dict[str, Value]:
    """Return the figures of a province, where it has enough finished cancellations."""
    if times is None:
        return {}
    return {"median": number(times.median), "slowest": times.slowest}


def _of_order(order: Order, account: Account, now: datetime) -> dict[str, Value]:
    values: dict[str, Value] = {
        "order": order_name(order, account),
        "order_id": order.order_id,
        "reason": return_reason(order),
        "access_aside": access_aside(order),
    }
    if order.sms_sent_at is not None:
        values["sent"] = moment(order.sms_sent_at)
    step = sms_step(order, now)
    if step is not None:
        values["deadline"] = moment(step.deadline)
        values["left"] = None if step.expired else duration(step.left)
    found = review(order, now)
    if found is not None:
        values["received"] = day(found.received_on)
        values["elapsed"] = found.elapsed
        values["remaining"] = max(0, LONGEST_REVIEW - found.elapsed) or None
        values["over"] = max(0, found.elapsed - LONGEST_REVIEW) or None
        last_day = day(found.last_expected_day)
        values["last_day"] = last_day if found.certain else wording("utter_about", day=last_day)
    if order.finished_at is not None:
        values["since"] = day(order.finished_at)
    return values
