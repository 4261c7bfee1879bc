"""What becomes of a site once access was cancelled, and why the administration ordered it."""

from __future__ import annotations

from actions.candidates import filed_subjects, website_candidates, website_name
from actions.question import Question
from actions.topic import TopicAction
from actions.wording import Reply, Value, day, lines, reply, wording
from filing.access import LostAccess, lost_accesses, ordered_by_administration
from filing.state import Account


class SiteAfterAccessCancelled(TopicAction):
    topic = "faq_site_after_access_cancelled"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        losses = _asked_about(question, account, lost_accesses(account.subjects))
        if not losses:
            return [reply("utter_no_access_lost"), *self.general(question)]
        items = [_item(loss) for loss in losses]
        return [reply("utter_access_lost", items=lines(items)), *self.general(question)]


class AccessCancelledByBureau(TopicAction):
    topic = "faq_access_cancelled_by_bureau"

    def personal(self, question: Question, account: Account) -> list[Reply]:
        ordered = ordered_by_administration(lost_accesses(account.subjects))
        losses = _asked_about(question, account, ordered)
        if not losses:
            return [reply("utter_no_access_ordered_cancelled"), *self.general(question)]
        items = [_item(loss) for loss in losses]
        return [reply("utter_access_lost", items=lines(items)), *self.general(question)]


def _asked_about(
    question: Question, account: Account, losses: tuple[LostAccess, ...]
) -> list[LostAccess]:
    """The losses of the website that the message names; all of them where it names none."""
    named = question.mentioned(website_candidates(filed_subjects(account)))
    ids = {candidate.thing.website.website_id for candidate in named}
    return [loss for loss in losses if not ids or loss.website.website_id in ids]


def _item(loss: LostAccess) -> Value:
    access = loss.access
    by = access.cancelled_by.value if access.cancelled_by else "unknown"
    since: Value = ""
    if access.cancelled_at is not None:
        since = wording("utter_since", day=day(access.cancelled_at))
    if loss.still_active:
        still: Value = wording(
            "utter_access_still_active", providers=[a.provider for a in loss.still_active]
        )
    else:
        still = wording("utter_access_none_left")
    return wording(
        f"utter_access_lost_by_{by}",
        website=website_name(loss.website),
        provider=access.provider,
        since=since,
        still=still,
    )
