"""Answers plain questions for what is on file, each kind by what is on file of that kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.on_file.holdings import numbers_and_domains_told
from actions.on_file.orders import (
    by_whom_told,
    reviewed_by_told,
    so_far_told,
    took_told,
    under_way_told,
    waits_for_us_told,
    what_it_cancels_told,
)
from actions.on_file.people import code_told, in_charge_told, number_owner_told
from actions.on_file.relations import (
    acts_told,
    beyond_told,
    clashes_told,
    outcome_told,
    touches_told,
    what_changes_told,
)
from actions.on_file.sites import at_provider_told, cut_told, gone_told, opens_told, servers_told
from actions.on_file.tally import (
    compared_of_all,
    left_or_held_told,
    longest_of_all,
    shortest_of_all,
    tally_told,
)
from actions.reading.file_parts import file_question_of
from actions.reading.question import Question
from actions.wording.replies import Reply
from beian.filing.state import Account
from beian.nlu.file_questions.kinds import FileQuestion

_TOLD: Mapping[FileQuestion, Callable[[Question, Account], list[Reply]]] = {
    FileQuestion.ACTS: acts_told,
    FileQuestion.AT_PROVIDER: at_provider_told,
    FileQuestion.BEYOND: beyond_told,
    FileQuestion.BY_WHOM: by_whom_told,
    FileQuestion.CLASHES: clashes_told,
    FileQuestion.CODE_PHONE: code_told,
    FileQuestion.COMPARED: compared_of_all,
    FileQuestion.CUT_BY: cut_told,
    FileQuestion.HAS_ACCESS: opens_told,
    FileQuestion.IN_CHARGE: in_charge_told,
    FileQuestion.IS_CANCELLED: gone_told,
    FileQuestion.LEFT: left_or_held_told,
    FileQuestion.LONGEST: longest_of_all,
    FileQuestion.NUMBER: numbers_and_domains_told,
    FileQuestion.OUTCOME: outcome_told,
    FileQuestion.SERVER: servers_told,
    FileQuestion.SHORTEST: shortest_of_all,
    FileQuestion.SO_FAR: so_far_told,
    FileQuestion.REVIEWED_BY: reviewed_by_told,
    FileQuestion.TALLY: tally_told,
    FileQuestion.TOOK: took_told,
    FileQuestion.TOUCHES: touches_told,
    FileQuestion.UNDER_WAY: under_way_told,
    FileQuestion.WAITS_FOR_US: waits_for_us_told,
    FileQuestion.WHAT_CHANGES: what_changes_told,
    FileQuestion.WHAT_IT_CANCELS: what_it_cancels_told,
    FileQuestion.WHOSE_NUMBER: number_owner_told,
}


def told_of_the_file(question: Question) -> list[Reply]:
    """Return what is on file of what a question asks plainly; nothing where it asks something else,
    or the file has nothing to say."""
    asked = file_question_of(question.asked.part)
    account = question.user.account if asked is not None else None
    if asked is None or account is None:
        return []
    return _TOLD[asked](question, account)
