"""Whether cancelling one website touches the others of its subject."""

from __future__ import annotations

from collections.abc import Sequence

from actions.candidates import service_name, website_candidates, website_name
from actions.question import Question
from actions.things import target_key
from actions.topic import TopicAnswer
from actions.wording import Reply, names, reply
from beian.filing.masking import shown_name
from beian.filing.orders import Target, targets_under_way
from beian.filing.provider_access import filed_services, filed_subjects, filed_websites
from beian.filing.state import Account, FilingStatus, Subject
from beian.nlu.question_form import speaks_of_cancelling


class OtherWebsites(TopicAnswer):
    topic = "faq_other_websites_affected"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        candidates = website_candidates(filed_subjects(account))
        whole = [one.subject for one in targets_under_way(account) if one.website is None]
        if len(whole) == 1 and not question.reading.named:
            return [_goes_with(whole[0])]
        under_way = _websites_under_way(account)
        theirs = not question.mentioned(candidates) or _asks_after_others(question, under_way)
        if len(under_way) == 1 and theirs:
            target: Target | None = under_way[0]
        else:
            chosen = question.one_of(candidates, "utter_which_website")
            target = chosen.thing if chosen else None
        if target is None or target.website is None:
            return [reply("utter_no_website_on_file"), *self.general(question)]
        return _siblings(target)


def _asks_after_others(question: Question, under_way: Sequence[Target]) -> bool:
    """Return whether a message names websites that nobody speaks of cancelling, beside one that is
    being cancelled: "will the shop keep running meanwhile?"."""
    cancelled = {target_key(target) for target in under_way}
    named = {question.reading.named, *question.reading.each} - {None}
    return bool(named) and not named & cancelled and not speaks_of_cancelling(question.text)


def _goes_with(subject: Subject) -> Reply:
    """Return that all websites go with the subject that is being cancelled."""
    websites = names(website_name(one) for one in filed_websites(subject))
    return reply("utter_all_go_with_subject", subject=shown_name(subject), websites=websites)


def _siblings(target: Target) -> list[Reply]:
    staying = [w for w in filed_websites(target.subject) if w != target.website]
    subject = shown_name(target.subject)
    website = website_name(target.website) if target.website else ""
    services = names(service_name(service) for service in filed_services(target.subject))
    if not staying and services:
        response = "utter_last_website_beside_services"
        return [reply(response, website=website, subject=subject, services=services)]
    if not staying:
        return [reply("utter_last_website_of_subject", website=website, subject=subject)]
    websites = names(website_name(w) for w in staying)
    told = reply("utter_websites_that_stay", website=website, subject=subject, websites=websites)
    return [told, reply("utter_services_that_stay", services=services)] if services else [told]


def _websites_under_way(account: Account) -> list[Target]:
    """Return the filed websites that an open order is about to cancel."""
    return [
        target
        for target in targets_under_way(account)
        if target.website and target.website.status is FilingStatus.FILED
    ]
