"""Whether a cancellation that was applied for can still be withdrawn."""

from __future__ import annotations

from dataclasses import replace

from actions.answers.progress import overdue
from actions.answers.topic_answer import TopicAnswer
from actions.frame.things import order_key
from actions.reading.owners_questions import is_of_all_orders
from actions.reading.question import ACCESS, Question
from actions.references.candidates import order_candidates, order_name
from actions.wording.replies import Reply, Value, lines, moment, reply, wording
from beian.filing.orders import can_be_given_up, is_open, open_orders, sms_step, target_of
from beian.filing.situations import Situation
from beian.filing.state import Account, Order, OrderKind
from beian.nlu.topics.model import Part, Topic


def _is_of_all(question: Question) -> bool:
    asked = question.reading.questions
    return not question.frame.about and is_of_all_orders(asked, question.message)


class Withdraw(TopicAnswer):
    topic = "faq_withdraw_application"
    same_for_every_kind = True

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; that for an order about access only of one that is about access."""
        account = question.user.account
        order = question.situation.order if account is not None else None
        if order is not None and question.asked.part == ACCESS:
            of_access = order.kind in (OrderKind.CANCEL_ACCESS, OrderKind.NEW_ACCESS)
            if not of_access or not is_open(order):
                question = question.about(replace(question.asked, part=None), question.frame)
        if account is not None and len(open_orders(account)) > 1 and _is_of_all(question):
            return self.personal(question, account)
        return super().answer(question)

    def situation(self, question: Question, answered: Topic | Part) -> Situation:
        """Return the situation of the thing in question; of several open orders each is told."""
        if isinstance(answered, Topic):
            return question.situation
        return super().situation(question, answered)

    def personal(self, question: Question, account: Account) -> list[Reply]:
        orders = open_orders(account)
        if self._of_a_service(question, account):
            return self.general(question)
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
    def _of_a_service(question: Question, account: Account) -> bool:
        """Return whether an app, mini program or quick app is meant without an open order: those
        of others would not tell whether its own can be withdrawn."""
        target = question.situation.target
        if target is None or target.service is None:
            return False
        meant = target.service.service_id
        about = (target_of(order, account) for order in open_orders(account))
        return all(
            one is None or one.service is None or one.service.service_id != meant for one in about
        )

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
