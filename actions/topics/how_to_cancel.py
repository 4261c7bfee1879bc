"""How to cancel, and which kind to choose: an answer that depends on the kind alone."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.cards.what_if_card import with_what_if
from actions.frame.message import Asked
from actions.reading.question import ACCESS, Question
from actions.references.candidates import subject_candidates, website_candidates
from actions.references.naming import WhichOne
from actions.wording.replies import Choice, Reply, reply, wording
from beian.filing.orders import Target, targets_under_way
from beian.filing.provider_access import filed_subjects
from beian.filing.situation_states import State
from beian.filing.situations import Situation, only_target, situation
from beian.nlu.topics.model import Part, Topic


class HowToCancel(TopicAnswer):
    topic = "faq_how_to_cancel"
    starts_anew = True
    personal_answer = False

    def situation(self, question: Question, answered: Topic | Part) -> Situation:
        """Return the situation of the thing in question; of several subjects, one is asked for
        where a subject is to be cancelled. What was spoken of before and is cancelled already is
        not meant."""
        account = question.user.account
        subjects = filed_subjects(account) if account else []
        if account and len(subjects) > 1 and question.kind == "subject" and question.is_guess:
            chosen = question.one_of(subject_candidates(subjects), "utter_which_subject")
            if chosen is not None:
                return situation(account, chosen.thing, None, question.now)
        is_over = account and State.SUCCEEDED in question.situation.states
        if account and is_over and subjects and question.frame.about == question.before.about:
            return situation(account, only_target(account), None, question.now)
        found = super().situation(question, answered)
        if account and question.kind == "subject" and found.lost and not found.shell:
            # That of one website, which its subject does not share.
            return situation(account, None, None, question.now)
        return found

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer, with what the cancellation would change."""
        replies = super().answer(question)
        if question.user.account is None or question.asked.part:
            return replies
        return with_what_if(replies, question, _meant(question))

    def part_which_one(self, question: Question) -> list[Reply]:
        """Return how to cancel the website that is chosen. May raise WhichOne."""
        account = question.user.account
        if account is not None and not question.frame.about:
            leaving = [one.website for one in targets_under_way(account)]
            subjects = filed_subjects(account)
            whole = question.kind == "subject"
            every = subject_candidates(subjects) if whole else website_candidates(subjects)
            left = [one for one in every if whole or one.thing.website not in leaving]
            if len(left) > 1:
                raise WhichOne("utter_which_to_cancel", left)
        return self.answer(question.about(Asked(self.topic, None), question.frame))

    def general(self, question: Question) -> list[Reply]:
        if question.kind:
            return [reply(f"utter_kind_{question.kind}"), reply("utter_how_to_start")]
        choices = [
            Choice(wording(f"utter_choice_{kind}_kind"), '/inform{"target": "' + kind + '"}')
            for kind in ("subject", "website", "access")
        ]
        return [*super().general(question), reply("utter_how_to_choose", choices)]

    def follow_up(self, question: Question) -> list[Reply]:
        return self.general(question) if question.kind else super().follow_up(question)


def _meant(question: Question) -> Target | None:
    """Return what would be cancelled, where that is one thing: the subject, if it is spoken of."""
    target = question.situation.target
    if target is None or question.kind == ACCESS:
        return None
    return Target(target.subject) if question.kind == "subject" else target
