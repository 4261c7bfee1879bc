"""What is on file, a short line for each: for questions about all that an account has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from actions.references.cancelled_on_file import cancelled_items
from actions.references.candidates import service_name, website_name
from actions.wording.replies import Reply, Value, day, lines, names, provider_name, reply, wording
from beian.filing.masking import mask_name, mask_phone, shown_name
from beian.filing.orders import Target, targets_under_way
from beian.filing.provider_access import active_accesses, cancelled_accesses
from beian.filing.state import Account, FilingStatus, Person, Service, Subject, Website


def numbers_told(targets: Iterable[Target]) -> list[Reply]:
    """Return the filing number of each subject, website and service."""
    items = [_line("number", one, _number(one)) for one in targets]
    return [reply("utter_numbers_listed", items=lines(items))]


def providers_told(targets: Iterable[Target]) -> list[Reply]:
    """Return with which providers each filed website and service has access."""
    items = [
        _line("provider", one, _providers(held))
        for one in targets
        if (held := one.website or one.service) is not None and _is_filed(one)
    ]
    return [reply("utter_providers_listed", items=lines(items))] if items else []


def persons_told(targets: Iterable[Target], *, with_document: bool = False) -> list[Reply]:
    """Return each person in charge, with phone (or identity document), and of what."""
    charges: dict[Person, list[Value]] = {}
    for one in targets:
        person = one.website.person_in_charge if one.website else one.subject.person_in_charge
        if person is not None and _is_filed(one):
            known = next((p for p in charges if _same(p, person)), person)
            charges.setdefault(known, []).append(_name(one))
    items = [_person(person, things, with_document) for person, things in charges.items()]
    return [reply("utter_persons_listed", items=lines(items))] if items else []


def sites_told(targets: Iterable[Target], account: Account) -> list[Reply]:
    """Return which websites have access, which have lost it, and which are cancelled."""
    items = [_site(one.subject, one.website, account) for one in targets if one.website is not None]
    if len(items) == 1:
        return [reply("utter_site_alone", item=items[0])]
    return [reply("utter_sites_listed", items=_listed(items))] if items else []


def cancelled_told(account: Account) -> list[Reply]:
    """Return what is cancelled, on which day; of a shell that lost its access, that it did."""
    items = cancelled_items(account)
    if items:
        return [reply("utter_cancelled_counted", count=len(items), items=lines(items))]
    lost = [
        _site(subject, website, account)
        for subject in account.subjects
        for website in subject.websites
        if website.accesses and not active_accesses(website)
    ]
    if lost:
        return [reply("utter_nothing_cancelled_but_access", items=_listed(lost))]
    return [reply("utter_nothing_cancelled")]


def left_told(targets: Iterable[Target], account: Account) -> list[Reply]:
    """Return which websites are still on file, and where they stand."""
    left = [one for one in targets if one.website is not None and _is_filed(one)]
    if left:
        items = [_site(one.subject, one.website, account) for one in left if one.website]
        return [reply("utter_websites_left", count=len(left), items=_listed(items))]
    kept = [one for one in account.subjects if one.status is FilingStatus.FILED]
    if kept:
        numbers = [wording("utter_subject_with_number", **_of_subject(one)) for one in kept]
        return [reply("utter_only_subjects_left", subjects=names(numbers))]
    return [reply("utter_nothing_left")]


def _listed(items: list[Value]) -> Value:
    return lines(wording("utter_site_item", item=item) for item in items)


def _of_subject(subject: Subject) -> dict[str, Value]:
    number = subject.filing_number or wording("utter_no_filing_number")
    return {"subject": shown_name(subject), "number": number}


def _is_filed(target: Target) -> bool:
    return FilingStatus.FILED is target.thing.status is target.subject.status


def _same(one: Person, other: Person) -> bool:
    return (one.name, one.phone) == (other.name, other.phone)


def _name(target: Target) -> Value:
    if target.website is not None:
        return website_name(target.website)
    if target.service is not None:
        return service_name(target.service, with_number=False)
    return wording("utter_the_subject", subject=shown_name(target.subject))


def _line(kind: str, target: Target, told: Value) -> Value:
    return wording(f"utter_{kind}_line", thing=_name(target), told=told)


def _number(target: Target) -> Value:
    thing = target.thing
    number = thing.filing_number or wording("utter_no_filing_number")
    return number if _is_filed(target) else wording("utter_number_cancelled", number=number)


def _providers(held: Website | Service) -> Value:
    providers = sorted({access.provider for access in active_accesses(held)})
    if isinstance(held, Service) and not held.accesses:
        return wording("utter_access_not_on_file")
    if not providers:
        return wording("utter_website_without_access")
    return names(map(provider_name, providers))


def _person(person: Person, things: list[Value], with_document: bool) -> Value:
    name = mask_name(person.name)
    if with_document:
        document = wording(
            f"utter_document_{person.document.value if person.document else 'unknown'}"
        )
        return wording("utter_person_line", person=name, told=document, things=names(things))
    if not person.phone:
        return wording("utter_person_line_bare", person=name, things=names(things))
    phone: Value = mask_phone(person.phone)
    if not person.phone_reachable:
        phone = wording("utter_phone_out_of_reach", phone=phone)
    return wording("utter_person_line", person=name, told=phone, things=names(things))


def _site(subject: Subject, website: Website, account: Account) -> Value:
    """Return whether a website has access, is on its way out, or gone."""
    name = website_name(website)
    gone = website if website.status is FilingStatus.CANCELLED else subject
    if gone.status is FilingStatus.CANCELLED:
        if gone.cancelled_at is None:
            return wording("utter_site_cancelled", website=name)
        return wording("utter_site_cancelled_on", website=name, day=day(gone.cancelled_at))
    providers = sorted({access.provider for access in active_accesses(website)})
    if providers:
        leaving = any(
            one.subject == subject and one.website in (None, website)
            for one in targets_under_way(account)
        )
        response = "utter_site_leaving" if leaving else "utter_site_open"
        return wording(response, website=name, providers=names(map(provider_name, providers)))
    return _closed(website, name)


def _closed(website: Website, name: Value) -> Value:
    lost = next(iter(cancelled_accesses(website)), None)
    if lost is None or lost.cancelled_at is None:
        return wording("utter_site_without_access", website=name)
    by = lost.cancelled_by.value if lost.cancelled_by else "unknown"
    return wording(
        f"utter_site_cut_by_{by}",
        website=name,
        provider=provider_name(lost.provider),
        day=day(lost.cancelled_at),
    )


def all_targets(subjects: Iterable[Subject]) -> Iterator[Target]:
    """Yield each subject, then its websites, cancelled ones included."""
    for subject in subjects:
        yield Target(subject)
        for website in subject.websites:
            yield Target(subject, website)


def services_of(subjects: Iterable[Subject]) -> Iterator[Target]:
    """Yield the apps, mini programs and quick apps of subjects, cancelled ones included."""
    for subject in subjects:
        for service in subject.services:
            yield Target(subject, service=service)
