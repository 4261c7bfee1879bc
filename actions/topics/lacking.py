"""What is said to somebody who told earlier that a paper is missing, where papers are told of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from actions.frame.frame import Frame
from actions.wording.replies import Reply, reply
from beian.filing.state import SubjectType

_OF_A_COMPANY = (SubjectType.ENTERPRISE.value,)
_OF_A_PERSON = (SubjectType.INDIVIDUAL.value,)
_LETTERS_OF_A_COMPANY = ("utter_letter_enterprise_subject", "utter_letter_enterprise_website")
_LISTS = ("utter_papers_in_short", "utter_papers_of")
_NEEDED_BY: Mapping[str, tuple[str, ...]] = {
    "licence": _OF_A_COMPANY,
    "seal": _OF_A_COMPANY,
    "identity": _OF_A_COMPANY + _OF_A_PERSON,
}
"""The types of subject that need a paper."""


def with_what_is_lacking(
    replies: Sequence[Reply], before: Frame, subject_type: SubjectType | None
) -> list[Reply]:
    """Return replies, with what is known of papers they call for and that the user said, earlier in
    the conversation, not to have."""
    called_for = set(_called_for(replies, subject_type))
    missing = [one for one in before.lacks if one in called_for]
    if not missing:
        return [*replies]
    return [*replies, *(reply(f"utter_lacks_{one}") for one in missing)]


def _called_for(replies: Iterable[Reply], subject_type: SubjectType | None) -> Iterable[str]:
    for one in replies:
        if one.response in _LETTERS_OF_A_COMPANY:
            yield "seal"
        elif one.response in _LISTS and subject_type is not None:
            yield from (p for p, types in _NEEDED_BY.items() if subject_type.value in types)
        else:
            for kind in SubjectType:
                if one.response == f"utter_papers_{kind.value}":
                    yield from (p for p, types in _NEEDED_BY.items() if kind.value in types)
