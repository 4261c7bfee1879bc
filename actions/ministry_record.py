"""Whether the ministry's record goes when the subject is cancelled here."""

from __future__ import annotations

from actions.cancelled_on_file import cancelled_on_file
from actions.question import Question
from actions.topic import TopicAnswer
from actions.wording import Reply
from beian.filing.state import Account


class MinistryRecord(TopicAnswer):
    topic = "faq_miit_record_removed"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        return [*cancelled_on_file(account), *self.general(question)]
