"""The papers of a cancellation: which ones, whose phone is checked, and the letter."""

from __future__ import annotations

from abc import abstractmethod

from actions.cancellation_target import asks_for_another_type, cancellation_target
from actions.candidates import target_name
from actions.frame import CANCELLATION, DOCUMENT, SUBJECT_TYPE, Frame
from actions.naming import WhichOne
from actions.phone_on_file import phone_checked_for
from actions.question import ACCESS, Question
from actions.statement_letter import (
    letter_replies,
    papers_of_service,
    papers_ready,
    with_application,
)
from actions.topic import TopicAnswer
from actions.wording import Reply, Value, lines, names, reply, wording
from beian.base.phones import is_landline
from beian.filing.checked_phone import checked_phone
from beian.filing.orders import Target
from beian.filing.papers import Paper, PaperNeeded, papers_needed
from beian.filing.situations import Situation, situation
from beian.filing.state import Account, Document, SubjectType
from beian.nlu.topics.model import Part, Topic, answer_name

_ABOUT_PAPERS = (None, "list", "letter")
"""What is asked where the application itself helps; None: the topic as a whole."""


class AsksPapers(TopicAnswer):
    """What topics with `asks: papers` share: without an account, what decides is asked for."""

    def general(self, question: Question) -> list[Reply]:
        """Return the list, once the type of subject is known; else what can be said before."""
        frame = question.frame
        if frame.kind == ACCESS:
            return [reply("utter_papers_not_for_access")]
        if frame.subject_type is not None:
            return papers_for(frame.subject_type, frame.document, frame.kind)
        return [] if question.reading.took else super().general(question)

    def follow_up(self, question: Question) -> list[Reply]:
        return self.general(question)

    def asks(self, question: Question) -> str | None:
        if question.user.account is not None or question.frame.kind == ACCESS:
            return None
        if question.asked.part not in (None, "list"):
            return None
        return next(iter(_missing(question.frame)), None)


def _missing(frame: Frame) -> list[str]:
    """Return what decides about papers and has not been said yet, in the order of asking."""
    known = {SUBJECT_TYPE: frame.subject_type, DOCUMENT: frame.document, CANCELLATION: frame.kind}
    return [name for name, value in known.items() if value is None]


class PapersTopic(AsksPapers):
    """What the two topics about papers share beyond that: the papers of an account."""

    def personal(self, question: Question, account: Account) -> list[Reply]:
        """Return whose phone counts; the papers and the letter unfold by the buttons below."""
        if question.kind == ACCESS:
            return [reply("utter_papers_not_for_access")]
        if asks_for_another_type(question, account):
            return [reply("utter_no_subject_of_that_type"), *self._of_another_type(question)]
        target = cancellation_target(question, account)
        if target is None:
            return [reply("utter_nothing_to_cancel")]
        if target.service is not None:
            return [papers_of_service(target)]
        document = question.frame.document or _document(target)
        needed = papers_needed(target.subject.type, document)
        papers = names(_paper(one, account.account_id) for one in needed)
        return [reply("utter_papers_in_short", phone=self.phone(target), papers=papers)]

    def situation(self, question: Question, answered: Topic | Part) -> Situation:
        """Return the situation of what is to be cancelled; of nothing where that is open."""
        account = question.user.account
        assert account is not None
        if question.frame.about:
            return super().situation(question, answered)
        try:
            target = cancellation_target(question, account)
        except WhichOne:
            target = None
        if target is None:
            return situation(account, None, None, question.now)
        return situation(account, target, None, question.now)

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; for an empty shell with the application, which takes the place of
        papers and letter."""
        return with_application(super().answer(question), question, _ABOUT_PAPERS)

    def part_list(self, question: Question) -> list[Reply]:
        """Return the papers one by one."""
        account = question.user.account
        if account is None:
            return self.general(question)
        if asks_for_another_type(question, account):
            return [reply("utter_no_subject_of_that_type"), *self._of_another_type(question)]
        target = cancellation_target(question, account)
        if target is None:
            return [reply("utter_nothing_to_cancel")]
        if target.service is not None:
            return [papers_of_service(target)]
        document = question.frame.document or _document(target)
        papers = _papers(target.subject.type, document, account.account_id)
        return [_with_name(papers, target), papers_ready()]

    def part_letter(self, question: Question) -> list[Reply]:
        """Return the statement letter, filled in."""
        account = question.user.account
        if account is None:
            return [reply("utter_letter_by_type")]
        target = cancellation_target(question, account)
        return letter_replies(target) if target else [reply("utter_nothing_to_cancel")]

    def _of_another_type(self, question: Question) -> list[Reply]:
        wanted = question.spoken_subject_type
        assert wanted is not None
        return [_papers(wanted, question.frame.document)]

    @abstractmethod
    def phone(self, target: Target) -> Value:
        """Return whose phone counts for the cancellation."""


class PhoneUnreachable(PapersTopic):
    topic = "faq_phone_unreachable"

    def phone(self, target: Target) -> Value:
        return _phone("utter_phone_is_checked", target)

    def part_id_document(self, question: Question) -> list[Reply]:
        """Return which document counts; the whole list where subject and document were told."""
        frame = question.frame
        told = frame.subject_type is not None and frame.document is not None
        if question.user.account is None and told:
            return self.general(question)
        return [reply(answer_name(f"{self.topic}/id_document"))]


class RequiredDocuments(PapersTopic):
    topic = "faq_required_documents"

    def phone(self, target: Target) -> Value:
        checked = checked_phone(target)
        person = checked.person if checked else None
        can_receive = (
            person is not None
            and person.phone
            and person.phone_reachable
            and not is_landline(person.phone)
        )
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


def _phone(response: str, target: Target) -> Value:
    """Return whose phone counts for a cancellation, and of what."""
    return wording(response, cancelled=target_name(target), phone=phone_checked_for(target))


def _papers(subject_type: SubjectType, document: Document | None, account: str = "") -> Reply:
    needed = [_paper(one, account) for one in papers_needed(subject_type, document)]
    items = [wording("utter_paper_item", paper=one) for one in needed]
    return reply(f"utter_papers_{subject_type.value}", papers=lines(items))


def _with_name(papers: Reply, target: Target) -> Reply:
    """Return the list with the name of what is cancelled above it."""
    return Reply(
        "utter_papers_of", {"cancelled": target_name(target), "papers": papers.values["papers"]}
    )


def _paper(needed: PaperNeeded, account: str) -> Value:
    name = needed.document.value if needed.document else "any"
    if account and needed.paper is Paper.CLOUD_ACCOUNT_ID:
        return wording("utter_paper_own_account_id", account=account)
    return wording(f"utter_paper_{needed.paper.value}", document=wording(f"utter_document_{name}"))


def _document(target: Target) -> Document | None:
    checked = checked_phone(target)
    person = checked.person if checked else None
    return (person or target.subject.person_in_charge).document
