"""What giving up an order does to filings that already succeeded."""

from __future__ import annotations

from actions.answers.progress import overdue, progress
from actions.answers.topic_answer import TopicAnswer
from actions.frame.things import order_key
from actions.reading.question import Question
from actions.references.candidates import (
    order_candidates,
    order_name,
    service_name,
    website_name,
)
from actions.references.naming import Candidate
from actions.wording.replies import Reply, lines, names, reply, wording
from beian.filing.masking import shown_name
from beian.filing.orders import can_be_given_up, open_orders, sms_step
from beian.filing.provider_access import filed_services, filed_subjects, filed_websites
from beian.filing.state import Account, OrderKind
from beian.nlu.topics.model import answer_name


class GivingUp(TopicAnswer):
    topic = "faq_abandon_order_impact"
    same_for_every_kind = True

    def personal(self, question: Question, account: Account) -> list[Reply]:
        candidates = order_candidates(open_orders(account), account)
        possible = [one for one in candidates if can_be_given_up(one.thing)]
        named = question.mentioned(candidates)
        if len(named) != 1 and len(possible) > 1:
            return self._any(question, account, [one for one in possible if one in named])
        if not named and possible:
            candidates = possible
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

    def part_change_order(self, question: Question) -> list[Reply]:
        """Return what giving up a change leaves; that it is too late where it is being reviewed."""
        account = question.user.account
        orders = open_orders(account) if account is not None else []
        changes = [order for order in orders if order.kind is OrderKind.CHANGE]
        if account is not None and len(changes) == 1 and not can_be_given_up(changes[0]):
            question.spoken_of = order_key(changes[0])
            name = order_name(changes[0], account)
            return [reply("utter_change_with_administration", order=name)]
        return [reply(answer_name(f"{self.topic}/change_order"))]

    @staticmethod
    def _any(question: Question, account: Account, named: list[Candidate]) -> list[Reply]:
        """Return what holds whichever of several orders is given up, and which those are."""
        possible = [order for order in open_orders(account) if can_be_given_up(order)]
        orders = [one.thing for one in named] or possible
        question.listed = tuple(order_key(order) for order in orders)
        items = lines(wording("utter_order_item", order=order_name(o, account)) for o in orders)
        return [reply("utter_any_order_given_up", orders=items), *_untouched(account)]


def _untouched(account: Account) -> list[Reply]:
    """Return what stays on file whatever becomes of an order."""
    subjects = filed_subjects(account)
    if not subjects:
        return []
    websites = [website_name(w) for subject in subjects for w in filed_websites(subject)]
    told = names(shown_name(subject) for subject in subjects)
    services = [service_name(s) for subject in subjects for s in filed_services(subject)]
    replies = [reply("utter_stays_on_file_subjects", subjects=told)]
    if websites:
        replies = [reply("utter_stays_on_file", subjects=told, websites=names(websites))]
    if services:
        replies.append(reply("utter_stays_on_file_services", services=names(services)))
    return replies
