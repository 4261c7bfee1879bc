"""Things that people tell apart by their state: "the one being cancelled", "打不开的那个"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from actions.frame.things import Thing, order_key, service_key, target_key, website_key
from beian.filing.orders import is_cancellation, is_open, target_of
from beian.filing.provider_access import active_accesses, lost_accesses, ordered_by_administration
from beian.filing.state import Account, CancelledBy, FilingStatus, OrderState


def in_state(word: str, things: Iterable[Thing], account: Account) -> tuple[str, ...]:
    """Return the keys of the things that are in the state for which a word stands (reference.yml),
    none where it is none of STATES."""
    keys = STATES[word](account)
    return tuple(thing.key for thing in things if thing.key in keys)


def _being_cancelled(account: Account) -> set[str]:
    orders = (one for one in account.orders if is_open(one) and is_cancellation(one))
    return {target_key(target) for one in orders if (target := target_of(one, account))}


def _returned(account: Account) -> set[str]:
    orders = (one for one in account.orders if one.state is OrderState.RETURNED)
    return {target_key(target) for one in orders if (target := target_of(one, account))}


def _cancelled(account: Account) -> set[str]:
    keys = set()
    for subject in account.subjects:
        for website in subject.websites:
            if website.status is FilingStatus.CANCELLED:
                keys.add(website_key(website))
        for service in subject.services:
            if service.status is FilingStatus.CANCELLED:
                keys.add(service_key(service))
    return keys


def _cut_off(account: Account) -> set[str]:
    """Return the websites whose access was cancelled on the administration's order."""
    lost = ordered_by_administration(lost_accesses(account.subjects))
    return {website_key(one.website) for one in lost}


def _access_given_up(account: Account) -> set[str]:
    """Return the websites of which the owner cancelled an access."""
    lost = lost_accesses(account.subjects)
    own = (one for one in lost if one.access.cancelled_by is CancelledBy.OWNER)
    return {website_key(one.website) for one in own}


def _down(account: Account) -> set[str]:
    lost = (one for one in lost_accesses(account.subjects) if not one.still_active)
    return {website_key(one.website) for one in lost}


def _drafts(account: Account) -> set[str]:
    """Return the orders that are not submitted yet."""
    return {order_key(one) for one in account.orders if one.state is OrderState.DRAFT}


def _with_several_providers(account: Account) -> set[str]:
    return {
        website_key(website)
        for subject in account.subjects
        for website in subject.websites
        if len(active_accesses(website)) > 1
    }


STATES: Mapping[str, Callable[[Account], set[str]]] = {
    "being_cancelled": _being_cancelled,
    "returned": _returned,
    "cancelled": _cancelled,
    "cut_off": _cut_off,
    "access_given_up": _access_given_up,
    "down": _down,
    "draft": _drafts,
    "several_providers": _with_several_providers,
}
"""Words of reference.yml that stand for a state."""
