"""With which provider and in which province the thing in question is."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.question import Question
from beian.filing.platforms import is_wechat
from beian.filing.provider_access import (
    active_accesses,
    filed_subjects,
    filed_websites,
)
from beian.filing.providers import shared_provider
from beian.filing.situations import Situation
from beian.filing.state import Account, Service, Website
from beian.nlu.topics.variants import Place


def place_in(found: Situation, account: Account) -> Place:
    """Return the place of what a situation is of, as far as all that could be meant share one."""
    target = found.target
    subjects = filed_subjects(account) if target is None else (target.subject,)
    websites: Sequence[Website] = [one for each in subjects for one in filed_websites(each)]
    if target is not None and target.website is not None:
        websites = [target.website]
    provinces = {subject.province for subject in subjects}
    service = None if target is None else target.service
    return Place(
        _provider(websites) if service is None else _provider_of(service),
        provinces.pop() if len(provinces) == 1 else None,
    )


def _provider(held: Sequence[Website | Service]) -> str | None:
    """Return the provider through which what is held has access, if it is one for all."""
    return shared_provider(one.provider for each in held for one in active_accesses(each))


def _provider_of(service: Service) -> str | None:
    """Return where a service is filed and cancelled: at WeChat, else with the provider that it has
    access through."""
    if service.platform is not None and is_wechat(service.platform):
        return shared_provider([service.platform])
    return _provider([service])


def place_of(question: Question) -> Place:
    """Return the place that a question is about: what its message names, then that of what is on
    file, then what was said before."""
    message, frame, account = question.message, question.frame, question.user.account
    on_file = Place() if account is None else place_in(question.situation, account)
    return Place(
        message.provider or on_file.provider or frame.provider,
        message.province or on_file.province or frame.province,
    )
