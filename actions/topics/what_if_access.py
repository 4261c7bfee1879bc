"""What cancelling access changes: of which website or service, through which provider; in a
sentence or two, and in a card about the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.answers.topic_answer import leading_on
from actions.cards.what_if_access_card import what_if_access_card
from actions.reading.meant import access_meant
from actions.reading.question import Question
from actions.references.accesses import (
    Tie,
    held_of,
    only_with,
    tie_candidates,
    tie_chosen,
    ties_of,
)
from actions.references.candidates import order_name, target_name
from actions.references.naming import Candidate, WhichOne
from actions.topics.lost_access import lost_line
from actions.wording.replies import Reply, Value, in_language, lines, names, provider_name, reply
from beian.filing.access_consequences import (
    access_consequences,
    active_providers,
    joint_access_consequences,
)
from beian.filing.orders import Target, open_orders, target_of
from beian.filing.provider_access import active_accesses, cancelled_accesses
from beian.filing.providers import provider_of, provider_title
from beian.filing.state import Account, Order, OrderKind
from beian.nlu.plain_words.what_if import speaks_of_both_providers

_MEANING = "faq_cancel_access_meaning"
_RESTORED = "faq_site_after_access_cancelled"
_Telling = Callable[[Question], list[Reply]]


def what_if_access(question: Question, account: Account, in_general: _Telling) -> list[Reply]:
    """Return what cancelling the access in question changes, `in_general` where none is on file.

    May raise WhichOne, where that of several things, or through several providers, could be meant.
    """
    chosen = tie_chosen(question.message, question.before, account)
    if chosen is not None:
        return _of_tie(question, chosen, account)
    named = bool(question.reading.named or question.reading.each)
    found = access_meant(question.message, question.frame, named, account)
    if not found:
        return in_general(question)
    if len(found) > 1 and not any(ties_of(one.thing) for one in found):
        told = [line for one in found for line in _lost(one.thing, None)[:1]]
        return [reply("utter_access_lost", items=lines(told)), *in_general(question)]
    if len(found) > 1:
        raise WhichOne("utter_which_what_if_access", found)
    return _of_thing(question, found[0], account)


def _of_thing(question: Question, chosen: Candidate, account: Account) -> list[Reply]:
    target: Target = chosen.thing
    question.spoken_of = chosen.key
    ties, code = ties_of(target), question.message.provider
    if not ties:
        return _cut(target, account)
    there = only_with(code, ties)
    if there is None and code is not None and all(provider_of(t.provider) != code for t in ties):
        return _not_there(target, code)
    if there is None and len(ties) > 1 and speaks_of_both_providers(question.text):
        return _of_all(question, ties, account)
    if there is None and len(ties) > 1:
        raise WhichOne("utter_which_what_if_provider", tie_candidates(ties))
    return _of_tie(question, there or ties[0], account)


def _of_tie(question: Question, tie: Tie, account: Account) -> list[Reply]:
    """Return what cancelling access through one provider changes, with its card."""
    found = access_consequences(tie.target, tie.provider, account)
    name, provider = target_name(tie.target), provider_name(tie.provider)
    card = what_if_access_card(found, account, question)
    if not found.others:
        told = reply("utter_what_if_access_last", name=name, provider=provider)
    else:
        others = names(map(provider_name, found.others))
        told = reply("utter_what_if_access_one_of", name=name, provider=provider, others=others)
    return [replace(told, card=card, choices=leading_on(_MEANING, None))]


def _of_all(question: Question, ties: Sequence[Tie], account: Account) -> list[Reply]:
    """Return what cancelling all access of one thing changes, with its card."""
    target = ties[0].target
    providers = tuple(tie.provider for tie in ties)
    found = joint_access_consequences(target, providers, account)
    told = reply(
        "utter_what_if_access_last",
        name=target_name(target),
        provider=names(map(provider_name, providers)),
    )
    card = what_if_access_card(found, account, question)
    return [replace(told, card=card, choices=leading_on(_MEANING, None))]


def _cut(target: Target, account: Account) -> list[Reply]:
    """Return that no access is left to cancel, and what to do about that."""
    coming = [order for order in open_orders(account) if _brings_access(order, target, account)]
    told = reply("utter_what_if_access_cut")
    if coming:
        orders = names(order_name(order, account) for order in coming)
        told = reply("utter_what_if_access_coming", orders=orders)
    lost = reply("utter_access_lost", items=lines(_lost(target, None)[:1]))
    return [lost, replace(told, choices=leading_on(_RESTORED, None))]


def _brings_access(order: Order, target: Target, account: Account) -> bool:
    return order.kind is OrderKind.NEW_ACCESS and target_of(order, account) == target


def _not_there(target: Target, code: str) -> list[Reply]:
    """Return that there is no access through a provider: cancelled already, or never on file."""
    choices = leading_on(_MEANING, None)
    lost = _lost(target, code)
    if lost:
        return [reply("utter_access_lost", choices, items=lines(lost[:1]))]
    told = reply(
        "utter_what_if_no_access_there",
        choices,
        name=target_name(target),
        provider=in_language(*provider_title(code)),
        providers=names(map(provider_name, active_providers(held_of(target)))),
    )
    return [told]


def _lost(target: Target, code: str | None) -> list[Value]:
    """Return what is said of each access that was cancelled, of that through one provider where its
    code is given; the latest first."""
    held = held_of(target)
    return [
        lost_line(target_name(target), access, active_accesses(held))
        for access in cancelled_accesses(held)
        if code is None or provider_of(access.provider) == code
    ]
