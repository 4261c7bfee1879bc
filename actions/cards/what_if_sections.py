"""What the cards of what a cancellation changes share: sections, instances, orders in the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from actions.reading.question import Question
from actions.references.candidates import order_name, target_name
from actions.wording.replies import Card, Choice, Value, day, names, provider_name, wording
from beian.filing.access_consequences import AccessConsequences
from beian.filing.consequences import Consequences, Place
from beian.filing.orders import review
from beian.filing.state import Account, Order, OrderState

OF_THE_ORDER = ("my_order_progress", "faq_withdraw_application")
"""What is asked by buttons where what is asked about is under way."""
Side = Literal["before", "after"]


@dataclass(frozen=True)
class Section:
    title: Value
    lines: list[Value]

    def as_object(self) -> Value:
        return {"title": self.title, "lines": self.lines}


def card_of(title: Value, sections: Sequence[Section], choices: Sequence[Choice]) -> Card:
    """Return the card; its lines say all that its sections hold."""
    filled = [one for one in sections if one.lines]
    flat = [line for one in filled for line in (one.title, *_marked(one.lines))]
    return Card("what_if", title, flat, choices, {"sections": [one.as_object() for one in filled]})


def _marked(told: Sequence[Value]) -> list[Value]:
    return [wording("utter_card_item", line=line) for line in told]


def place_line(place: Place, side: Side, *, of_access: bool = False) -> Value:
    """Return how many websites an instance carries; afterwards also whether places come back, which
    no provider says of cancelled access (`of_access`)."""
    provider = provider_name(place.provider)
    told: dict[str, Value] = {"instance": place.instance_id, "provider": provider}
    limit, given_back = place.quota.websites, place.quota.given_back
    if side == "before":
        if limit is None:
            return wording("utter_card_place", websites=place.before, **told)
        return wording("utter_card_place_of", websites=place.before, limit=limit, **told)
    if given_back and limit is not None and not of_access:
        left = max(0, limit - place.after)
        count = place.before - place.after
        response = "utter_card_place_back_left"
        return wording(response, websites=place.after, limit=limit, count=count, left=left, **told)
    which = {True: "back", False: "lost", None: "unknown"}[None if of_access else given_back]
    if which == "back":
        told["count"] = place.before - place.after
    return wording(f"utter_card_place_{which}", websites=place.after, **told)


def others_line(found: Consequences | AccessConsequences) -> list[Value]:
    """Return what else is gone by then, and what may be, by orders of its own."""
    return [
        wording(f"utter_card_gone_{which}", names=names(map(target_name, going)))
        for which, going in (("first", found.first), ("perhaps", found.perhaps))
        if going
    ]


def in_the_way(orders: Sequence[Order], account: Account, question: Question) -> list[Value]:
    """Return what is to be done about open orders before another can be submitted."""
    told: list[Value] = []
    for order in orders:
        if order.state is not OrderState.ADMINISTRATION_REVIEW:
            continue
        name, reviewed = order_name(order, account), review(order, question.now)
        if reviewed is None or reviewed.overdue:
            told.append(wording("utter_card_order_in_review", order=name))
        else:
            last_day = day(reviewed.last_expected_day)
            told.append(wording("utter_card_order_in_review_until", order=name, last_day=last_day))
    first = [one for one in orders if one.state is not OrderState.ADMINISTRATION_REVIEW]
    if first:
        listed = names(order_name(one, account) for one in first)
        told.append(wording("utter_card_orders_first", orders=listed))
    return told
