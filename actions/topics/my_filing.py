"""What is on file for the user."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import reduce

from actions.answers.filing_lists import (
    all_targets,
    cancelled_told,
    left_told,
    numbers_told,
    persons_told,
    providers_told,
    services_of,
    sites_told,
)
from actions.answers.progress import progress
from actions.answers.topic_answer import TopicAnswer
from actions.frame.things import order_key, service_key, subject_key, target_key, website_key
from actions.reading.question import Question
from actions.references.candidates import (
    order_name,
    service_candidates,
    service_name,
    subject_candidates,
    website_candidates,
    website_name,
)
from actions.references.naming import Candidate
from actions.references.phone_on_file import phone_on_file
from actions.wording.provinces import province_name
from actions.wording.replies import Reply, Value, day, lines, names, provider_name, reply, wording
from beian.filing.checked_phone import CheckedPhone, PhoneHolder
from beian.filing.masking import shown_name
from beian.filing.orders import Target, is_under_way, orders_to_report, target_of
from beian.filing.provider_access import active_accesses, cancelled_accesses
from beian.filing.shells import empty_shell
from beian.filing.situations import Situation
from beian.filing.state import (
    Account,
    FilingStatus,
    Order,
    OrderKind,
    OrderState,
    Service,
    Subject,
    Website,
)
from beian.nlu.text.question_form import asks_for_all
from beian.nlu.topics.model import Part, Topic, answer_name

_EACH = ("number", "provider", "person_in_charge", "document")
"""Parts that are told of each website, where it is open which one is meant."""
_ALL = ("cancelled", "left")
"""Parts that are about all there is, unless the message names one thing."""
MOST_SUBJECTS = 5
"""Subjects that are told at once; the others can be named."""

MOST_WEBSITES = 12
"""Websites and services of one subject that are listed; the rest is counted."""


class MyFiling(TopicAnswer):
    topic = "my_filing_status"

    def situation(self, question: Question, answered: Topic | Part) -> Situation:
        """Return the situation of the thing in question; of none where several are asked about."""
        if (
            isinstance(answered, Part)
            and answered.name in _EACH
            and len(_websites_of(question)) > 1
        ):
            return Situation(frozenset())
        if isinstance(answered, Part) and answered.name in _ALL and not _named_now(question):
            return Situation(frozenset())
        return super().situation(question, answered)

    def part_number(self, question: Question) -> list[Reply]:
        """Return the numbers of all there is, where it is open which one is meant."""
        meant = _meant(question)
        account = question.user.account
        services = list(services_of(account.subjects)) if account is not None else []
        named = [one for one in services if target_key(one) in question.frame.about]
        subjects = [one.subject for one in meant if one.website is None]
        theirs = [one for one in services if one.subject in subjects]
        return self._each(question, "number", numbers_told(named or [*meant, *theirs]))

    def part_provider(self, question: Question) -> list[Reply]:
        return self._each(question, "provider", providers_told(_held_by(question)))

    def part_person_in_charge(self, question: Question) -> list[Reply]:
        return self._each(question, "person_in_charge", persons_told(_meant(question)))

    def part_document(self, question: Question) -> list[Reply]:
        told = persons_told(_meant(question), with_document=True)
        return self._each(question, "document", told)

    def part_cancelled(self, question: Question) -> list[Reply]:
        """Return all that is cancelled, and on which day."""
        account = question.user.account
        return self._each(question, "cancelled", cancelled_told(account) if account else [])

    def part_left(self, question: Question) -> list[Reply]:
        """Return all websites that are not cancelled."""
        account = question.user.account
        told = left_told(all_targets(account.subjects), account) if account else []
        return self._each(question, "left", told)

    def part_reachable(self, question: Question) -> list[Reply]:
        """Return of each website whether it has access."""
        account = question.user.account
        if account is None:
            return self._each(question, "reachable", [])
        meant = _meant(question) if _named_now(question) else all_targets(account.subjects)
        return self._each(question, "reachable", sites_told(meant, account))

    def part_approved_date(self, question: Question) -> list[Reply]:
        """Return on which days filings were approved, as far as their orders are on file."""
        account = question.user.account
        orders = [] if account is None else list(_approvals(question, account))
        if account is None or not orders:
            return [reply(answer_name(f"{self.topic}/approved_date"))]
        return [
            reply("utter_progress_succeeded_on", order=order_name(order, account), day=day(when))
            for order, when in orders
        ]

    def _each(self, question: Question, part: str, told: list[Reply]) -> list[Reply]:
        """Return what is told of each thing; the part's general answer to who is not signed in."""
        account = question.user.account
        if account is None:
            return [reply(answer_name(f"{self.topic}/{part}"))]
        return told if account.subjects and told else self.personal(question, account)

    def personal(self, question: Question, account: Account) -> list[Reply]:
        if not account.subjects:
            return [reply("utter_nothing_filed")]
        order = next(
            (one for one in account.orders if order_key(one) == question.reading.named), None
        )
        if order is not None:
            return progress(question, account, order)
        named = [] if _asks_for_all(question) else question.mentioned(_candidates(account))
        if named and all(one.thing.thing != one.thing.subject for one in named):
            subjects_named = names(dict.fromkeys(shown_name(one.thing.subject) for one in named))
            items = lines(_held(one.thing, account) for one in named)
            question.listed = tuple(one.key for one in named)
            return [reply("utter_websites_named", subjects=subjects_named, items=items)]
        subjects = [one.thing.subject for one in named] or account.subjects
        more = len(subjects) - MOST_SUBJECTS
        question.listed = _listed(subjects[:MOST_SUBJECTS])
        told = [_told(subject, account) for subject in subjects[:MOST_SUBJECTS]]
        return [*told, reply("utter_more_subjects", count=more)] if more > 0 else told


def _meant(question: Question) -> list[Target]:
    """Return the subjects and websites that are asked about; all where none was named, or where
    what was spoken of before is cancelled."""
    account = question.user.account
    if account is None:
        return []
    every = list(all_targets(account.subjects))
    keys = question.frame.about
    named = [one for one in every if target_key(one) in keys]
    if not _named_now(question) and all(_is_cancelled(one) for one in named):
        named = []
    if any(one.website for one in named):
        return [one for one in named if one.website]
    subjects = [one.subject for one in named]
    orders = [o for o in account.orders if order_key(o) in keys]
    subjects += [one.subject for one in (target_of(o, account) for o in orders) if one]
    return [one for one in every if not subjects or one.subject in subjects]


def _held_by(question: Question) -> list[Target]:
    """Return the websites and services that are asked about: those that are named, else all under
    the subjects that are meant."""
    account, keys = question.user.account, question.frame.about
    services = list(services_of(account.subjects)) if account is not None else []
    named = [one for one in services if target_key(one) in keys]
    meant = _meant(question)
    if any(target_key(one) in keys for one in meant if one.website):
        return [*(one for one in meant if target_key(one) in keys), *named]
    subjects = [one.subject for one in meant]
    return named or [*meant, *(one for one in services if one.subject in subjects)]


def _websites_of(question: Question) -> list[Website]:
    return [one.website for one in _meant(question) if one.website]


def _is_cancelled(target: Target) -> bool:
    return FilingStatus.CANCELLED in (
        (target.website or target.subject).status,
        target.subject.status,
    )


def _asks_for_all(question: Question) -> bool:
    """Return whether the message asks for all there is, whatever was spoken of before."""
    return asks_for_all(question.text) and not _named_now(question)


def _named_now(question: Question) -> bool:
    """Return whether the message itself names a thing, rather than one of the messages before."""
    if question.reading.named or question.asked.about:
        return True
    return question.frame.about != question.before.about and bool(question.frame.about)


def _approvals(question: Question, account: Account) -> Iterator[tuple[Order, datetime]]:
    """Yield the orders by which what the question is about came on file, with the day."""
    meant = question.situation.target
    for order in account.orders:
        target = target_of(order, account)
        about = meant is None or target is None or target.subject == meant.subject
        filed = order.kind in (OrderKind.FIRST_FILING, OrderKind.NEW_WEBSITE)
        if filed and about and order.state is OrderState.SUCCEEDED and order.finished_at:
            yield order, order.finished_at


def _candidates(account: Account) -> list[Candidate]:
    """Return all subjects, websites and services, cancelled ones included."""
    return [
        *subject_candidates(account.subjects),
        *website_candidates(account.subjects, all_=True),
        *service_candidates(account.subjects, all_=True),
    ]


def _listed(subjects: Sequence[Subject]) -> tuple[str, ...]:
    """Return the keys of what an answer lists: of one subject its websites and services, else the
    subjects."""
    if len(subjects) == 1:
        websites = (website_key(website) for website in subjects[0].websites)
        return (*websites, *(service_key(service) for service in subjects[0].services))
    return tuple(subject_key(subject) for subject in subjects)


def _told(subject: Subject, account: Account) -> Reply:
    targets = [Target(subject, website) for website in subject.websites]
    targets += [Target(subject, service=service) for service in subject.services]
    items = [_held(target, account) for target in targets]
    items = [lines(items, MOST_WEBSITES)] if items else [wording("utter_no_websites")]
    if empty_shell(subject) is not None:
        items.append(wording("utter_is_a_shell"))
    person = CheckedPhone(PhoneHolder.SUBJECT, subject.person_in_charge)
    return reply(
        f"utter_subject_{subject.status.value}",
        subject=shown_name(subject),
        type=wording(f"utter_type_{subject.type.value}"),
        number=subject.filing_number or wording("utter_no_filing_number"),
        province=province_name(subject.province),
        person=phone_on_file(person),
        websites=lines(items),
    )


def _held(target: Target, account: Account) -> Value:
    """Return the line of a website or service."""
    held = target.website or target.service
    assert held is not None
    if held.status is FilingStatus.CANCELLED:
        name = service_name(held) if isinstance(held, Service) else website_name(held)
        if held.cancelled_at is None:
            return wording("utter_website_cancelled", website=name)
        return wording("utter_website_cancelled_on", website=name, day=day(held.cancelled_at))
    if isinstance(held, Service):
        name, details = service_name(held, with_number=False), list(_offered(held))
    else:
        name, details = website_name(held), list(_hosted(held))
    details += [*_lost(held), *_person(target.subject, held), *_order(target, account)]
    return wording(
        "utter_website_filed",
        website=name,
        number=held.filing_number or wording("utter_no_filing_number"),
        details=reduce(_and_further, details),
    )


def _and_further(first: Value, further: Value) -> Value:
    return wording("utter_and_further", first=first, further=further)


def _hosted(website: Website | Service) -> Iterator[Value]:
    providers = sorted({access.provider for access in active_accesses(website)})
    if providers:
        yield wording("utter_website_hosted", providers=names(map(provider_name, providers)))
    else:
        yield wording("utter_website_without_access")


def _offered(service: Service) -> Iterator[Value]:
    """Yield that a service is on file, its platform, and its access as far as any is on file."""
    yield wording("utter_service_on_file")
    if service.platform:
        yield wording("utter_service_platform", platform=service.platform)
    if service.accesses:
        yield from _hosted(service)


def _lost(website: Website | Service) -> Iterator[Value]:
    """Yield which access was cancelled, on which day and by whom, if that is on file."""
    active = {access.provider for access in active_accesses(website)}
    lost = [one for one in cancelled_accesses(website) if one.provider not in active]
    if lost and lost[0].cancelled_at is not None:
        by = lost[0].cancelled_by.value if lost[0].cancelled_by else "unknown"
        response = f"utter_website_access_cancelled_by_{by}"
        yield wording(
            response, provider=provider_name(lost[0].provider), day=day(lost[0].cancelled_at)
        )


def _person(subject: Subject, held: Website | Service) -> Iterator[Value]:
    """Yield the person in charge, where that is somebody else than the subject's."""
    person = held.person_in_charge
    if person is not None and person != subject.person_in_charge:
        holder = PhoneHolder.SERVICE if isinstance(held, Service) else PhoneHolder.WEBSITE
        yield phone_on_file(CheckedPhone(holder, person))


def _order(held: Target, account: Account) -> Iterator[Value]:
    """Yield the order under way for a website or service."""
    for order in orders_to_report(account):
        target = target_of(order, account)
        if target is not None and target.thing == held.thing and is_under_way(order):
            stage = wording(f"utter_stage_{order.state.value}")
            yield wording("utter_website_order", order_id=order.order_id, stage=stage)
