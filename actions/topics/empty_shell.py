"""Empty shell subjects: what they are, how they come about, how to get rid of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from actions.answers.topic_answer import TopicAnswer
from actions.cards.letter_card import letter_card
from actions.reading.question import Question
from actions.references.candidates import subject_candidates, website_name
from actions.topics.statement_letter import with_application
from actions.wording.provinces import province_name
from actions.wording.replies import Reply, Value, day, lines, names, reply, sentences, wording
from beian.filing.masking import shown_name
from beian.filing.provider_access import cancelled_accesses, filed_subjects
from beian.filing.shells import EmptyShell, empty_shell
from beian.filing.state import Account, FilingStatus, Website

_ABOUT_THE_APPLICATION = (None, "template", "papers", "how_to_hand_in", "address", "seal")
"""What is asked where the application itself helps; None: the topic as a whole."""


class EmptyShellDefinition(TopicAnswer):
    topic = "faq_empty_shell_definition"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        return [*_subjects_told(question, account), *self.general(question)]


class EmptyShellCause(TopicAnswer):
    topic = "faq_empty_shell_cause"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        told = _subjects_told(question, account)
        return told if told and _shells(account) else [*told, *self.general(question)]


class EmptyShellCancel(TopicAnswer):
    topic = "faq_empty_shell_cancel"

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; where it is about what to hand in, with the application."""
        return with_application(super().answer(question), question, _ABOUT_THE_APPLICATION)

    def general(self, question: Question) -> list[Reply]:
        """Return how, and which administration to write to once the province was said."""
        province = question.frame.province
        if province is None:
            return super().general(question)
        return [reply("utter_shell_of_province", province=province_name(province))]

    def personal(self, question: Question, account: Account) -> list[Reply]:
        shells = {shell.subject.subject_id: shell for shell in _shells(account)}
        candidates = subject_candidates(shell.subject for shell in shells.values())
        chosen = question.one_of(candidates, "utter_which_subject")
        if chosen is None:
            return [*_subjects_told(question, account), *self.general(question)]
        subject = chosen.thing.subject
        province = province_name(subject.province)
        told = reply("utter_shell_cancel", subject=shown_name(subject), province=province)
        return [replace(told, card=letter_card(chosen.thing))]


def _shells(account: Account) -> list[EmptyShell]:
    shells = [empty_shell(subject) for subject in account.subjects]
    return [shell for shell in shells if shell is not None]


def _subjects_told(question: Question, account: Account) -> list[Reply]:
    """Return for each subject on file whether it is an empty shell, why, and whom to write to."""
    items: list[Value] = []
    subjects = filed_subjects(account)
    named = [one.thing.subject for one in question.mentioned(subject_candidates(subjects))]
    for subject in named or subjects:
        shell = empty_shell(subject)
        name = shown_name(subject)
        items.append(_told(shell) if shell else wording("utter_no_shell", subject=name))
    return [reply("utter_shell_told", items=lines(items))] if items else []


def _told(shell: EmptyShell) -> Value:
    notes = [wording(f"utter_shell_{shell.cause.value}", subject=shown_name(shell.subject))]
    sites = [wording("utter_website_gone_on", **_gone(one)) for one in _emptied(shell)]
    if sites:
        notes.append(wording("utter_shell_websites", websites=names(sites)))
    elif shell.emptied_at is not None:
        notes.append(wording("utter_since", day=day(shell.emptied_at)))
    province = province_name(shell.subject.province)
    return sentences(*notes, wording("utter_shell_write_to", province=province))


def _emptied(shell: EmptyShell) -> list[tuple[Website, datetime]]:
    """Return the websites of a shell, with when each was cancelled or lost its last access, where
    that is on file of all."""
    known = [(website, _emptied_at(website)) for website in shell.subject.websites]
    dated = [(website, moment) for website, moment in known if moment is not None]
    return dated if len(dated) == len(known) else []


def _emptied_at(website: Website) -> datetime | None:
    if website.status is FilingStatus.CANCELLED:
        return website.cancelled_at
    lost = next(iter(cancelled_accesses(website)), None)
    return lost.cancelled_at if lost else None


def _gone(one: tuple[Website, datetime]) -> dict[str, Value]:
    website, moment = one
    return {"website": website_name(website), "day": day(moment)}
