"""What cancelling the subject removes, and what cancelling one website removes."""

from __future__ import annotations

from actions.candidates import (
    filed_subjects,
    subject_candidates,
    website_candidates,
    website_name,
)
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, names, reply
from beian.filing.masking import shown_name
from beian.filing.provider_access import filed_websites
from beian.filing.state import Account


class SubjectVsWebsite(TopicAction):
    topic = "faq_subject_vs_website"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        subjects = filed_subjects(account)
        named = question.mentioned(website_candidates(subjects))
        if len(named) == 1:
            subjects = [named[0].thing.subject]
        chosen = question.one_of(subject_candidates(subjects), "utter_which_subject")
        if chosen is None:
            return [reply("utter_no_subject_on_file"), *self.general(question)]
        subject = chosen.thing.subject
        websites = filed_websites(subject)
        if not websites:
            response = "utter_subject_without_websites"
        elif len(websites) == 1:
            response = "utter_subject_takes_one_website"
        else:
            response = "utter_subject_takes_websites"
        return [
            reply(
                response,
                subject=shown_name(subject),
                count=len(websites),
                websites=names(website_name(website) for website in websites),
            ),
            *self.general(question),
        ]
