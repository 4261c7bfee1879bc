"""Whether and how one can file again after a cancellation."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import Question
from actions.references.cancelled_on_file import cancelled_on_file
from actions.wording.replies import Reply
from beian.filing.state import Account


class Reapply(TopicAnswer):
    topic = "faq_reapply"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        return [*cancelled_on_file(account), *self.general(question)]
