"""What cancelling several things together changes: two websites that a message names, or all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.answers.topic_answer import intent_choice, leading_on
from actions.cards.what_if_card import held_rows, papers_line, review_time, with_what_if
from actions.cards.what_if_sections import Section, card_of, in_the_way
from actions.frame.frame import kind_of
from actions.frame.things import subject_key, target_key, things_of
from actions.reading.meant import ACCESS, SERVICE, kind_said
from actions.reading.question import Question
from actions.references.candidates import order_name, service_name, target_name, website_name
from actions.references.phone_on_file import phone_checked_for
from actions.references.supposed import supposed
from actions.topics.other_websites import goes_anyway, goes_with_its_subject
from actions.wording.replies import Card, Reply, Value, names, reply, wording
from beian.filing.consequences import Consequences, joint_consequences
from beian.filing.masking import shown_name
from beian.filing.orders import (
    Target,
    cancels_a_filing,
    open_orders,
    orders_in_the_way,
    target_of,
)
from beian.filing.provider_access import filed_subjects, filed_websites
from beian.filing.shells import empty_shell
from beian.filing.state import Account, Order, Subject
from beian.nlu.plain_words.what_if import speaks_of_all_sites, speaks_of_both

_MOST_SUBJECTS = 6
_TOPIC = "faq_subject_vs_website"
_ASKED = ("faq_how_to_cancel", _TOPIC, "faq_change_instead")
_TOGETHER = 2
_OfOne = Callable[[Target], list[Reply]]


def several_meant(question: Question, account: Account) -> tuple[Target, ...]:
    """Return the things that a message supposes to be cancelled together: those that it names, or
    all websites where it speaks of all; none where it speaks of one thing."""
    named = _named(question, account)
    if len(named) > 1:
        return named
    message, text = question.message, question.asked.text or question.text
    if kind_said(message) in (ACCESS, SERVICE) or kind_of(message.value("target")) == "subject":
        return ()
    subjects = _subjects(question, account)
    every = tuple(Target(one, site) for one in subjects for site in filed_websites(one))
    both = speaks_of_both(text) and not question.reading.named and len(every) == _TOGETHER
    return every if len(every) > 1 and (both or speaks_of_all_sites(text)) else ()


def what_if_of_several(
    question: Question, targets: Sequence[Target], account: Account, of_one: _OfOne
) -> list[Reply]:
    """Return what cancelling several things changes, subject by subject; `of_one` tells it of a
    single thing."""
    subjects = list(dict.fromkeys(target.subject for target in targets))[:_MOST_SUBJECTS]
    told: list[Reply] = []
    for subject in subjects:
        theirs = [target for target in targets if target.subject == subject]
        replies = _of_subject(question, theirs, account, of_one)
        told += replies if len(subjects) == 1 else replies[:1]
    question.listed = tuple(map(target_key, targets))
    plain = [replace(one, choices=()) for one in told[:-1]]
    return [*plain, replace(told[-1], choices=leading_on(_TOPIC, None))]


def _named(question: Question, account: Account) -> tuple[Target, ...]:
    """Return what the message names; of an order, what it is for."""
    things = {thing.key: thing for thing in things_of(account)}
    keys = supposed(question.message, question.reading.each, account)
    meant = [things[key].target for key in keys if key in things]
    return tuple(dict.fromkeys(one for one in meant if one is not None and not one.is_cancelled))


def _subjects(question: Question, account: Account) -> list[Subject]:
    """Return the subjects whose websites are spoken of: the one that is named, or all."""
    subjects = filed_subjects(account)
    return [one for one in subjects if subject_key(one) == question.reading.named] or subjects


def _of_subject(
    question: Question, targets: list[Target], account: Account, of_one: _OfOne
) -> list[Reply]:
    """Return what is told of several things of one subject."""
    subject = targets[0].subject
    whole = any(target.thing == subject for target in targets)
    if whole or empty_shell(subject) is not None:
        return of_one(Target(subject))
    if len(targets) == 1:
        return of_one(targets[0])
    if all(goes_with_its_subject(target, account) for target in targets):
        return with_what_if(goes_anyway(targets, account), question, targets[0], asked=True)
    found = joint_consequences(targets, account)
    assert found is not None  # they are on file
    return [replace(_told(found), card=_joint_card(found, account, question))]


def _told(found: Consequences) -> Reply:
    told: dict[str, Value] = {
        "names": names(map(target_name, found.targets)),
        "subject": shown_name(found.target.subject),
    }
    if found.after.is_shell:
        return reply("utter_what_if_several_empty", **told)
    after = found.after
    staying = [*map(website_name, after.websites), *map(service_name, after.services)]
    return reply("utter_what_if_several_stay", staying=names(staying), **told)


def _joint_card(found: Consequences, account: Account, question: Question) -> Card:
    """Return the card of what cancelling several things of one subject changes."""
    sections = [
        Section(wording("utter_card_before"), held_rows(found, "before")),
        Section(wording("utter_card_after_all"), held_rows(found, "after")),
        Section(wording("utter_card_takes"), _takes(found, account, question)),
        Section(wording("utter_card_final"), [wording("utter_card_not_undone")]),
        Section(wording("utter_card_instead"), _instead(found)),
    ]
    cancelled = names(map(target_name, found.targets))
    title = wording("utter_card_what_if", cancelled=cancelled)
    return card_of(title, sections, [intent_choice(one) for one in _ASKED])


def _takes(found: Consequences, account: Account, question: Question) -> list[Value]:
    """Return which orders are under way or come first, how many are to be submitted, whose phones
    are checked, which papers it takes, and how long."""
    own = _orders_of(found.targets, account)
    subject = found.target.subject
    first = [one for one in orders_in_the_way(account, subject) if one not in own]
    told = [
        *(_under_way(order, account) for order in own),
        *in_the_way(first, account, question),
    ]
    ordered = [target_of(order, account) for order in own]
    left = [target for target in found.targets if target not in ordered]
    if len(left) > 1 or (left and own):
        response = "utter_card_more_orders" if own else "utter_card_one_by_one"
        told.append(wording(response, count=len(left)))
    told += _by_thing(left, {target: _phone(target) for target in left})
    told += _by_thing(left, {target: papers_line(target) for target in left})
    return [*told, review_time(subject, question)]


def _phone(target: Target) -> Value:
    return wording("utter_card_phone", phone=phone_checked_for(target))


def _by_thing(targets: Sequence[Target], lines: dict[Target, Value]) -> list[Value]:
    """Return one line where it is the same for all, else one for each thing with its name."""
    every = [lines[target] for target in targets]
    if all(one == every[0] for one in every):
        return every[:1]
    return [
        wording("utter_card_of_it", name=target_name(target), told=lines[target])
        for target in targets
    ]


def _orders_of(targets: Sequence[Target], account: Account) -> list[Order]:
    """Return the open orders that cancel these very things."""
    return [
        order
        for order in open_orders(account)
        if cancels_a_filing(order) and target_of(order, account) in targets
    ]


def _under_way(order: Order, account: Account) -> Value:
    stage = wording(f"utter_card_{order.state.value}_now")
    return wording("utter_card_under_way", order=order_name(order, account), stage=stage)


def _instead(found: Consequences) -> list[Value]:
    told = [wording("utter_card_change_instead")]
    if found.after.is_shell:
        told.append(wording("utter_card_subject_instead_of_all"))
    return told
