"""What becomes of a site and its domain: beside it, what a cancellation changes on file."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.cards.what_if_card import with_what_if
from actions.frame.message import Asked
from actions.reading.meant import meant
from actions.reading.question import ACCESS, Question
from actions.reading.what_if import AFTER_CANCELLING, WHAT_IF
from actions.topics.what_if_answer import what_if
from actions.wording.replies import Reply
from beian.filing.orders import Target
from beian.filing.shells import empty_shell


class AfterCancelling(TopicAnswer):
    topic = AFTER_CANCELLING
    personal_answer = False

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer, with what cancelling the thing in question would change. May raise
        WhichOne."""
        account = question.user.account
        if question.asked.part == WHAT_IF:
            if account is not None:
                return what_if(question, account, super().answer)
            question = question.about(Asked(self.topic), question.frame)
        if account is None or question.asked.part or question.kind == ACCESS:
            return super().answer(question)
        named = bool(question.reading.named or question.reading.each)
        found = meant(question.message, question.frame, named, account)
        if len(found) != 1:
            return super().answer(question)
        target: Target = found[0].thing
        if empty_shell(target.subject):
            target = Target(target.subject)  # the answer is about that
        one = question.about(question.asked, question.frame.with_(about=(found[0].key,)))
        question.spoken_of = found[0].key
        return with_what_if(super().answer(one), question, target)
