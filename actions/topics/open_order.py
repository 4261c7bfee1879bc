"""What an open order keeps from being submitted, and whether several go at once."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import ACCESS, Question
from actions.wording.replies import Reply, reply


class OpenOrder(TopicAnswer):
    topic = "faq_open_order"
    personal_answer = False

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; of access, which may go in a batch, what is known of that. May raise
        WhichOne."""
        if question.asked.part == "several" and question.frame.kind == ACCESS:
            return [reply("utter_access_in_a_batch")]
        return super().answer(question)
