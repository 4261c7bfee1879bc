"""The papers of a cancellation: which ones, whose phone is checked, and the letter."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace

from actions.answers.topic_answer import TopicAnswer
from actions.cards.checklist_card import (
    CHECKLIST,
    checklist_card,
    general_checklist_card,
    paper_text,
)
from actions.cards.letter_card import blank_letter_card, letter_card
from actions.cards.papers_together import for_the_list, how_to_send, of_the_very_case
from actions.frame.frame import CANCELLATION, DOCUMENT, SUBJECT_TYPE, Frame
from actions.frame.message import Asked
from actions.reading.papers_wish import PAPERS_TOPIC, PREPARE
from actions.reading.question import ACCESS, Question
from actions.references.candidates import target_name
from actions.references.naming import WhichOne
from actions.references.phone_on_file import phone_checked_for
from actions.topics.cancellation_target import asks_for_another_type, cancellation_target
from actions.topics.statement_letter import (
    READY,
    letter_replies,
    papers_of_service,
    papers_ready,
    with_application,
)
from actions.wording.replies import Reply, Value, names, reply, wording
from beian.base.phones import is_landline
from beian.filing.checked_phone import checked_phone
from beian.filing.orders import Target
from beian.filing.papers import papers_needed
from beian.filing.shells import empty_shell
from beian.filing.situations import Situation, only_target, situation
from beian.filing.state import Account, Document, SubjectType
from beian.letters.letter import About
from beian.nlu.plain_words.bare_words import speaks_of_a_site
from beian.nlu.plain_words.letter_wish import asks_which_papers, tells_of_a_lost_phone
from beian.nlu.plain_words.missing_papers import asks_what_is_missing
from beian.nlu.plain_words.phone_claims import only_supposes, says_phone_works
from beian.nlu.topics.model import Part, Topic, answer_name

_ABOUT_PAPERS = (None, "list", "letter")
"""What is asked where the application itself helps; None: the topic as a whole."""


_OF_A_LOST_PHONE = (None, "list", "letter", "papers_or_change", "staff_call")
"""What is asked by who has lost the phone, of the topic on that; None: the topic as a whole."""


class AsksPapers(TopicAnswer):
    """What topics with `asks: papers` share: without an account, what decides is asked for."""

    shorter = "list"

    def general(self, question: Question) -> list[Reply]:
        """Return the list, once the type of subject is known; else what can be said before."""
        frame = question.frame
        if frame.kind == ACCESS:
            return [reply("utter_papers_not_for_access")]
        if frame.subject_type is not None and asks_what_is_missing(question.text):
            card = general_checklist_card(frame.subject_type, frame.document, missing=True)
            return [replace(reply("utter_papers_missing_in_general"), card=card)]
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

        def in_short(target: Target) -> list[Reply]:
            phone = self.phone(target, lost=question.frame.phone_lost)
            document = question.frame.document or _document(target)
            needed = papers_needed(target.subject.type, document)
            papers = names(paper_text(one, account.account_id) for one in needed)
            return [reply("utter_papers_in_short", phone=phone, papers=papers)]

        return self._of_target(question, account, in_short)

    def situation(self, question: Question, answered: Topic | Part) -> Situation:
        """Return the situation of what is to be cancelled; of nothing where that is open."""
        account = question.user.account
        assert account is not None
        if question.frame.about:
            return super().situation(question, answered)
        try:
            target = cancellation_target(question, account)
        except WhichOne:
            target = only_target(account)
            shell = target is not None and empty_shell(target.subject)
            target = target if shell else None
        if target is None:
            return situation(account, None, None, question.now)
        return situation(account, target, None, question.now)

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; where the phone is out of use, to who asks which papers are needed,
        with their list; for an empty shell with the application, which takes the place of papers
        and letter."""
        listed = self._at_once(question)
        return with_application(listed or super().answer(question), question, _ABOUT_PAPERS)

    def _at_once(self, question: Question) -> list[Reply] | None:
        """Return whose phone counts and the list itself, where papers are asked for and the phone
        that is checked can't get the code; None where that is not so."""
        account = question.user.account
        if account is None or question.asked.part is not None or not self._lists(question):
            return None
        if question.kind == ACCESS or asks_for_another_type(question, account):
            return None
        try:
            target = cancellation_target(question, account)
        except WhichOne:
            return None
        if target is None or not (question.frame.phone_lost or not _gets_the_code(target)):
            return None
        listed = super().answer(for_the_list(question))
        if not listed or listed[0].card is None or listed[0].card.kind != CHECKLIST:
            return None
        first, *others = listed
        return [replace(first, lead=self.phone(target, lost=True)), *others]

    def _lists(self, question: Question) -> bool:
        """Return whether the topic as a whole asks for the list."""
        return asks_which_papers(question.text)

    def part_list(self, question: Question) -> list[Reply]:
        """Return the papers one by one."""
        account = question.user.account
        if account is None:
            return self.general(question)

        def one_by_one(target: Target) -> list[Reply]:
            document = question.frame.document or _document(target)
            missing = asks_what_is_missing(question.text)
            card = checklist_card(target, document, account, missing=missing)
            if missing:
                told = reply("utter_papers_missing", cancelled=target_name(target))
                return [replace(told, card=card)]
            papers = reply("utter_papers_of", cancelled=target_name(target))
            return [replace(papers, card=card), papers_ready()]

        return self._of_target(question, account, one_by_one)

    def _of_target(
        self, question: Question, account: Account, told: Callable[[Target], list[Reply]]
    ) -> list[Reply]:
        """Return what is told of the papers of what is to be cancelled, or why there are none."""
        if asks_for_another_type(question, account):
            return [reply("utter_no_subject_of_that_type"), *self._of_another_type(question)]
        try:
            target = cancellation_target(question, account)
        except WhichOne as which:
            alike = _alike_for_all(which, question.frame.document)
            of_one = question.asked.part is None and _speaks_of_one(question)
            if alike is None or of_one or asks_what_is_missing(question.text):
                raise
            card = general_checklist_card(*alike, account=account)
            papers = reply(f"utter_papers_{alike[0].value}")
            way = [] if question.asked.part else [reply(answer_name(self.topic))]
            return [*way, replace(papers, card=card), papers_ready()]
        if target is None:
            return [reply("utter_nothing_to_cancel")]
        if target.service is not None:
            return [papers_of_service(target)]
        return told(target)

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
    def phone(self, target: Target, *, lost: bool) -> Value:
        """Return whose phone counts for the cancellation; `lost`, where the user said that it is
        out of use."""


class PhoneUnreachable(PapersTopic):
    topic = "faq_phone_unreachable"

    def phone(self, target: Target, *, lost: bool) -> Value:
        del lost
        return _phone("utter_phone_is_checked", target)

    def part_id_document(self, question: Question) -> list[Reply]:
        """Return which document counts; the whole list where subject and document were told."""
        frame = question.frame
        told = frame.subject_type is not None and frame.document is not None
        if question.user.account is None and told:
            return self.general(question)
        return [reply(answer_name(f"{self.topic}/id_document"))]


def _speaks_of_one(question: Question) -> bool:
    """Return whether a message speaks of a website or subject, so that one of them is meant, whose
    phone has to be told as well."""
    return question.kind is not None or speaks_of_a_site(question.text)


def _alike_for_all(
    which: WhichOne, document: Document | None
) -> tuple[SubjectType, Document | None] | None:
    """Return the type of subject and the document that decide about the papers, where they are the
    same whichever website or subject is meant; an enterprise's name the applicant's document, which
    is left open where those in charge have different ones. None where the papers differ."""
    targets: list[Target] = [one.thing for one in which.candidates if not one.thing.service]
    if any(empty_shell(target.subject) for target in targets):
        return None
    types = {target.subject.type for target in targets}
    documents = {document or _document(target) for target in targets}
    if len(types) != 1:
        return None
    subject_type = types.pop()
    if len(documents) == 1:
        return subject_type, documents.pop()
    return (subject_type, None) if subject_type is SubjectType.ENTERPRISE else None


def phone_lost(before: bool, asked: Asked, text: str) -> bool:
    """Return whether the phone on file is out of use, by what was asked before and is asked now,
    in a message of this text."""
    works = (asked.topic, asked.part) == (RequiredDocuments.topic, "phone_works")
    if works or says_phone_works(text):
        return False
    lost = asked.topic == PhoneUnreachable.topic and asked.part in _OF_A_LOST_PHONE
    if (asked.topic, asked.part) == (PAPERS_TOPIC, PREPARE):
        lost = tells_of_a_lost_phone(text)
    return before or (lost and not only_supposes(text))


class RequiredDocuments(PapersTopic):
    topic = PAPERS_TOPIC

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; to who wants the papers put together the list, the letter, and how
        they are sent. May raise WhichOne."""
        if question.asked.part != PREPARE:
            return super().answer(question)
        question = of_the_very_case(question)
        listed = super().answer(for_the_list(question))
        if all(one.card is None or one.card.kind != CHECKLIST for one in listed):
            return listed
        first, *others = [one for one in listed if one.response != READY]
        ready = [replace(one, choices=()) for one in listed if one.response == READY]
        told = [replace(first, choices=(), lead=self._whose_phone(question)), *others]
        return [*told, *self._letter(question), *how_to_send(question), *ready]

    def _whose_phone(self, question: Question) -> Value:
        """Return whose phone counts, and that no papers are needed where it gets the code."""
        account = question.user.account
        if account is None or asks_for_another_type(question, account):
            return None
        target = cancellation_target(question, account)
        return self.phone(target, lost=question.frame.phone_lost) if target is not None else None

    def asks(self, question: Question) -> str | None:
        prepares = question.asked.part == PREPARE
        return super().asks(for_the_list(question) if prepares else question)

    def _letter(self, question: Question) -> list[Reply]:
        """Return the letter's card, filled in from what is on file."""
        account, frame = question.user.account, question.frame
        if account is None or asks_for_another_type(question, account):
            wanted = frame.subject_type
            if wanted is None:
                return []
            about = About("website" if frame.kind == "website" else "subject")
            card = blank_letter_card(wanted, about, frame.province)
            return [replace(reply("utter_letter_beside_papers"), card=card)]
        target = cancellation_target(question, account)
        if target is None:
            return []
        return [replace(reply("utter_letter_beside_papers"), card=letter_card(target))]

    def _lists(self, question: Question) -> bool:
        del question
        return True

    def phone(self, target: Target, *, lost: bool) -> Value:
        can_receive = not lost and _gets_the_code(target)
        return _phone(
            "utter_code_is_the_proof" if can_receive else "utter_phone_is_checked", target
        )


def _gets_the_code(target: Target) -> bool:
    """Return whether the phone that is checked can get the code, as far as is on file."""
    checked = checked_phone(target)
    person = checked.person if checked else None
    if person is None or not person.phone or is_landline(person.phone):
        return False
    return person.phone_reachable is not False


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


def _papers(subject_type: SubjectType, document: Document | None) -> Reply:
    card = general_checklist_card(subject_type, document)
    return replace(reply(f"utter_papers_{subject_type.value}"), card=card)


def _document(target: Target) -> Document | None:
    checked = checked_phone(target)
    person = checked.person if checked else None
    return (person or target.subject.person_in_charge).document
