"""Which subject, website or service a question about phones, papers or letters is about."""

from __future__ import annotations

from actions.frame.things import subject_key, target_key
from actions.reading.question import Question
from actions.references.candidates import service_candidates, subject_candidates, website_candidates
from actions.references.naming import Candidate
from beian.filing.orders import Target, is_cancellation, orders_to_report, target_of
from beian.filing.provider_access import filed_subjects
from beian.filing.state import Account, OrderKind, OrderState, Subject


def cancellation_target(question: Question, account: Account) -> Target | None:
    """Return the subject, website or service to be cancelled; None where nothing is filed.

    What was named or chosen counts; then an only cancellation on its way to the phone check; then
    an only candidate. What is with the administration is past that check, so it is only meant where
    it is named. Raises WhichOne where several fit.
    """
    every = _every(question, account)
    candidates = _of_kind(question, every)
    named = question.mentioned(every)
    ahead, past = _under_way(account)
    if len(named) > 1:
        named = [c for c in named if c.key not in past] or named
    if not named:
        wanted = [c for c in candidates if c.key in ahead and c.key not in question.frame.excluded]
        if len(wanted) == 1:
            question.spoken_of = wanted[0].key
            target: Target = wanted[0].thing
            return target
        candidates = [c for c in candidates if c.key not in past] or candidates
        candidates = _with_whole(candidates, every, ahead)
    chosen = question.one_of(named or candidates, "utter_which_to_cancel")
    return chosen.thing if chosen else None


def _under_way(account: Account) -> tuple[set[str], set[str]]:
    """Return the keys of what orders are about to cancel: before the phone check, and past it."""
    ahead: set[str] = set()
    past: set[str] = set()
    for order in orders_to_report(account):
        target = target_of(order, account)
        if target is None or not is_cancellation(order) or order.kind is OrderKind.CANCEL_ACCESS:
            continue
        with_administration = order.state is OrderState.ADMINISTRATION_REVIEW
        (past if with_administration else ahead).add(target_key(target))
    return ahead, past


def asks_for_another_type(question: Question, account: Account) -> bool:
    """Return whether the message speaks of an individual or enterprise, and none such is on
    file."""
    subjects = filed_subjects(account)
    return bool(subjects) and not _of_type(subjects, question)


def _of_type(subjects: list[Subject], question: Question) -> list[Subject]:
    wanted = question.spoken_subject_type
    return [subject for subject in subjects if wanted in (None, subject.type)]


def _every(question: Question, account: Account) -> list[Candidate]:
    subjects = _of_type(filed_subjects(account), question)
    return [
        *subject_candidates(subjects),
        *website_candidates(subjects),
        *service_candidates(subjects),
    ]


def _with_whole(
    candidates: list[Candidate], every: list[Candidate], ahead: set[str]
) -> list[Candidate]:
    """Return several candidates, after the subjects of theirs that orders are about to cancel: who
    speaks of "the website" may mean what that order is for. One alone is meant by its name."""
    if len(candidates) < 2:
        return candidates
    theirs = {subject_key(one.thing.subject) for one in candidates} & ahead
    keys = {one.key for one in candidates}
    return [one for one in every if one.key in theirs | keys]


def _of_kind(question: Question, candidates: list[Candidate]) -> list[Candidate]:
    """Return the candidates of the kind that is wanted; all of them where there is none such."""
    kind = question.frame.kind
    return [one for one in candidates if one.key.startswith(f"{kind}:")] or candidates
