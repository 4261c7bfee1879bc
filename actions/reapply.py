"""Whether and how one can file again after a cancellation."""

from __future__ import annotations

from actions.cancelled_on_file import cancelled_on_file
from actions.question import Question
from actions.topic import TopicAnswer
from actions.wording import Reply
from beian.filing.state import Account


class Reapply(TopicAnswer):
    topic = "faq_reapply"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        return [*cancelled_on_file(account), *self.general(question)]
