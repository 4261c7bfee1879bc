"""Whether an individual's filing can become a company's."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import Question
from actions.wording.replies import Reply, names, reply
from beian.filing.masking import shown_name
from beian.filing.provider_access import filed_subjects
from beian.filing.state import SubjectType


class PersonalToEnterprise(TopicAnswer):
    topic = "faq_personal_to_enterprise"
    personal_answer = False

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; where all that is on file are companies, that they are such
        already."""
        account = question.user.account
        subjects = filed_subjects(account) if account is not None else []
        as_a_whole = question.asked.part is None and subjects
        if as_a_whole and all(one.type is SubjectType.ENTERPRISE for one in subjects):
            subjects_named = names(shown_name(one) for one in subjects)
            return [reply("utter_is_a_company_already", subjects=subjects_named)]
        return super().answer(question)
