"""In what states the thing is that a question is about: what every topic looks at first.

The rules are those of docs/domain.md.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from beian.filing.checked_phone import checked_phone, is_unreachable
from beian.filing.orders import (
    Target,
    is_cancellation,
    is_open,
    is_under_way,
    orders_to_report,
    review,
    sms_step,
    target_of,
)
from beian.filing.provider_access import (
    LostAccess,
    active_accesses,
    cancelled_accesses,
    filed_services,
    filed_subjects,
    filed_websites,
    lost_accesses,
)
from beian.filing.provinces import PROVINCES
from beian.filing.shells import EmptyShell, ShellCause, empty_shell
from beian.filing.situation_states import STAGES, State
from beian.filing.state import (
    Access,
    Account,
    CancelledBy,
    Order,
    OrderKind,
    OrderState,
    Subject,
    SubjectType,
    Website,
)

_UNREACHABLE = {
    SubjectType.INDIVIDUAL: State.INDIVIDUAL_UNREACHABLE,
    SubjectType.ENTERPRISE: State.ENTERPRISE_UNREACHABLE,
}


@dataclass(frozen=True)
class Situation:
    """What is asked about, as far as it is known, and the states it is in.

    `target` and `order` are None where several things could be meant, or nothing is on file.
    """

    states: frozenset[State]
    target: Target | None = None
    order: Order | None = None
    shell: EmptyShell | None = None
    lost: LostAccess | None = None


def situation(
    account: Account, target: Target | None, order: Order | None, now: datetime
) -> Situation:
    """Return the situation of a target, an order, or of whatever the account alone decides."""
    if target is None and order is not None:
        target = target_of(order, account)
    if order is None and target is not None:
        order = current_order(account, target)
    states = set(_of_account(account))
    shell = lost = None
    if target is not None:
        shell = empty_shell(target.subject) if target.service is None else None
        lost = _lost(target)
        states |= _of_target(account, target, shell, lost)
    else:
        states |= _shared(account, now)
    if order is not None:
        states |= _of_order(order, now)
    for_access = order is not None and order.kind is OrderKind.CANCEL_ACCESS  # it has no text
    if target is not None and not for_access and is_unreachable(checked_phone(target)):
        states |= {State.PHONE_DEAD} if State.RETURNED in states else set()
        states |= of_unreachable_phone(target, states)
    if target is not None and other_in_review(account, target, order) is not None:
        states.add(State.OTHER_IN_REVIEW)
    if target is not None and not states & {State.UNDER_WAY, State.SUCCEEDED, State.SERVICE}:
        states.add(State.FILED)
    if target is not None and not states & {State.UNDER_WAY, State.SUCCEEDED}:
        states |= {State.GIVEN_UP} if given_up_order(account, target) else set()
    return Situation(frozenset(states), target, order, shell, lost)


def of_unreachable_phone(target: Target, states: Collection[State]) -> set[State]:
    """Return the states of a target whose phone can't be reached; none where no phone is checked
    any more."""
    past = {State.ADMINISTRATION_REVIEW, State.SUCCEEDED, State.EMPTY_SHELL}
    if not past.isdisjoint(states):
        return set()
    return {State.PHONE_UNREACHABLE, _UNREACHABLE[target.subject.type]}


def states_told(province: str | None, subject_type: SubjectType | None) -> set[str]:
    """Return the states that hold by what somebody said of whom nothing is on file."""
    states = {State.PROVINCE_TOLD.value} if province in PROVINCES else set()
    return states | ({subject_type.value} if subject_type else set())


def only_target(account: Account) -> Target | None:
    """Return the one thing that an account's question can be about; None where several could.

    An only cancellation under way, returned ones included, is it; then an only subject, with its
    website or service if that is the only one. An empty shell stands for itself, however many it
    has.
    """
    orders = [order for order in orders_to_report(account) if is_cancellation(order)]
    under_way = [order for order in orders if is_under_way(order)]
    if len(under_way) == 1:
        return target_of(under_way[0], account)
    if under_way:
        return None
    subjects = filed_subjects(account)
    if len(subjects) != 1:
        return None
    subject = subjects[0]
    things = [Target(subject, website) for website in filed_websites(subject)]
    things += [Target(subject, service=service) for service in filed_services(subject)]
    if len(things) == 1:
        return things[0]
    return Target(subject) if not things or empty_shell(subject) else None


def past_but_others(found: Situation, account: Account) -> bool:
    """Return whether nothing is left to do for what a situation is of, while the account has other
    websites, services or subjects on file."""
    if found.target is None or State.ADMINISTRATION_REVIEW not in found.states:
        return False
    meant = found.target
    subjects = [one for one in filed_subjects(account) if one != meant.subject]
    filed = (*filed_websites(meant.subject), *filed_services(meant.subject))
    siblings = [one for one in filed if meant.thing not in (meant.subject, one)]
    return bool(subjects or siblings)


def orders_in(state: str, account: Account, now: datetime) -> list[Order]:
    """Return the cancellations under way that are at a stage; none where the state is no stage."""
    if state not in STAGES:
        return []
    return [o for o in orders_to_report(account) if State(state) in _of_order(o, now)]


def current_order(account: Account, target: Target) -> Order | None:
    """Return the order under way for a target: for the very thing, else for its subject, else
    the latest that succeeded for it."""
    targets = [(order, target_of(order, account)) for order in account.orders]
    own = [order for order, its in targets if its is not None and its.thing == target.thing]
    reported = orders_to_report(account)
    for orders in (
        [o for o in own if o in reported and is_cancellation(o)],
        [o for o in own if o in reported and is_under_way(o)],
        [o for o in own if is_cancellation(o) and o.state is OrderState.SUCCEEDED],
    ):
        if orders:
            return max(orders, key=lambda order: order.created_at)
    if target.thing != target.subject:
        return current_order(account, Target(target.subject))
    return None


def given_up_order(account: Account, target: Target) -> Order | None:
    """Return the latest cancellation of the very thing, if it was given up."""
    targets = [(order, target_of(order, account)) for order in account.orders]
    own = [o for o, its in targets if its and its.thing == target.thing and is_cancellation(o)]
    latest = max(own, key=lambda order: order.created_at, default=None)
    return latest if latest is not None and latest.state is OrderState.GIVEN_UP else None


def _of_account(account: Account) -> set[State]:
    if filed_subjects(account):
        return {State.KNOWN}
    return {State.NOTHING_FILED} if not account.orders else {State.KNOWN, State.NOTHING_FILED}


def _of_target(
    account: Account, target: Target, shell: EmptyShell | None, lost: LostAccess | None
) -> set[State]:
    states = set()
    if target.is_cancelled:
        states.add(State.SUCCEEDED)
    if target.service is not None:
        states.add(State.SERVICE)
    if shell is not None:
        states.add(State.EMPTY_SHELL)
        if shell.cause is ShellCause.ACCESS_CANCELLED:
            states.add(State.SHELL_WITH_WEBSITES)
    if lost is not None:
        ordered = lost.access.cancelled_by is CancelledBy.ADMINISTRATION
        states.add(State.CUT_OFF if ordered else State.ACCESS_LOST)
        if lost.access.cancelled_by is CancelledBy.OWNER:
            states.add(State.ACCESS_BY_OWNER)
        if _new_access_of(account, lost.website):
            states.add(State.ACCESS_COMING)
    if target.website is not None:
        states |= _of_providers(target.website, target.subject)
    states |= _of_websites(target)
    if other_orders(account, target):
        states.add(State.OTHER_ORDER)
    return states


def _of_websites(target: Target) -> set[State]:
    """Return whether the subject has one website or several, and the website one domain.

    One that stands beside an app is not all that the subject has, so it is no only website; and a
    service is spoken of as no website.
    """
    filed = filed_websites(target.subject)
    if not filed or target.service is not None:
        return set()
    states = {State.SEVERAL_WEBSITES} if len(filed) > 1 else set()
    if len(filed) == 1 and not filed_services(target.subject):
        states.add(State.ONLY_WEBSITE)
    shown = target.website or (filed[0] if len(filed) == 1 else None)
    if shown in filed and len(shown.domains) == 1:
        states.add(State.ONE_DOMAIN)
    return states


def _of_providers(website: Website, subject: Subject) -> set[State]:
    """Return whether a website has access at several providers, or only where it moved to."""
    if website not in filed_websites(subject):
        return set()
    active = {access.provider for access in active_accesses(website)}
    states = {State.SEVERAL_PROVIDERS} if len(active) > 1 else set()
    if active and moved_from(website) is not None:
        states.add(State.ACCESS_MOVED)
    return states


def moved_from(website: Website) -> Access | None:
    """Return the latest access that a website lost at a provider with which it has none now."""
    active = {access.provider for access in active_accesses(website)}
    lost = [one for one in cancelled_accesses(website) if one.provider not in active]
    return lost[0] if lost else None


def other_orders(account: Account, target: Target | None) -> list[Order]:
    """Return the open orders that are no cancellations, and for a target's subject if one is
    given."""
    others = [o for o in account.orders if is_open(o) and not is_cancellation(o)]
    return [o for o in others if target is None or _same_subject(target_of(o, account), target)]


def _new_access_of(account: Account, website: Website) -> bool:
    """Return whether new access of a website is being filed."""
    orders = (o for o in account.orders if is_open(o) and o.kind is OrderKind.NEW_ACCESS)
    targets = (target_of(order, account) for order in orders)
    return any(target is not None and target.website == website for target in targets)


def other_in_review(account: Account, target: Target, order: Order | None) -> Order | None:
    """Return an order that the administration reviews for a target's subject, other than that for
    the target itself: nothing else of the subject can be submitted meanwhile."""
    return next(
        (
            one
            for one in account.orders
            if one.state is OrderState.ADMINISTRATION_REVIEW
            and (one != order or not is_cancellation(one))
            and _same_subject(target_of(one, account), target)
        ),
        None,
    )


def _same_subject(one: Target | None, other: Target) -> bool:
    return one is None or one.subject == other.subject


def _lost(target: Target) -> LostAccess | None:
    """Return the access that a subject's website lost and has no other for; none of a service."""
    if target.service is not None:
        return None
    losses = [
        loss
        for loss in lost_accesses((target.subject,))
        if not active_accesses(loss.website) and target.website in (None, loss.website)
    ]
    return losses[0] if losses else None


def _of_order(order: Order, now: datetime) -> set[State]:
    if not is_cancellation(order):
        return set()
    states = set()
    if order.state.value in STAGES:
        states.add(State(order.state.value))
    if is_under_way(order):
        states.add(State.UNDER_WAY)
    step = sms_step(order, now)
    if step is not None and step.expired:
        states = (states - {State.SMS_VERIFICATION}) | {State.SMS_EXPIRED}
    found = review(order, now)
    if found is not None and found.overdue:
        states.add(State.OVERDUE)
    return states


def _shared(account: Account, now: datetime) -> set[State]:
    """Return the states in which all subjects on file are, where it is open which one is meant."""
    subjects = filed_subjects(account)
    each = [situation(account, Target(subject), None, now).states for subject in subjects]
    shared = frozenset.intersection(*each) if each else frozenset()
    return set(shared & {State.EMPTY_SHELL, State.CUT_OFF, State.ACCESS_LOST, State.OTHER_ORDER})
