"""Whether a website can move to another subject: an answer that depends on the province."""

from __future__ import annotations

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import Question
from actions.wording.provinces import province_name
from actions.wording.replies import Reply, reply
from beian.filing.provinces import PROVINCES
from beian.nlu.topics.model import answer_name
from beian.nlu.topics.project import project_content

_LIST = "move-provinces-2024"
"""The fact that names the provinces in which a website can move."""


class MoveToOtherSubject(TopicAnswer):
    topic = "faq_move_to_other_subject"
    personal_answer = False

    def part_provinces(self, question: Question) -> list[Reply]:
        """Return whether the province in question is on the list, else the list."""
        province = question.province or _home(question) or question.frame.province
        if province not in PROVINCES:
            return [reply(answer_name(f"{self.topic}/provinces"))]
        listed = province in project_content().facts.by_name[_LIST].provinces
        response = "utter_moves_websites" if listed else "utter_not_known_to_move_websites"
        return [reply(response, province=province_name(province))]


def _home(question: Question) -> str | None:
    """Return the province of the subject in question, where an account is known."""
    if question.user.account is None or question.situation.target is None:
        return None
    return question.situation.target.subject.province
