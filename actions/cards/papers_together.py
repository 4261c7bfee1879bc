"""What is told beside list and letter to who wants the papers put together: of which case they are,
and how they are sent here."""

from __future__ import annotations

from dataclasses import replace

from actions.frame.things import target_key
from actions.reading.question import Question
from actions.wording.replies import Reply, reply
from beian.filing.orders import Target, targets_under_way
from beian.filing.provider_access import filed_subjects
from beian.filing.shells import empty_shell

_TAKES_FILES = "takes_files"
"""The key under which a message's metadata says whether files can be sent in this chat."""


def for_the_list(question: Question) -> Question:
    """Return the question as one for the list of papers."""
    return question.about(replace(question.asked, part="list"), question.frame)


def of_the_very_case(question: Question) -> Question:
    """Return the question about what is being cancelled, or about the subject where that is the
    only one and an empty shell, unless something else is spoken of."""
    account = question.user.account
    if account is None or question.frame.about:
        return question
    cases = targets_under_way(account)
    if not cases:
        subjects = filed_subjects(account)
        cases = tuple(Target(one) for one in subjects if empty_shell(one) and len(subjects) == 1)
    if len(cases) != 1:
        return question
    return question.about(question.asked, question.frame.with_(about=(target_key(cases[0]),)))


def how_to_send(question: Question) -> list[Reply]:
    """Return how files are sent in this chat, where it takes any."""
    if not question.message.metadata.get(_TAKES_FILES):
        return []
    return [reply("utter_send_files_here")]
