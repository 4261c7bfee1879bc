"""What imports changed in orders' states, as whoever tells their owners reads it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select, update

from beian.base.clock import utc_now
from beian.base.engine import WRITING
from beian.filing.filing_store import FilingStore
from beian.filing.order_feed import KEPT
from beian.filing.state import Account, OrderKind, OrderState
from beian.filing.tables import recorded_changes
from tests.filing.builders import account, order, subject, website


def with_states(*states: OrderState) -> Account:
    orders = tuple(
        order(OrderKind.CANCEL_WEBSITE, state, "w1", order_id=f"o{number}")
        for number, state in enumerate(states)
    )
    return account(subject(website()), orders=orders)


def read(store: FilingStore, position: int = 0) -> list[tuple[str, OrderState]]:
    return [(one.order_id, one.state) for one in store.order_changes_after(position, 100)]


def test_changes_are_read_once_in_order(store: FilingStore) -> None:
    store.update([with_states(OrderState.DRAFT)], "a test", None)
    assert read(store) == []
    store.update([with_states(OrderState.PROVIDER_REVIEW)], "a test", None)
    store.replace_all([with_states(OrderState.RETURNED, OrderState.SMS_VERIFICATION)], "t", None)
    changes = store.order_changes_after(0, 100)
    assert read(store) == [
        ("o0", OrderState.PROVIDER_REVIEW),
        ("o0", OrderState.RETURNED),
        ("o1", OrderState.SMS_VERIFICATION),
    ]
    assert len({one.change_id for one in changes}) == len(changes)
    assert read(store, changes[0].position) == read(store)[1:]
    assert store.order_changes_after(0, 2) == changes[:2]
    assert read(store, changes[-1].position) == []
    # A position of another store, which had more.
    assert read(store, changes[-1].position + 7) == read(store)


def test_what_its_owner_has_just_done_and_what_is_gone_is_left_out(store: FilingStore) -> None:
    store.update([with_states(OrderState.DRAFT)], "a test", None)
    new = with_states(OrderState.DRAFT, OrderState.DRAFT, OrderState.GIVEN_UP)
    store.update([new], "a test", None)
    store.update([with_states()], "a test", None)
    store.update([with_states(OrderState.DRAFT)], "a test", None)
    assert read(store) == []
    store.update([with_states(OrderState.GIVEN_UP)], "a test", None)
    assert read(store) == [("o0", OrderState.GIVEN_UP)]
    store.remove("acc-1")
    assert len(read(store)) == 1


def test_old_changes_are_forgotten_and_no_position_is_given_twice(store: FilingStore) -> None:
    store.update([with_states(OrderState.DRAFT)], "a test", None)
    store.update([with_states(OrderState.PROVIDER_REVIEW)], "a test", None)
    store.update([with_states(OrderState.SMS_VERIFICATION)], "a test", None)
    last = store.order_changes_after(0, 100)[-1].position
    long_ago = utc_now() - KEPT - timedelta(minutes=1)
    with store.engine.execution_options(**WRITING).begin() as connection:
        connection.execute(update(recorded_changes).values(recorded_at=long_ago))
    store.update([with_states(OrderState.RETURNED)], "a test", None)
    assert read(store, last) == [("o0", OrderState.RETURNED)]
    with store.engine.begin() as connection:
        count = connection.execute(select(func.count()).select_from(recorded_changes)).scalar_one()
    assert count == 2


def test_orders_are_found_by_their_states_in_all_accounts(store: FilingStore) -> None:
    store.update(
        [with_states(OrderState.DRAFT, OrderState.SMS_VERIFICATION, OrderState.SUCCEEDED)],
        "t",
        None,
    )
    found = store.orders_in(OrderState.SMS_VERIFICATION, OrderState.SUCCEEDED)
    assert [(account_id, one.order_id) for account_id, one in found] == [
        ("acc-1", "o1"),
        ("acc-1", "o2"),
    ]
