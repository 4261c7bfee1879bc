"""Apps, mini programs and quick apps: which are on file, before what is true of all of them."""

from __future__ import annotations

from actions.candidates import service_candidates
from actions.question import Question
from actions.topic import TopicAnswer
from actions.wording import Reply, lines, reply, wording
from beian.filing.provider_access import filed_subjects
from beian.filing.state import Account


class AppOrMiniProgram(TopicAnswer):
    topic = "faq_app_or_mini_program"
    personal_answer = False

    def personal(self, question: Question, account: Account) -> list[Reply]:
        """Return those that are meant, all where it is open, with their numbers."""
        every = service_candidates(filed_subjects(account))
        told = question.mentioned(every) or every
        if not told:
            return self.general(question)
        question.listed = tuple(one.key for one in told)
        items = lines(wording("utter_service_item", service=one.title) for one in told)
        return [reply("utter_services_on_file", items=items), *self.general(question)]
