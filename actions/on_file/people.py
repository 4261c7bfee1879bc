"""Who is in charge of what is on file, whose a phone number is, and whose gets the code."""

from __future__ import annotations

import re
from collections.abc import Iterable

from actions.answers.code_of_service import code_of_service
from actions.frame.things import order_key, target_key
from actions.on_file.asked import every_website, led, targets_in_focus
from actions.reading.question import Question
from actions.references.candidates import order_name, service_name, target_name, website_name
from actions.wording.replies import Reply, Value, lines, moment, names, reply, wording
from beian.filing.checked_phone import checked_phone, is_unreachable
from beian.filing.masking import mask_name, mask_phone, shown_name
from beian.filing.orders import (
    Target,
    is_cancellation,
    open_cancellations,
    orders_to_report,
    sms_step,
    target_of,
)
from beian.filing.provider_access import filed_subjects, filed_websites
from beian.filing.return_reasons import sms_not_verified
from beian.filing.shells import empty_shell
from beian.filing.situations import only_target
from beian.filing.state import Account, Order, OrderKind, OrderState, Person
from beian.nlu.file_questions.people import asks_whether_reached
from beian.nlu.file_questions.relations import asks_for_one_person

_DIGITS = re.compile(r"\d{3,11}")
_SHORTEST_TAIL = 4


def in_charge_told(question: Question, account: Account) -> list[Reply]:
    """Return who is in charge of the things in question, cancelled ones included; of all there is
    where it is open."""
    meant = targets_in_focus(question, account)
    if asks_for_one_person(question.text) and len(meant) == 1:
        meant = list({one.subject.subject_id: Target(one.subject) for one in meant}.values())
    held = [one for target in meant for one in _with_what_it_holds(target)]
    every = [Target(subject) for subject in account.subjects]
    held = held or [*every, *every_website(account)]
    told = _charges(held)
    if len(meant) == 1:
        question.spoken_of = target_key(meant[0])
    if not told:
        return []
    if asks_for_one_person(question.text):
        response = "utter_it_is_so" if len(told) == 1 else "utter_it_is_not_so"
        return led([reply("utter_persons_in_charge", items=lines(told))], wording(response))
    if asks_whether_reached(question.asked.text):
        return [reply("utter_persons_in_charge", items=lines(_reached(held)))]
    return [reply("utter_persons_in_charge", items=lines(told))]


def _reached(targets: Iterable[Target]) -> list[Value]:
    """Return of each person in charge whether the phone is on file as out of reach."""
    people = {person.phone: person for one in targets if (person := _person(one)) is not None}
    return [
        wording(
            "utter_not_out_of_reach" if person.phone_reachable else "utter_is_out_of_reach",
            person=mask_name(person.name),
            phone=mask_phone(phone),
        )
        for phone, person in people.items()
        if phone
    ]


def _with_what_it_holds(target: Target) -> list[Target]:
    if target.website is not None or target.service is not None:
        return [target]
    subject = target.subject
    return [target, *(Target(subject, website) for website in subject.websites)]


def _person(target: Target) -> Person | None:
    held = target.website or target.service
    return held.person_in_charge if held is not None else target.subject.person_in_charge


def _charges(targets: Iterable[Target]) -> list[Value]:
    """Return a line for each person, with all that they are in charge of."""
    people: dict[tuple[str, str | None], Person] = {}
    charges: dict[tuple[str, str | None], list[Value]] = {}
    for target in targets:
        person = _person(target)
        if person is None:
            continue
        key = (person.name, person.phone)
        people.setdefault(key, person)
        charges.setdefault(key, []).append(_named(target))
    return [_line(people[key], things) for key, things in charges.items()]


def _line(person: Person, things: list[Value]) -> Value:
    values: dict[str, Value] = {"person": mask_name(person.name), "things": names(things)}
    if not person.phone:
        return wording("utter_in_charge_bare", **values)
    phone: Value = mask_phone(person.phone)
    if not person.phone_reachable:
        phone = wording("utter_phone_out_of_reach", phone=phone)
    return wording("utter_in_charge", phone=phone, **values)


def _named(target: Target) -> Value:
    if target.service is not None:
        return service_name(target.service, with_number=False)
    if target.website is not None:
        return website_name(target.website)
    return wording("utter_the_subject", subject=shown_name(target.subject))


# Whose a number is.


def number_owner_told(question: Question, account: Account) -> list[Reply]:
    """Return whose the number is that a message names by some of its digits; where several begin
    or end like that, that of the thing in question, else each of them."""
    every = [Target(s) for s in account.subjects] + every_website(account)
    digits = _DIGITS.findall(question.text)
    fitting = [one for one in every if _fits(_person(one), digits)]
    meant = targets_in_focus(question, account)
    held = {target_key(one) for target in meant for one in _with_what_it_holds(target)}
    in_focus = [one for one in fitting or every if target_key(one) in held]
    if len({_phone(one) for one in fitting}) != 1 and in_focus:
        phones = {_phone(one) for one in in_focus}
        fitting = [one for one in every if _phone(one) in phones]
    if not fitting:
        return in_charge_told(question, account) if not digits else []
    return [reply("utter_persons_in_charge", items=lines(_charges(fitting)))]


def _phone(target: Target) -> str | None:
    person = _person(target)
    return person.phone if person is not None else None


def _fits(person: Person | None, digits: Iterable[str]) -> bool:
    """Return whether a phone number ends, or begins, with some digits."""
    phone = person.phone if person is not None else None
    if phone is None:
        return False
    return any(
        phone.endswith(one) if len(one) == _SHORTEST_TAIL else phone.startswith(one)
        for one in digits
    )


# The code.


def code_told(question: Question, account: Account) -> list[Reply]:
    """Return to whose phone the code of a cancellation goes, or would go once it is submitted;
    nothing where an order is at another stage, of which more is to be said."""
    target = _to_be_cancelled(question, account)
    if target is None:
        return []
    if target.service is not None:
        question.spoken_of = target_key(target)
        return code_of_service(target, account, question.now)
    open_ones = [one for one in open_cancellations(account) if _is_for(one, target, account)]
    if open_ones:
        return _code_of_open(question, open_ones[0], account)
    returned = _returned(target, account)
    if returned is not None and returned.sms_sent_at is not None:
        sent = moment(returned.sms_sent_at)
        told = _code_of(question, returned, "utter_code_was_sent_to", account, sent=sent)
        return told if _ran_out(returned) else []
    is_shell = empty_shell(target.subject)
    if is_shell or returned is not None:
        return []
    return _code(question, target)


def _is_for(order: Order, target: Target, account: Account) -> bool:
    """Return whether an order cancels a target, by itself or with its subject, by a code."""
    about = target_of(order, account)
    if about is None or order.kind is OrderKind.CANCEL_ACCESS:
        return False
    return about.subject == target.subject and about.website in (None, target.website)


def _code_of_open(question: Question, order: Order, account: Account) -> list[Reply]:
    """Return to whose phone the code of an open order went, or will go after the provider's
    review; nothing at another stage."""
    about, step = target_of(order, account), sms_step(order, question.now)
    if about is None:
        return []
    if order.state is OrderState.PROVIDER_REVIEW:
        return _code_of(question, order, "utter_code_not_sent_yet", account)
    if order.state is not OrderState.SMS_VERIFICATION or step is None or step.expired:
        return []
    return _code(question, about, sent=moment(step.sent_at), deadline=moment(step.deadline))


def _returned(target: Target, account: Account) -> Order | None:
    """Return the cancellation of a target that came back and waits to be submitted again."""
    returned = (one for one in orders_to_report(account) if one.state is OrderState.RETURNED)
    theirs = (o for o in returned if is_cancellation(o) and target_of(o, account) == target)
    return next(theirs, None)


def _ran_out(order: Order) -> bool:
    """Return whether an order came back because nobody entered its code."""
    return order.return_reason is not None and sms_not_verified(order.return_reason)


def _code_of(
    question: Question, order: Order, response: str, account: Account, **sent: Value
) -> list[Reply]:
    """Return to whose phone the code of an order went, or will go."""
    target = target_of(order, account)
    checked = checked_phone(target) if target is not None else None
    if checked is None or checked.person is None or not checked.person.phone:
        return []
    if is_unreachable(checked):
        return []
    question.spoken_of = order_key(order)
    values: dict[str, Value] = {
        "order": order_name(order, account),
        "person": mask_name(checked.person.name),
        "phone": mask_phone(checked.person.phone),
    }
    return [reply(response, **values, **sent)]


def _to_be_cancelled(question: Question, account: Account) -> Target | None:
    """Return the filed thing that a question for the code is about, if it is one."""
    if not question.frame.about and (waiting := _waiting_for_code(account)) is not None:
        return waiting
    meant = [one for one in targets_in_focus(question, account) if not one.is_cancelled]
    if meant:
        return meant[0] if len(meant) == 1 else None
    subjects = filed_subjects(account)
    if only_target(account) is not None:
        return only_target(account)
    if len(subjects) != 1:
        return None
    websites = filed_websites(subjects[0])
    return Target(subjects[0], websites[0]) if len(websites) == 1 else Target(subjects[0])


def _waiting_for_code(account: Account) -> Target | None:
    """Return what the only order that waits for its code is to cancel."""
    waiting = [o for o in account.orders if o.state is OrderState.SMS_VERIFICATION]
    one = waiting[0] if len(waiting) == 1 else None
    return target_of(one, account) if one is not None and is_cancellation(one) else None


def _code(question: Question, target: Target, **sent: Value) -> list[Reply]:
    checked = checked_phone(target)
    if checked is None or checked.person is None or not checked.person.phone:
        return []
    question.spoken_of = target_key(target)
    values: dict[str, Value] = {
        "thing": target_name(target),
        "person": mask_name(checked.person.name),
        "phone": mask_phone(checked.person.phone),
    }
    replies = [reply("utter_code_sent_to" if sent else "utter_code_will_go_to", **values, **sent)]
    if is_unreachable(checked):
        replies.append(reply("utter_code_not_received", phone=values["phone"]))
    return replies
