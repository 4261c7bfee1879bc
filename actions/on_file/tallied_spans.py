"""How long finished orders took: the longest, all together, on average, one beside another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from actions.answers.order_days import days_long, order_days
from actions.frame.things import order_key
from actions.on_file.asked import led
from actions.on_file.orders import compared_told
from actions.on_file.tallies import (
    day_of,
    finished_cancellations,
    finished_order_of,
    named_targets,
)
from actions.reading.question import Question
from actions.references.candidates import order_name, target_name
from actions.wording.replies import Reply, Value, lines, number, reply, wording
from beian.filing.orders import target_of
from beian.filing.state import Account, Order
from beian.nlu.file_questions.claims import asks_to_confirm
from beian.nlu.file_questions.tally import (
    Tally,
    Want,
    asks_whether_longer,
    compares_second_with_first,
    has_particle,
)


def longest_told(tally: Tally, question: Question, account: Account) -> list[Reply]:
    """Return the finished order that took longest."""
    return _extreme(tally, question, account, longest=True)


def shortest_told(tally: Tally, question: Question, account: Account) -> list[Reply]:
    """Return the finished order that took the shortest time."""
    return _extreme(tally, question, account, longest=False)


def _extreme(tally: Tally, question: Question, account: Account, *, longest: bool) -> list[Reply]:
    done = finished_cancellations(tally, question, account)
    if not done:
        return [reply("utter_nothing_finished_yet")]
    if len(done) == 1:
        return _alone(done[0], question, account)
    chosen = (max if longest else min)(done, key=_span)
    question.spoken_of = order_key(chosen)
    response = "utter_longest_of_yours" if longest else "utter_shortest_of_yours"
    return [reply(response, told=order_days(question, chosen, account), count=len(done))]


def _alone(order: Order, question: Question, account: Account) -> list[Reply]:
    question.spoken_of = order_key(order)
    return [reply("utter_only_one_finished", told=order_days(question, order, account))]


def _span(order: Order) -> float:
    return (_end(order) - order.created_at).total_seconds()


def _end(order: Order) -> datetime:
    assert order.finished_at is not None
    return order.finished_at


def days_taken(order: Order) -> int:
    """Return the days from an order's creation to its end."""
    return (day_of(_end(order)) - day_of(order.created_at)).days


def sum_told(tally: Tally, question: Question, account: Account) -> list[Reply]:
    """Return how many days the finished orders took together, and on average."""
    named = [finished_order_of(one, account) for one in named_targets(question, account)]
    done = [one for one in named if one is not None]
    done = done or finished_cancellations(tally, question, account)
    if not done:
        return [reply("utter_nothing_finished_yet")]
    if len(done) == 1:
        return _alone(done[0], question, account)
    days = sum(days_taken(one) for one in done)
    items = (_taken(one, account) for one in done)
    question.listed = tuple(order_key(one) for one in done)
    on_average = tally.want is Want.AVERAGE
    return [
        reply(
            "utter_days_on_average" if on_average else "utter_days_in_all",
            count=len(done),
            days=days_long(days),
            average=number(round(days / len(done), 1)),
            items=lines(wording("utter_waiting_line", told=one) for one in items),
        )
    ]


def _taken(order: Order, account: Account) -> Value:
    return wording(
        "utter_order_took", order=order_name(order, account), days=days_long(days_taken(order))
    )


def compared_in_days(tally: Tally, question: Question, account: Account) -> list[Reply]:
    """Return which of two finished orders took longer, and by how much; where one is not finished,
    how long it has been under way beside the other."""
    two = _two(tally, question, account)
    if two is None:
        return compared_told(question, account)
    first, second = two
    more, less = (first, second) if days_taken(first) >= days_taken(second) else (second, first)
    question.listed = tuple(order_key(one) for one in (first, second))
    values: dict[str, Value] = {
        "more": _name(more, account),
        "less": _name(less, account),
        "days": days_long(days_taken(more)),
        "fewer": days_long(days_taken(less)),
        "difference": days_long(days_taken(more) - days_taken(less)),
    }
    same = days_taken(more) == days_taken(less)
    longer = asks_whether_longer(question.asked.text)
    told = [reply("utter_took_longer" if longer else "utter_was_quicker", **values)]
    if same:
        told = [reply("utter_took_the_same", **values)]
    if not (asks_to_confirm(question.asked.text) or has_particle(question.asked.text)):
        return told
    holds = not same and (more is first) is longer
    return led(told, wording("utter_it_is_so" if holds else "utter_it_is_not_so"))


def _name(order: Order, account: Account) -> Value:
    """Return what an order was for."""
    target = target_of(order, account)
    if target is None:
        return order_name(order, account)
    held = target.website
    return wording("utter_thing_quoted", name=held.name if held else target_name(target))


def apart_told(tally: Tally, question: Question, account: Account) -> list[Reply]:
    """Return how many days lie between the ends of two finished orders."""
    two = _two(tally, question, account)
    if two is None:
        return []
    first, second = sorted(two, key=_end)
    days = (day_of(_end(second)) - day_of(_end(first))).days
    question.listed = tuple(order_key(one) for one in two)
    items = (order_days(question, one, account) for one in (first, second))
    told = lines(wording("utter_waiting_line", told=one) for one in items)
    return [reply("utter_days_apart", days=days_long(days), items=told)]


def _two(tally: Tally, question: Question, account: Account) -> tuple[Order, Order] | None:
    """Return the two finished orders that are compared, the one named first before the other: those
    of what is named, else the only two there are."""
    targets = named_targets(question, account)
    named = [finished_order_of(one, account) for one in targets]
    found: Sequence[Order] = [one for one in dict.fromkeys(named) if one is not None]
    if len(targets) > 1 and len(found) != len(targets):
        return None
    if len(found) < 2:
        found = _latest_two(finished_cancellations(tally, question, account), found)
    if len(found) != 2:
        return None
    one, other = found
    turned = len(targets) < 2 and compares_second_with_first(question.asked.text)
    return (other, one) if turned else (one, other)


def _latest_two(done: Sequence[Order], named: Sequence[Order]) -> Sequence[Order]:
    if len(done) != 2 or not named:
        return done
    return [*named, *(one for one in done if one not in named)]
