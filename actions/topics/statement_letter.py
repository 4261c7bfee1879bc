"""The cancellation statement letter, filled in from what is on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.answers.topic_answer import TopicAnswer
from actions.cards.letter_card import blank_letter_card, letter_card, shell_card
from actions.frame.frame import SUBJECT_TYPE
from actions.reading.question import ACCESS, Question
from actions.references.candidates import target_name
from actions.topics.cancellation_target import asks_for_another_type, cancellation_target
from actions.wording.provinces import province_name
from actions.wording.replies import Reply, reply, wording
from beian.filing.letters import letter
from beian.filing.orders import Target
from beian.filing.provinces import PROVINCES
from beian.filing.shells import empty_shell
from beian.filing.state import Account, SubjectType
from beian.letters.letter import About
from beian.nlu.topics.model import Part, Topic

_FACTS = ("subject", "number", "province", "website", "domains", "website_number")
"""What a letter states."""
READY = "utter_papers_ready"
_ABOUT_THE_LETTER = (None, "letter", "handwritten", "filling")
"""What is asked where the letter itself helps; None: the topic as a whole."""
_OF_THE_OTHER_TYPE = {SubjectType.INDIVIDUAL: "seal", SubjectType.ENTERPRISE: "fingerprint"}
"""The part of this topic that has no bearing on a subject of that type."""


class StatementLetter(TopicAnswer):
    topic = "faq_statement_letter"
    starts_anew = True

    def general(self, question: Question) -> list[Reply]:
        """Return what the letter is, and the blank letter once the type of subject is known."""
        if question.frame.kind == ACCESS:
            return [reply("utter_papers_not_for_access")]
        if question.frame.subject_type is None:
            return super().general(question)
        return [_blank_letter(question.frame.subject_type, question)]

    def next(self, question: Question, answered: Topic | Part) -> Sequence[str]:
        """Return what buttons lead to, without the seal for an individual, nor the fingerprint for
        an enterprise."""
        following = super().next(question, answered)
        subject_type = _type_of_subject(question)
        other = _OF_THE_OTHER_TYPE[subject_type] if subject_type else None
        return [name for name in following if name != other]

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; for an empty shell with the application that takes the letter's
        place."""
        return with_application(super().answer(question), question, _ABOUT_THE_LETTER)

    def part_letter(self, question: Question) -> list[Reply]:
        """Return the letter itself."""
        if question.user.account is not None:
            return self._filled(question, question.user.account)
        if question.frame.subject_type is None:
            return []
        return [_blank_letter(question.frame.subject_type, question)]

    def asks(self, question: Question) -> str | None:
        if question.user.account is not None or question.frame.kind == ACCESS:
            return None
        if question.asked.part not in (None, "letter") or question.frame.subject_type is not None:
            return None
        return SUBJECT_TYPE

    def follow_up(self, question: Question) -> list[Reply]:
        """Return the letter again, for the other type or kind that was just named."""
        wanted = question.frame.subject_type
        if wanted is None or question.kind == ACCESS:
            return self.general(question)
        return [_blank_letter(wanted, question)]

    def personal(self, question: Question, account: Account) -> list[Reply]:
        if question.kind == ACCESS:
            return [reply("utter_papers_not_for_access")]
        return self._filled(question, account)

    @staticmethod
    def _filled(question: Question, account: Account) -> list[Reply]:
        """Return the letter, filled in from what is on file."""
        wanted = question.spoken_subject_type
        if wanted is not None and asks_for_another_type(question, account):
            blank = _blank_letter(wanted, question)
            return [reply("utter_no_subject_of_that_type"), blank]
        target = cancellation_target(question, account)
        if target is None:
            return [reply("utter_nothing_to_cancel")]
        return letter_replies(target)


def _type_of_subject(question: Question) -> SubjectType | None:
    """Return the type of subject that the letter is for, as far as it is known."""
    if question.user.account is None:
        return question.frame.subject_type
    target = question.situation.target
    return target.subject.type if target else question.spoken_subject_type


def letter_replies(target: Target) -> list[Reply]:
    """Return how to sign the letter, and the letter itself; for a service, that none is known."""
    card = letter_card(target)
    if empty_shell(target.subject) is not None and target.thing is target.subject:
        write_to = wording("utter_shell_write_to", province=province_name(target.subject.province))
        return [replace(reply("utter_shell_told", items=write_to), card=card)]
    filled = letter(target)
    if filled is None:
        return [replace(papers_of_service(target), card=card)]
    province = PROVINCES.get(filled.province)
    facts = {
        "subject": filled.subject_name,
        "number": filled.subject_filing_number,
        "province": province.zh if province else None,
        "website": filled.website_name,
        "domains": "、".join(filled.domains),
        "website_number": filled.website_filing_number,
    }
    return [replace(_letter(filled.subject_type, filled.kind.value, facts), card=card)]


def with_application(
    replies: list[Reply], question: Question, parts: Sequence[str | None]
) -> list[Reply]:
    """Return replies with the card of the application, where one of these parts is asked for an
    empty shell and no other letter is there."""
    account = question.user.account
    if account is None or question.asked.part not in parts or any(one.card for one in replies):
        return replies
    card = shell_card(account, question.situation.target)
    if card is None or not replies:
        return replies
    return [*replies[:-1], replace(replies[-1], card=card)]


def papers_of_service(target: Target) -> Reply:
    """Return that neither phone, papers nor letter are known for an app or mini program, and who
    knows."""
    return reply("utter_papers_of_service_unknown", cancelled=target_name(target))


def papers_ready() -> Reply:
    """Return to whom the papers go, and the offer of a person to take them."""
    return reply(READY)


def _blank_letter(subject_type: SubjectType, question: Question) -> Reply:
    """Return the letter to be filled in by hand, for the province that was told; about the subject
    unless a website is spoken of."""
    kind = "website" if question.frame.kind == "website" else "subject"
    province = PROVINCES.get(question.frame.province or "")
    blank = _letter(subject_type, kind, {"province": province.zh if province else None})
    return replace(
        blank, card=blank_letter_card(subject_type, About(kind), question.frame.province)
    )


def _letter(subject_type: SubjectType, kind: str, facts: dict[str, str | None]) -> Reply:
    """Return a letter with a blank for each fact that is not known."""
    values = {name: facts.get(name) or wording("utter_blank") for name in _FACTS}
    return Reply(f"utter_letter_{subject_type.value}_{kind}", values)
