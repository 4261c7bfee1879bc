"""Apps, mini programs and quick apps: which are on file, before what is true of all of them."""

from __future__ import annotations

from actions.candidates import service_candidates, service_name
from actions.question import Question
from actions.topic import TopicAnswer
from actions.wording import Reply, day, lines, reply, wording
from beian.filing.provider_access import filed_subjects
from beian.filing.state import Account, FilingStatus


class AppOrMiniProgram(TopicAnswer):
    topic = "faq_app_or_mini_program"
    personal_answer = False

    def personal(self, question: Question, account: Account) -> list[Reply]:
        """Return those that are meant, all where it is open, with their numbers."""
        gone = self._cancelled(question, account)
        if gone:
            return [*gone, *self.general(question)]
        every = service_candidates(filed_subjects(account))
        told = question.mentioned(every) or every
        if not told:
            return self.general(question)
        question.listed = tuple(one.key for one in told)
        items = lines(wording("utter_service_item", service=one.title) for one in told)
        return [reply("utter_services_on_file", items=items), *self.general(question)]

    def _cancelled(self, question: Question, account: Account) -> list[Reply]:
        """Return that the one that is meant is cancelled already, if it is."""
        meant = question.mentioned(service_candidates(account.subjects, all_=True))
        service = meant[0].thing.service if len(meant) == 1 else None
        if service is None or service.status is not FilingStatus.CANCELLED:
            return []
        name = service_name(service)
        if service.cancelled_at is None:
            return [reply("utter_service_gone", service=name)]
        return [reply("utter_service_gone_on", service=name, day=day(service.cancelled_at))]
