"""What a message is likely to ask after what was asked before.

A message that is not understood by itself ("那最后几位呢", "and then?") mostly goes on with the
topic before, or with one near to it: their confidences count for more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from actions.frame.account_prior import likelihoods
from actions.frame.message import Asked, Message
from beian.filing.state import Account
from beian.nlu.intents import FALLBACK, FAQ_OTHER_WEBSITES, OUT_OF_SCOPE
from beian.nlu.model.parts import OTHER_PARTS_KEY, part_in
from beian.nlu.plain_words.prefaces import insists

SAME, NEAR = 5.0, 2.5
"""How many times as likely the topic before is, and one near to it, than by the message alone."""
JUST_ANSWERED = 0.3
"""The same of the very question that was answered, where the user says that it was another one."""
LEAST = 0.22
"""What a topic must come to, among all, to be taken."""
_SHORT, _SHORT_ENGLISH = 15, 40
"""Characters up to which a message leans on what was asked before, if it is not sure of itself."""
_LEAST_INSTEAD = 0.05
"""Confidence from which a topic is taken where the likeliest was just answered."""
_LEAST_AT_FIRST = 0.4
"""The same at the beginning of a conversation, where nothing but the account tells."""
SURE_OF_ITSELF = 0.7
"""Confidence from which a message is about its topic, whatever was asked before."""
SURELY_OUT_OF_SCOPE = 0.9
"""Confidence from which a message is out of scope whatever was asked before."""
_NEAR = (
    ("my_order_progress", "faq_cancellation_time", "faq_sms_verification", "faq_result_notice"),
    ("faq_sms_verification", "faq_sms_message", "my_order_progress"),
    ("faq_company_gone", "faq_account_or_provider_lost", "faq_if_not_cancelled"),
    ("faq_withdraw_application", "faq_abandon_order_impact", "my_order_progress", "faq_open_order"),
    (
        "faq_phone_unreachable",
        "faq_required_documents",
        "faq_statement_letter",
        "faq_where_to_send",
        "faq_who_may_apply",
    ),
    ("faq_empty_shell_definition", "faq_empty_shell_cause", "faq_empty_shell_cancel"),
    ("faq_empty_shell_cancel", "faq_where_to_send", "faq_who_may_apply"),
    (
        "faq_change_instead",
        "faq_personal_to_enterprise",
        "faq_move_to_other_subject",
        "faq_reapply",
    ),
    (
        "faq_site_after_access_cancelled",
        "faq_access_cancelled_by_bureau",
        "faq_cancel_access_meaning",
        "faq_cancelled_by_administration",
    ),
    ("faq_subject_vs_website", FAQ_OTHER_WEBSITES, "faq_how_to_cancel"),
    ("faq_reapply", "faq_miit_record_removed", "faq_check_at_ministry"),
    ("my_filing_status", "my_order_progress", "faq_instance_quota"),
    ("faq_domain_filed_by_other", "faq_domain_expired_or_sold", "faq_who_may_apply"),
    ("faq_domain_expired_or_sold", "faq_one_of_several_domains", "faq_domain_suffix"),
    ("faq_after_cancelling", "faq_site_after_access_cancelled", "faq_reapply"),
    ("faq_app_or_mini_program", "faq_subject_vs_website", "faq_how_to_cancel"),
)
"""Topics that are asked about one after the other."""


@dataclass(frozen=True)
class Context:
    """What messages are weighed by: the topic before and its part, and what is on file.

    `topics` are the intents that are topics.
    """

    before: str | None
    topics: Collection[str]
    account: Account | None
    part: str | None = None

    @property
    def goes_on(self) -> bool:
        """Whether a topic was spoken of before."""
        return self.before in self.topics

    def continued(self, message: Message, doubted: Collection[str] = ()) -> Asked | None:
        """Return what a message asks that was not understood by itself; None where nothing tells.

        Only messages that were not understood, or not surely out of scope, are looked at, and
        those of the intents that are `doubted`.
        """
        if message.intent not in (FALLBACK, OUT_OF_SCOPE, *doubted):
            return None
        if not self.goes_on and self.account is None:
            return None
        if message.intent == OUT_OF_SCOPE and message.confidence >= SURELY_OUT_OF_SCOPE:
            return None
        return self._likeliest(message, LEAST if self.goes_on else _LEAST_AT_FIRST, doubted)

    def put(self, message: Message, asked: Asked) -> Asked:
        """Return what a message asks that was understood as a topic of its own.

        One that is not sure of it is about what is likelier for the account; a short one goes on
        with the topic before, or one near to it, if that comes first once both count for more. In
        the conversations of data/conversations the second alone takes 13 of 42 labelled messages
        that were taken for another topic to theirs, and none away.
        """
        if message.pressed or message.confidence >= SURE_OF_ITSELF:
            return asked
        longest = _SHORT_ENGLISH if message.text.isascii() else _SHORT
        context = self if len(message.text) <= longest else replace(self, before=None)
        likeliest = context._likeliest(message, LEAST)
        return asked if likeliest is None or likeliest.topic == asked.topic else likeliest

    def _likeliest(
        self, message: Message, least: float, doubted: Collection[str] = ()
    ) -> Asked | None:
        """Return the likeliest topic, if it comes to `least` among all; None where it is none."""
        of_account = likelihoods(self.account) if self.account is not None else {}
        insisted = insists(message.text)
        weighed = {
            name: float(one["confidence"])
            * of_account.get(name, 1.0)
            * (self._put_right(one) if insisted else _after(name, self.before))
            for one in message.ranking
            if (name := str(one["name"])) != FALLBACK and name not in doubted
        }
        total = sum(weighed.values())
        if not total:
            return None
        likeliest = max(weighed, key=lambda name: weighed[name])
        if likeliest not in self.topics or weighed[likeliest] / total < least:
            return None
        ranked = next(one for one in message.ranking if one["name"] == likeliest)
        return Asked(likeliest, part_in(ranked), message.text)

    def _put_right(self, ranked: Mapping[str, Any]) -> float:
        """Return how many times as likely a topic is where the user says that another question was
        asked than the one answered."""
        name = str(ranked["name"])
        again = name == self.before and part_in(ranked) in (None, self.part)
        return JUST_ANSWERED if again else min(_after(name, self.before), NEAR)


def instead(message: Message, asked: Asked, topics: Collection[str]) -> list[Asked]:
    """Return what a message may ask if not what it was understood as, the likeliest first."""
    ranking = [one for one in message.ranking if one["name"] in topics]
    others = [
        Asked(asked.topic, part, asked.text)
        for one in ranking
        if one["name"] == asked.topic
        for part in one.get(OTHER_PARTS_KEY, ())
        if part != asked.part
    ]
    weighed = [
        (float(one["confidence"]) * _after(str(one["name"]), asked.topic), one)
        for one in ranking
        if one["name"] != asked.topic
    ]
    total = sum(weight for weight, _ in weighed)
    others += [
        Asked(str(one["name"]), part_in(one), asked.text)
        for weight, one in sorted(weighed, key=lambda pair: -pair[0])
        if float(one["confidence"]) >= _LEAST_INSTEAD and weight >= LEAST * total
    ]
    return others


def _after(topic: str, before: str | None) -> float:
    if before is None:
        return 1.0
    if topic == before:
        return SAME
    return NEAR if any(topic in group and before in group for group in _NEAR) else 1.0
