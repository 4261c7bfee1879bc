"""Empty shell subjects: what they are, how they come about, how to get rid of one."""

from __future__ import annotations

from actions.candidates import filed_subjects, subject_candidates
from actions.provinces import province_name
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, Value, day, lines, reply, sentences, wording
from beian.filing.masking import shown_name
from beian.filing.shells import EmptyShell, empty_shell
from beian.filing.state import Account


class EmptyShellDefinition(TopicAction):
    topic = "faq_empty_shell_definition"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        return [*_subjects_told(account), *self.general(question)]


class EmptyShellCause(TopicAction):
    topic = "faq_empty_shell_cause"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        return [*_subjects_told(account), *self.general(question)]


class EmptyShellCancel(TopicAction):
    topic = "faq_empty_shell_cancel"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        shells = {shell.subject.subject_id: shell for shell in _shells(account)}
        candidates = subject_candidates(shell.subject for shell in shells.values())
        chosen = question.one_of(candidates, "utter_which_subject")
        if chosen is None:
            return [*_subjects_told(account), *self.general(question)]
        return [reply("utter_shell_told", items=_told(shells[chosen.thing.subject.subject_id]))]


def _shells(account: Account) -> list[EmptyShell]:
    shells = [empty_shell(subject) for subject in account.subjects]
    return [shell for shell in shells if shell is not None]


def _subjects_told(account: Account) -> list[Reply]:
    """For each subject on file: whether it is an empty shell, why, and whom to write to."""
    items: list[Value] = []
    for subject in filed_subjects(account):
        shell = empty_shell(subject)
        name = shown_name(subject)
        items.append(_told(shell) if shell else wording("utter_no_shell", subject=name))
    return [reply("utter_shell_told", items=lines(items))] if items else []


def _told(shell: EmptyShell) -> Value:
    notes = [wording(f"utter_shell_{shell.cause.value}", subject=shown_name(shell.subject))]
    if shell.emptied_at is not None:
        notes.append(wording("utter_since", day=day(shell.emptied_at)))
    province = province_name(shell.subject.province)
    return sentences(*notes, wording("utter_shell_write_to", province=province))
