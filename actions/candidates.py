"""The subjects, websites and orders of an account among which a question may choose."""

from __future__ import annotations

from collections.abc import Iterable

from actions.naming import Candidate
from actions.wording import Value, wording
from beian.filing.masking import shown_name
from beian.filing.orders import Target, is_cancellation, target_of
from beian.filing.provider_access import filed_websites
from beian.filing.state import Account, FilingStatus, Order, Subject, Website


def subject_candidates(subjects: Iterable[Subject]) -> list[Candidate]:
    return [
        Candidate(
            key=f"subject:{subject.subject_id}",
            title=wording("utter_choice_subject", subject=shown_name(subject)),
            called=_given(subject.subject_id, subject.name, subject.filing_number),
            thing=Target(subject),
        )
        for subject in subjects
    ]


def website_candidates(subjects: Iterable[Subject]) -> list[Candidate]:
    """Return the filed websites of the subjects."""
    return [
        Candidate(
            key=f"website:{website.website_id}",
            title=wording("utter_choice_website", website=website_name(website)),
            called=_given(
                website.website_id, website.name, website.filing_number, *website.domains
            ),
            thing=Target(subject, website),
        )
        for subject in subjects
        for website in filed_websites(subject)
    ]


def order_candidates(orders: Iterable[Order], account: Account) -> list[Candidate]:
    candidates = []
    for order in orders:
        target = target_of(order, account)
        names: list[str | None] = [order.order_id]
        if target and target.website:
            names += [target.website.name, target.website.filing_number, *target.website.domains]
        elif target:
            names += [target.subject.name, target.subject.filing_number]
        candidates.append(
            Candidate(
                key=f"order:{order.order_id}",
                title=order_name(order, account),
                called=_given(*names),
                thing=order,
                kind=order.kind.value.removeprefix("cancel_") if is_cancellation(order) else None,
            )
        )
    return candidates


def filed_subjects(account: Account) -> list[Subject]:
    return [s for s in account.subjects if s.status is FilingStatus.FILED]


def website_name(website: Website) -> Value:
    """Return the website's name with its first domain."""
    if not website.domains:
        return website.name
    return wording("utter_website_name", name=website.name, domain=website.domains[0])


def order_name(order: Order, account: Account) -> Value:
    """Return what an order is for, the subject or website that it is about, and its number."""
    target = target_of(order, account)
    response = f"utter_order_{order.kind.value}"
    if target is None:
        return wording(response, order_id=order.order_id)
    name = website_name(target.website) if target.website else shown_name(target.subject)
    return wording(f"{response}_named", order_id=order.order_id, name=name)


def _given(*names: str | None) -> tuple[str, ...]:
    return tuple(name for name in names if name)
