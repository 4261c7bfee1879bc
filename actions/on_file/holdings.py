"""What there is on file: what is left, and the numbers and domains of things."""

from __future__ import annotations

from actions.answers.filing_lists import all_targets, left_told
from actions.frame.things import subject_key, target_key, things_of
from actions.on_file.asked import targets_in_focus, websites_of
from actions.reading.question import Question
from actions.references.candidates import service_name, target_name
from actions.references.refer import references
from actions.wording.replies import Reply, Value, day, lines, names, reply, wording
from beian.filing.masking import shown_name
from beian.filing.orders import Target
from beian.filing.provider_access import active_accesses, filed_subjects
from beian.filing.state import Account, Subject
from beian.nlu.file_questions.claims import asks_whether_the_same


def what_is_left_told(question: Question, account: Account) -> list[Reply]:
    """Return which websites are still on file; of a cancelled thing that the message names, that it
    is none of them."""
    replies = left_told(all_targets(_subjects_meant(question, account)), account)
    named = references(question.message, question.before, account).named
    for thing in things_of(account):
        if thing.key not in named or thing.target is None or not thing.target.is_cancelled:
            continue
        target = thing.target
        when = target.thing.cancelled_at or target.subject.cancelled_at
        if when is not None:
            name = target_name(target)
            replies.append(reply("utter_not_counted", thing=name, day=day(when)))
    return replies


def _subjects_meant(question: Question, account: Account) -> list[Subject]:
    """Return the one subject on file that the message names; else all."""
    key = question.reading.named
    named = [one for one in filed_subjects(account) if subject_key(one) == key]
    return named or list(account.subjects)


def numbers_and_domains_told(question: Question, account: Account) -> list[Reply]:
    """Return number and domains of the things in question; with a filing without access, that its
    number stays when access is filed again."""
    meant = targets_in_focus(question, account)
    if not meant:
        return []
    if (
        asks_whether_the_same(question.asked.text)
        and len(meant) == 1
        and meant[0].website is not None
    ):
        meant = websites_of(Target(meant[0].subject))
    if len(meant) == 1 and meant[0].website is None and meant[0].service is None:
        meant = [meant[0], *websites_of(meant[0])]
    items = [_line(one) for one in meant]
    replies = [reply("utter_numbers_and_domains", items=lines(items))]
    websites = [one for one in meant if one.website is not None]
    cut_off = [one for one in websites if not one.is_cancelled and _has_no_access(one)]
    if cut_off and len(cut_off) == len(websites):
        replies.append(reply("utter_number_stays_with_new_access"))
    if len(meant) == 1:
        question.spoken_of = target_key(meant[0])
    return replies


def _has_no_access(target: Target) -> bool:
    return target.website is not None and not active_accesses(target.website)


def _line(target: Target) -> Value:
    held = target.website or target.service
    number: Value = target.thing.filing_number or wording("utter_no_filing_number")
    if target.is_cancelled:
        number = wording("utter_number_cancelled", number=number)
    if held is None:
        subject = wording("utter_the_subject", subject=shown_name(target.subject))
        return wording("utter_number_of", thing=subject, number=number)
    if target.service is not None:
        name = service_name(target.service, with_number=False)
        return wording("utter_number_of", thing=name, number=number)
    domains = names(held.domains) if held.domains else ""
    return wording("utter_number_and_domain_of", thing=held.name, domains=domains, number=number)
