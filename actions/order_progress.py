"""Where the user's own order stands."""

from __future__ import annotations

from actions.candidates import order_candidates
from actions.progress import progress
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, reply
from filing.orders import orders_to_report
from filing.state import Account


class OrderProgress(TopicAction):
    topic = "my_order_progress"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        named = question.mentioned(order_candidates(account.orders, account))
        if len(named) == 1:
            return progress(question, account, named[0].thing)
        candidates = order_candidates(orders_to_report(account), account)
        chosen = question.one_of(candidates, "utter_which_order")
        if chosen is None:
            return [reply("utter_no_orders")]
        return progress(question, account, chosen.thing)
