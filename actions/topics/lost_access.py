"""What becomes of a site once access was cancelled, and why the administration ordered it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from actions.answers.topic_answer import TopicAnswer
from actions.reading.question import Question
from actions.references.candidates import order_name, website_candidates, website_name
from actions.references.naming import Candidate
from actions.wording.replies import (
    Reply,
    Value,
    lines,
    moment_or_day,
    names,
    provider_name,
    reply,
    sentences,
    wording,
)
from beian.filing.orders import open_orders
from beian.filing.provider_access import (
    LostAccess,
    active_accesses,
    filed_subjects,
    lost_accesses,
    ordered_by_administration,
)
from beian.filing.state import Access, Account, OrderKind
from beian.nlu.plain_words.plain_questions import PlainQuestion, plain_question
from beian.nlu.topics.model import answer_name


class LostAccessTopic(TopicAnswer):
    """What the two topics about lost access share: the losses on file, then the general answer."""

    nothing_lost: ClassVar[str]
    """The response for an account, or a website, with no such loss on file."""

    def personal(self, question: Question, account: Account) -> list[Reply]:
        losses = self.losses(account)
        named = question.mentioned(website_candidates(filed_subjects(account)))
        if named:
            ids = {candidate.thing.website.website_id for candidate in named}
            losses = tuple(loss for loss in losses if loss.website.website_id in ids)
        if losses:
            told = reply("utter_access_lost", items=lines(map(lost_item, losses)))
        elif named:
            websites = names(website_name(candidate.thing.website) for candidate in named)
            told = reply(f"{self.nothing_lost}_by_website", websites=websites)
        else:
            told = reply(self.nothing_lost)
        if named and not losses:
            return self.of_another(question, named, told)
        if losses and all(loss.still_active for loss in losses):
            return [told]
        return [told, *self.general(question)]

    def of_another(self, question: Question, named: list[Candidate], told: Reply) -> list[Reply]:
        """Return what is said of websites that have lost nothing; `told` says just that."""
        del named
        return [told, *self.general(question)]

    def of_part(self, question: Question, part: str) -> list[Reply]:
        """Return the part's answer, after what is on file of the website that is named."""
        replies = super().of_part(question, part)
        account = question.user.account
        if account is None:
            return replies
        named = question.mentioned(website_candidates(filed_subjects(account)))
        ids = {candidate.thing.website.website_id for candidate in named}
        losses = [
            loss for loss in lost_accesses(account.subjects) if loss.website.website_id in ids
        ]
        if not losses:
            return replies
        return [reply("utter_access_lost", items=lines(map(lost_item, losses))), *replies]

    @abstractmethod
    def losses(self, account: Account) -> tuple[LostAccess, ...]:
        """Return the losses that the topic is about."""


class SiteAfterAccessCancelled(LostAccessTopic):
    topic = "faq_site_after_access_cancelled"

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer; to how long it takes until a site is back, that this is not known
        first."""
        replies = super().answer(question)
        if plain_question(question.asked.text or "") is PlainQuestion.RESTORE_TIME:
            return [reply("utter_time_of_new_access_unknown"), *replies]
        return replies

    def part_since_when(self, question: Question) -> list[Reply]:
        """Return which websites lost their access, and when."""
        if question.user.account is None:
            return [reply(answer_name(f"{self.topic}/since_when"))]
        return self.personal(question, question.user.account)[:1]

    def of_another(self, question: Question, named: list[Candidate], told: Reply) -> list[Reply]:
        """Return what would become of a website that has its access."""
        accesses = [one for each in named for one in active_accesses(each.thing.website)]
        providers = sorted({access.provider for access in accesses})
        if not providers:
            return super().of_another(question, named, told)
        websites = names(website_name(each.thing.website) for each in named)
        stays_up = len(named) == 1 and len(providers) > 1
        if_cancelled = reply(
            "utter_if_one_access_cancelled" if stays_up else "utter_if_access_cancelled",
            websites=websites,
            providers=names(map(provider_name, providers)),
        )
        return [if_cancelled, told]

    nothing_lost = "utter_no_access_lost"

    def losses(self, account: Account) -> tuple[LostAccess, ...]:
        return lost_accesses(account.subjects)


class AccessCancelledByBureau(LostAccessTopic):
    topic = "faq_access_cancelled_by_bureau"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        """Return the losses and why, and which access is on its way in their place."""
        replies = super().personal(question, account)
        named = {one.thing.website for one in _named(question, account)}
        lost = {one.website for one in self.losses(account) if not one.still_active}
        meant = {one.website_id for one in (lost & named or lost)}
        coming = [
            order
            for order in open_orders(account)
            if order.kind is OrderKind.NEW_ACCESS and order.target_id in meant
        ]
        if not coming or (named and not lost & named):
            return replies
        orders = names(order_name(order, account) for order in coming)
        return [*replies, reply("utter_new_access_under_way", orders=orders)]

    def part_who(self, question: Question) -> list[Reply]:
        """Return who cancelled access of which website; of those that are meant alone, if any."""
        account = question.user.account
        losses = lost_accesses(account.subjects) if account else ()
        named = question.mentioned(website_candidates(filed_subjects(account))) if account else []
        ids = {candidate.thing.website.website_id for candidate in named}
        losses = tuple(loss for loss in losses if loss.website.website_id in ids) or losses
        if not losses:
            return [reply(answer_name(f"{self.topic}/who"))]
        return [reply("utter_access_lost", items=lines(map(lost_item, losses)))]

    def of_another(self, question: Question, named: list[Candidate], told: Reply) -> list[Reply]:
        """Return which access of a website somebody else than the administration had cancelled."""
        account = question.user.account
        assert account is not None
        ids = {candidate.thing.website.website_id for candidate in named}
        lost = [one for one in lost_accesses(account.subjects) if one.website.website_id in ids]
        if not lost:
            return super().of_another(question, named, told)
        return [told, reply("utter_access_lost", items=lines(map(lost_item, lost)))]

    nothing_lost = "utter_no_access_ordered_cancelled"

    def losses(self, account: Account) -> tuple[LostAccess, ...]:
        return ordered_by_administration(lost_accesses(account.subjects))


def _named(question: Question, account: Account) -> list[Candidate]:
    return question.mentioned(website_candidates(filed_subjects(account)))


def lost_item(loss: LostAccess) -> Value:
    """Return who cancelled the access of a website, when, and what other access it has."""
    return lost_line(website_name(loss.website), loss.access, loss.still_active)


def lost_line(name: Value, access: Access, still_active: Sequence[Access]) -> Value:
    """Return that access of a website or service was cancelled, and where it goes on, if
    anywhere."""
    by = access.cancelled_by.value if access.cancelled_by else "unknown"
    notes = []
    if access.cancelled_at is not None:
        notes.append(wording("utter_since", day=moment_or_day(access.cancelled_at)))
    if still_active:
        providers = names(provider_name(a.provider) for a in still_active)
        notes.append(wording("utter_access_still_active", providers=providers))
    else:
        notes.append(wording("utter_access_none_left"))
    return wording(
        f"utter_access_lost_by_{by}",
        website=name,
        provider=provider_name(access.provider),
        notes=sentences(*notes),
    )
