"""What becomes of a site once access was cancelled, and why the administration ordered it."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from actions.candidates import filed_subjects, website_candidates, website_name
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, Value, day, lines, names, reply, sentences, wording
from beian.filing.provider_access import LostAccess, lost_accesses, ordered_by_administration
from beian.filing.state import Account


class LostAccessTopic(TopicAction):
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
            told = reply("utter_access_lost", items=lines(map(_item, losses)))
        elif named:
            websites = names(website_name(candidate.thing.website) for candidate in named)
            told = reply(f"{self.nothing_lost}_by_website", websites=websites)
        else:
            told = reply(self.nothing_lost)
        return [told, *self.general(question)]

    @abstractmethod
    def losses(self, account: Account) -> tuple[LostAccess, ...]:
        """Return the losses that the topic is about."""


class SiteAfterAccessCancelled(LostAccessTopic):
    topic = "faq_site_after_access_cancelled"
    nothing_lost = "utter_no_access_lost"

    def losses(self, account: Account) -> tuple[LostAccess, ...]:
        return lost_accesses(account.subjects)


class AccessCancelledByBureau(LostAccessTopic):
    topic = "faq_access_cancelled_by_bureau"
    nothing_lost = "utter_no_access_ordered_cancelled"

    def losses(self, account: Account) -> tuple[LostAccess, ...]:
        return ordered_by_administration(lost_accesses(account.subjects))


def _item(loss: LostAccess) -> Value:
    access = loss.access
    by = access.cancelled_by.value if access.cancelled_by else "unknown"
    notes = []
    if access.cancelled_at is not None:
        notes.append(wording("utter_since", day=day(access.cancelled_at)))
    if loss.still_active:
        providers = [a.provider for a in loss.still_active]
        notes.append(wording("utter_access_still_active", providers=providers))
    else:
        notes.append(wording("utter_access_none_left"))
    return wording(
        f"utter_access_lost_by_{by}",
        website=website_name(loss.website),
        provider=access.provider,
        notes=sentences(*notes),
    )
