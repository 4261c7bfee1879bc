"""Answers queries of the file: how many, which, the first and the last, how long in all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from actions.answers.order_days import order_days
from actions.frame.things import order_key, target_key
from actions.on_file.asked import led
from actions.on_file.holdings import what_is_left_told
from actions.on_file.tallied_groups import most_told
from actions.on_file.tallied_spans import (
    apart_told,
    compared_in_days,
    longest_told,
    shortest_told,
    sum_told,
)
from actions.on_file.tallies import (
    cancelled_targets,
    days_in_review,
    finished_order_of,
    is_of_whom_is_named,
    names_a_person,
    narrows,
    orders_of,
    period_of,
    targets_of,
)
from actions.reading.question import Question
from actions.references.cancelled_on_file import cancelled_item
from actions.references.candidates import target_name, website_name
from actions.topics.order_progress import day_of_order
from actions.wording.replies import Reply, Value, day, lines, names, provider_name, reply, wording
from beian.filing.orders import Target, is_open
from beian.filing.provider_access import active_accesses, cancelled_accesses
from beian.filing.state import Account, FilingStatus, Order, OrderState
from beian.nlu.file_questions.tally import (
    OF_ORDERS,
    InState,
    Of,
    Tally,
    Want,
    asks_of_submitting,
    tally_in,
)

_Told = Callable[[Tally, Question, Account], list[Reply]]


def tally_of(question: Question) -> Tally | None:
    """Return the query that a question puts, by itself or after the one before."""
    return tally_in(question.asked.text, question.before.asked)


def tally_told(question: Question, account: Account) -> list[Reply]:
    """Return the answer to a query of the file."""
    tally = tally_of(question)
    if tally is None or tally.want is None:
        return []
    if tally.want in _RECKONED:
        return _RECKONED[tally.want](tally, question, account)
    return _of_a_set(tally)(tally, question, account)


def _of_a_set(tally: Tally) -> _Told:
    """Return what answers a query of a set: orders, cancelled things, access, or holdings."""
    if tally.state is InState.WITHOUT_ACCESS:
        return _access_told
    if tally.is_of_orders:
        return _orders_told
    return _cancelled_told if tally.state is InState.CANCELLED else _holdings_told


def longest_of_all(question: Question, account: Account) -> list[Reply]:
    """Return the finished order that took longest."""
    return longest_told(_reckoned(question), question, account)


def shortest_of_all(question: Question, account: Account) -> list[Reply]:
    """Return the finished order that took the shortest time."""
    return shortest_told(_reckoned(question), question, account)


def compared_of_all(question: Question, account: Account) -> list[Reply]:
    """Return which of two orders took longer."""
    return compared_in_days(_reckoned(question), question, account)


def _reckoned(question: Question) -> Tally:
    return tally_of(question) or Tally(text=question.asked.text)


_RECKONED: Mapping[Want, _Told] = {
    Want.MOST: most_told,
    Want.APART: apart_told,
    Want.AVERAGE: sum_told,
    Want.SUM: sum_told,
    Want.SLOWER: compared_in_days,
    Want.LONGEST: longest_told,
    Want.SHORTEST: shortest_told,
}


def _orders_told(tally: Tally, question: Question, account: Account) -> list[Reply]:
    found = orders_of(tally, question, account)
    label = wording(_label_of_orders(tally))
    if tally.want in (Want.FIRST, Want.LAST):
        return _end_of_orders(tally, question, account, found, label)
    if len(found) == 1:
        question.spoken_of = order_key(found[0])
    question.listed = tuple(order_key(one) for one in found)
    items = [_line(one, question, account) for one in found]
    number = _number_of_orders(tally, found)
    replies = _counted(tally, question, label, items, number)
    if tally.state is InState.OVERDUE and not found:
        reviewed = [one for one in account.orders if days_in_review(one, question.now)]
        if reviewed:
            longest = max(reviewed, key=lambda one: days_in_review(one, question.now))
            told = order_days(question, longest, account)
            replies.append(reply("utter_longest_in_review", told=told))
    return replies


def _line(order: Order, question: Question, account: Account) -> Value:
    if is_open(order):
        return day_of_order(question, order, account)
    return wording("utter_waiting_line", told=order_days(question, order, account))


def _number_of_orders(tally: Tally, found: Sequence[Order]) -> Value:
    """Return how many orders there are; of any state, how many came to what."""
    number = wording("utter_tally_orders_number", count=len(found))
    if tally.state is not None and not asks_of_submitting(tally):
        return number
    parts = (
        ("utter_part_succeeded", [one for one in found if one.state is OrderState.SUCCEEDED]),
        ("utter_part_open", [one for one in found if is_open(one)]),
        ("utter_part_returned", [one for one in found if one.state is OrderState.RETURNED]),
        ("utter_part_given_up", [one for one in found if one.state is OrderState.GIVEN_UP]),
    )
    told = [wording(response, count=len(those)) for response, those in parts if those]
    return wording("utter_tally_in_parts", number=number, parts=names(told))


def _label_of_orders(tally: Tally) -> str:
    state = tally.state
    if state is InState.CANCELLED:
        if asks_of_submitting(tally):
            return "utter_tally_cancellations"
        return "utter_tally_finished_cancellations"
    if state is None or state not in OF_ORDERS:
        return "utter_tally_orders"
    return f"utter_tally_orders_{state.value}"


def _end_of_orders(
    tally: Tally, question: Question, account: Account, found: Sequence[Order], label: Value
) -> list[Reply]:
    if not found:
        return _counted(tally, question, label, [])
    chosen = found[0 if tally.want is Want.FIRST else -1]
    question.spoken_of = order_key(chosen)
    return [_end(tally, order_days(question, chosen, account))]


def _end(tally: Tally, told: Value) -> Reply:
    response = "utter_the_first_one" if tally.want is Want.FIRST else "utter_the_last_one"
    return reply(response, told=told)


def _cancelled_told(tally: Tally, question: Question, account: Account) -> list[Reply]:
    found = cancelled_targets(tally, question, account)
    label = wording("utter_tally_cancelled")
    if tally.want not in (Want.FIRST, Want.LAST) or not found:
        question.listed = tuple(target_key(one) for one in found)
        if len(found) == 1:
            question.spoken_of = target_key(found[0])
        return _counted(tally, question, label, [cancelled_item(one) for one in found])
    chosen = found[0 if tally.want is Want.FIRST else -1]
    question.spoken_of = target_key(chosen)
    order = finished_order_of(chosen, account)
    told = order_days(question, order, account) if order is not None else cancelled_item(chosen)
    return [_end(tally, told)]


def _access_told(tally: Tally, question: Question, account: Account) -> list[Reply]:
    """Return which websites have no access, and which lost one but have another."""
    websites = [
        one
        for one in targets_of(Of.WEBSITES, account)
        if one.website is not None and not one.is_cancelled
    ]
    cut = [one for one in websites if one.website and cancelled_accesses(one.website)]
    if tally.want in (Want.FIRST, Want.LAST) and cut:
        dated = sorted(cut, key=_when_cut)
        chosen = dated[0 if tally.want is Want.FIRST else -1]
        question.spoken_of = target_key(chosen)
        return [_end(tally, _cut(chosen))]
    without = [one for one in websites if one.website and not active_accesses(one.website)]
    question.listed = tuple(target_key(one) for one in without)
    label = wording("utter_tally_without_access")
    items = [wording("utter_waiting_line", told=_cut(one)) for one in without]
    replies = _counted(tally, question, label, items)
    moved = [_cut(one) for one in cut if one not in without]
    if moved:
        told = lines(wording("utter_waiting_line", told=one) for one in moved)
        replies.append(reply("utter_tally_access_elsewhere", items=told))
    return replies


def _cut(target: Target) -> Value:
    """Return when and by whom the last access that a website lost was cancelled."""
    assert target.website is not None
    name = website_name(target.website)
    lost = next(iter(cancelled_accesses(target.website)), None)
    if lost is None or lost.cancelled_at is None:
        return wording("utter_website_never_with_access", website=name)
    by = lost.cancelled_by.value if lost.cancelled_by else "unknown"
    provider = provider_name(lost.provider)
    when = day(lost.cancelled_at)
    return wording(f"utter_access_gone_by_{by}", website=name, provider=provider, day=when)


def _when_cut(target: Target) -> float:
    assert target.website is not None
    moments = [one.cancelled_at for one in cancelled_accesses(target.website) if one.cancelled_at]
    return max((one.timestamp() for one in moments), default=0)


def _holdings_told(tally: Tally, question: Question, account: Account) -> list[Reply]:
    """Return how many things of a kind are on file, and how many were and are cancelled."""
    if tally.want in (Want.FIRST, Want.LAST):
        return []
    if tally.of is Of.DOMAINS:
        return _domains_told(question, account)
    asked = [one for one in (Of.SUBJECTS, Of.WEBSITES, Of.SERVICES) if _asks_of(one, tally)]
    return [_held(of, question, account) for of in asked or [Of.WEBSITES]]


def _asks_of(of: Of, tally: Tally) -> bool:
    return tally.of is of or tally.names(of)


def left_or_held_told(question: Question, account: Account) -> list[Reply]:
    """Return which websites are still on file; where a person or a provider is named, how many of
    theirs there are."""
    if question.message.provider or names_a_person(question, account):
        return [_held(Of.WEBSITES, question, account)]
    return what_is_left_told(question, account)


def _held(of: Of, question: Question, account: Account) -> Reply:
    found = [one for one in targets_of(of, account) if is_of_whom_is_named(one, question, account)]
    on_file = [one for one in found if not one.is_cancelled]
    gone = [one for one in found if one.is_cancelled]
    if question.message.provider is not None:
        gone = []
    question.listed = tuple(target_key(one) for one in on_file)
    items = [wording("utter_waiting_line", told=_named(one)) for one in on_file]
    items += [cancelled_item(one) for one in gone]
    narrowed = narrows(question, account)
    label = f"utter_tally_{of.value}_of_it" if narrowed else f"utter_tally_{of.value}"
    if not found:
        return reply("utter_tally_none", label=wording(label))
    if not gone:
        number = wording("utter_tally_things", count=len(on_file))
    else:
        number = wording("utter_tally_filed_and_cancelled", filed=len(on_file), gone=len(gone))
    return reply("utter_tally", label=wording(label), number=number, items=lines(items))


def _named(target: Target) -> Value:
    if target.thing is target.subject:
        return wording("utter_the_subject", subject=target_name(target))
    return target_name(target)


def _domains_told(question: Question, account: Account) -> list[Reply]:
    found = [
        domain
        for one in targets_of(Of.WEBSITES, account)
        if one.website is not None
        and one.website.status is FilingStatus.FILED
        and is_of_whom_is_named(one, question, account)
        for domain in one.website.domains
    ]
    if not found:
        return []
    number = wording("utter_tally_things", count=len(found))
    label = wording("utter_tally_domains")
    return [reply("utter_tally", label=label, number=number, items=names(found))]


def _counted(
    tally: Tally,
    question: Question,
    label: Value,
    items: Sequence[Value],
    number: Value | None = None,
) -> list[Reply]:
    """Return how many there are, and which; with a yes, where it is asked if there are any."""
    period = period_of(tally, question)
    if period is not None:
        span = {"first": day(period.first), "last": day(period.last)}
        label = wording("utter_tally_in_span", label=label, **span)
    if not items:
        return [reply("utter_tally_none", label=label)]
    lead = wording("utter_there_are") if tally.want is Want.ANY else None
    number = number or wording("utter_tally_things", count=len(items))
    return led([reply("utter_tally", label=label, number=number, items=lines(items))], lead)
