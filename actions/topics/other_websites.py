"""Whether cancelling one website touches the others of its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.answers.taken_along import taken_along
from actions.answers.topic_answer import TopicAnswer
from actions.cards.what_if_card import with_what_if
from actions.frame.things import sort_of, target_key
from actions.reading.question import Question
from actions.references.candidates import (
    order_name,
    service_name,
    subject_candidates,
    target_name,
    website_candidates,
    website_name,
)
from actions.topics.app_or_mini_program import AppOrMiniProgram
from actions.wording.replies import Reply, names, reply, wording
from beian.filing.masking import shown_name
from beian.filing.orders import (
    Target,
    can_be_given_up,
    cancels_a_filing,
    open_cancellations,
    others_going,
    target_of,
    targets_under_way,
)
from beian.filing.provider_access import filed_services, filed_subjects, filed_websites
from beian.filing.state import Account, FilingStatus, Order, Subject
from beian.nlu.plain_words.goes_and_stays import going_places
from beian.nlu.topics.model import answer_name


class OtherWebsites(TopicAnswer):
    topic = "faq_other_websites_affected"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        if _is_of_a_service(question):
            return [reply(answer_name(f"{AppOrMiniProgram.topic}/website_cancelled"))]
        candidates = website_candidates(filed_subjects(account))
        whole = [one for one in targets_under_way(account) if one.thing == one.subject]
        if len(whole) == 1 and not question.reading.named and _may_be_of(whole[0], question):
            return all_go_with(whole[0], account)
        subject = self._spoken_of_subject(question, account)
        if subject is not None:
            return taken_along(subject)
        under_way = _websites_under_way(account)
        theirs = not question.mentioned(candidates) or _asks_after_others(question, under_way)
        if len(under_way) == 1 and theirs:
            target: Target | None = under_way[0]
        else:
            chosen = question.one_of(candidates, "utter_which_website")
            target = chosen.thing if chosen else None
        if target is None or target.website is None:
            return [reply("utter_no_website_on_file"), *self.general(question)]
        if goes_with_its_subject(target, account):
            return with_what_if(all_go_with(target, account), question, target)
        return with_what_if(siblings(target, account), question, target)

    @staticmethod
    def _spoken_of_subject(question: Question, account: Account) -> Subject | None:
        """Return the subject where cancelling it, and no website, is what was spoken of."""
        if question.frame.kind != "subject" or question.reading.named:
            return None
        subjects = subject_candidates(filed_subjects(account))
        meant = question.mentioned(subjects) or subjects
        return meant[0].thing.subject if len(meant) == 1 else None


def _may_be_of(whole: Target, question: Question) -> bool:
    """Return whether what the conversation is about is a subject, or belongs to it; True where that
    is open."""
    target = question.situation.target if question.frame.about else None
    return target is None or target.subject == whole.subject


def _is_of_a_service(question: Question) -> bool:
    """Return whether an app or mini program is what was spoken of."""
    keys = question.frame.about or (question.frame.spoken_of or "",)
    return not question.reading.named and all(sort_of(key) == "service" for key in keys)


def _asks_after_others(question: Question, under_way: Sequence[Target]) -> bool:
    """Return whether a message names websites that nobody speaks of cancelling, beside one that is
    being cancelled: "will the shop keep running meanwhile?"."""
    cancelled = {target_key(target) for target in under_way}
    named = {question.reading.named, *question.reading.each} - {None}
    return bool(named) and not named & cancelled and not going_places(question.text)


def goes_with_its_subject(target: Target, account: Account) -> bool:
    """Return whether a website or service is not being cancelled by itself, but its subject is."""
    under_way = [one.thing for one in targets_under_way(account)]
    return target.subject in under_way and target.thing not in under_way


def all_go_with(target: Target, account: Account) -> list[Reply]:
    """Return that all websites and services go with the subject that is being cancelled; of one of
    them, how it alone could be, while that order can be given up."""
    subject = target.subject
    websites = names(website_name(one) for one in filed_websites(subject))
    services = names(service_name(one) for one in filed_services(subject))
    told = [reply("utter_all_go_with_subject", subject=shown_name(subject), websites=websites)]
    if services and not websites:
        told = [reply("utter_services_go_along", services=services)]
    elif services:
        told.append(reply("utter_services_go_along", services=services))
    order = _order_of(subject, account)
    if target.thing != subject and order is not None and can_be_given_up(order):
        told.append(reply("utter_cancel_it_alone", name=target_name(target)))
    return told


def goes_anyway(targets: Sequence[Target], account: Account) -> list[Reply]:
    """Return what cancelling websites or services by themselves would change, whose subject is
    being cancelled already: nothing, as they go with that, unless that order can be given up."""
    subject = targets[0].subject
    order = _order_of(subject, account)
    assert order is not None
    told = {
        "name": names(map(target_name, targets)),
        "subject": shown_name(subject),
        "order": order_name(order, account),
        "stage": wording(f"utter_card_{order.state.value}_now"),
    }
    already = wording("utter_goes_with_subject_already", **told)
    if not can_be_given_up(order):
        return [replace(reply("utter_goes_with_subject_anyway", **told), lead=already)]
    going = [target.thing for target in targets]
    staying = [w for w in filed_websites(subject) if w not in going]
    services = [s for s in filed_services(subject) if s not in going]
    others = names([*map(website_name, staying), *map(service_name, services)])
    if not others:
        return [replace(reply("utter_keeps_the_subject", **told), lead=already)]
    return [replace(reply("utter_keeps_the_others", others=others, **told), lead=already)]


def _order_of(subject: Subject, account: Account) -> Order | None:
    """Return the open order that cancels a subject."""
    return next(
        (
            one
            for one in open_cancellations(account)
            if cancels_a_filing(one) and target_of(one, account) == Target(subject)
        ),
        None,
    )


def siblings(target: Target, account: Account) -> list[Reply]:
    """Return which websites and services of its subject a cancelled website leaves, and which are
    being cancelled themselves."""
    first, perhaps = others_going(account, (target,))
    going = [*first, *perhaps]
    leaving = [one.thing for one in going]
    staying = [
        w for w in filed_websites(target.subject) if w != target.website and w not in leaving
    ]
    filed = [one for one in filed_services(target.subject) if one not in leaving]
    services = names(map(service_name, filed))
    subject = shown_name(target.subject)
    website = website_name(target.website) if target.website else ""
    if going and not staying:
        response = "utter_last_beside_leaving" if filed else "utter_last_with_leaving"
        values = {"website": website, "subject": subject, "leaving": names(map(target_name, going))}
        return [reply(response, services=services, **values)]
    if not staying and services:
        response = "utter_last_website_beside_services"
        return [reply(response, website=website, subject=subject, services=services)]
    if not staying:
        return [reply("utter_last_website_of_subject", website=website, subject=subject)]
    websites = names(website_name(w) for w in staying)
    told = [reply("utter_websites_that_stay", website=website, subject=subject, websites=websites)]
    if services:
        told.append(reply("utter_services_that_stay", services=services))
    if going:
        told.append(reply("utter_being_cancelled_too", names=names(map(target_name, going))))
    return told


def _websites_under_way(account: Account) -> list[Target]:
    """Return the filed websites that an open order is about to cancel."""
    return [
        target
        for target in targets_under_way(account)
        if target.website and target.website.status is FilingStatus.FILED
    ]
