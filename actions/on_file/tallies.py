"""What a query of the file is about: the orders, websites and other things that fit it."""

from __future__ import annotations

from datetime import date, datetime

from actions.answers.filing_lists import all_targets, services_of
from actions.frame.things import things_of
from actions.reading.question import Question
from actions.references.refer import references
from beian.base.clock import SHANGHAI
from beian.filing.orders import (
    LONGEST_REVIEW,
    Target,
    finished_orders,
    is_cancellation,
    is_open,
    review,
    target_of,
)
from beian.filing.provider_access import active_accesses
from beian.filing.providers import provider_of
from beian.filing.state import Account, FilingStatus, Order, OrderState, Person, Subject
from beian.filing.working_days import working_days_between
from beian.nlu.file_questions.tally import InState, Of, Tally, asks_of_submitting
from beian.nlu.text.said_periods import Period, said_period

_STATES = {
    InState.RETURNED: (OrderState.RETURNED,),
    InState.GIVEN_UP: (OrderState.GIVEN_UP,),
    InState.FAILED: (OrderState.RETURNED, OrderState.GIVEN_UP),
    InState.WITH_ADMINISTRATION: (OrderState.ADMINISTRATION_REVIEW,),
    InState.SUCCEEDED: (OrderState.SUCCEEDED,),
    InState.CANCELLED: (OrderState.SUCCEEDED,),
}
_KEPT = {
    Of.WEBSITES: lambda one: one.website is not None,
    Of.SERVICES: lambda one: one.service is not None,
    Of.SUBJECTS: lambda one: one.thing is one.subject,
}


def period_of(tally: Tally, question: Question) -> Period | None:
    """Return the period that a query is about; None where it names none."""
    today = question.now.astimezone(SHANGHAI).date()
    return said_period(tally.when, today) if tally.when else None


def named_targets(question: Question, account: Account) -> list[Target]:
    """Return the subjects, websites and services that the message itself names, in its order; an
    order stands for what it is about."""
    things = {thing.key: thing for thing in things_of(account)}
    named = references(question.message, question.before, account).named
    found = [things[key].target for key in named]
    return list(dict.fromkeys(one for one in found if one is not None))


def orders_of(tally: Tally, question: Question, account: Account) -> list[Order]:
    """Return the orders that a query is about, the first one first."""
    submitting = asks_of_submitting(tally)
    state = None if submitting and tally.state is InState.CANCELLED else tally.state
    found = [one for one in account.orders if _is_in_state(one, state, question.now)]
    if tally.state is InState.CANCELLED or question.message.values("cancellation_kind"):
        found = [one for one in found if is_cancellation(one)] or found
    kinds = question.message.values("order_kind")
    found = [one for one in found if one.kind.value in kinds] if kinds else found
    period = period_of(tally, question)
    by_end = state is not None and state not in (InState.OPEN, InState.WITH_ADMINISTRATION)
    if period is not None:
        found = [one for one in found if _falls_in(one, period, by_end=by_end and not submitting)]
    return sorted(found, key=lambda one: (by_end and one.finished_at) or one.created_at)


def _is_in_state(order: Order, state: InState | None, now: datetime) -> bool:
    if state is InState.OPEN:
        return is_open(order)
    if state is InState.OVERDUE:
        return days_in_review(order, now) > LONGEST_REVIEW
    return state not in _STATES or order.state in _STATES[state]


def days_in_review(order: Order, now: datetime) -> int:
    """Return the working days that an order was, or has been, with the administration."""
    found = review(order, now)
    if found is not None:
        return found.elapsed
    if order.administration_received_at is None or order.finished_at is None:
        return 0
    first, last = day_of(order.administration_received_at), day_of(order.finished_at)
    return working_days_between(first, last).count


def _falls_in(order: Order, period: Period, *, by_end: bool) -> bool:
    when = order.finished_at if by_end else order.created_at
    return when is not None and period.holds(day_of(when))


def day_of(when: datetime) -> date:
    """Return the day in China."""
    return when.astimezone(SHANGHAI).date()


def finished_cancellations(tally: Tally, question: Question, account: Account) -> list[Order]:
    """Return the finished orders whose time is reckoned: cancellations, or where there are none
    whatever is finished."""
    done = finished_orders(account)
    period = period_of(tally, question)
    if period is not None:
        done = [one for one in done if _falls_in(one, period, by_end=True)]
    kept = [one for one in done if is_cancellation(one)] or done
    return sorted(kept, key=lambda one: one.created_at)


def finished_order_of(target: Target, account: Account) -> Order | None:
    """Return the last finished order for a thing, or for the subject that holds it."""
    done = finished_orders(account)
    targets = {one.order_id: target_of(one, account) for one in done}
    own = [one for one in done if targets[one.order_id] == target]
    of_subject = [one for one in done if _is_for(targets[one.order_id], target)]
    found = own or of_subject
    return max(found, key=lambda one: one.created_at) if found else None


def _is_for(ordered: Target | None, target: Target) -> bool:
    """Return whether what was ordered is the whole subject of a thing."""
    return ordered is not None and ordered == Target(target.subject)


def cancelled_targets(tally: Tally, question: Question, account: Account) -> list[Target]:
    """Return the cancelled things that a query is about, the first one first."""
    period = period_of(tally, question)
    fitting = [
        one
        for one in targets_of(tally.of, account)
        if one.thing.status is FilingStatus.CANCELLED
        and (period is None or _cancelled_in(one, period))
    ]
    meant = [one for one in fitting if is_of_whom_is_named(one, question, account)]
    return sorted(meant or fitting, key=lambda one: one.thing.cancelled_at or question.now)


def _cancelled_in(target: Target, period: Period) -> bool:
    when = target.thing.cancelled_at
    return when is not None and period.holds(day_of(when))


def targets_of(of: Of | None, account: Account) -> list[Target]:
    """Return the things of a kind that are or were on file; all where no kind is said."""
    every = [*all_targets(account.subjects), *services_of(account.subjects)]
    kept = _KEPT.get(of) if of is not None else None
    return [one for one in every if kept(one)] if kept is not None else every


def is_of_whom_is_named(target: Target, question: Question, account: Account) -> bool:
    """Return whether a thing is of the person, the provider and the subject that a message names,
    as far as it names any."""
    text = question.message.text
    persons = _persons_named(text, account)
    if persons and person_of(target) not in persons:
        return False
    held = target.website or target.service
    provider = question.message.provider
    if provider is not None and held is not None:
        holds = {provider_of(access.provider) for access in active_accesses(held)}
        if provider not in holds:
            return False
    subjects = subjects_named(question, account)
    return not subjects or target.subject in subjects


def subjects_named(question: Question, account: Account) -> list[Subject]:
    """Return the subjects that the message names, and not only a person of theirs."""
    if _persons_named(question.message.text, account):
        return []
    named = named_targets(question, account)
    return [one.subject for one in named if one.thing is one.subject]


def names_a_person(question: Question, account: Account) -> bool:
    """Return whether a message names a person in charge."""
    return bool(_persons_named(question.message.text, account))


def narrows(question: Question, account: Account) -> bool:
    """Return whether a message names a person, a provider or a subject."""
    message = question.message
    return bool(
        _persons_named(message.text, account)
        or message.provider
        or subjects_named(question, account)
    )


def person_of(target: Target) -> Person | None:
    held = target.website or target.service
    return held.person_in_charge if held is not None else target.subject.person_in_charge


def _persons_named(text: str, account: Account) -> list[Person]:
    folded = text.casefold()
    persons = (person_of(one) for one in targets_of(None, account))
    return [one for one in persons if one is not None and _is_named(one.name, folded)]


def _is_named(name: str, folded: str) -> bool:
    if not name.isascii():
        return name in folded
    return any(len(word) > 2 and word in folded.split() for word in name.casefold().split())
