"""How far orders are: each stage behind them, theirs, or ahead; nothing that is not known."""

from __future__ import annotations

import pytest

from beian.filing.stages import Reached, stages_of
from beian.filing.state import OrderKind, OrderState
from tests.filing.builders import at, order

DRAFT, PROVIDER, SMS, ADMINISTRATION, DONE = (
    OrderState.DRAFT,
    OrderState.PROVIDER_REVIEW,
    OrderState.SMS_VERIFICATION,
    OrderState.ADMINISTRATION_REVIEW,
    OrderState.SUCCEEDED,
)
SENT, RECEIVED = at("2026-10-01T10:00"), at("2026-10-02T10:00")


def drawn(kind: OrderKind, state: OrderState, **facts: object) -> list[tuple[OrderState, str]]:
    return [(one.state, one.reached.value) for one in stages_of(order(kind, state, **facts))]


@pytest.mark.parametrize(
    ("state", "reached"),
    [
        (DRAFT, "now ahead ahead ahead ahead"),
        (PROVIDER, "done now ahead ahead ahead"),
        (SMS, "done done now ahead ahead"),
        (ADMINISTRATION, "done done done now ahead"),
        (DONE, "done done done done done"),
    ],
)
def test_an_order_has_all_stages_of_its_way(state: OrderState, reached: str) -> None:
    stages = drawn(OrderKind.CANCEL_WEBSITE, state)
    assert [one for one, _ in stages] == [DRAFT, PROVIDER, SMS, ADMINISTRATION, DONE]
    assert " ".join(how for _, how in stages) == reached


@pytest.mark.parametrize("state", [DRAFT, PROVIDER, ADMINISTRATION, DONE])
def test_cancelling_access_leaves_the_sms_out(state: OrderState) -> None:
    stages = [one for one, _ in drawn(OrderKind.CANCEL_ACCESS, state)]
    assert stages == [DRAFT, PROVIDER, ADMINISTRATION, DONE]


def test_a_state_that_is_on_file_is_shown_even_where_it_is_not_usual() -> None:
    assert (SMS, "now") in drawn(OrderKind.CANCEL_ACCESS, SMS)


@pytest.mark.parametrize(
    ("facts", "passed"),
    [
        ({}, [DRAFT]),
        ({"sms_sent_at": SENT}, [DRAFT, PROVIDER]),
        (
            {"sms_sent_at": SENT, "administration_received_at": RECEIVED},
            [DRAFT, PROVIDER, SMS],
        ),
    ],
)
def test_a_returned_order_has_behind_it_what_its_dates_prove(
    facts: dict[str, object], passed: list[OrderState]
) -> None:
    *before, last = drawn(OrderKind.CANCEL_SUBJECT, OrderState.RETURNED, **facts)
    assert before == [(state, "done") for state in passed]
    assert last == (OrderState.RETURNED, "stopped")


def test_an_order_that_was_given_up_may_never_have_been_submitted() -> None:
    assert drawn(OrderKind.CANCEL_SUBJECT, OrderState.GIVEN_UP) == [
        (OrderState.GIVEN_UP, "stopped")
    ]


@pytest.mark.parametrize("kind", OrderKind)
@pytest.mark.parametrize("state", OrderState)
def test_every_order_is_at_one_stage_or_has_ended(kind: OrderKind, state: OrderState) -> None:
    ends = [one for one in stages_of(order(kind, state)) if one.reached is not Reached.AHEAD]
    assert ends[-1].state is state
    assert all(one.reached is Reached.DONE for one in ends[:-1])
