"""The greeting, which tells a known user what waits."""

from __future__ import annotations

from actions.answers.progress import progress
from actions.answers.topic_answer import intent_choice
from actions.frame.things import order_key
from actions.reading.question import Question
from actions.references.candidates import order_name
from actions.wording.replies import Reply, Value, lines, moment, reply, wording
from beian.filing.orders import orders_under_way, sms_step
from beian.filing.state import Account, Order, OrderState
from beian.nlu.intents import MY_ORDER_PROGRESS

_NEXT = {
    OrderState.SMS_VERIFICATION: ("faq_sms_verification", "faq_withdraw_application"),
    OrderState.RETURNED: (MY_ORDER_PROGRESS, "faq_required_documents"),
}
"""What people ask about an order in these states."""


def greeting(question: Question) -> list[Reply]:
    """Return the greeting: what waits for a known user, or what can be asked."""
    account = question.user.account
    orders = () if account is None else orders_under_way(account)
    if account is None or not orders:
        return [reply("utter_greet")]
    if len(orders) == 1:
        asked = _NEXT.get(orders[0].state, ("faq_cancellation_time", "faq_withdraw_application"))
        choices = [intent_choice(intent) for intent in asked]
        first = progress(question, account, orders[0])[0]
        return [reply("utter_greet_back"), Reply(first.response, first.values, choices)]
    question.listed = tuple(order_key(order) for order in orders)
    items = lines(_waits(question, account, order) for order in orders)
    return [reply("utter_greet_orders", [intent_choice(MY_ORDER_PROGRESS)], items=items)]


_WAITS = {
    OrderState.DRAFT: "utter_waits_for_submission",
    OrderState.PROVIDER_REVIEW: "utter_waits_for_provider",
    OrderState.ADMINISTRATION_REVIEW: "utter_waits_for_administration",
    OrderState.RETURNED: "utter_waits_for_resubmission",
}


def _waits(question: Question, account: Account, order: Order) -> Value:
    """Return an order with what it waits for."""
    name = order_name(order, account)
    step = sms_step(order, question.now)
    if step is not None and not step.expired:
        return wording("utter_waits_for_sms", order=name, deadline=moment(step.deadline))
    return wording(_WAITS[order.state], order=name) if order.state in _WAITS else name
