"""Whether a cancellation that was applied for can still be withdrawn."""

from __future__ import annotations

from actions.candidates import order_candidates, order_name
from actions.progress import overdue
from actions.question import Question
from actions.things import order_key
from actions.topic import TopicAnswer
from actions.wording import Reply, Value, lines, moment, reply, wording
from beian.filing.orders import can_be_given_up, open_orders, sms_step
from beian.filing.situations import Situation
from beian.filing.state import Account, Order
from beian.nlu.topics.model import Part, Topic


class Withdraw(TopicAnswer):
    topic = "faq_withdraw_application"
    same_for_every_kind = True

    def situation(self, question: Question, answered: Topic | Part) -> Situation:
        """Return the situation of the thing in question; of several open orders each is told."""
        if isinstance(answered, Topic):
            return question.situation
        return super().situation(question, answered)

    def personal(self, question: Question, account: Account) -> list[Reply]:
        orders = open_orders(account)
        if not orders:
            return [reply("utter_no_open_order"), *self.general(question)]
        candidates = order_candidates(orders, account)
        named = question.mentioned(candidates) or question.of_kind(candidates)
        told = [candidate.thing for candidate in named] or list(orders)
        question.listed = tuple(order_key(order) for order in told)
        items = [self._item(question, account, order) for order in told]
        listed = reply("utter_withdraw_orders", items=lines(items))
        return [listed, *overdue(question, account, told)]

    @staticmethod
    def _item(question: Question, account: Account, order: Order) -> Value:
        name = order_name(order, account)
        if not can_be_given_up(order):
            return wording("utter_withdraw_too_late", order=name)
        step = sms_step(order, question.now)
        if step is None:
            return wording("utter_withdraw_possible", order=name)
        response = "utter_withdraw_expired" if step.expired else "utter_withdraw_until"
        return wording(response, order=name, deadline=moment(step.deadline))
