"""What cancelling access means, and what it would change of what is on file."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.frame.message import Asked
from actions.reading.question import Question
from actions.reading.what_if import ACCESS_MEANING, WHAT_IF
from actions.topics.what_if_access import what_if_access
from actions.wording.replies import Reply


class CancelAccessMeaning(TopicAnswer):
    topic = ACCESS_MEANING
    personal_answer = False

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; of a what-if, what cancelling the access in question changes. May
        raise WhichOne."""
        if question.asked.part != WHAT_IF:
            return super().answer(question)
        in_general = question.about(Asked(self.topic), question.frame)
        if question.user.account is None:
            return super().answer(in_general)
        return what_if_access(
            question,
            question.user.account,
            lambda _: super(CancelAccessMeaning, self).answer(in_general),
        )
