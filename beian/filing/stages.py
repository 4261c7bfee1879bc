"""How far an order is on its way (docs/domain.md, "The way of an order")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from beian.filing.state import Order, OrderKind, OrderState

WAY = (
    OrderState.DRAFT,
    OrderState.PROVIDER_REVIEW,
    OrderState.SMS_VERIFICATION,
    OrderState.ADMINISTRATION_REVIEW,
    OrderState.SUCCEEDED,
)
_STOPPED = (OrderState.RETURNED, OrderState.GIVEN_UP)


class Reached(str, Enum):
    """Whether an order has a stage behind it, is at it, or before it; or ended there early."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Stage:
    state: OrderState
    reached: Reached


def stages_of(order: Order) -> tuple[Stage, ...]:
    """Return the stages of an order in their order. Of one that was returned or given up, only
    those that it surely had behind it, and that end."""
    way = tuple(state for state in WAY if not _left_out(state, order))
    if order.state in _STOPPED:
        passed = [Stage(state, Reached.DONE) for state in way[: _surely_passed(order, way)]]
        return (*passed, Stage(order.state, Reached.STOPPED))
    if order.state is OrderState.SUCCEEDED:
        return tuple(Stage(state, Reached.DONE) for state in way)
    # An order that cancels access and waits for an SMS all the same is of a provider's own making.
    now = WAY.index(order.state)
    return tuple(Stage(state, _reached(WAY.index(state), now)) for state in way)


def _left_out(state: OrderState, order: Order) -> bool:
    """Return whether a stage is none of this order: cancelling access needs no SMS."""
    without_sms = order.kind is OrderKind.CANCEL_ACCESS and order.state is not state
    return state is OrderState.SMS_VERIFICATION and without_sms


def _reached(stage: int, now: int) -> Reached:
    if stage == now:
        return Reached.NOW
    return Reached.DONE if stage < now else Reached.AHEAD


def _surely_passed(order: Order, way: tuple[OrderState, ...]) -> int:
    """Return how many stages an order that has ended early had behind it, by its dates."""
    if order.administration_received_at is not None:
        return way.index(OrderState.ADMINISTRATION_REVIEW)
    if order.sms_sent_at is not None and OrderState.SMS_VERIFICATION in way:
        return way.index(OrderState.SMS_VERIFICATION)
    return 1 if order.state is OrderState.RETURNED else 0
