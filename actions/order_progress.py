"""Where the user's own order stands."""

from __future__ import annotations

from actions.candidates import order_candidates
from actions.progress import progress
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, reply
from beian.filing.orders import orders_to_report
from beian.filing.state import Account


class OrderProgress(TopicAction):
    topic = "my_order_progress"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        current = orders_to_report(account)
        named = question.mentioned(order_candidates(account.orders, account))
        candidates = [one for one in named if one.thing in current] or named
        chosen = question.one_of(
            candidates or order_candidates(current, account), "utter_which_order"
        )
        if chosen is None:
            return [reply("utter_no_orders")]
        return progress(question, account, chosen.thing)
