"""Whether a message asks of a provider that holds nothing of what would be spoken of."""

from __future__ import annotations

from collections.abc import Iterable

from actions.reading.question import Question
from beian.filing.orders import Target, open_orders, target_of
from beian.filing.provider_access import filed_subjects, filed_websites
from beian.filing.providers import provider_of
from beian.filing.situation_states import State
from beian.filing.situations import Situation
from beian.filing.state import Account
from beian.nlu.topics.model import Response


def asks_elsewhere(question: Question, answer: Response, found: Situation) -> bool:
    """Return whether the message names a provider of which an answer has words of its own, names
    nothing on file, and the thing in question (else those with an open order, else all) is held
    by others alone, or was. An empty shell, whoever held it, is told that it is one."""
    account, provider = question.user.account, question.message.provider
    if account is None or provider is None or question.reading.named is not None:
        return False
    if State.EMPTY_SHELL in found.states:
        return False
    if not any(provider in [one.name for one in variant.providers] for variant in answer.where):
        return False
    holders = _holders(_in_question(found, account))
    return bool(holders) and provider not in holders


def _in_question(found: Situation, account: Account) -> Iterable[Target]:
    if found.target is not None:
        return (found.target,)
    of_orders = [target_of(order, account) for order in open_orders(account)]
    spoken_of = [one for one in of_orders if one is not None]
    return spoken_of or [Target(one) for one in filed_subjects(account)]


def _holders(targets: Iterable[Target]) -> set[str | None]:
    """Return the providers that hold or held what is on file of the targets, None for an unknown
    one."""
    websites = [
        website
        for target in targets
        for website in ((target.website,) if target.website else filed_websites(target.subject))
    ]
    return {provider_of(one.provider) for each in websites for one in each.accesses}
