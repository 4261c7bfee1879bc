"""What is on file for the user."""

from __future__ import annotations

from actions.candidates import subject_candidates, website_candidates, website_name
from actions.phone_on_file import phone_on_file
from actions.provinces import province_name
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, Value, lines, reply, wording
from beian.filing.checked_phone import CheckedPhone, PhoneHolder
from beian.filing.masking import shown_name
from beian.filing.provider_access import active_accesses
from beian.filing.state import Account, FilingStatus, Subject, Website

MOST_SUBJECTS = 5
"""Subjects that are told at once; the others can be named."""

MOST_WEBSITES = 12
"""Websites of one subject that are listed; the rest is counted."""


class MyFiling(TopicAction):
    topic = "my_filing_status"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        if not account.subjects:
            return [reply("utter_nothing_filed")]
        subjects = _named(question, account) or account.subjects
        more = len(subjects) - MOST_SUBJECTS
        told = [_told(subject) for subject in subjects[:MOST_SUBJECTS]]
        return [*told, reply("utter_more_subjects", count=more)] if more > 0 else told


def _named(question: Question, account: Account) -> list[Subject]:
    """Return the subjects that the message names, or whose websites it names."""
    subjects = account.subjects
    named = question.mentioned([*subject_candidates(subjects), *website_candidates(subjects)])
    wanted = {candidate.thing.subject.subject_id for candidate in named}
    return [subject for subject in subjects if subject.subject_id in wanted]


def _told(subject: Subject) -> Reply:
    items = [_website(website) for website in subject.websites]
    person = CheckedPhone(PhoneHolder.SUBJECT, subject.person_in_charge)
    return reply(
        f"utter_subject_{subject.status.value}",
        subject=shown_name(subject),
        type=wording(f"utter_type_{subject.type.value}"),
        number=subject.filing_number or wording("utter_no_filing_number"),
        province=province_name(subject.province),
        person=phone_on_file(person),
        websites=lines(items, MOST_WEBSITES) if items else wording("utter_no_websites"),
    )


def _website(website: Website) -> Value:
    if website.status is FilingStatus.CANCELLED:
        return wording("utter_website_cancelled", website=website_name(website))
    providers = sorted({access.provider for access in active_accesses(website)})
    hosted: Value = wording("utter_website_without_access")
    if providers:
        hosted = wording("utter_website_hosted", providers=providers)
    return wording(
        "utter_website_filed",
        website=website_name(website),
        number=website.filing_number or wording("utter_no_filing_number"),
        hosted=hosted,
    )
