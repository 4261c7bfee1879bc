"""Domains that a message names, where they are some of a website's."""

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.frame.message import DENIED, Message
from actions.frame.things import Thing, things_of
from actions.references.mentions import mentions_in
from beian.base.domains import domain_in_one_form
from beian.filing.state import Account, Website
from beian.nlu.plain_words.what_if import speaks_of_what_if

_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}", re.ASCII | re.IGNORECASE)
ONE_DOMAIN = "faq_one_of_several_domains"


@dataclass(frozen=True)
class SomeDomains:
    """Some domains of a website, which has others, too."""

    key: str
    website: Website
    named: tuple[str, ...]

    @property
    def others(self) -> tuple[str, ...]:
        return tuple(one for one in self.website.domains if one not in self.named)


def asks_what_if_of_any(text: str) -> bool:
    """Return whether a text asks what a cancellation would change, however long the domains are
    that it names."""
    return speaks_of_what_if(_DOMAIN.sub("a", text))


def some_domains(message: Message, account: Account) -> SomeDomains | None:
    """Return the domains that a message names, where they are some of a filed website's and it
    names that in no other way; www. before one makes it another."""
    spans = [
        (one["start"], one["end"])
        for one in message.entities
        if one.get("entity") == "domain" and one.get("role") != DENIED and "start" in one
    ]
    said = {_in_one_form(message.text[start:end]) for start, end in spans}
    things = {thing.key: thing for thing in things_of(account) if thing.is_filed_website}
    found = [one for thing in things.values() if (one := _some_of(thing, said))]
    if len(found) != 1:
        return None
    mentions = [one for one in mentions_in(message, things) if one.key == found[0].key]
    is_named = any(all(not (s <= m.start and m.end <= e) for s, e in spans) for m in mentions)
    return None if is_named else found[0]


def _some_of(thing: Thing, said: set[str]) -> SomeDomains | None:
    website = thing.target.website if thing.target else None
    if website is None:
        return None
    named = tuple(one for one in website.domains if one in said)
    return SomeDomains(thing.key, website, named) if 0 < len(named) < len(website.domains) else None


def _in_one_form(text: str) -> str:
    try:
        return domain_in_one_form(text)
    except ValueError:
        return text
