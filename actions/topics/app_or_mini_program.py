"""Apps, mini programs and quick apps: which are on file, before what is true of all of them."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import Question
from actions.references.candidates import service_candidates, service_name
from actions.wording.replies import Reply, day, lines, names, provider_name, reply, wording
from beian.filing.platforms import is_wechat
from beian.filing.provider_access import active_accesses, filed_subjects
from beian.filing.state import Account, FilingStatus, Service, ServiceKind
from beian.nlu.topics.model import answer_name


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
        if len(told) == 1:
            return [_where_to_cancel(told[0].thing.service)]
        return [reply("utter_services_on_file", items=items), *self.general(question)]

    def part_where(self, question: Question) -> list[Reply]:
        """Return where the one that is meant is cancelled."""
        account = question.user.account
        every = service_candidates(filed_subjects(account)) if account is not None else []
        meant = question.mentioned(every) or every
        if len(meant) == 1:
            return [_where_to_cancel(meant[0].thing.service)]
        return [reply(answer_name(f"{self.topic}/where"))]

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


def _where_to_cancel(service: Service) -> Reply:
    """Return where an app, mini program or quick app is cancelled."""
    name = service_name(service, with_number=False)
    if service.kind is ServiceKind.APP:
        providers = [provider_name(one.provider) for one in active_accesses(service)]
        if not providers:
            return reply("utter_cancel_app_of_unknown_provider", service=name)
        return reply("utter_cancel_app", service=name, providers=names(providers))
    if service.kind is ServiceKind.MINI_PROGRAM and is_wechat(service.platform):
        return reply("utter_cancel_wechat_mini_program", service=name)
    return reply("utter_cancel_on_platform", service=name)
