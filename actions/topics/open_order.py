"""What an open order keeps from being submitted, and whether several go at once."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import ACCESS, Question
from actions.references.candidates import order_name, target_name
from actions.references.related import order_in_the_way
from actions.wording.replies import Reply, reply
from beian.filing.state import Account


class OpenOrder(TopicAnswer):
    topic = "faq_open_order"
    personal_answer = False

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; of access, which may go in a batch, what is known of that. May raise
        WhichOne."""
        if question.asked.part == "several" and question.frame.kind == ACCESS:
            return [reply("utter_access_in_a_batch")]
        return super().answer(question)

    def personal(self, question: Question, account: Account) -> list[Reply]:
        """Return the answer; of a thing that has no order, which one of its subject is before
        it."""
        target = question.situation.target
        order = None if target is None else order_in_the_way(target, account)
        if target is None or order is None:
            return self.general(question)
        values = {"order": order_name(order, account), "other": target_name(target)}
        return [reply("utter_one_after_the_other", **values)]
