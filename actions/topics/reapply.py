"""Whether and how one can file again after a cancellation."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import Question
from actions.references.cancelled_on_file import cancelled_on_file
from actions.wording.replies import Reply
from beian.filing.state import Account, FilingStatus


class Reapply(TopicAnswer):
    topic = "faq_reapply"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        target = question.situation.target
        is_filed = target is not None and target.thing.status is FilingStatus.FILED
        if question.frame.about and is_filed:
            return self.general(question)  # of what is still to be cancelled, not of what was
        return [*cancelled_on_file(account), *self.general(question)]
