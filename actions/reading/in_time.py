"""A message that asks whether the verification can wait until a time that it names."""

from __future__ import annotations

from collections.abc import Collection

from actions.frame.context import SURE_OF_ITSELF
from actions.frame.message import Asked, Message
from beian.filing.state import Account, OrderState
from beian.nlu.intents import MY_ORDER_PROGRESS
from beian.nlu.text.said_times import asks_to_do_it_then

_VERIFICATION = "faq_sms_verification"
_NEAR = (_VERIFICATION, MY_ORDER_PROGRESS, "faq_cancellation_time")


def asks_whether_in_time(
    message: Message, account: Account | None, topics: Collection[str]
) -> Asked | None:
    """Return the question how long the code is valid, where the only order that waits for it may be
    verified at a time that the message names; None where it asks something else."""
    if account is None or message.pressed or not asks_to_do_it_then(message.text):
        return None
    waiting = [one for one in account.orders if one.state is OrderState.SMS_VERIFICATION]
    another = message.intent in topics and message.intent not in _NEAR
    another = another or message.part not in (None, "validity", "expired")
    if len(waiting) != 1 or (another and message.confidence >= SURE_OF_ITSELF):
        return None
    return Asked(_VERIFICATION, "validity", message.text)
