"""How long a cancellation takes."""

from __future__ import annotations

from actions.answers.progress import progress, times_in
from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import ACCESS, Question
from actions.references.candidates import order_candidates, order_name, target_name
from actions.references.related import order_in_the_way
from actions.wording.replies import Reply, day, reply, wording
from beian.filing.orders import (
    LONGEST_REVIEW,
    Review,
    is_cancellation,
    is_under_way,
    orders_to_report,
    review,
    target_of,
)
from beian.filing.provider_access import filed_subjects
from beian.filing.state import Account, Order, OrderKind, OrderState
from beian.nlu.plain_words.whole import turns_to_the_whole
from beian.nlu.topics.model import answer_name

_OF_LENGTH = ("earliest", "in_time", "speed_up")
"""Parts that figures of a province belong to."""


class CancellationTime(TopicAnswer):
    topic = "faq_cancellation_time"
    same_for_every_kind = True

    def general(self, question: Question) -> list[Reply]:
        if question.kind == ACCESS:
            return [reply("utter_time_of_access")]
        times = times_in(question, question.province) if question.province else []
        return [*super().general(question), *times]

    def of_part(self, question: Question, part: str) -> list[Reply]:
        """Return the part's answer, with how long it has taken in the province in question."""
        replies = super().of_part(question, part)
        if part not in _OF_LENGTH:
            return replies
        province = question.province or _home(question)
        return [*replies, *(times_in(question, province) if province else [])]

    def part_typical(self, question: Question) -> list[Reply]:
        """Return how long others have taken in the province in question, or in those on file."""
        general = reply(answer_name(f"{self.topic}/typical"))
        account = question.user.account
        known = question.province or _home(question)
        provinces = {known} if known else set()
        if account is not None and not provinces:
            provinces = {subject.province for subject in filed_subjects(account)}
        return [*(one for each in sorted(provinces) for one in times_in(question, each)), general]

    def follow_up(self, question: Question) -> list[Reply]:
        if question.province:
            return times_in(question, question.province) or self.general(question)
        if question.kind == ACCESS:
            return [reply("utter_time_of_access")]
        return super().follow_up(question)

    def personal(self, question: Question, account: Account) -> list[Reply]:
        named = question.mentioned(order_candidates(account.orders, account))
        named = [one for one in named if one.key in question.frame.about]
        if len(named) == 1 and not is_cancellation(named[0].thing):
            question.spoken_of = named[0].key
            return progress(question, account, named[0].thing)
        orders = [
            order
            for order in orders_to_report(account)
            if is_cancellation(order) and is_under_way(order)
        ]
        if question.province:
            orders = [one for one in orders if _province(one, account) == question.province]
        candidates = order_candidates(orders, account)
        if question.frame.about and not question.mentioned(candidates):
            return self._of_another(question, account)
        whole = self._of_the_whole(question, account)
        if whole:
            return whole
        chosen = question.one_of(candidates, "utter_which_order")
        if chosen is None and question.province:
            return self.follow_up(question) if question.is_follow_up else self.general(question)
        if chosen is None:
            return [*self.general(question), *self._times_at_home(question, account)]
        return self._of_order(question, account, chosen.thing)

    def _of_the_whole(self, question: Question, account: Account) -> list[Reply]:
        """Return how long it would take to cancel the whole subject that was just turned to, where
        an order for a part of it is open."""
        target = question.situation.target
        if target is None or target.thing is not target.subject:
            return []
        order = order_in_the_way(target, account)
        if order is None or not turns_to_the_whole(question.text):
            return []
        values = {"order": order_name(order, account), "other": target_name(target)}
        first = reply("utter_one_after_the_other", **values)
        return [*self.general(question), first]

    def _of_another(self, question: Question, account: Account) -> list[Reply]:
        """Return how long it takes to cancel what no order is under way for, and which order has to
        be over before."""
        target = question.situation.target
        home = _home(question)
        times = times_in(question, home) if home else self._times_at_home(question, account)
        told = [*self.general(question), *times]
        order = None if target is None else order_in_the_way(target, account)
        if order is None or target is None:
            return told
        values = {"order": order_name(order, account), "other": target_name(target)}
        return [*told, reply("utter_one_after_the_other", **values)]

    def _of_order(self, question: Question, account: Account, order: Order) -> list[Reply]:
        """Return how long what is still to come takes, and where the order stands."""
        province = _province(order, account)
        times = times_in(question, province) if province else []
        found = review(order, question.now)
        if found is not None:
            return [_left(order, found, account), *times]
        replies = progress(question, account, order)
        if order.state is OrderState.ADMINISTRATION_REVIEW:
            return replies
        without_sms = order.kind is OrderKind.CANCEL_ACCESS
        rest = "utter_time_of_access" if without_sms else "utter_time_after_sms"
        if question.reading.each:  # the first is all that is told of each
            return replies
        return [reply(rest), *times, *replies]

    @staticmethod
    def _times_at_home(question: Question, account: Account) -> list[Reply]:
        provinces = {subject.province for subject in filed_subjects(account)}
        return [one for province in sorted(provinces) for one in times_in(question, province)]


def _left(order: Order, found: Review, account: Account) -> Reply:
    """Return how long an order can still take that the administration has."""
    last_day = day(found.last_expected_day)
    values = {
        "order": order_name(order, account),
        "received": day(found.received_on),
        "elapsed": found.elapsed,
        "remaining": max(0, LONGEST_REVIEW - found.elapsed),
        "last_day": last_day if found.certain else wording("utter_about", day=last_day),
    }
    if found.overdue:
        return Reply("utter_time_overdue", values, offers="person")
    return Reply("utter_time_left", values)


def _province(order: Order, account: Account) -> str | None:
    target = target_of(order, account)
    return target.subject.province if target else None


def _home(question: Question) -> str | None:
    """Return the province of the subject in question, if the account has one."""
    if question.user.account is None or question.situation.target is None:
        return None
    return question.situation.target.subject.province
