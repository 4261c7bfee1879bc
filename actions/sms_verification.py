"""The ministry's SMS verification."""

from __future__ import annotations

from actions.candidates import order_candidates
from actions.progress import progress
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, reply
from beian.filing.orders import open_orders, sms_step
from beian.filing.state import Account, OrderState


class SmsVerification(TopicAction):
    topic = "faq_sms_verification"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        waiting = [o for o in open_orders(account) if o.state is OrderState.SMS_VERIFICATION]
        chosen = question.one_of(order_candidates(waiting, account), "utter_which_order")
        if chosen is None:
            return [reply("utter_no_order_waits_for_sms"), *self.general(question)]
        told = progress(question, account, chosen.thing)
        step = sms_step(chosen.thing, question.now)
        return told if step and step.expired else [*told, reply("utter_sms_how_to")]
