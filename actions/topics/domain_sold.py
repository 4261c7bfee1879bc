"""What becomes of a filing whose domain has expired or was sold."""

from __future__ import annotations

from dataclasses import replace

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import Question
from actions.wording.replies import Reply, wording
from beian.nlu.plain_words.plain_questions import PlainQuestion, plain_question


class DomainSold(TopicAnswer):
    topic = "faq_domain_expired_or_sold"
    personal_answer = False

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; where a buyer wants to file the domain of a site that is on file,
        that this has to wait first."""
        replies = super().answer(question)
        asks = plain_question(question.asked.text) is PlainQuestion.BUYER_FILES
        if not asks or question.user.account is None:
            return replies
        target = question.situation.target
        waits = target is not None and not target.is_cancelled
        if not waits or not replies:
            return replies
        return [replace(replies[0], lead=wording("utter_not_yet")), *replies[1:]]
