"""How many filed websites a server instance carries."""

from __future__ import annotations

from datetime import date

from actions.answers.topic_answer import TopicAnswer
from actions.frame.things import website_key
from actions.reading.question import Question
from actions.references.candidates import service_name, target_name, website_name
from actions.wording.replies import Reply, Value, day, lines, names, provider_name, reply, wording
from beian.filing.orders import Target, open_cancellations, review, target_of
from beian.filing.provider_access import active_accesses, filed_websites
from beian.filing.quota import InstanceUse, instance_uses, uses_without
from beian.filing.state import Account, FilingStatus, Service, Website
from beian.nlu.text.question_form import speaks_of_cancelling

_BEFORE = ("mine", "full")
"""Parts that begin with what the account's instances carry."""
_AFTER = ("limit", "swap", "access")
"""Parts that end with it."""


class InstanceQuota(TopicAnswer):
    topic = "faq_instance_quota"

    def of_part(self, question: Question, part: str) -> list[Reply]:
        """Return the part's answer, with what the account's instances carry where that matters."""
        replies = super().of_part(question, part)
        account = question.user.account
        uses = instance_uses(account) if account is not None else ()
        if account is not None and part == "of_site":
            return self._of_site(question, account, uses) or replies
        if account is not None and not uses and part == "mine":
            return [reply("utter_no_instance_on_file")]
        if account is None or not uses or part not in _BEFORE + _AFTER:
            return replies
        told = [_told(question, account, uses)]
        if speaks_of_cancelling(question.text):
            told += _told_after(question, account)
        if part == "mine":
            return told
        return [*told, *replies] if part in _BEFORE else [*replies, *told]

    @staticmethod
    def _of_site(
        question: Question, account: Account, uses: tuple[InstanceUse, ...]
    ) -> list[Reply]:
        """Return what the instances carry on which the website in question is filed; none where it
        is open which website is meant, or it is on none."""
        target = question.situation.target
        if target is not None and target.service is not None:
            return _of_service(target.service)
        website = target.website if target is not None else None
        its_own = tuple(use for use in uses if website is not None and _runs_on(website, use))
        if website is None or not its_own:
            return []
        items = [_item(use, _last_day(question, account, use)) for use in its_own]
        question.spoken_of = website_key(website)
        name = website_name(website)
        told = [reply("utter_instances_of_site", name=name, items=lines(items))]
        if speaks_of_cancelling(question.text):
            told += _told_after(question, account)
        return told

    def personal(self, question: Question, account: Account) -> list[Reply]:
        uses = instance_uses(account)
        if not uses:
            return [reply("utter_no_instance_on_file"), *self.general(question)]
        told = [_told(question, account, uses), *_told_after(question, account)]
        return [*told, *self.general(question)]


def _of_service(service: Service) -> list[Reply]:
    """Return on which instance an app or mini program is, as far as that is on file."""
    name = service_name(service, with_number=False)
    active = active_accesses(service)
    on_file = [
        wording("utter_card_access", name=one.instance_id, provider=provider_name(one.provider))
        for one in active
        if one.instance_id
    ]
    if on_file:
        return [reply("utter_instances_of_service", name=name, instances=names(on_file))]
    if not active:
        return [reply("utter_server_of_service_unknown", name=name)]
    providers = names(provider_name(one.provider) for one in active)
    return [reply("utter_instance_of_service_unknown", name=name, providers=providers)]


def _told(question: Question, account: Account, uses: tuple[InstanceUse, ...]) -> Reply:
    items = [_item(use, _last_day(question, account, use)) for use in uses]
    return reply("utter_instance_uses", items=lines(items))


def _told_after(question: Question, account: Account) -> list[Reply]:
    """Return how many places are left once the subject or website in question is cancelled, too;
    none where that is open, or is not known."""
    target = _cancelled(question, account)
    if target is None or target.service is not None:
        return []
    items: list[Value] = [
        wording(
            "utter_places_after_item",
            instance=use.instance_id,
            provider=provider_name(use.provider),
            left=use.left_after,
        )
        for use in uses_without(target, account)
        if use.left_after is not None and use.quota.given_back
    ]
    if not items:
        return []
    others_leave = any(use.websites_after < use.websites for use in instance_uses(account))
    response = "utter_places_after_too" if others_leave else "utter_places_after"
    return [reply(response, name=target_name(target), items=lines(items))]


def _cancelled(question: Question, account: Account) -> Target | None:
    """Return what would be cancelled: the subject where that is spoken of, and not whatever was
    spoken of before."""
    target = question.situation.target
    if question.kind != "subject":
        return target
    filed = [one for one in account.subjects if one.status is FilingStatus.FILED]
    if target is not None:
        return Target(target.subject)
    return Target(filed[0]) if len(filed) == 1 else None


def _item(use: InstanceUse, last_day: date | None) -> Value:
    quota = use.quota
    if quota.websites is None:
        return wording(
            "utter_instance_use_counted",
            instance=use.instance_id,
            provider=provider_name(use.provider),
            websites=use.websites,
        )
    values: dict[str, Value] = {
        "instance": use.instance_id,
        "provider": provider_name(use.provider),
        "websites": use.websites,
        "after": use.websites_after,
        "limit": quota.websites,
        "left": use.left_after,
    }
    if not quota.given_back or use.websites_after == use.websites:
        return wording("utter_instance_use", **values)
    if last_day is None:
        return wording("utter_instance_use_changing", **values)
    return wording("utter_instance_use_changing_by", last_day=day(last_day), **values)


def _last_day(question: Question, account: Account, use: InstanceUse) -> date | None:
    """Return by when the open cancellations have freed their places on an instance, where the
    administration has them all."""
    days = []
    for order in open_cancellations(account):
        target = target_of(order, account)
        if target is None:
            continue
        websites = (target.website,) if target.website else filed_websites(target.subject)
        if any(_runs_on(website, use) for website in websites):
            found = review(order, question.now)
            days.append(None if found is None or found.overdue else found.last_expected_day)
    known = [one for one in days if one is not None]
    return max(known) if known and len(known) == len(days) else None


def _runs_on(website: Website, use: InstanceUse) -> bool:
    accesses = active_accesses(website)
    return any((a.provider, a.instance_id) == (use.provider, use.instance_id) for a in accesses)
