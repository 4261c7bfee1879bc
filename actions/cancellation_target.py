"""Which subject or website a question about phones, papers or letters is about."""

from __future__ import annotations

from actions.candidates import filed_subjects, subject_candidates, website_candidates
from actions.naming import Candidate
from actions.question import Question
from beian.filing.orders import Target, targets_under_way
from beian.filing.state import Account, Subject


def cancellation_target(question: Question, account: Account) -> Target | None:
    """Return the subject or website to be cancelled; None where nothing is filed.

    What the message names counts first, then an only open cancellation, then an only
    candidate. Raises WhichOne where several fit.
    """
    candidates = _candidates(question, account)
    if not question.mentioned(candidates):
        under_way = [t for t in targets_under_way(account) if _is_meant(t, question)]
        if len(under_way) == 1:
            return under_way[0]
    chosen = question.one_of(candidates, "utter_which_to_cancel")
    return chosen.thing if chosen else None


def asks_for_another_type(question: Question, account: Account) -> bool:
    """Return whether the message speaks of an individual or enterprise, and none such is on
    file."""
    subjects = filed_subjects(account)
    return bool(subjects) and not _of_type(subjects, question)


def _of_type(subjects: list[Subject], question: Question) -> list[Subject]:
    wanted = question.spoken_subject_type
    return [subject for subject in subjects if wanted in (None, subject.type)]


def _candidates(question: Question, account: Account) -> list[Candidate]:
    subjects = _of_type(filed_subjects(account), question)
    whole, single = subject_candidates(subjects), website_candidates(subjects)
    if question.kind == "subject":
        return whole
    if question.kind == "website":
        return single or whole
    return whole + single


def _is_meant(target: Target, question: Question) -> bool:
    kind = "website" if target.website else "subject"
    return question.kind in (None, kind) and bool(_of_type([target.subject], question))
