"""What an import changed in the states of orders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from beian.filing.state import Account, OrderKind, OrderState

OrderStates = dict[tuple[str, str], tuple[OrderKind, OrderState]]
"""Kind and state of orders, by the ids of account and order."""


@dataclass(frozen=True)
class OrderChange:
    """An order of an account that was stored before, with its states before and after.

    `before` is None where the order is new, `after` where it is no longer on file.
    """

    account_id: str
    order_id: str
    kind: OrderKind
    before: OrderState | None
    after: OrderState | None


def order_states(accounts: Iterable[Account]) -> OrderStates:
    """Return the states of all orders of accounts."""
    return {
        (account.account_id, order.order_id): (order.kind, order.state)
        for account in accounts
        for order in account.orders
    }


def order_changes(before: OrderStates, after: OrderStates) -> tuple[OrderChange, ...]:
    """Return what differs, in the order of `after`, then what is gone.

    Both hold the orders of accounts that were stored before: what a first import brings is no
    change.
    """
    return tuple(_changes(before, after))


def _changes(before: OrderStates, after: OrderStates) -> Iterator[OrderChange]:
    for (account_id, order_id), (kind, state) in after.items():
        earlier = _state(before, (account_id, order_id))
        if earlier is not state:
            yield OrderChange(account_id, order_id, kind, earlier, state)
    for (account_id, order_id), (kind, state) in before.items():
        if (account_id, order_id) not in after:
            yield OrderChange(account_id, order_id, kind, state, None)


def _state(
    states: Mapping[tuple[str, str], tuple[OrderKind, OrderState]], key: tuple[str, str]
) -> OrderState | None:
    found = states.get(key)
    return found[1] if found else None
