"""Whether sites open, by their access on file; who cut it; on which servers they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from actions.answers.filing_lists import sites_told
from actions.frame.things import target_key
from actions.on_file.asked import (
    every_website,
    led,
    targets_in_focus,
    verdict,
    websites_in_focus,
)
from actions.reading.question import Question
from actions.references.candidates import (
    order_name,
    service_name,
    target_name,
    website_name,
)
from actions.topics.lost_access import lost_item
from actions.wording.replies import (
    Reply,
    Value,
    day,
    lines,
    names,
    provider_name,
    reply,
    sentences,
    wording,
)
from beian.filing.access_consequences import active_providers
from beian.filing.masking import shown_name
from beian.filing.orders import Target, is_cancellation, orders_under_way, target_of
from beian.filing.provider_access import active_accesses, cancelled_accesses, lost_accesses
from beian.filing.providers import provider_of, spoken_providers
from beian.filing.state import Account, CancelledBy, Order, OrderKind, OrderState
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.plain_words.server_words import gives_it_back
from beian.nlu.text.characters import folded_in_place

_IDENTIFIER = re.compile(r"\b[a-z]+-[a-z0-9]+(?:-[a-z0-9]+)*\b", re.ASCII)
"""What a server is called: ins-demo-01."""


def opens_told(question: Question, account: Account) -> list[Reply]:
    """Return whether the sites in question open, by what is on file."""
    targets = targets_in_focus(question, account)
    services = [one for one in targets if one.service is not None]
    if services:
        return _of_service(question, services[0], account)
    websites = websites_in_focus(question, account)
    if len(websites) != 1:
        replies = sites_told(websites, account)
        states = {bool(_providers(one)) and not one.is_cancelled for one in websites}
        holds = states.pop() if len(states) == 1 else None
        lead = None if holds is None else verdict(question, FileQuestion.HAS_ACCESS, holds)
        return led(replies, lead)
    target = websites[0]
    question.spoken_of = target_key(target)
    is_up = bool(_providers(target)) and not target.is_cancelled
    replies = [_open(target, account)] if is_up else sites_told([target], account)
    return led(replies, verdict(question, FileQuestion.HAS_ACCESS, is_up))


def _providers(target: Target) -> list[Value]:
    held = target.website or target.service
    assert held is not None
    return [provider_name(name) for name in sorted(active_providers(held))]


def at_provider_told(question: Question, account: Account) -> list[Reply]:
    """Return through which providers a site or service has access, with a yes or no to the one that
    the question names."""
    targets = targets_in_focus(question, account)
    held = [one for one in targets if one.thing is not one.subject]
    if len(held) != 1:
        return []
    question.spoken_of = target_key(held[0])
    name = target_name(held[0])
    there = _providers(held[0])
    if not there:
        return [reply("utter_at_no_provider", name=name)]
    codes = {code for code, _, _ in spoken_providers(question.asked.text)}
    thing = held[0].website or held[0].service
    assert thing is not None
    active = {provider_of(one) for one in active_providers(thing)}
    if len(codes) > 1:
        return [reply("utter_at_providers", name=name, providers=names(there))]
    if codes <= active:
        return [reply("utter_at_this_provider", name=name, providers=names(there))]
    return [reply("utter_at_another_provider", name=name, providers=names(there))]


def _open(target: Target, account: Account) -> Reply:
    """Return that a site is up, and what orders for it have to do with that."""
    assert target.website is not None
    lost = cancelled_accesses(target.website)
    notes = [] if lost else [wording("utter_access_never_cancelled")]
    if lost:
        told = [one for one in lost_accesses(account.subjects) if one.website == target.website]
        notes = [lost_item(one) for one in told[:1]]
    notes += _order_notes(target, account)
    return reply(
        "utter_site_is_up",
        website=website_name(target.website),
        providers=names(_providers(target)),
        notes=sentences(*notes) if notes else "",
    )


def _order_notes(target: Target, account: Account) -> Iterator[Value]:
    """Yield what an order for a site, or its subject, means for it meanwhile."""
    for order in orders_under_way(account):
        about = target_of(order, account)
        if about is None or about.subject != target.subject or not is_cancellation(order):
            continue
        if about.website not in (None, target.website) or about.service is not None:
            continue
        response = "utter_site_up_returned" if _is_returned(order) else "utter_site_up_meanwhile"
        yield wording(response, order=order_name(order, account))
        return


def _is_returned(order: Order) -> bool:
    return order.state is OrderState.RETURNED


def _of_service(question: Question, target: Target, account: Account) -> list[Reply]:
    """Return whether an app or mini program is on file, and its access works."""
    service = target.service
    assert service is not None
    if target.is_cancelled:
        return []
    given_up = [
        one
        for one in account.orders
        if one.state is OrderState.GIVEN_UP and target_of(one, account) == target
    ]
    notes = [
        wording(
            "utter_given_up_before",
            order=order_name(one, account),
            day=one.finished_at and day(one.finished_at),
        )
        for one in given_up[-1:]
        if one.finished_at
    ]
    question.spoken_of = target_key(target)
    providers = _providers(target)
    told = reply(
        "utter_service_is_up" if providers else "utter_service_on_file_still",
        name=service_name(service, with_number=False),
        providers=names(providers) if providers else "",
        notes=sentences(*notes) if notes else "",
    )
    return led([told], verdict(question, FileQuestion.HAS_ACCESS, True))


# Who cut it.


def cut_told(question: Question, account: Account) -> list[Reply]:
    """Return who cancelled the access of the sites in question."""
    websites = websites_in_focus(question, account)
    losses = {one.website.website_id: one for one in lost_accesses(account.subjects)}
    told: list[Value] = []
    owners: set[bool] = set()
    for target in websites:
        assert target.website is not None
        loss = losses.get(target.website.website_id)
        if loss is not None:
            told.append(_with_its_order(target, lost_item(loss), account))
            owners.add(loss.access.cancelled_by is CancelledBy.OWNER)
        elif len(websites) == 1 and not target.is_cancelled and _providers(target):
            question.spoken_of = target_key(target)
            providers = names(_providers(target))
            name = website_name(target.website)
            return [reply("utter_access_not_cut", website=name, providers=providers)]
    if not told:
        return []
    if len(told) == 1 and len(websites) == 1:
        question.spoken_of = target_key(websites[0])
    lead = verdict(question, FileQuestion.CUT_BY, owners.pop()) if len(owners) == 1 else None
    return led([reply("utter_access_lost", items=lines(told))], lead)


def _with_its_order(target: Target, told: Value, account: Account) -> Value:
    """Return what is told of a lost access, with the owner's order for it, if it is on file."""
    for order in account.orders:
        about = target_of(order, account)
        if order.kind is not OrderKind.CANCEL_ACCESS or order.state is not OrderState.SUCCEEDED:
            continue
        if about and about.subject == target.subject and about.website in (None, target.website):
            return sentences(told, wording("utter_by_that_order", order_id=order.order_id))
    return told


# Servers.


def servers_told(question: Question, account: Account) -> list[Reply]:
    """Return on which servers the sites in question are, with all that is on each."""
    meant = [one for one in websites_in_focus(question, account) if not one.is_cancelled]
    named = _named(question)
    held = _instances(account)
    wanted = [
        key
        for key, there in held.items()
        if key[1] in named or (not named and any(_holds(there, one) for one in meant))
    ]
    if not wanted:
        return []
    items = [
        wording(
            "utter_on_a_server",
            instance=instance,
            provider=provider_name(provider),
            websites=names(
                website_name(one.website) for one in held[provider, instance] if one.website
            ),
        )
        for provider, instance in wanted
    ]
    together = any(all(_holds(held[key], one) for one in meant) for key in wanted)
    lead = verdict(question, FileQuestion.SERVER, together) if len(meant) > 1 else None
    if gives_it_back(question.text):
        items += _given_back(held, wanted)
    return [reply("utter_on_servers", items=lines([lead, *items] if lead else items))]


def _given_back(
    held: Mapping[tuple[str, str], Sequence[Target]], wanted: Sequence[tuple[str, str]]
) -> list[Value]:
    """Return which sites go down with the servers in question."""
    gone = [one for key in wanted for one in held[key] if _only_there(one)]
    sites = [website_name(one.website) for one in gone if one.website]
    return [wording("utter_server_given_back", websites=names(sites))] if sites else []


def _named(question: Question) -> list[str]:
    """Return the servers that the message names by their identifier."""
    return _IDENTIFIER.findall(folded_in_place(question.text))


def _instances(account: Account) -> dict[tuple[str, str], list[Target]]:
    """Return the filed websites on each server: by provider and instance."""
    held: dict[tuple[str, str], list[Target]] = {}
    for target in every_website(account):
        if target.is_cancelled or target.website is None:
            continue
        for access in active_accesses(target.website):
            if access.instance_id:
                held.setdefault((access.provider, access.instance_id), []).append(target)
    return held


def _holds(there: Sequence[Target], target: Target) -> bool:
    return any(target_key(one) == target_key(target) for one in there)


def _only_there(target: Target) -> bool:
    """Return whether a website has access through one server alone."""
    return target.website is not None and len(active_accesses(target.website)) == 1


# Whether it is cancelled.


def gone_told(question: Question, account: Account) -> list[Reply]:
    """Return that the thing in question is cancelled, its number with it; nothing where it is not,
    or where it is open which one is meant."""
    targets = targets_in_focus(question, account)
    if len(targets) != 1 or not targets[0].is_cancelled:
        return []
    target = targets[0]
    when = target.thing.cancelled_at or target.subject.cancelled_at
    number = target.thing.filing_number
    if when is None or number is None:
        return []
    question.spoken_of = target_key(target)
    name = website_name(target.website) if target.website else shown_name(target.subject)
    if target.service is not None:
        name = service_name(target.service, with_number=False)
    told = reply("utter_is_gone", thing=name, day=day(when), number=number)
    return led([told], verdict(question, FileQuestion.IS_CANCELLED, True))
