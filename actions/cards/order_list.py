"""All orders of an account as a list, where each in turn would be too much to read."""

from __future__ import annotations

from dataclasses import replace

from actions.cards.order_card import orders_card
from actions.frame.message import Asked
from actions.reading.question import Question
from actions.references.candidates import order_candidates
from actions.wording.replies import Reply, reply
from beian.nlu.intents import MY_ORDER_PROGRESS

MOST_IN_TURN = 2
"""Orders of which each is told in turn."""


def orders_listed(question: Question, asked: Asked) -> Reply | None:
    """Return the list of the orders that a message asks the progress of; None where it asks
    anything else, or they are few."""
    account, keys = question.user.account, question.reading.each
    if account is None or (asked.topic, asked.part) != (MY_ORDER_PROGRESS, None):
        return None
    by_key = {one.key: one for one in order_candidates(account.orders, account)}
    if len(keys) <= MOST_IN_TURN or not by_key.keys() >= set(keys):
        return None
    orders = [by_key[key] for key in keys]
    card = orders_card(orders, account, question.now)
    return replace(reply("utter_all_orders", count=len(orders)), card=card)
