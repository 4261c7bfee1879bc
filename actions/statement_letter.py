"""The cancellation statement letter, filled in from what is on file."""

from __future__ import annotations

from typing import Any

from actions.cancellation_target import cancellation_target
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Choice, Reply, Value, reply, wording
from filing.letters import Letter, letter
from filing.orders import Target
from filing.provinces import PROVINCES
from filing.state import Account, SubjectType


class StatementLetter(TopicAction):
    topic = "faq_statement_letter"

    def general(self, question: Question) -> list[Reply]:
        wanted = question.spoken_subject_type
        if wanted is not None:
            kind = "website" if question.kind == "website" else "subject"
            return [*super().general(question), _blank_letter(wanted, kind)]
        choices = [
            Choice(
                wording(f"utter_choice_letter_{subject_type.value}"),
                f'/{self.topic}{{"subject_type": "{subject_type.value}"}}',
            )
            for subject_type in SubjectType
        ]
        return [Reply(f"utter_{self.topic}", {}, choices)]

    def follow_up(self, question: Question) -> list[Reply]:
        if question.spoken_subject_type or question.kind is None:
            return self.general(question)
        return super().follow_up(question)

    def personal(self, question: Question, account: Account) -> list[Reply]:
        target = cancellation_target(question, account)
        if target is None:
            return [reply("utter_nothing_to_cancel"), *super().general(question)]
        return letter_replies(target)


def letter_replies(target: Target) -> list[Reply]:
    """How to sign the letter, and the letter itself."""
    filled = letter(target)
    blank = wording("utter_blank")
    values: dict[str, Value] = {
        "subject": filled.subject_name,
        "number": filled.subject_filing_number or blank,
        "province": PROVINCES[filled.province].zh if filled.province in PROVINCES else blank,
        **_website(filled),
    }
    return [Reply(_response(filled.subject_type, filled.kind.value), values)]


def _website(filled: Letter) -> dict[str, Any]:
    return {
        "website": filled.website_name or wording("utter_blank"),
        "domains": "、".join(filled.domains) or wording("utter_blank"),
        "website_number": filled.website_filing_number or wording("utter_blank"),
    }


def _blank_letter(subject_type: SubjectType, kind: str) -> Reply:
    blank = wording("utter_blank")
    names = ("subject", "number", "province", "website", "domains", "website_number")
    return Reply(_response(subject_type, kind), dict.fromkeys(names, blank))


def _response(subject_type: SubjectType, kind: str) -> str:
    return f"utter_letter_{subject_type.value}_{kind}"
