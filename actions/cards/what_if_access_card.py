"""The card of what cancelling access through one provider changes."""

from __future__ import annotations

from actions.answers.topic_answer import intent_choice
from actions.cards.what_if_sections import (
    OF_THE_ORDER,
    Section,
    Side,
    card_of,
    in_the_way,
    others_line,
    place_line,
)
from actions.reading.question import Question
from actions.references.candidates import order_name, service_name, target_name, website_name
from actions.wording.replies import Card, Value, names, provider_name, wording
from beian.filing.access_consequences import AccessConsequences
from beian.filing.masking import shown_name
from beian.filing.orders import orders_in_the_way
from beian.filing.provider_access import filed_services, filed_websites
from beian.filing.providers import provider_of
from beian.filing.state import Account, Order, OrderKind, ServiceKind

_ASKED = (
    "faq_cancel_access_meaning/steps",
    "faq_cancel_access_meaning/which",
    "faq_site_after_access_cancelled/restore",
)
_TENCENT, _HUAWEI = "tencent", "huawei"
_TAKES = {_TENCENT: "utter_card_access_takes_tencent"}
_FINAL = {
    _TENCENT: "utter_card_access_final_tencent",
    _HUAWEI: "utter_card_access_final_huawei",
}
_FINAL_ANYWHERE = "utter_card_access_final"
"""What providers say of it; facts: tencent-access-steps, withdraw-huawei."""


def what_if_access_card(found: AccessConsequences, account: Account, question: Question) -> Card:
    """Return the card of what cancelling this access changes."""
    ordered = _ordered(found, account)
    instead = [] if ordered else _instead(found)
    sections = [
        Section(wording("utter_card_before"), _held(found, "before")),
        Section(wording("utter_card_access_after"), _held(found, "after")),
        Section(wording("utter_card_takes"), _takes(found, account, question, ordered)),
        Section(wording("utter_card_final"), _final(found)),
        Section(wording("utter_card_instead_of_access"), instead),
    ]
    title = wording(
        "utter_card_what_if_access",
        name=target_name(found.target),
        provider=names(map(provider_name, found.providers)),
    )
    asked = OF_THE_ORDER if ordered else _ASKED
    return card_of(title, sections, [intent_choice(one) for one in asked])


def _held(found: AccessConsequences, side: Side) -> list[Value]:
    """Return what is on file on one side, row by row."""
    providers = found.others if side == "after" else (*found.providers, *found.others)
    access = wording("utter_card_no_access")
    if providers:
        access = wording(
            "utter_card_access_through", providers=names(map(provider_name, providers))
        )
    rows = [_subject(found, side), _thing(found), access]
    rows += [place_line(place, side, of_access=True) for place in found.places]
    return rows if side == "before" else [*rows, *others_line(found), *_changes(found)]


def _subject(found: AccessConsequences, side: Side) -> Value:
    subject = found.target.subject
    name = shown_name(subject)
    if subject.filing_number is not None:
        name = wording("utter_card_subject_number", subject=name, number=subject.filing_number)
    empties = side == "after" and found.empties
    response = "utter_card_subject_may_become_shell" if empties else "utter_card_subject"
    return wording(response, subject=name)


def _thing(found: AccessConsequences) -> Value:
    website, service = found.target.website, found.target.service
    if service is not None:
        return wording("utter_card_services", services=names([service_name(service)]))
    assert website is not None
    name = website_name(website)
    if website.filing_number is not None:
        number = website.filing_number
        name = wording("utter_card_website_numbered", website=name, number=number)
    return wording("utter_card_websites", websites=names([name]))


def _changes(found: AccessConsequences) -> list[Value]:
    """Return what holds afterwards beside what is on file."""
    told = [wording("utter_card_access_number_stays")]
    if found.held.domains:
        domains, providers = names(found.held.domains), names(map(provider_name, found.providers))
        told.append(wording("utter_card_access_blocked", domains=domains, provider=providers))
    return told if found.others else [*told, wording("utter_card_access_cleared")]


def _takes(
    found: AccessConsequences, account: Account, question: Question, ordered: Order | None
) -> list[Value]:
    """Return how it is submitted, and which orders come first."""
    if ordered is not None:
        return [wording("utter_card_access_ordered", order=order_name(ordered, account))]
    first = orders_in_the_way(account, found.target.subject)
    return [
        *in_the_way(first, account, question),
        *(_submitted(found, provider) for provider in found.providers),
        wording("utter_card_access_no_sms"),
    ]


def _submitted(found: AccessConsequences, provider: str) -> Value:
    """Return how it is submitted at a provider."""
    response = _TAKES.get(_said_by(found, provider) or "", "utter_card_access_takes")
    if _is_of_a_platform(found):
        response = "utter_card_access_takes_of_platform"
    return wording(response, provider=provider_name(provider))


def _final(found: AccessConsequences) -> list[Value]:
    said = (_FINAL.get(_said_by(found, one) or "", _FINAL_ANYWHERE) for one in found.providers)
    return [*map(wording, dict.fromkeys(said)), wording("utter_card_access_restored")]


def _is_of_a_platform(found: AccessConsequences) -> bool:
    """Return whether it is filed through the platform that offers it, as all but apps are."""
    service = found.target.service
    return service is not None and service.kind is not ServiceKind.APP


def _said_by(found: AccessConsequences, provider: str) -> str | None:
    """Return the code of a provider where its own rules hold."""
    return None if _is_of_a_platform(found) else provider_of(provider)


def _instead(found: AccessConsequences) -> list[Value]:
    """Return when something else than cancelling this access serves better."""
    subject = found.target.subject
    told = [] if found.others else [wording("utter_card_access_move")]
    if len(filed_websites(subject)) + len(filed_services(subject)) == 1:
        only = wording("utter_card_access_cancel_subject", subject=shown_name(subject))
        return [*told, only]
    return [*told, wording("utter_card_access_cancel_thing", name=target_name(found.target))]


def _ordered(found: AccessConsequences, account: Account) -> Order | None:
    """Return the open order that cancels access of this very thing, or of all under its subject."""
    ids = {found.target.subject.subject_id, *_ids(found)}
    return next(
        (
            order
            for order in orders_in_the_way(account, found.target.subject)
            if order.kind is OrderKind.CANCEL_ACCESS and order.target_id in ids
        ),
        None,
    )


def _ids(found: AccessConsequences) -> set[str]:
    website, service = found.target.website, found.target.service
    return {one for one in (website and website.website_id, service and service.service_id) if one}
