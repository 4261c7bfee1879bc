"""What a plain question for the file is about, and with which word its answer begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from actions.frame.things import order_key, subject_key, target_key, things_of
from actions.reading.question import Question
from actions.references.candidates import order_candidates
from actions.references.naming import month_named
from actions.wording.replies import Reply, Value, wording
from beian.base.clock import SHANGHAI
from beian.filing.orders import Target, target_of
from beian.filing.state import Account, Order
from beian.nlu.file_questions.claims import supposed
from beian.nlu.file_questions.kinds import FileQuestion

_BY_WHOM = (FileQuestion.BY_WHOM, FileQuestion.CUT_BY)
_STATES = (FileQuestion.HAS_ACCESS, FileQuestion.IS_CANCELLED)


def targets_in_focus(question: Question, account: Account) -> list[Target]:
    """Return the subjects, websites and services that are asked about, cancelled ones included; an
    order stands for what it is about, and a subject steps back behind what belongs to it. None
    where it is open."""
    things = {thing.key: thing for thing in things_of(account)}
    found = [things[key].target for key in question.frame.in_focus if key in things]
    unique = {target_key(one): one for one in found if one is not None}
    parts = [one.subject for one in unique.values() if one.thing is not one.subject]
    return [
        one for one in unique.values() if one.thing is not one.subject or one.subject not in parts
    ]


def websites_of(target: Target) -> list[Target]:
    """Return the website of a target, or all those of its subject."""
    if target.website is not None:
        return [target]
    if target.service is not None:
        return []
    return [Target(target.subject, website) for website in target.subject.websites]


def every_website(account: Account) -> list[Target]:
    """Return all websites of an account, cancelled ones included."""
    return [Target(s, website) for s in account.subjects for website in s.websites]


def websites_in_focus(question: Question, account: Account) -> list[Target]:
    """Return the websites that are asked about; all of the account where it is open."""
    targets = targets_in_focus(question, account)
    if not targets:
        return every_website(account)
    return [website for target in targets for website in websites_of(target)]


def orders_in_focus(question: Question, among: Collection[Order], account: Account) -> list[Order]:
    """Return those of some orders that are asked about: of the kind or the month that the message
    names, else of what was named or spoken of; all of them where it is open."""
    for fitting in (_of_kind(question, among), _of_month(question, among)):
        if fitting and len(fitting) < len(among):
            among = fitting
            if len(among) == 1:
                return list(among)
    candidates = order_candidates(among, account)
    named = question.mentioned(candidates)
    spoken_of = [one for one in candidates if one.key == question.frame.spoken_of]
    by_thing = [one for one in among if _is_about(one, question.frame.in_focus, account)]
    found = [one.thing for one in named or spoken_of] or by_thing
    return found or list(among)


def _is_about(order: Order, keys: Iterable[str], account: Account) -> bool:
    target = target_of(order, account)
    if target is None:
        return False
    return not {target_key(target), subject_key(target.subject), order_key(order)}.isdisjoint(keys)


def _of_kind(question: Question, among: Iterable[Order]) -> list[Order]:
    kinds = question.message.values("order_kind")
    return [one for one in among if one.kind.value in kinds]


def _of_month(question: Question, among: Iterable[Order]) -> list[Order]:
    """Return those that were created, else those that were finished, in the month that is named."""
    month = month_named(question.asked.text)
    among = list(among)
    created = [one for one in among if one.created_at.astimezone(SHANGHAI).month == month]
    return created or [one for one in among if _finished_in(one, month)]


def _finished_in(order: Order, month: int | None) -> bool:
    finished = order.finished_at
    return finished is not None and finished.astimezone(SHANGHAI).month == month


def verdict(question: Question, asked: FileQuestion, holds: bool) -> Value | None:
    """Return the yes or no that a question asks for, where it takes one side to be so; `holds`
    says whether the first side is (beian.nlu.file_questions.claims)."""
    side = supposed(asked, question.asked.text or question.text)
    if side is None and len(question.reading.questions) == 1:
        side = supposed(asked, question.text)
    if side is None:
        return None
    if side is holds:
        return wording("utter_it_is_so")
    if holds and asked in _BY_WHOM:
        return wording("utter_it_is_otherwise")  # a no to "it wasn't me, was it?" says nothing
    return wording("utter_it_is_not" if asked in _STATES else "utter_it_is_not_so")


def led(replies: list[Reply], lead: Value | None) -> list[Reply]:
    """Return replies with a yes or no before the first."""
    if lead is None or not replies:
        return replies
    return [replace(replies[0], lead=lead), *replies[1:]]
