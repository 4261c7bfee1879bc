"""How to cancel, and which kind to choose: an answer that depends on the kind alone."""

from __future__ import annotations

from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Choice, Reply, reply, wording


class HowToCancel(TopicAction):
    topic = "faq_how_to_cancel"
    personal_answer = False

    def general(self, question: Question) -> list[Reply]:
        if question.kind:
            return [reply(f"utter_kind_{question.kind}"), reply("utter_how_to_start")]
        choices = [
            Choice(wording(f"utter_choice_{kind}_kind"), '/inform{"target": "' + kind + '"}')
            for kind in ("subject", "website", "access")
        ]
        return [*super().general(question), reply("utter_how_to_choose", choices)]

    def follow_up(self, question: Question) -> list[Reply]:
        return self.general(question) if question.kind else super().follow_up(question)
