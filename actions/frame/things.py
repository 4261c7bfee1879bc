"""The things on file that a conversation can be about: subjects, websites, services and orders."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from beian.base.domains import domain_key
from beian.base.filing_numbers import in_one_form
from beian.filing.masking import shown_name
from beian.filing.orders import Target, target_of
from beian.filing.state import (
    Account,
    FilingStatus,
    Order,
    Person,
    Service,
    ServiceKind,
    Subject,
    SubjectType,
    Website,
)
from beian.nlu.entities.finding import find_entities
from beian.nlu.text.characters import folded_in_place

_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z0-9]{2,}")
_HOME = "home"
"""The kind of a main site (site_kind.yml)."""
_SERVICE_KINDS = frozenset(kind.value for kind in ServiceKind)
"""What site_kind.yml has for apps, mini programs and quick apps: no website is one of them."""
_COMMON = frozenset(
    """网站 公司 有限 有限公司 科技 集团 个人 企业 备案 主体 注销 中国 股份 工作室
    the and www com net org demo site web website company limited ltd inc corp xn""".split()  # noqa: SIM905
)
"""Words in names that tell no thing from another."""


@dataclass(frozen=True)
class Thing:
    """A subject, website, service or order of an account.

    `names` are what it is called in full, folded; `words` what parts of them people use instead;
    `kinds` what kind of site or service it is (site_kind.yml); `target` what it is, or what an
    order is for.
    """

    key: str
    names: frozenset[str]
    words: frozenset[str]
    kinds: frozenset[str]
    domains: frozenset[str]
    target: Target | None
    order: Order | None = None
    people: frozenset[str] = frozenset()

    @property
    def sort(self) -> str:
        return sort_of(self.key)

    @property
    def subject(self) -> Subject | None:
        return self.target.subject if self.target else None

    @property
    def is_filed_website(self) -> bool:
        website = self.target.website if self.target and self.order is None else None
        return website is not None and website.status is FilingStatus.FILED


@lru_cache(maxsize=64)
def things_of(account: Account) -> tuple[Thing, ...]:
    """Return all things of an account, cancelled ones included."""
    found = (_subjects(account), _websites(account), _services(account), _orders(account))
    return tuple(chain.from_iterable(found))


def sort_of(key: str) -> str:
    """Return what a key names: "subject", "website", "service" or "order"."""
    return key.partition(":")[0]


def spoken_names(thing: Thing) -> tuple[str, ...]:
    """Return what an answer calls a thing, any of which tells it from others; names of persons
    masked."""
    number = (thing.order.order_id,) if thing.order is not None else ()
    if thing.target is None:
        return number
    subject, held = thing.target.subject, thing.target.website or thing.target.service
    if held is not None:
        names = (held.name, held.filing_number, *held.domains)
    else:
        names = (shown_name(subject), subject.filing_number)
    return (*number, *filter(None, names))


def subject_key(subject: Subject) -> str:
    return f"subject:{subject.subject_id}"


def website_key(website: Website) -> str:
    return f"website:{website.website_id}"


def service_key(service: Service) -> str:
    return f"service:{service.service_id}"


def order_key(order: Order) -> str:
    return f"order:{order.order_id}"


def target_key(target: Target) -> str:
    if target.service is not None:
        return service_key(target.service)
    return website_key(target.website) if target.website else subject_key(target.subject)


def _subjects(account: Account) -> Iterator[Thing]:
    for subject in account.subjects:
        yield Thing(
            key=subject_key(subject),
            names=_folded(subject.subject_id, subject.name, *_number(subject)),
            words=_words(subject.name),
            kinds=frozenset(),
            domains=frozenset(),
            target=Target(subject),
            people=_people(subject.person_in_charge),
        )


def _websites(account: Account) -> Iterator[Thing]:
    for subject in account.subjects:
        home = _home_of(subject)
        for website in subject.websites:
            labels = " ".join(domain.rpartition(".")[0] for domain in website.domains)
            yield Thing(
                key=website_key(website),
                names=_folded(
                    website.website_id, website.name, *_number(website), *website.domains
                ),
                words=_words(website.name) | _latin_words(labels),
                kinds=_kinds_of(website) | ({_HOME} if website is home else set()),
                domains=frozenset(map(domain_key, website.domains)),
                target=Target(subject, website),
                people=_people(website.person_in_charge),
            )


def _kinds_of(website: Website) -> frozenset[str]:
    """Return what kind of site a website is by its name and domains."""
    labels = " ".join(domain.rpartition(".")[0] for domain in website.domains)
    return _kinds(f"{website.name} {labels.replace('-', ' ')}") - _SERVICE_KINDS


def _home_of(subject: Subject) -> Website | None:
    """Return the website that people call the main one where none is called so: the first that was
    filed, of several of an enterprise."""
    sites = subject.websites
    called_so = any(_HOME in _kinds_of(website) for website in sites)
    if called_so or len(sites) < 2 or subject.type is not SubjectType.ENTERPRISE:
        return None
    return next((one for one in sites if (one.filing_number or "").endswith("-1")), None)


def _services(account: Account) -> Iterator[Thing]:
    for subject in account.subjects:
        for service in subject.services:
            yield Thing(
                key=service_key(service),
                names=_folded(
                    service.service_id, service.name, *_number(service), *service.domains
                ),
                words=_words(service.name),
                kinds=frozenset({service.kind.value}),
                domains=frozenset(map(domain_key, service.domains)),
                target=Target(subject, service=service),
                people=_people(service.person_in_charge),
            )


def _orders(account: Account) -> Iterator[Thing]:
    for order in account.orders:
        yield Thing(
            key=order_key(order),
            names=_folded(order.order_id),
            words=frozenset(),
            kinds=frozenset(),
            domains=frozenset(),
            target=target_of(order, account),
            order=order,
        )


def _number(held: Subject | Website | Service) -> tuple[str, ...]:
    """Return the filing number in the one form in which messages are read, if there is one."""
    return (in_one_form(held.filing_number),) if held.filing_number else ()


def _folded(*names: str | None) -> frozenset[str]:
    return frozenset(folded_in_place(name) for name in names if name)


def _words(name: str) -> frozenset[str]:
    """Return parts of a name that people may use for it: runs of Han characters, Latin words."""
    folded = folded_in_place(name)
    runs = [match.group() for match in _HAN.finditer(folded)]
    parts = {
        run[start:end]
        for run in runs
        for start in range(len(run))
        for end in range(start + 2, len(run) + 1)
    }
    return frozenset(parts - _COMMON) | _latin_words(name)


def _latin_words(text: str) -> frozenset[str]:
    return frozenset(_LATIN.findall(folded_in_place(text))) - _COMMON


def _kinds(name: str) -> frozenset[str]:
    return frozenset(one.value for one in find_entities(name) if one.label == "site_kind")


def _people(person: Person | None) -> frozenset[str]:
    """Return what a person in charge is called: the name, Latin names in parts, too."""
    if person is None:
        return frozenset()
    folded = folded_in_place(person.name)
    return frozenset({folded, *(_LATIN.findall(folded) if folded.isascii() else ())})


def owners(thing: Thing) -> tuple[str, ...]:
    """Return the keys of what a thing belongs to, the nearest first: an order to what it is for, a
    website or service to its subject."""
    if thing.target is None:
        return ()
    keys = (target_key(thing.target), subject_key(thing.target.subject))
    return tuple(key for key in dict.fromkeys(keys) if key != thing.key)


def below(thing: Thing, things: Collection[Thing]) -> frozenset[str]:
    """Return the keys of those of `things` that belong to a thing. An order for a subject is one
    for its websites and services, too."""
    if thing.target is None or thing.order is not None:
        return frozenset()
    own = frozenset(one.key for one in things if thing.key in owners(one))
    if thing.sort == "subject" or any(key.startswith("order:") for key in own):
        return own
    whole = subject_key(thing.target.subject)
    return frozenset(
        one.key for one in things if one.order and one.target and target_key(one.target) == whole
    )
