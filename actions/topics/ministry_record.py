"""Whether the ministry's record goes when the subject is cancelled here."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import Question
from actions.references.cancelled_on_file import cancelled_on_file
from actions.wording.replies import Reply
from beian.filing.state import Account


class MinistryRecord(TopicAnswer):
    topic = "faq_miit_record_removed"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        return [*cancelled_on_file(account), *self.general(question)]
