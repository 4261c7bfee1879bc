"""On which days what happened to an order: created, received, returned, given up, finished."""

from __future__ import annotations

from actions.frame.things import order_key, things_of
from actions.reading.file_holds import orders_asked
from actions.reading.question import Question
from actions.references.candidates import order_candidates, order_name
from actions.wording.replies import Reply, Value, day, lines, moment, reply, wording
from beian.base.clock import SHANGHAI
from beian.filing.orders import is_cancellation, orders_under_way, review, target_of
from beian.filing.state import Account, Order, OrderState
from beian.filing.working_days import working_days_between
from beian.nlu.file_questions.finding import file_question

_OVER = (OrderState.SUCCEEDED, OrderState.GIVEN_UP)


def days_told(question: Question, account: Account) -> list[Reply]:
    """Return the days of the orders in question, a line each; none where no day is asked for."""
    asked = file_question(question.asked.text)
    candidates = order_candidates(orders_asked(asked, account) or _finished_in(account), account)
    named = question.mentioned(candidates)
    if (asked is None and len(named) != 1) or is_gone_by_no_order(question, account):
        return []
    if not named and question.frame.about:
        return []
    spoken_of = [one for one in candidates if one.key == question.frame.spoken_of]
    under_way = [one for one in candidates if one.thing in orders_under_way(account)]
    meant = [one.thing for one in named or spoken_of or under_way or candidates]
    if not meant:
        return []
    if len(meant) == 1:
        question.spoken_of = order_key(meant[0])
        return [reply("utter_days_of_order", told=order_days(question, meant[0], account))]
    newest = sorted(meant, key=lambda order: order.created_at, reverse=True)
    question.listed = tuple(order_key(order) for order in newest)
    return [
        reply("utter_days_of_several", items=lines(_line(question, one, account) for one in newest))
    ]


def is_gone_by_no_order(question: Question, account: Account) -> bool:
    """Return whether what the message names is cancelled, and no order of its own is on file: those
    of its subject tell nothing of it."""
    named = question.reading.named
    thing = next((one for one in things_of(account) if one.key == named), None)
    if thing is None or thing.order is not None or thing.target is None:
        return False
    orders = (target_of(one, account) for one in account.orders)
    return thing.target.is_cancelled and thing.target not in orders


def _finished_in(account: Account) -> tuple[Order, ...]:
    """Return the orders of an account that are over."""
    return tuple(one for one in account.orders if one.state in _OVER)


def _line(question: Question, order: Order, account: Account) -> Value:
    return wording("utter_days_line", told=order_days(question, order, account))


def order_days(question: Question, order: Order, account: Account) -> Value:
    """Return the days of an order, as far as they are on file."""
    told: dict[str, Value] = {
        "order": order_name(order, account),
        "created": day(order.created_at),
    }
    found = review(order, question.now)
    if found is not None:
        told |= {"received": day(found.received_on), "elapsed": found.elapsed}
    elif order.state is OrderState.SMS_VERIFICATION:
        if order.sms_sent_at is None:
            return wording("utter_days_provider_review", **told)
        told["sent"] = moment(order.sms_sent_at)
    elif order.finished_at is not None:
        told["finished"] = day(order.finished_at)
        if order.state is OrderState.SUCCEEDED:
            return _finished(order, told)
        if order.state is OrderState.GIVEN_UP and is_cancellation(order):
            return wording("utter_days_given_up_cancellation", **told)
    elif order.state not in (OrderState.DRAFT, OrderState.PROVIDER_REVIEW):
        return wording("utter_days_created", **told)
    return wording(f"utter_days_{order.state.value}", **told)


def days_long(days: int) -> Value:
    """Return a number of days."""
    return wording("utter_one_day_long" if days == 1 else "utter_days_long", days=days)


def _finished(order: Order, told: dict[str, Value]) -> Value:
    """Return the days of an order that succeeded, and how many it took."""
    assert order.finished_at is not None
    start = order.created_at.astimezone(SHANGHAI).date()
    end = order.finished_at.astimezone(SHANGHAI).date()
    told = {**told, "days": days_long((end - start).days)}
    if order.administration_received_at is None:
        return wording("utter_days_succeeded", **told)
    received = order.administration_received_at.astimezone(SHANGHAI).date()
    count = working_days_between(received, end).count
    one = count == 1
    reviewed = wording("utter_one_working_day" if one else "utter_working_days_long", days=count)
    return wording(
        "utter_days_succeeded_reviewed", received=day(received), reviewed=reviewed, **told
    )
