"""A message that asks what a cancellation would change: "what happens if I cancel the shop?"."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace

from actions.frame.context import SURE_OF_ITSELF
from actions.frame.frame import Frame
from actions.frame.message import Asked, Message
from actions.frame.things import sort_of
from actions.reading.meant import (
    ACCESS,
    SERVICE,
    SERVICES,
    access_meant,
    is_settled,
    kind_said,
    meant,
    speaks_of_others,
    speaks_of_several_kinds,
)
from actions.references.refer import References
from actions.references.some_domains import ONE_DOMAIN, asks_what_if_of_any, some_domains
from actions.references.supposed import supposed
from beian.filing.state import Account
from beian.nlu.intents import FAQ_OTHER_WEBSITES, MY_FILING_STATUS, MY_ORDER_PROGRESS
from beian.nlu.plain_words.what_if import (
    speaks_of_a_letter,
    speaks_of_all,
    speaks_of_both_providers,
    speaks_of_one_cancellation,
    speaks_of_what_stays,
    wants_to_drop_access,
)

AFTER_CANCELLING = "faq_after_cancelling"
ACCESS_MEANING = "faq_cancel_access_meaning"
WHAT_IF = "what_if"
"""The part of AFTER_CANCELLING that tells what cancelling one thing changes (what_if_answer), and
of ACCESS_MEANING what cancelling access does (what_if_access). Their files have none of that name:
messages are taken for it by their words."""
_LETTER = "faq_statement_letter"
_IF_NOT = "faq_if_not_cancelled"
_IN_GENERAL: Mapping[str | None, Asked] = {
    "subject": Asked("faq_subject_vs_website"),
    "website": Asked(FAQ_OTHER_WEBSITES),
    SERVICE: Asked(SERVICES, "after"),
    ACCESS: Asked(ACCESS_MEANING),
}
"""By what is cancelled, the question whose answer says what that changes, whoever asks."""
_ALL_ACCESS = (ACCESS_MEANING, "all_access")
_AFTERWARDS = (ACCESS_MEANING, "then_cancel")
_SURELY_TAKEN = (
    (AFTER_CANCELLING, None),
    (ACCESS_MEANING, None),
    _ALL_ACCESS,
    ("faq_site_after_access_cancelled", None),
    ("faq_site_after_access_cancelled", "only_provider"),
    ("faq_site_after_access_cancelled", "other_provider"),
    (FAQ_OTHER_WEBSITES, None),
    ("faq_subject_vs_website", None),
    (SERVICES, None),
    (SERVICES, "after"),
    (SERVICES, "withdraw"),
)
"""Topics and parts that messages are taken for, with confidence, that ask this in general."""
_LISTING = (MY_FILING_STATUS, MY_ORDER_PROGRESS)


@dataclass(frozen=True)
class Found:
    """What a message may mean to cancel: whether there is any such thing on file, the key of the
    one that it or the conversation speaks of, the sorts of what it names, whether it supposes
    several things to be cancelled together, and the key of a website of which it names one domain
    of several and nothing else."""

    any_on_file: bool = False
    about: tuple[str, ...] = ()
    sorts: frozenset[str] = frozenset()
    several: bool = False
    one_domain: tuple[str, ...] = ()


Finding = Callable[[], Found]


def asks_what_if(
    own: tuple[Asked, ...],
    message: Message,
    topics: Collection[str],
    find: Finding,
) -> tuple[Asked, ...] | None:
    """Return the questions of a message that asks what a cancellation would change, with that one
    in the place of what it was taken for; None where it does not ask that, or asks something else
    with confidence. `find` returns what the message may mean to cancel."""
    of_one = not speaks_of_several_kinds(message) and not speaks_of_others(message)
    both_accesses = kind_said(message) == ACCESS and speaks_of_both_providers(message.text)
    if message.pressed or not _supposes(message) or not (of_one or both_accesses):
        return None
    if len(own) > 1:
        of_it = [one for one in own if asks_what_if_of_any(one.text) and _asks_it_in_general(one)]
        asked = [_of_one(one, message, find()) if one in of_it else one for one in own]
        return tuple(asked) if of_it else None
    taken = next(iter(own), Asked(message.intent, message.part, message.text))
    found = find()
    if found.one_domain:
        return (Asked(ONE_DOMAIN, None, taken.text or message.text, found.one_domain),)
    is_sure = message.intent in topics and message.confidence >= SURE_OF_ITSELF
    is_sure = is_sure and not found.several
    if is_sure and not _asks_it_in_general(taken) and message.intent not in _LISTING:
        return None
    of_all = (taken.topic, taken.part) == _ALL_ACCESS and speaks_of_all(message.text)
    if is_sure and of_all and not found.sorts:
        return None
    return (_of_one(taken, message, found),)


def asks_for_the_letter(message: Message) -> bool:
    """Return whether a message asks for the letter, and says so."""
    sure = message.intent == _LETTER and message.confidence >= SURE_OF_ITSELF
    return sure and speaks_of_a_letter(message.text)


def after_supposing(moved: Frame, frame: Frame, own: Collection[Asked], message: Message) -> Frame:
    """Return the frame after a message that asks for the letter right after it was told, or is
    still to be told, what cancelling access would change: that was supposed, and what the letter
    cancels is no access unless the message says so."""
    supposed = (frame.topic, frame.part) == (ACCESS_MEANING, WHAT_IF)
    if supposed and kind_said(message) is None and any(one.topic == _LETTER for one in own):
        return moved.with_(kind=None)
    return moved


def finding(
    message: Message, pointed: References, frame: Frame, account: Account | None
) -> Finding:
    """Return what finds the things that a message may mean to cancel. `frame` is that after the
    message."""

    def find() -> Found:
        sorts = frozenset(map(sort_of, pointed.named))
        if account is None:
            return Found(sorts=sorts)
        together = supposed(message, pointed.named, account) if len(pointed.named) > 1 else ()
        together = () if pointed.open or kind_said(message) == ACCESS else together
        if together:
            return Found(True, together if len(together) == 1 else (), sorts, len(together) > 1)
        telling = access_meant if kind_said(message) == ACCESS else meant
        found = telling(message, frame, bool(pointed.named), account)
        about = (found[0].key,) if is_settled(found, message, frame) else ()
        domains = some_domains(message, account) if kind_said(message) is None else None
        return Found(
            bool(found), about, sorts, one_domain=() if domains is None else (domains.key,)
        )

    return find


def _supposes(message: Message) -> bool:
    """Return whether a message asks what a cancellation would change, or says that access at a
    provider that it names is to go."""
    if asks_what_if_of_any(message.text):
        return True
    return message.provider is not None and wants_to_drop_access(message.text)


def _asks_it_in_general(asked: Asked) -> bool:
    question = (asked.topic, asked.part)
    if question == _AFTERWARDS:
        return speaks_of_one_cancellation(asked.text)
    return asked.topic == _IF_NOT or question in _SURELY_TAKEN


def _of_one(taken: Asked, message: Message, found: Found) -> Asked:
    """Return the question what cancelling the thing in question would change; that in general
    where nothing is on file of which it could be."""
    text = taken.text or message.text
    kind = kind_said(message)
    if speaks_of_what_stays(text) and kind != ACCESS:
        of_that = taken.topic == AFTER_CANCELLING
        return replace(taken if of_that else Asked(AFTER_CANCELLING, None, text), about=found.about)
    if found.any_on_file:
        topic = ACCESS_MEANING if kind == ACCESS else AFTER_CANCELLING
        return Asked(topic, WHAT_IF, text, found.about)
    named = next(iter(found.sorts)) if len(found.sorts) == 1 else None
    general = _IN_GENERAL.get(kind or named)
    return replace(general or Asked(AFTER_CANCELLING), text=text)
