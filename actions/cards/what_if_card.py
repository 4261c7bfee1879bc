"""The card of what a cancellation changes: before and after, what it takes, and what may serve
better."""

from __future__ import annotations

from dataclasses import replace

from actions.answers.place import place_in
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
from actions.references.candidates import service_name, target_name, website_name
from actions.references.phone_on_file import phone_checked_for
from actions.references.some_domains import asks_what_if_of_any
from actions.wording.provinces import province_name
from actions.wording.replies import (
    Card,
    Choice,
    Reply,
    Value,
    day,
    names,
    number,
    provider_name,
    wording,
)
from beian.filing.checked_phone import checked_phone
from beian.filing.consequences import Consequences, OnFile, consequences
from beian.filing.masking import shown_name
from beian.filing.orders import LONGEST_REVIEW, Target, orders_in_the_way, review, targets_under_way
from beian.filing.papers import papers_needed
from beian.filing.provider_access import active_accesses
from beian.filing.provinces import PROVINCES
from beian.filing.situation_states import State
from beian.filing.situations import situation
from beian.filing.state import Account, Service, ServiceKind, Subject, Website
from beian.nlu.topics.project import project_content

_MOVED_BY = "huawei"
_MOVE_PROVINCES = "move-provinces-2024"
"""The fact that names provinces where that provider moves websites."""
_CANCEL_SHELL = "faq_empty_shell_cancel"
_RESTORE = "faq_site_after_access_cancelled/restore"


def with_what_if(
    replies: list[Reply], question: Question, target: Target | None, *, asked: bool = False
) -> list[Reply]:
    """Return replies with the card of what cancelling `target` would change, beside the first;
    as they are where that is not on file, or a card is there, or it is being cancelled already and
    the user does not ask for that very thing (`asked` is True where they did before)."""
    account = question.user.account
    if account is None or target is None or not replies or any(one.card for one in replies):
        return replies
    under_way = [one.thing for one in targets_under_way(account)]
    if target.subject in under_way and target.thing not in under_way:
        target = Target(target.subject)  # it goes with that, whatever is done about it alone
    found = consequences(target, account)
    is_under_way = target.thing in under_way or target.subject in under_way
    asked = asked or asks_what_if_of_any(question.text)
    if found is None or (is_under_way and not asked):
        return replies
    first, *others = replies
    return [replace(first, card=what_if_card(found, account, question)), *others]


def what_if_card(found: Consequences, account: Account, question: Question) -> Card:
    """Return the card of what a cancellation changes."""
    target = found.target
    is_shell = found.was_shell and target.service is None
    past = _in_review(target, account, question)
    instead = [] if is_shell or past else _instead(found, account, question)
    takes = _of_shell(target) if is_shell else past or _takes(target, question)
    if not past:
        first = orders_in_the_way(account, target.subject, target)
        takes = [*in_the_way(first, account, question), *takes]
    sections = [
        Section(wording("utter_card_before"), held_rows(found, "before")),
        Section(wording("utter_card_after"), held_rows(found, "after")),
        Section(wording("utter_card_takes"), takes),
        Section(wording("utter_card_final"), [wording("utter_card_not_undone")]),
        Section(wording("utter_card_instead"), instead),
    ]
    title = wording("utter_card_what_if", cancelled=target_name(target))
    choices = [intent_choice(_CANCEL_SHELL)] if is_shell else _buttons(found, account)
    return card_of(title, sections, choices)


def held_rows(found: Consequences, side: Side) -> list[Value]:
    """Return what is on file on one side, row by row; both sides have the same rows, and the one
    afterwards what other orders change besides."""
    on_file = found.before if side == "before" else found.after
    rows = [_subject(found, on_file), _websites(on_file)]
    if found.before.services:
        rows.append(_services(on_file))
    if found.before.accesses:
        rows.append(_accesses(on_file))
    rows += [place_line(one, side) for one in found.places]
    return rows if side == "before" else [*rows, *others_line(found)]


def _subject(found: Consequences, on_file: OnFile) -> Value:
    subject = found.target.subject
    if not on_file.subject:
        return wording("utter_card_no_subject")
    name = shown_name(subject)
    if subject.filing_number is not None:
        name = wording("utter_card_subject_number", subject=name, number=subject.filing_number)
    if found.was_shell:
        state = "shell" if on_file is found.before else "still_shell"
        return wording(f"utter_card_subject_{state}", subject=name)
    if on_file.is_shell:
        return wording("utter_card_subject_becomes_shell", subject=name)
    return wording("utter_card_subject", subject=name)


def _websites(on_file: OnFile) -> Value:
    if not on_file.websites:
        return wording("utter_card_no_website")
    return wording("utter_card_websites", websites=names(_numbered(w) for w in on_file.websites))


def _numbered(website: Website) -> Value:
    name = website_name(website)
    if website.filing_number is None:
        return name
    return wording("utter_card_website_numbered", website=name, number=website.filing_number)


def _services(on_file: OnFile) -> Value:
    if not on_file.services:
        return wording("utter_card_no_service")
    return wording("utter_card_services", services=names(service_name(s) for s in on_file.services))


def _accesses(on_file: OnFile) -> Value:
    if not on_file.accesses:
        held: tuple[Website | Service, ...] = (*on_file.websites, *on_file.services)
        unknown = any(not one.accesses for one in held)
        return wording("utter_card_access_unknown" if unknown else "utter_card_no_access")
    told = names(
        wording("utter_card_access", name=_short(one), provider=provider_name(access.provider))
        for one, access in on_file.accesses
    )
    return wording("utter_card_accesses", accesses=told)


def _short(held: Website | Service) -> str:
    return held.name


def _in_review(target: Target, account: Account, question: Question) -> list[Value]:
    """Return what is left to do where the administration has the order for a target: nothing, and
    by when its result is due; none where it has not."""
    found = situation(account, target, None, question.now)
    reviewed = review(found.order, question.now) if found.order is not None else None
    if reviewed is None or State.ADMINISTRATION_REVIEW not in found.states:
        return []
    told = wording("utter_card_with_administration")
    if reviewed.overdue:
        late = {"elapsed": reviewed.elapsed, "most": LONGEST_REVIEW}
        return [told, wording("utter_card_review_overdue", **late)]
    return [told, wording("utter_card_review_until", last_day=day(reviewed.last_expected_day))]


def _takes(target: Target, question: Question) -> list[Value]:
    """Return whose phone is checked, which papers are needed, and how long it takes; of a website
    that no provider holds, who cancels it."""
    if no_provider_holds(target):
        province = province_name(target.subject.province)
        return [wording("utter_card_held_by_none", province=province)]
    phone = wording("utter_card_phone", phone=phone_checked_for(target))
    return [phone, papers_line(target), review_time(target.subject, question)]


def review_time(subject: Subject, question: Question) -> Value:
    """Return how long the administration takes: lately in that province, if that is known."""
    province = subject.province
    times = question.review_times(province) if province in PROVINCES else None
    if times is None:
        return wording("utter_card_time", days=LONGEST_REVIEW)
    return wording(
        "utter_card_time_lately",
        days=LONGEST_REVIEW,
        province=province_name(province),
        median=number(times.median),
        slowest=times.slowest,
    )


def _of_shell(target: Target) -> list[Value]:
    """Return what cancelling an empty shell takes: no provider, and so no text and no phone."""
    province = province_name(target.subject.province)
    return [wording("utter_card_shell_takes", province=province)]


def papers_line(target: Target) -> Value:
    if target.service is not None:
        return wording("utter_card_papers_of_service")
    if not phone_is_dead(target):
        return wording("utter_card_no_papers")
    count = len(papers_needed(target.subject.type))
    return wording("utter_card_papers", count=count)


def no_provider_holds(target: Target) -> bool:
    """Return whether a website has lost all its access, so that no provider can cancel it (facts:
    offline-when-no-provider-can)."""
    website = target.website
    return website is not None and bool(website.accesses) and not active_accesses(website)


def phone_is_dead(target: Target) -> bool:
    checked = checked_phone(target)
    person = checked.person if checked else None
    return person is not None and not person.phone_reachable


def _instead(found: Consequences, account: Account, question: Question) -> list[Value]:
    """Return when something else than this cancellation serves better."""
    target = found.target
    told = [wording("utter_card_change_instead")]
    if no_provider_holds(target):
        told = [wording("utter_card_access_instead")]
    elif phone_is_dead(target):
        told.append(wording("utter_card_change_phone"))
    if target.service is not None:
        if target.service.kind is ServiceKind.APP:  # of the other kinds nothing is known
            told.append(wording("utter_card_service_not_moved"))
    elif found.before.websites and not no_provider_holds(target):
        told.append(_move(target, account, question))
    if found.after.is_shell and not found.was_shell:
        told.append(wording("utter_card_subject_instead"))
    if not found.after.subject and len(found.before.websites) > 1:
        told.append(wording("utter_card_website_instead"))
    return told


def _move(target: Target, account: Account, question: Question) -> Value:
    """Return whether a website can move to another subject, by its provider and province."""
    place = place_in(situation(account, target, None, question.now), account)
    province = target.subject.province
    if place.provider != _MOVED_BY or province not in PROVINCES:
        return wording("utter_card_move_ask")
    listed = province in project_content().facts.by_name[_MOVE_PROVINCES].provinces
    response = "utter_card_move_listed" if listed else "utter_card_move_ask"
    return wording(response, province=province_name(province))


def _buttons(found: Consequences, account: Account) -> list[Choice]:
    if found.target.thing in [one.thing for one in targets_under_way(account)]:
        return [intent_choice(intent) for intent in OF_THE_ORDER]
    asked = ["faq_how_to_cancel", "faq_change_instead"]
    if no_provider_holds(found.target):
        return [intent_choice(intent) for intent in (asked[0], _RESTORE)]
    if found.target.service is None and found.before.websites:
        asked.append("faq_move_to_other_subject")
    if phone_is_dead(found.target):
        asked.append("faq_required_documents")
    return [intent_choice(intent) for intent in asked]
