"""The subjects, websites, services and orders of an account among which a question may choose."""

from __future__ import annotations

from collections.abc import Iterable

from actions.frame.things import Thing, order_key, service_key, subject_key, website_key
from actions.references.naming import Candidate
from actions.wording.replies import Value, in_language, wording
from beian.filing.masking import shown_name
from beian.filing.orders import Target, is_cancellation, target_of
from beian.filing.provider_access import filed_services, filed_websites
from beian.filing.return_reasons import reason_in_english, sms_not_verified
from beian.filing.state import Account, Order, OrderKind, Service, Subject, Website


def subject_candidates(subjects: Iterable[Subject]) -> list[Candidate]:
    return [
        Candidate(
            key=subject_key(subject),
            title=wording("utter_choice_subject", subject=shown_name(subject)),
            thing=Target(subject),
        )
        for subject in subjects
    ]


def website_candidates(subjects: Iterable[Subject], *, all_: bool = False) -> list[Candidate]:
    """Return the filed websites of the subjects; with `all_` those that were cancelled, too."""
    return [
        Candidate(
            key=website_key(website),
            title=wording("utter_choice_website", website=website_name(website)),
            thing=Target(subject, website),
        )
        for subject in subjects
        for website in (subject.websites if all_ else filed_websites(subject))
    ]


def service_candidates(subjects: Iterable[Subject], *, all_: bool = False) -> list[Candidate]:
    """Return the filed apps, mini programs and quick apps of the subjects; with `all_` those that
    were cancelled, too."""
    return [
        Candidate(
            key=service_key(service),
            title=service_name(service),
            thing=Target(subject, service=service),
        )
        for subject in subjects
        for service in (subject.services if all_ else filed_services(subject))
    ]


def order_candidates(orders: Iterable[Order], account: Account) -> list[Candidate]:
    candidates = []
    for order in orders:
        candidates.append(
            Candidate(
                key=order_key(order),
                title=order_name(order, account),
                thing=order,
                kind=order.kind.value.removeprefix("cancel_") if is_cancellation(order) else None,
            )
        )
    return candidates


def name_of(thing: Thing, account: Account) -> Value:
    """Return what a subject, website, service or order is called in an answer."""
    if thing.order is not None:
        return order_name(thing.order, account)
    assert thing.target is not None
    return target_name(thing.target)


def target_name(target: Target) -> Value:
    """Return what a subject, website or service is called in an answer."""
    if target.service is not None:
        return service_name(target.service)
    return website_name(target.website) if target.website else shown_name(target.subject)


def website_name(website: Website) -> Value:
    """Return the website's name with its first domain."""
    if not website.domains:
        return website.name
    return wording("utter_website_name", name=website.name, domain=website.domains[0])


def service_name(service: Service, *, with_number: bool = True) -> Value:
    """Return a service's name with its kind and, unless that stands beside it, its number."""
    kind = wording(f"utter_service_kind_{service.kind.value}")
    if not with_number or service.filing_number is None:
        return wording("utter_service_name", name=service.name, kind=kind)
    return wording(
        "utter_service_name_numbered", name=service.name, kind=kind, number=service.filing_number
    )


def return_reason(order: Order) -> Value | None:
    """Return why an order was returned, None where no reason is on file: in the words on file, in
    English what they come to or that they are Chinese."""
    if order.return_reason and sms_not_verified(order.return_reason):
        return wording("utter_return_reason_sms")
    reason = order.return_reason
    return in_language(reason, reason_in_english(reason)) if reason else None


def access_aside(order: Order) -> Value:
    """Return what follows a word on the text of the ministry: that there is none, where access is
    cancelled; else nothing."""
    return wording("utter_aside_access") if order.kind is OrderKind.CANCEL_ACCESS else ""


def order_name(order: Order, account: Account) -> Value:
    """Return what an order is for, the subject, website or service that it is about, and its
    number."""
    target = target_of(order, account)
    response = f"utter_order_{order.kind.value}"
    if target is None:
        return wording(response, order_id=order.order_id)
    name = target_name(target)
    if target.service is not None and order.kind is OrderKind.NEW_WEBSITE:
        return wording("utter_order_new_service_named", order_id=order.order_id, name=name)
    return wording(f"{response}_named", order_id=order.order_id, name=name)


def order_name_again(order: Order, account: Account) -> Value:
    """Return the same, but shorter, of an order that the answer before spoke of."""
    target = target_of(order, account)
    if target is None:
        return order_name(order, account)
    name = target.website.name if target.website else target_name(target)
    return wording(f"utter_order_{order.kind.value}_again", name=name)
