"""Questions for the file as questions of topics: each stands as a part of the topic it is of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from actions.frame.message import Asked
from beian.nlu.file_questions.kinds import FileQuestion
from beian.nlu.file_questions.tally import tally_in
from beian.nlu.intents import FAQ_OTHER_WEBSITES, MY_FILING_STATUS, MY_ORDER_PROGRESS

_TOLD_BY = {
    FileQuestion.SUBMITTED: (MY_ORDER_PROGRESS, "when"),
    FileQuestion.RETURNED: (MY_ORDER_PROGRESS, "when"),
    FileQuestion.GIVEN_UP: (MY_ORDER_PROGRESS, "when"),
    FileQuestion.APPROVED: (MY_FILING_STATUS, "approved_date"),
    FileQuestion.CANCELLED_ON: (MY_FILING_STATUS, "cancelled"),
    FileQuestion.ACCESS_ENDED: ("faq_site_after_access_cancelled", "since_when"),
}
"""Questions for days, and the parts of topics that answer them."""
ANSWERED_BY_THEMSELVES = {
    FileQuestion.BEYOND: (MY_ORDER_PROGRESS, None),
    FileQuestion.ACTS: (MY_ORDER_PROGRESS, "next_step"),
    FileQuestion.AT_PROVIDER: (MY_FILING_STATUS, None),
    FileQuestion.BY_WHOM: (MY_ORDER_PROGRESS, None),
    FileQuestion.CLASHES: ("faq_open_order", None),
    FileQuestion.CODE_PHONE: ("faq_sms_verification", "whose_phone"),
    FileQuestion.COMPARED: (MY_ORDER_PROGRESS, "when"),
    FileQuestion.CUT_BY: ("faq_access_cancelled_by_bureau", "who"),
    FileQuestion.HAS_ACCESS: (MY_FILING_STATUS, "reachable"),
    FileQuestion.IN_CHARGE: (MY_FILING_STATUS, "person_in_charge"),
    FileQuestion.IS_CANCELLED: (MY_FILING_STATUS, "cancelled"),
    FileQuestion.LEFT: (MY_FILING_STATUS, "left"),
    FileQuestion.LONGEST: (MY_ORDER_PROGRESS, "when"),
    FileQuestion.NUMBER: (MY_FILING_STATUS, "number"),
    FileQuestion.OUTCOME: (MY_ORDER_PROGRESS, None),
    FileQuestion.SERVER: ("faq_instance_quota", "of_site"),
    FileQuestion.SHORTEST: (MY_ORDER_PROGRESS, "when"),
    FileQuestion.REVIEWED_BY: (MY_ORDER_PROGRESS, "when"),
    FileQuestion.SO_FAR: (MY_ORDER_PROGRESS, "when"),
    FileQuestion.TALLY: (MY_FILING_STATUS, None),
    FileQuestion.TOOK: (MY_ORDER_PROGRESS, "when"),
    FileQuestion.TOUCHES: (FAQ_OTHER_WEBSITES, None),
    FileQuestion.UNDER_WAY: (MY_ORDER_PROGRESS, None),
    FileQuestion.WAITS_FOR_US: (MY_ORDER_PROGRESS, None),
    FileQuestion.WHAT_CHANGES: (MY_ORDER_PROGRESS, "what"),
    FileQuestion.WHAT_IT_CANCELS: (MY_ORDER_PROGRESS, "what"),
    FileQuestion.WHOSE_NUMBER: (MY_FILING_STATUS, "person_in_charge"),
}
"""Questions that are answered by themselves (actions.on_file.file_answers): the topic they are of,
and its part that answers where the file has nothing to say."""
_PREFIX = "file_"
_OF_ALL = (
    FileQuestion.LEFT,
    FileQuestion.LONGEST,
    FileQuestion.SHORTEST,
    FileQuestion.TALLY,
    FileQuestion.UNDER_WAY,
    FileQuestion.WAITS_FOR_US,
)
"""Questions that are about all that there is."""


def part_of_the_file(asked: FileQuestion) -> str:
    """Return the part that stands for a question for the file."""
    return _PREFIX + asked.value


def file_question_of(part: str | None) -> FileQuestion | None:
    """Return the question for the file that a part stands for; None where it is a topic's own."""
    if part is None or not part.startswith(_PREFIX):
        return None
    return FileQuestion(part.removeprefix(_PREFIX))


def otherwise(asked: Asked) -> Asked:
    """Return what answers a question for the file of which the file has nothing to say."""
    found = file_question_of(asked.part)
    return asked if found is None else replace(asked, part=ANSWERED_BY_THEMSELVES[found][1])


def each_once(asked: Iterable[Asked]) -> tuple[Asked, ...]:
    """Return questions without those for the file that were asked before: two of a server get one
    answer."""
    kept: list[Asked] = []
    for one in asked:
        same = [_told_by(o) for o in kept if file_question_of(o.part)]
        if _told_by(one) not in same:
            kept.append(one)
    return tuple(kept)


def _told_by(one: Asked) -> tuple[str, str | None, str]:
    """Return what tells one question for the file from another: what is counted, by its words."""
    counts = file_question_of(one.part) is FileQuestion.TALLY
    return one.topic, one.part, one.text if counts else ""


def as_asked(asked: FileQuestion, words: str, about: tuple[str, ...]) -> Asked:
    """Return a question for the file, put in those words of what is named by keys."""
    if asked in _TOLD_BY:
        topic, part = _TOLD_BY[asked]
        return Asked(topic, part, words)
    topic, _ = ANSWERED_BY_THEMSELVES[asked]
    tally = tally_in(words) if asked is FileQuestion.TALLY else None
    if tally is not None and tally.is_of_orders:
        topic = MY_ORDER_PROGRESS
    of_all = asked in _OF_ALL
    return Asked(topic, part_of_the_file(asked), words, () if of_all else about)
