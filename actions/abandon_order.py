"""What giving up an order does to filings that already succeeded."""

from __future__ import annotations

from actions.candidates import (
    filed_subjects,
    order_candidates,
    order_name,
    website_name,
)
from actions.progress import overdue, progress
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, names, reply
from beian.filing.masking import shown_name
from beian.filing.orders import can_be_given_up, open_orders, sms_step
from beian.filing.provider_access import filed_websites
from beian.filing.state import Account


class AbandonOrderImpact(TopicAction):
    topic = "faq_abandon_order_impact"
    same_for_every_kind = True

    def personal(self, question: Question, account: Account) -> list[Reply]:
        candidates = order_candidates(open_orders(account), account)
        chosen = question.one_of(candidates, "utter_which_order")
        if chosen is None:
            return [reply("utter_no_open_order"), *self.general(question), *_untouched(account)]
        order = chosen.thing
        step = sms_step(order, question.now)
        if step is not None and step.expired:
            return [*progress(question, account, order), *_untouched(account)]
        name = order_name(order, account)
        if not can_be_given_up(order):
            told = reply("utter_order_with_administration", order=name)
            return [told, *self.general(question), *overdue(question, account, [order])]
        return [reply("utter_order_given_up", order=name), *_untouched(account)]


def _untouched(account: Account) -> list[Reply]:
    """Return what stays on file whatever becomes of an order."""
    subjects = filed_subjects(account)
    if not subjects:
        return []
    websites = [website_name(w) for subject in subjects for w in filed_websites(subject)]
    told = names(shown_name(subject) for subject in subjects)
    if not websites:
        return [reply("utter_stays_on_file_subjects", subjects=told)]
    return [reply("utter_stays_on_file", subjects=told, websites=names(websites))]
