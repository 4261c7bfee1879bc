"""The papers of a cancellation: which ones, whose phone is checked, and the letter."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from actions.cancellation_target import asks_for_another_type, cancellation_target
from actions.candidates import website_name
from actions.phone_on_file import phone_on_file
from actions.question import ACCESS, Question
from actions.statement_letter import letter_replies, papers_ready
from actions.topic import TopicAction
from actions.wording import Reply, Value, lines, reply, wording
from beian.filing.checked_phone import checked_phone
from beian.filing.masking import shown_name
from beian.filing.orders import Target
from beian.filing.papers import PaperNeeded, papers_needed
from beian.filing.state import Account, Document, SubjectType


class AsksPapers(TopicAction):
    """What topics with `asks: papers` share: without an account, papers_form asks what decides."""

    def general(self, question: Question) -> list[Reply]:
        if question.kind == ACCESS:
            return [reply("utter_papers_not_for_access")]
        return super().general(question)

    def slots(self, question: Question) -> dict[str, Any]:
        """Return whether papers_form is to ask; a new question forgets the answers to an older
        one."""
        asks = question.user.account is None and not question.is_follow_up
        if not asks or question.active_form:
            return {"papers_question": asks}
        if question.kind == ACCESS:
            return {"papers_question": False}
        spoken_type, spoken_document = question.spoken_subject_type, question.spoken_document
        return {
            "papers_question": True,
            "subject_type": spoken_type.value if spoken_type else None,
            "document": spoken_document.value if spoken_document else None,
            "cancellation": question.kind,
        }

    def follow_up(self, question: Question) -> list[Reply]:
        """Return the list that the slots describe, once the type of subject is known."""
        if question.kind == ACCESS:
            return self.general(question)
        subject_type = question.spoken_subject_type or question.subject_type
        if subject_type is None:
            return self.general(question)
        document = question.spoken_document or question.document
        return papers_for(subject_type, document, question.kind or question.cancellation)


class PapersTopic(AsksPapers):
    """What the two topics about papers share beyond that: the papers of an account."""

    def personal(self, question: Question, account: Account) -> list[Reply]:
        """Return whose phone counts, the papers and the letter."""
        if question.kind == ACCESS:
            return self.general(question)
        if asks_for_another_type(question, account):
            return [reply("utter_no_subject_of_that_type"), *self.follow_up(question)]
        target = cancellation_target(question, account)
        if target is None:
            return [reply("utter_nothing_to_cancel"), *self.general(question)]
        document = question.spoken_document or _document(target)
        return [
            self.phone(target),
            _papers(target.subject.type, document),
            *letter_replies(target),
            papers_ready(),
        ]

    @abstractmethod
    def phone(self, target: Target) -> Reply:
        """Return whose phone counts for the cancellation."""


class PhoneUnreachable(PapersTopic):
    topic = "faq_phone_unreachable"

    def phone(self, target: Target) -> Reply:
        return _phone("utter_phone_is_checked", target)


class RequiredDocuments(PapersTopic):
    topic = "faq_required_documents"

    def phone(self, target: Target) -> Reply:
        person = checked_phone(target).person
        can_receive = person is not None and person.phone and person.phone_reachable
        return _phone(
            "utter_code_is_the_proof" if can_receive else "utter_phone_is_checked", target
        )


def papers_for(
    subject_type: SubjectType, document: Document | None, cancellation: str | None
) -> list[Reply]:
    """Return the papers for somebody who is not signed in, and whose phone is checked, if known."""
    papers = [_papers(subject_type, document), papers_ready()]
    if cancellation not in ("subject", "website"):
        return papers
    return [reply(f"utter_checked_for_{cancellation}"), *papers]


def _phone(response: str, target: Target) -> Reply:
    """Return whose phone counts for a cancellation, and of what."""
    if target.website is None:
        cancelled: Value = shown_name(target.subject)
    else:
        cancelled = website_name(target.website)
    return reply(response, cancelled=cancelled, phone=phone_on_file(checked_phone(target)))


def _papers(subject_type: SubjectType, document: Document | None) -> Reply:
    items = [_paper(needed) for needed in papers_needed(subject_type, document)]
    return reply(f"utter_papers_{subject_type.value}", papers=lines(items))


def _paper(needed: PaperNeeded) -> Value:
    name = needed.document.value if needed.document else "any"
    return wording(f"utter_paper_{needed.paper.value}", document=wording(f"utter_document_{name}"))


def _document(target: Target) -> Document | None:
    person = checked_phone(target).person or target.subject.person_in_charge
    return person.document
