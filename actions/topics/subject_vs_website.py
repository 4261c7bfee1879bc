"""What cancelling the subject removes, and what cancelling one website removes."""

from __future__ import annotations

from actions.answers.taken_along import taken_along
from actions.answers.topic_answer import TopicAnswer
from actions.cards.what_if_card import with_what_if
from actions.reading.question import Question
from actions.references.candidates import service_candidates, subject_candidates, website_candidates
from actions.wording.replies import Reply, reply
from beian.filing.orders import Target
from beian.filing.provider_access import filed_subjects
from beian.filing.state import Account


class SubjectVsWebsite(TopicAnswer):
    topic = "faq_subject_vs_website"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        subjects = filed_subjects(account)
        held = [*website_candidates(subjects), *service_candidates(subjects)]
        named = question.mentioned(held)
        if len(named) == 1:
            subjects = [named[0].thing.subject]
        chosen = question.one_of(subject_candidates(subjects), "utter_which_subject")
        if chosen is None:
            return [reply("utter_no_subject_on_file"), *self.general(question)]
        subject = chosen.thing.subject
        return with_what_if(taken_along(subject), question, Target(subject))
