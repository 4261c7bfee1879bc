"""How long a cancellation takes."""

from __future__ import annotations

from actions.candidates import filed_subjects, order_candidates
from actions.progress import progress, times_in
from actions.question import ACCESS, Question
from actions.topic import TopicAction
from actions.wording import Reply, reply
from beian.filing.orders import is_cancellation, is_open, orders_to_report, target_of
from beian.filing.state import Account, Order, OrderKind, OrderState


class CancellationTime(TopicAction):
    topic = "faq_cancellation_time"
    same_for_every_kind = True

    def general(self, question: Question) -> list[Reply]:
        times = times_in(question, question.province) if question.province else []
        return [*super().general(question), *times]

    def follow_up(self, question: Question) -> list[Reply]:
        if question.province:
            return times_in(question, question.province) or self.general(question)
        if question.kind == ACCESS:
            return [reply("utter_time_of_access")]
        return super().follow_up(question)

    def personal(self, question: Question, account: Account) -> list[Reply]:
        orders = [order for order in orders_to_report(account) if _is_under_way(order)]
        if question.province:
            orders = [one for one in orders if _province(one, account) == question.province]
        chosen = question.one_of(order_candidates(orders, account), "utter_which_order")
        if chosen is None and question.province:
            return self.follow_up(question) if question.is_follow_up else self.general(question)
        if chosen is None:
            return [*self.general(question), *self._times_at_home(question, account)]
        return self._of_order(question, account, chosen.thing)

    def _of_order(self, question: Question, account: Account, order: Order) -> list[Reply]:
        """Return where the order stands, and how long what is still to come takes."""
        replies = progress(question, account, order)
        if order.state is OrderState.ADMINISTRATION_REVIEW:
            return replies
        without_sms = order.kind is OrderKind.CANCEL_ACCESS
        rest = "utter_time_of_access" if without_sms else "utter_time_after_sms"
        province = _province(order, account)
        return [*replies, reply(rest), *(times_in(question, province) if province else [])]

    @staticmethod
    def _times_at_home(question: Question, account: Account) -> list[Reply]:
        provinces = {subject.province for subject in filed_subjects(account)}
        return [one for province in sorted(provinces) for one in times_in(question, province)]


def _province(order: Order, account: Account) -> str | None:
    target = target_of(order, account)
    return target.subject.province if target else None


def _is_under_way(order: Order) -> bool:
    """Return a cancellation that is open, or that was returned and has to be submitted again."""
    return is_cancellation(order) and (is_open(order) or order.state is OrderState.RETURNED)
