"""Which subject or website a question about phones, papers or letters is about."""

from __future__ import annotations

from actions.candidates import filed_subjects, subject_candidates, website_candidates
from actions.question import Candidate, Question
from filing.orders import Target, open_cancellations, target_of
from filing.state import Account, OrderKind


def cancellation_target(question: Question, account: Account) -> Target | None:
    """The subject or website to be cancelled; None where nothing is filed.

    What the message names counts first, then an only open cancellation, then an only
    candidate. Raises WhichOne where several fit.
    """
    candidates = _candidates(question, account)
    if not question.mentioned(candidates) and question.kind is None:
        under_way = _under_way(account)
        if len(under_way) == 1:
            return under_way[0]
    chosen = question.one_of(candidates, "utter_which_to_cancel")
    return chosen.thing if chosen else None


def _candidates(question: Question, account: Account) -> list[Candidate]:
    subjects = filed_subjects(account)
    whole, single = subject_candidates(subjects), website_candidates(subjects)
    if question.kind == "subject":
        return whole
    if question.kind == "website":
        return single or whole
    return whole + single


def _under_way(account: Account) -> list[Target]:
    targets = [
        target_of(order, account)
        for order in open_cancellations(account)
        if order.kind is not OrderKind.CANCEL_ACCESS
    ]
    return [target for target in targets if target is not None]
