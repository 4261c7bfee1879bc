"""How one of several domains is taken out of a filing: by a change, and not by a cancellation."""

from __future__ import annotations

from collections.abc import Collection

from actions.answers.topic_answer import TopicAnswer
from actions.frame.things import target_key, things_of
from actions.reading.question import Question
from actions.references.candidates import website_name
from actions.references.some_domains import ONE_DOMAIN, some_domains
from actions.wording.replies import Reply, names, reply
from beian.filing.orders import Target
from beian.filing.situations import Situation, situation
from beian.filing.state import Account
from beian.nlu.topics.model import Part, Topic


class OneOfSeveralDomains(TopicAnswer):
    topic = ONE_DOMAIN
    personal_answer = False

    def answer(self, question: Question) -> list[Reply]:
        """Return the answer, after what the domains that the message names are to their website.
        May raise WhichOne."""
        replies = super().answer(question)
        account = question.user.account
        found = (
            some_domains(question.message, account) if account and not question.asked.part else None
        )
        if found is None:
            return replies
        told = reply(
            "utter_some_domains_of_website",
            domains=names(found.named),
            website=website_name(found.website),
            others=names(found.others),
        )
        return [told, *replies]

    def situation(self, question: Question, answered: Topic | Part) -> Situation:
        """Return the situation of the thing in question; where it is open which one is meant, that
        of the only website with several domains."""
        account, about = question.user.account, question.frame.about
        is_open = question.is_guess or len(about) > 1
        if account is not None and is_open and question.asked.part in _OF_SEVERAL:
            several = _with_several_domains(account, about)
            if len(several) == 1:
                question.spoken_of = target_key(several[0])
                return situation(account, several[0], None, question.now)
        return super().situation(question, answered)


_OF_SEVERAL = (None, "how")
"""Questions that only a website with several domains raises: the topic itself, and a part."""


def _with_several_domains(account: Account, about: Collection[str]) -> list[Target]:
    """Return the filed websites with several domains, of those in question if there are any."""
    return [
        thing.target
        for thing in things_of(account)
        if thing.is_filed_website
        and (not about or thing.key in about)
        and thing.target
        and thing.target.website
        and len(thing.target.website.domains) > 1
    ]
