"""How long a cancellation takes."""

from __future__ import annotations

from actions.candidates import filed_subjects, order_candidates
from actions.progress import progress, times_in
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply
from filing.orders import open_cancellations
from filing.state import Account, OrderState


class CancellationTime(TopicAction):
    topic = "faq_cancellation_time"

    def general(self, question: Question) -> list[Reply]:
        times = times_in(question, question.province) if question.province else []
        return [*super().general(question), *times]

    def follow_up(self, question: Question) -> list[Reply]:
        if question.province:
            return times_in(question, question.province) or self.general(question)
        return super().follow_up(question)

    def personal(self, question: Question, account: Account) -> list[Reply]:
        if question.province:
            return self.general(question)
        candidates = order_candidates(open_cancellations(account), account)
        chosen = question.one_of(candidates, "utter_which_order")
        if chosen is None:
            return [*self.general(question), *self._times_at_home(question, account)]
        replies = progress(question, account, chosen.thing)
        if chosen.thing.state is OrderState.ADMINISTRATION_REVIEW:
            return replies
        return [*replies, *self.general(question)]

    @staticmethod
    def _times_at_home(question: Question, account: Account) -> list[Reply]:
        provinces = {subject.province for subject in filed_subjects(account)}
        return [one for province in sorted(provinces) for one in times_in(question, province)]
