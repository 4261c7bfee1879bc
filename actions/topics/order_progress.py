"""Where the user's own order stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.answers.order_days import days_told, order_days
from actions.answers.progress import progress
from actions.answers.topic_answer import TopicAnswer
from actions.cards.order_card import by_urgency, order_card, orders_card
from actions.frame.things import Thing, order_key, sort_of, things_of
from actions.reading.question import Question
from actions.references.candidates import (
    name_of,
    order_candidates,
    order_name,
    website_candidates,
    website_name,
)
from actions.references.naming import Candidate, WhichOne
from actions.references.phone_on_file import phone_checked_for
from actions.wording.replies import Choice, Reply, Value, day, lines, moment, names, reply, wording
from beian.filing.orders import (
    can_be_given_up,
    is_cancellation,
    is_open,
    orders_to_report,
    review,
    target_of,
)
from beian.filing.provider_access import filed_websites
from beian.filing.situation_states import State
from beian.filing.situations import Situation, situation
from beian.filing.state import Account, Order, OrderKind, OrderState
from beian.nlu.plain_words.order_wishes import asks_how_long_still
from beian.nlu.topics.model import Part, Topic, answer_name

_WHERE_IT_STANDS = ("next_step", "whose_desk", "remaining", "stuck", "received", "when")
_FINISHED = (OrderState.SUCCEEDED, OrderState.RETURNED, OrderState.GIVEN_UP)
_FOR_SOMETHING_ELSE = (OrderKind.NEW_WEBSITE, OrderKind.FIRST_FILING)
"""Orders of a subject that have no bearing on what it has on file already."""
MOST_ORDERS = 5
"""Orders whose days are told at once."""


class OrderProgress(TopicAnswer):
    topic = "my_order_progress"

    def of_part(self, question: Question, part: str) -> list[Reply]:
        """Return the part's answer; where an order stands that is no cancellation, of which the
        states say nothing."""
        account = question.user.account
        order = question.situation.order if account is not None else None
        if account is None or order is None or part not in _WHERE_IT_STANDS:
            return super().of_part(question, part)
        if is_cancellation(order) or not is_open(order):
            return super().of_part(question, part)
        return progress(question, account, order)

    @staticmethod
    def _of_no_cancellation(question: Question) -> list[Reply]:
        """Return where an open order stands that is no cancellation, if it is what is spoken of:
        the states of what it is for say nothing of it."""
        account, part = question.user.account, question.asked.part
        things = {one.key: one for one in things_of(account)} if account is not None else {}
        about = question.frame.about
        order = things[about[0]].order if len(about) == 1 and about[0] in things else None
        if account is None or order is None or part not in _WHERE_IT_STANDS:
            return []
        if is_cancellation(order) or not is_open(order):
            return []
        if part == "when":
            return [reply("utter_days_of_order", told=order_days(question, order, account))]
        return [*_steps_ahead(question, order), *progress(question, account, order)[:1]]

    def situation(self, question: Question, answered: Topic | Part) -> Situation:
        """Return the situation of the thing in question; of none where days are asked for and
        several orders can be meant."""
        account = question.user.account
        several = account is not None and len(account.orders) > 1
        spoken_of = sort_of(question.frame.spoken_of or "")
        is_open = not question.frame.about and spoken_of != "order"
        if several and isinstance(answered, Part) and answered.name == "when" and is_open:
            return Situation(frozenset())
        return super().situation(question, answered)

    def part_when(self, question: Question) -> list[Reply]:
        """Return the days of all orders that are told of, where it is open which one is meant."""
        account = question.user.account
        if account is None or not account.orders:
            return [reply(answer_name(f"{self.topic}/when"))]
        orders = _latest(account)
        if len(orders) == 1:
            return progress(question, account, orders[0])[:1]
        question.listed = tuple(order_key(order) for order in orders)
        items = [day_of_order(question, order, account) for order in orders]
        return [reply("utter_days_of_orders", items=lines(items))]

    def part_what(self, question: Question) -> list[Reply]:
        """Return what the order in question does, or each of those that can be meant."""
        account = question.user.account
        if account is None or not account.orders:
            return [reply(answer_name(f"{self.topic}/what"))]
        named = question.mentioned(order_candidates(account.orders, account))
        orders = [one.thing for one in named] or _latest(account)
        question.listed = tuple(order_key(order) for order in orders)
        return [
            reply("utter_what_orders_do", items=lines(what_order_does(o, account) for o in orders))
        ]

    def personal(self, question: Question, account: Account) -> list[Reply]:
        current = orders_to_report(account)
        named = _of_the_thing_named(
            question, account, question.mentioned(order_candidates(account.orders, account))
        )
        candidates = [one for one in named if one.thing in current] or named
        without = None if named else _named_in(question, account)
        if without is not None:
            return _no_order_of(without, current, account)
        try:
            chosen = question.one_of(
                candidates or order_candidates(current, account), "utter_which_order"
            )
        except WhichOne as which:
            urgent = by_urgency(which.candidates)
            asked = WhichOne("utter_which_of_the_orders", urgent)
            card = orders_card(asked.shown, account, question.now)
            raise WhichOne(asked.response, urgent, card) from None
        if chosen is None:
            return [reply("utter_no_orders")]
        first, *others = progress(question, account, chosen.thing)
        card = order_card(chosen.thing, account, question.now)
        more = [*_unreachable(question, account, chosen), *_more_goes(question, account, chosen)]
        more = [*_steps_ahead(question, chosen.thing), *more]
        return [replace(first, card=card), *others, *more]

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer, without the buttons that its card has, too."""
        account = question.user.account
        replies = days_told(question, account) if account and question.asked.part == "when" else []
        replies = replies or self._of_no_cancellation(question) or super().answer(question)
        on_cards = {one.payload for said in replies for one in _pressed(said)}
        return [
            replace(said, choices=[one for one in said.choices if one.payload not in on_cards])
            for said in replies
        ]


def _pressed(said: Reply) -> list[Choice]:
    """Return the buttons of a reply's card that are pressed like its own."""
    actions = said.card.actions if said.card else ()
    return [one for one in actions if isinstance(one, Choice)]


def _unreachable(question: Question, account: Account, chosen: Candidate) -> list[Reply]:
    """Return that the phone can't be reached to which the code of an open order goes, or will."""
    found = situation(account, None, chosen.thing, question.now)
    if not is_open(chosen.thing) or State.PHONE_UNREACHABLE not in found.states:
        return []
    return [reply("utter_progress_phone_unreachable", phone=phone_checked_for(found.target))]


def _steps_ahead(question: Question, order: Order) -> list[Reply]:
    """Return how long the steps ahead take of an order that is with its provider, where a message
    asks how long it still takes."""
    before_review = order.state in (OrderState.PROVIDER_REVIEW, OrderState.DRAFT)
    if not before_review or not asks_how_long_still(question.text):
        return []
    if order.kind is OrderKind.CANCEL_ACCESS:
        return []
    return [reply("utter_steps_ahead")]


def _more_goes(question: Question, account: Account, chosen: Candidate) -> list[Reply]:
    """Return how to keep the others, where one website was named and the order takes them along."""
    order, target = chosen.thing, target_of(chosen.thing, account)
    if order.kind is not OrderKind.CANCEL_SUBJECT or not can_be_given_up(order):
        return []
    assert target is not None
    websites = filed_websites(target.subject)
    named = question.mentioned(website_candidates([target.subject]))
    if len(named) != 1 or len(websites) < 2:
        return []
    meant = named[0].thing.website
    others = [website_name(one) for one in websites if one != meant]
    return [reply("utter_more_goes", website=website_name(meant), others=names(others))]


def _latest(account: Account) -> list[Order]:
    """Return the orders that are told of at once: those of the newest submission first."""
    newest = sorted(account.orders, key=lambda order: order.created_at, reverse=True)
    return newest[:MOST_ORDERS]


def what_order_does(order: Order, account: Account) -> Value:
    """Return what an order does, or did, to what is on file."""
    told = wording(f"utter_order_means_{order.kind.value}")
    name = order_name(order, account)
    if order.finished_at is None or order.state is not OrderState.SUCCEEDED:
        return wording("utter_what_order_does", order=name, told=told)
    return wording("utter_what_order_did", order=name, told=told, day=day(order.finished_at))


def day_of_order(question: Question, order: Order, account: Account) -> Value:
    """Return on which day an order came where it is."""
    values: dict[str, Value] = {"order": order_name(order, account)}
    found = review(order, question.now)
    if found is not None:
        last_day = day(found.last_expected_day)
        values["received"] = day(found.received_on)
        values["last_day"] = last_day if found.certain else wording("utter_about", day=last_day)
    elif order.state is OrderState.SMS_VERIFICATION and order.sms_sent_at is not None:
        values["sent"] = moment(order.sms_sent_at)
    elif order.state in _FINISHED:
        if order.finished_at is None:
            return wording("utter_day_not_known", **values)
        values["day"] = day(order.finished_at)
    elif order.state is not OrderState.DRAFT:
        return wording("utter_day_submitted", day=day(order.created_at), **values)
    return wording(f"utter_day_{order.state.value}", **values)


def _of_the_thing_named(
    question: Question, account: Account, candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Return the orders that are mentioned, without those for another website or service of the
    subject, where the message names one."""
    thing = _named_in(question, account)
    if thing is None or thing.sort == "subject":
        return [*candidates]
    return [one for one in candidates if one.thing.kind not in _FOR_SOMETHING_ELSE]


def _named_in(question: Question, account: Account) -> Thing | None:
    """Return the one subject or website that the message names."""
    things = (thing for thing in things_of(account) if thing.key == question.reading.named)
    return next((thing for thing in things if thing.order is None), None)


def _no_order_of(thing: Thing, current: Sequence[Order], account: Account) -> list[Reply]:
    """Return that there is no order for a thing, and which there are."""
    name = name_of(thing, account)
    if not current:
        return [reply("utter_no_order_of", name=name)]
    orders = lines([order_name(order, account) for order in current])
    return [reply("utter_no_order_of_but", name=name, orders=orders)]
