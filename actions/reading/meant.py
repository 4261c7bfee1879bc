"""What a cancellation that is spoken of would cancel: a subject, a website, an app ..."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from actions.frame.frame import Frame, kind_of
from actions.frame.message import Message
from actions.frame.things import owners, sort_of, target_key, things_of
from actions.references.accesses import held_targets, ties_of
from actions.references.candidates import service_candidates, subject_candidates, website_candidates
from actions.references.naming import Candidate
from actions.references.refer import references
from beian.filing.orders import is_cancellation, orders_under_way, target_of
from beian.filing.provider_access import filed_subjects
from beian.filing.providers import provider_of
from beian.filing.shells import empty_shell
from beian.filing.state import Account, OrderKind, ServiceKind
from beian.nlu.entities.finding import find_entities

ACCESS, SERVICE = "access", "service"
SERVICES = "faq_app_or_mini_program"
_SERVICE_KINDS = frozenset(kind.value for kind in ServiceKind)


def kind_said(message: Message) -> str | None:
    """Return what a message speaks of cancelling: "subject", "website", "service" or "access";
    None where it does not say, or speaks of several.

    "What becomes of the site if I cancel the subject?" speaks of cancelling the subject.
    """
    for name in ("cancellation_kind", "target"):
        said = {kind for kind in map(kind_of, message.values(name)) if kind}
        if said == {"website", ACCESS}:
            return ACCESS  # "the access of the website"
        if said:
            return said.pop() if len(said) == 1 else None
    if not _SERVICE_KINDS.isdisjoint(message.values("site_kind")) or message.intent == SERVICES:
        return SERVICE
    return "subject" if "every" in message.values("reference") else None


def speaks_of_several_kinds(message: Message) -> bool:
    """Return whether a message speaks of several kinds of cancellation, as one that compares."""
    return len(set(message.values("cancellation_kind"))) > 1


def speaks_of_others(message: Message) -> bool:
    """Return whether a message asks after others than what is cancelled ("and the other sites?"),
    or of all access, which is no single cancellation."""
    said = {*message.values("reference"), *_within_access(message)}
    return not {"other", "others"}.isdisjoint(message.values("reference")) or (
        kind_said(message) == ACCESS and "every" in said
    )


def _within_access(message: Message) -> set[str]:
    """Return what the words for cancelling access hold of their own: websites, apps, all."""
    return {
        entity.value
        for one in message.entities
        if one.get("entity") == "cancellation_kind" and "start" in one
        for entity in find_entities(message.text[one["start"] + 1 : one["end"]])
    }


def is_settled(meant: Sequence[Candidate], message: Message, frame: Frame) -> bool:
    """Return whether the one thing that is meant is what the message or the conversation speaks of,
    and no mere guess by what is on file."""
    return len(meant) == 1 and (kind_said(message) is not None or bool(frame.about))


def meant(message: Message, frame: Frame, named: bool, account: Account) -> list[Candidate]:
    """Return what would be cancelled: one thing, or several of which any may be meant.

    The kind that the message says and the thing that it names count first (`named` is True where it
    names one), then what is spoken of, then an only open cancellation, then what is on file. Things
    that are cancelled already are meant where they are named, or where nothing else is on file;
    none where there is nothing of that kind, or the message names what is not on file.
    """
    kind = kind_said(message)
    if kind == ACCESS or references(message, frame, account).unknown is not None:
        return []
    spoken_of = tuple(_targets(key, account) for key in frame.in_focus)
    if kind is None and not frame.about and frame.kind != ACCESS:
        kind = frame.kind
    every = [*_filed(account), *(_gone(account) if named else ())]
    fitting = _of_kind(every, kind, message)
    about = _about(fitting, spoken_of, account, kind)
    if about:
        return about
    left = [one for one in fitting if one.key not in frame.excluded] or fitting
    ordered = _ordered(account)
    return (
        [one for one in left if one.key == ordered]
        or _standing_for_all(left, account, kind)
        or _of_kind(_gone(account), kind or "subject", message)
    )


def access_meant(message: Message, frame: Frame, named: bool, account: Account) -> list[Candidate]:
    """Return the websites and services whose access may be meant: those about which something is on
    file, of the kind that the message says. What it names counts first (`named` is True where it
    names something), then what is spoken of, unless the provider that it names holds others alone,
    then what that one holds, then what an only open order cancels the access of, then what still
    has access."""
    if references(message, frame, account).unknown is not None:
        return []
    keys = [_targets(key, account) for key in frame.in_focus]
    held = {target_key(target) for target in held_targets(account)}
    every = [one for one in _filed(account) if one.key in held]
    there = [one for one in every if _is_held_by(message.provider, one)]
    things = {thing.key: thing for thing in things_of(account)}
    about = [one for one in every if one.key in keys] or [
        one for one in every if not set(keys).isdisjoint(owners(things[one.key]))
    ]
    about = [one for one in about if one.key not in frame.excluded] or about
    if not named and there:
        about = [one for one in about if one in there]
    if about or named:
        return about
    fitting = _with_access_of(message, every)
    fitting = [one for one in fitting if one in there] or fitting
    ordered = _access_ordered(account)
    return (
        [one for one in fitting if one.key == ordered]
        or [one for one in fitting if ties_of(one.thing)]
        or fitting
    )


def _with_access_of(message: Message, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates of the kind whose access the message speaks of: websites, apps ..."""
    said = {
        *_within_access(message),
        *message.values("site_kind"),
        *message.values("target"),
    }
    kinds = said & _SERVICE_KINDS
    if kinds:
        services = [one for one in candidates if one.thing.service is not None]
        return [one for one in services if one.thing.service.kind.value in kinds]
    websites = [one for one in candidates if one.thing.website is not None]
    return websites if "website" in said else list(candidates)


def _is_held_by(code: str | None, candidate: Candidate) -> bool:
    """Return whether the provider with that code holds access of a thing."""
    return any(provider_of(tie.provider) == code for tie in ties_of(candidate.thing))


def _access_ordered(account: Account) -> str | None:
    """Return the key of that whose access the only such open order is to cancel."""
    orders = [o for o in orders_under_way(account) if o.kind is OrderKind.CANCEL_ACCESS]
    target = target_of(orders[0], account) if len(orders) == 1 else None
    return target_key(target) if target else None


def _filed(account: Account) -> list[Candidate]:
    subjects = filed_subjects(account)
    return [
        *subject_candidates(subjects),
        *website_candidates(subjects),
        *service_candidates(subjects),
    ]


def _gone(account: Account) -> list[Candidate]:
    """Return the things that are cancelled already."""
    subjects = account.subjects
    filed = {one.key for one in _filed(account)}
    every = [
        *subject_candidates(subjects),
        *website_candidates(subjects, all_=True),
        *service_candidates(subjects, all_=True),
    ]
    return [one for one in every if one.key not in filed]


def _of_kind(
    candidates: Iterable[Candidate], kind: str | None, message: Message
) -> list[Candidate]:
    """Return the candidates of a kind, apps and mini programs apart where the message names one."""
    kinds = _SERVICE_KINDS.intersection(message.values("site_kind"))
    return [
        one
        for one in candidates
        if kind in (None, sort_of(one.key))
        and (kind != SERVICE or not kinds or one.thing.service.kind.value in kinds)
    ]


def _targets(key: str, account: Account) -> str:
    """Return the key of what an order is for; any other key as it is."""
    thing = next((one for one in things_of(account) if one.key == key), None)
    if thing is None or thing.order is None or thing.target is None:
        return key
    return target_key(thing.target)


def _about(
    candidates: Sequence[Candidate], keys: Sequence[str], account: Account, kind: str | None
) -> list[Candidate]:
    """Return the candidates that are the things of these keys; where a kind is said, else those
    that they belong to, else those that belong to them."""
    very = [one for one in candidates if one.key in keys]
    if very or kind is None:
        return very
    things = {thing.key: thing for thing in things_of(account)}
    above = {key for one in keys if one in things for key in owners(things[one])}
    holding = [one for one in candidates if one.key in above]
    return holding or [
        one for one in candidates if len(keys) == 1 and keys[0] in owners(things[one.key])
    ]


def _ordered(account: Account) -> str | None:
    """Return the key of what the only cancellation under way is to cancel; None where there is
    none, or there are several."""
    targets = [
        target_of(order, account)
        for order in orders_under_way(account)
        if is_cancellation(order) and order.kind is not OrderKind.CANCEL_ACCESS
    ]
    only = targets[0] if len(targets) == 1 else None
    return target_key(only) if only else None


def _standing_for_all(
    candidates: list[Candidate], account: Account, kind: str | None
) -> list[Candidate]:
    """Return what stands for all that is on file, where no kind is said: the only subject if it is
    an empty shell, the only website or service of an only one; else the candidates as they are."""
    subjects = filed_subjects(account)
    if kind is not None or len(subjects) != 1:
        return candidates
    if empty_shell(subjects[0]):
        return [one for one in candidates if sort_of(one.key) == "subject"]
    held = [one for one in candidates if sort_of(one.key) != "subject"]
    return held if len(held) == 1 else candidates
