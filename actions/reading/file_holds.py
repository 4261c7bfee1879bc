"""What is on file that a question can be about."""

from __future__ import annotations

from collections.abc import Collection

from actions.frame.things import things_of
from actions.reading.file_parts import ANSWERED_BY_THEMSELVES
from beian.filing.provider_access import active_accesses, cancelled_accesses
from beian.filing.state import Account, FilingStatus, Order, OrderKind, OrderState
from beian.nlu.file_questions.kinds import FileQuestion

_IN_STATE = {
    FileQuestion.SUBMITTED: tuple(OrderState),
    FileQuestion.RETURNED: (OrderState.RETURNED,),
    FileQuestion.GIVEN_UP: (OrderState.GIVEN_UP,),
}
"""Questions that are about a day of orders, and the states of the orders that have such a day."""
_FILING = (OrderKind.FIRST_FILING, OrderKind.NEW_WEBSITE)


def any_cut(account: Account) -> bool:
    """Return whether a website has lost an access."""
    websites = (site for subject in account.subjects for site in subject.websites)
    return any(cancelled_accesses(site) for site in websites)


def is_on_file(asked: FileQuestion, account: Account) -> bool:
    """Return whether there is anything on file that the question can be about."""
    if asked is FileQuestion.CANCELLED_ON:
        targets = (thing.target for thing in things_of(account))
        return any(one and one.thing.status is FilingStatus.CANCELLED for one in targets)
    if asked is FileQuestion.ACCESS_ENDED:
        return any_cut(account)
    if asked is FileQuestion.APPROVED:
        done: Collection[OrderKind] = [
            order.kind for order in account.orders if order.state is OrderState.SUCCEEDED
        ]
        return any(kind in done for kind in _FILING)
    return asked in ANSWERED_BY_THEMSELVES or bool(orders_asked(asked, account))


def orders_asked(asked: FileQuestion | None, account: Account) -> tuple[Order, ...]:
    """Return the orders of which a question can ask that; none where it asks of no order."""
    states = _IN_STATE.get(asked, ()) if asked is not None else ()
    return tuple(order for order in account.orders if order.state in states)


def waits_for_code(account: Account) -> bool:
    """Return whether an order waits for the code of the ministry's text."""
    return any(one.state is OrderState.SMS_VERIFICATION for one in account.orders)


def has_moved(account: Account) -> bool:
    """Return whether a website has lost one access and works through another."""
    websites = [site for subject in account.subjects for site in subject.websites]
    return any(cancelled_accesses(site) and active_accesses(site) for site in websites)
