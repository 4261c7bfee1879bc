"""The card of an order, and of several: where each stands, and what fits its stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actions.answers.topic_answer import intent_choice
from actions.references.candidates import order_name, return_reason
from actions.references.naming import Candidate, choice_of
from actions.references.phone_on_file import phone_checked_for
from actions.wording.replies import Card, Choice, Value, day, moment, wording
from beian.filing.orders import (
    Review,
    SmsStep,
    is_cancellation,
    is_open,
    review,
    sms_step,
    target_of,
)
from beian.filing.stages import Stage, stages_of
from beian.filing.state import Account, Order, OrderState
from beian.nlu.intents import REQUEST_HUMAN

_NOT_SUBMITTED = (OrderState.DRAFT, OrderState.GIVEN_UP)
_HOW_TO_GIVE_UP = "faq_abandon_order_impact/how"
_AFTER_A_CANCELLATION = ("faq_miit_record_removed", "faq_after_cancelling")
_FITTING = {
    OrderState.DRAFT: ("my_order_progress/next_step", _HOW_TO_GIVE_UP),
    OrderState.PROVIDER_REVIEW: ("my_order_progress/next_step", _HOW_TO_GIVE_UP),
    OrderState.SMS_VERIFICATION: ("faq_sms_verification/not_received", _HOW_TO_GIVE_UP),
    OrderState.ADMINISTRATION_REVIEW: ("my_order_progress/remaining",),
    OrderState.RETURNED: ("my_order_progress/resubmit",),
    OrderState.GIVEN_UP: ("faq_abandon_order_impact/what_is_lost",),
}
"""What is asked by buttons at each stage. Nothing is given up once the administration has it."""
_OVER_IN_TIME = ("faq_sms_verification/expired", "my_order_progress/resubmit")
"""The same once the time for the SMS verification is over."""

_URGENCY = {
    state: place
    for place, state in enumerate(
        (
            OrderState.SMS_VERIFICATION,
            OrderState.RETURNED,
            OrderState.DRAFT,
            OrderState.PROVIDER_REVIEW,
            OrderState.ADMINISTRATION_REVIEW,
        )
    )
}

_LAST_DAYS = {
    (False, True): "utter_card_last_day",
    (False, False): "utter_card_last_day_about",
    (True, True): "utter_card_last_day_past",
    (True, False): "utter_card_last_day_past_about",
}
"""What is said of the 20th working day, by whether it is past, and certain."""


def order_card(order: Order, account: Account, now: datetime) -> Card:
    """Return the card of one order: its stages, its dates, and what is left of a deadline."""
    stages = stages_of(order)
    step, found = sms_step(order, now), review(order, now)
    drawn = [{"title": _named(one), "reached": one.reached.value} for one in stages]
    about: dict[str, Value] = {"stages": drawn}
    if step is not None and not step.expired:
        about["deadline"] = {"at": step.deadline.isoformat(), "now": now.isoformat()}
    return Card(
        "order",
        order_name(order, account),
        [_way(stages), *_dates(order, account, step, found)],
        _buttons(order, step),
        about,
    )


def by_urgency(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return orders, those first that wait for their owner: the SMS verification above all."""
    return sorted(candidates, key=lambda one: _URGENCY.get(one.thing.state, len(_URGENCY)))


def orders_card(candidates: Sequence[Candidate], account: Account, now: datetime) -> Card:
    """Return the card of several orders: a line for each, and the button that picks it."""
    listed = [_item(one.thing, account, now) for one in candidates]
    title = wording("utter_card_orders", count=len(listed))
    return Card("orders", title, listed, [choice_of(one) for one in candidates])


def _item(order: Order, account: Account, now: datetime) -> Value:
    """Return where an order stands, in a line, with the deadline of its SMS verification."""
    name, step = order_name(order, account), sms_step(order, now)
    if step is None or step.expired:
        return wording("utter_card_order_item", order=name, stage=_now(order))
    return wording(
        "utter_card_order_item_until", order=name, stage=_now(order), deadline=moment(step.deadline)
    )


def _way(stages: Sequence[Stage]) -> Value:
    """Return the stages as a line of text."""
    line: Value = None
    for stage in stages:
        said = wording(f"utter_card_stage_{stage.reached.value}", stage=_named(stage))
        line = said if line is None else wording("utter_card_then", before=line, stage=said)
    return line


def _named(stage: Stage) -> Value:
    return wording(f"utter_card_{stage.state.value}")


def _now(order: Order) -> Value:
    return wording(f"utter_card_{order.state.value}_now")


def _dates(
    order: Order, account: Account, step: SmsStep | None, found: Review | None
) -> list[Value]:
    """Return the dates on file, and those that follow from them."""
    begun = "utter_card_begun" if order.state in _NOT_SUBMITTED else "utter_card_submitted"
    told = [wording(begun, day=day(order.created_at))]
    if step is not None:
        phone = phone_checked_for(target_of(order, account))
        told.append(wording("utter_card_sms_sent", sent=moment(step.sent_at), phone=phone))
        last = "utter_card_sms_over" if step.expired else "utter_card_sms_until"
        told.append(wording(last, deadline=moment(step.deadline)))
    if found is not None:
        told.append(wording("utter_card_received", day=day(found.received_on)))
        response = _LAST_DAYS[found.overdue, found.certain]
        told.append(wording(response, day=day(found.last_expected_day)))
    if order.finished_at is not None and not is_open(order):
        told.append(wording(f"utter_card_{order.state.value}_on", day=day(order.finished_at)))
    reason = return_reason(order)
    if order.state is OrderState.RETURNED and reason:
        told.append(wording("utter_card_reason", reason=reason))
    return told


def _buttons(order: Order, step: SmsStep | None) -> list[Choice]:
    asked: tuple[str, ...] = _FITTING.get(order.state, ())
    if step is not None and step.expired:
        asked = _OVER_IN_TIME
    if order.state is OrderState.SUCCEEDED and is_cancellation(order):
        asked = _AFTER_A_CANCELLATION
    choices = [intent_choice(intent) for intent in asked]
    if order.state is OrderState.SMS_VERIFICATION:  # where people get stuck, and time runs out
        choices.append(Choice(wording("utter_card_person"), f"/{REQUEST_HUMAN}"))
    return choices
