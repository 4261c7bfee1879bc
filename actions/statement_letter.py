"""The cancellation statement letter, filled in from what is on file."""

from __future__ import annotations

import json
from typing import Any

from actions.cancellation_target import asks_for_another_type, cancellation_target
from actions.question import ACCESS, Question
from actions.topic import TopicAction
from actions.wording import Choice, Reply, reply, wording
from beian.filing.letters import letter
from beian.filing.orders import Target
from beian.filing.provinces import PROVINCES
from beian.filing.state import Account, SubjectType

_FACTS = ("subject", "number", "province", "website", "domains", "website_number")
"""What a letter states."""


class StatementLetter(TopicAction):
    topic = "faq_statement_letter"

    def general(self, question: Question) -> list[Reply]:
        if question.kind == ACCESS:
            return [reply("utter_papers_not_for_access")]
        wanted = question.spoken_subject_type
        if wanted is None:
            return [*super().general(question), _which_letter(question.kind)]
        return [*super().general(question), _blank_letter(wanted, question.kind)]

    def follow_up(self, question: Question) -> list[Reply]:
        """Return the letter again, for the other type or kind that was just named."""
        wanted = question.spoken_subject_type or question.subject_type
        if wanted is None or question.kind == ACCESS:
            return self.general(question)
        return [_blank_letter(wanted, question.kind or question.cancellation)]

    def slots(self, question: Question) -> dict[str, Any]:
        """Return what a follow-up leans on; the answers to an open papers_form stay as they are."""
        if question.active_form or question.user.account is not None:
            return {}
        leaning = question.is_follow_up
        wanted = question.spoken_subject_type or (question.subject_type if leaning else None)
        kind = question.kind or (question.cancellation if leaning else None)
        return {"subject_type": wanted.value if wanted else None, "cancellation": kind}

    def personal(self, question: Question, account: Account) -> list[Reply]:
        if question.kind == ACCESS:
            return self.general(question)
        wanted = question.spoken_subject_type
        if wanted is not None and asks_for_another_type(question, account):
            blank = _blank_letter(wanted, question.kind)
            return [reply("utter_no_subject_of_that_type"), blank]
        target = cancellation_target(question, account)
        if target is None:
            return [reply("utter_nothing_to_cancel"), *super().general(question)]
        return [*letter_replies(target), papers_ready()]


def _which_letter(kind: str | None) -> Reply:
    choices = []
    for subject_type in SubjectType:
        entities = {"subject_type": subject_type.value, **({"target": kind} if kind else {})}
        title = wording(f"utter_choice_letter_{subject_type.value}")
        choices.append(Choice(title, f"/{StatementLetter.topic}{json.dumps(entities)}"))
    return reply("utter_which_letter", choices)


def letter_replies(target: Target) -> list[Reply]:
    """Return how to sign the letter, and the letter itself."""
    filled = letter(target)
    province = PROVINCES.get(filled.province)
    facts = {
        "subject": filled.subject_name,
        "number": filled.subject_filing_number,
        "province": province.zh if province else None,
        "website": filled.website_name,
        "domains": "、".join(filled.domains),
        "website_number": filled.website_filing_number,
    }
    return [_letter(filled.subject_type, filled.kind.value, facts)]


def papers_ready() -> Reply:
    """To whom the papers go, and a person to take them. Ends what lists them or fills in one."""
    return reply("utter_papers_ready")


def _blank_letter(subject_type: SubjectType, kind: str | None) -> Reply:
    """Return the letter to be filled in by hand; about the subject unless a website is spoken
    of."""
    return _letter(subject_type, "website" if kind == "website" else "subject", {})


def _letter(subject_type: SubjectType, kind: str, facts: dict[str, str | None]) -> Reply:
    """Return a letter with a blank for each fact that is not known."""
    values = {name: facts.get(name) or wording("utter_blank") for name in _FACTS}
    return Reply(f"utter_letter_{subject_type.value}_{kind}", values)
